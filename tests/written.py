"""What is written in the database, all of it, to see that a refusal changed nothing."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Table, select
from sqlmodel import Session, SQLModel

from debate_app.domain.refused import Refused


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table, what the session has not sent yet included."""
    session.flush()
    return {table.name: _rows(session, table) for table in SQLModel.metadata.sorted_tables}


@contextmanager
def refused(
    session: Session, kind: type[Refused], sentence: str | None = None, field: str | None = None
) -> Generator[pytest.ExceptionInfo[Refused]]:
    """What is done meanwhile is refused in that way, and nothing is written."""
    before = everything(session)
    with pytest.raises(kind, match=sentence) as refusal:
        yield refusal
    assert type(refusal.value) is kind
    assert field is None or refusal.value.field == field
    assert everything(session) == before


def _rows(session: Session, table: Table) -> list[tuple[Any, ...]]:
    found = session.connection().execute(select(table).order_by(*table.primary_key.columns))
    return [tuple(row) for row in found]
