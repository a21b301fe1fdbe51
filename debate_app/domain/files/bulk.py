"""Writes many rows of a table at once, without an object for each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert as insertion
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped
from sqlmodel import Session, SQLModel

Rows = Sequence[dict[str, Any]]


def insert(session: Session, table: type[SQLModel], rows: Rows) -> None:
    """Write the rows, if there are any."""
    if rows:
        session.exec(insertion(table), params=rows)


def inserted(session: Session, table: type[SQLModel], key: Mapped[int | None], rows: Rows) -> list[int]:
    """Write the rows; returns the keys that they got, in the order of the rows."""
    if not rows:
        return []
    made = session.exec(insertion(table).returning(key, sort_by_parameter_order=True), params=rows)
    return [row_id for row_id in made.scalars() if row_id is not None]


def insert_new(session: Session, table: type[SQLModel], rows: Rows, *unique: str) -> None:
    """Write the rows but those with values in their ``unique`` columns that are there already."""
    if rows:
        dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
        session.connection().execute(dialect.insert(table).on_conflict_do_nothing(index_elements=unique), [*rows])
