"""Rows as a CSV file (RFC 4180) that spreadsheets open: with a byte order mark, and without a cell that would run."""

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple, fields
from typing import Any

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
BYTE_ORDER_MARK = "\ufeff"

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a formula; full-width signs too, which some spreadsheets take for the plain ones."""


def head(row: type[Any]) -> str:
    """The names of the columns of such rows."""
    return BYTE_ORDER_MARK + _lines([[one.name for one in fields(row)]])


def body(rows: Iterable[Any]) -> str:
    """The rows."""
    return _lines([_cell(value) for value in astuple(row)] for row in rows)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_RUNS) else value
    return "" if value is None else value


def _lines(rows: Iterable[Iterable[object]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()
