"""Keeps what browsers send out of the logs.

The framework logs an event that it does not understand with all that is in it, the cookie and the token
included. While we serve, of what anybody but us says only what stands in their source is kept, and an exception
is told by its type and place, whether it was logged or left to Python. Filters would not do: a logger's filter
does not see its children's records, and handlers are not ours.
"""

import functools
import linecache
import logging
import sys
import threading
import traceback
import warnings
from bisect import bisect_left
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

OURS = "debate_app"
logger = logging.getLogger(__name__)


def begin(level: str) -> None:
    """Log to stderr, for a process that serves and does nothing else: from ``level`` on what we say ourselves; of
    others, warnings and errors, those among them that Python itself would print with their values."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger(OURS).setLevel(level.upper())
    warnings.showwarning = _warned
    sys.excepthook = lambda _type, fault, _trace: _left_to_python(fault)
    sys.unraisablehook = lambda unraisable: _left_to_python(unraisable.exc_value)
    threading.excepthook = lambda args: _left_to_python(args.exc_value)


@contextmanager
def without_values() -> Generator[None]:
    """Withhold values from what others than we log, until the block ends. One block in another changes nothing."""
    make = logging.getLogRecordFactory()
    logging.setLogRecordFactory(make if isinstance(make, _Withholding) else _Withholding(make))
    try:
        yield
    finally:
        logging.setLogRecordFactory(make)


class _Withholding:
    """Makes records as ``make`` does, less the values of all that are not ours."""

    def __init__(self, make: Callable[..., logging.LogRecord]) -> None:
        self._make = make

    def __call__(self, *args: object, **named: object) -> logging.LogRecord:
        record = self._make(*args, **named)
        if record.name.partition(".")[0] != OURS:
            _withhold(record)
        return record


def failed(exception: Exception) -> None:
    """Log what a handler raised, which nobody expected."""
    logger.error("An event failed.\n%s", _told(exception))


def _warned(_message: object, category: type[Warning], file: str, line: int, *_: object) -> None:
    logger.warning("%s in %s, line %d.", category.__name__, Path(file).name, line)


def _left_to_python(fault: BaseException | None) -> None:
    logger.error("Nobody caught this.\n%s", _told(fault) if fault else "")


def _withhold(record: logging.LogRecord) -> None:
    said = _written(str(record.msg).strip(), record.pathname) or f"Something in {record.filename}, {record.lineno}"
    fault = record.exc_info[1] if record.exc_info else None
    record.msg, record.args = f"{said}\n{_told(fault)}" if fault else said, ()
    record.exc_info = record.exc_text = record.stack_info = None


def _written(message: str, file: str) -> str:
    """The message's first words, as far as a text in the file begins with them: what follows is a value."""
    source = _source(file)
    lengths = range(1, len(message) + 1)
    stands = bisect_left(lengths, True, key=lambda end: not any(f"{q}{message[:end]}" in source for q in "'\""))
    ends_a_word = stands == len(message) or message[stands].isspace()
    return message[:stands].rstrip() if ends_a_word else message[:stands].rpartition(" ")[0]


@functools.cache
def _source(file: str) -> str:
    return "".join(linecache.getlines(file))


def _told(fault: BaseException) -> str:
    """Types and places of the exception and of what led to it: messages hold values."""
    cause = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    before = f"{_told(cause)}\nand then\n" if cause else ""
    return f"{before}{''.join(traceback.format_tb(fault.__traceback__))}{type(fault).__qualname__}"
