"""Keeps what browsers send out of the logs.

The framework logs an event that it does not understand with all that is in it, the cookie and the token
included. While we serve, what the libraries on an event's way say is cut before its first value, and an
exception is told by its type and place. Filters would not do: a logger's filter does not see its children's
records, and handlers are not ours.
"""

import logging
import re
import traceback
from collections.abc import Generator
from contextlib import contextmanager

LIBRARIES = frozenset({"reflex", "reflex_base", "socketio", "engineio", "uvicorn", "granian", "_granian", "asyncio"})
_VALUE = re.compile(r"(?<!^)[\[({\"'`:=|\n]")
logger = logging.getLogger(__name__)


@contextmanager
def without_values() -> Generator[None]:
    """Withhold values from what the libraries log, until the block ends."""
    make = logging.getLogRecordFactory()

    def factory(*args: object, **named: object) -> logging.LogRecord:
        record = make(*args, **named)
        if record.name.partition(".")[0] in LIBRARIES:
            _withhold(record)
        return record

    logging.setLogRecordFactory(factory)
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)


def failed(exception: Exception) -> None:
    """Log what a handler raised, which nobody expected."""
    logger.error("An event failed.\n%s", _told(exception))


def _withhold(record: logging.LogRecord) -> None:
    said = _VALUE.split(record.getMessage(), maxsplit=1)[0].rstrip()
    fault = record.exc_info[1] if record.exc_info else None
    record.msg, record.args = f"{said}\n{_told(fault)}" if fault else said, ()
    record.exc_info = record.exc_text = record.stack_info = None


def _told(fault: BaseException) -> str:
    """Types and places of the exception and of what led to it: messages hold values."""
    cause = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    before = f"{_told(cause)}\nand then\n" if cause else ""
    return f"{before}{''.join(traceback.format_tb(fault.__traceback__))}{type(fault).__qualname__}"
