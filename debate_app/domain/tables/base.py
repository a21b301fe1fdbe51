"""What every table is made with: names of constraints, enums kept as words, names taken from the classes.

Every time is ISO 8601 text in UTC: a moment is ``2026-11-23T09:30:00.000Z`` (always milliseconds),
a date that came without a time is ``2026-11-23`` and stays one. Such text sorts in order of time,
reads the same from SQLite and PostgreSQL, and goes to the browser unchanged (see ``dates.py``).
"""

import re
from enum import StrEnum

from sqlalchemy import CheckConstraint, Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import declared_attr
from sqlmodel import SQLModel

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def word_of(values: type[StrEnum]) -> type[TypeDecorator[StrEnum]]:
    """The column type that stores one of ``values`` as its word, and gives it back as the enum."""

    class Word(TypeDecorator[StrEnum]):
        impl = String
        cache_ok = True

        def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
            return None if value is None else values(value)

    return Word


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """The database's own check that ``column`` holds one of ``values``."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


class Table(SQLModel):
    """A table named for its class: ``ImportedFile`` is ``imported_file``."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
