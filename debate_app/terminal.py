"""How a command talks to the person at the terminal, and reads and writes their files."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError

from debate_app.domain import texts
from debate_app.domain.files import debate_file
from debate_app.domain.files.debate_file import Fault, FaultyFile

FAULTS_SHOWN = 100
PROGRESS_SECONDS = 1.0


def say(*sentences: str) -> None:
    """Print the sentences on stderr, a line each, with whatever could play with the terminal escaped."""
    for sentence in sentences:
        print(visible(sentence), file=sys.stderr, flush=True)


def visible(text: str) -> str:
    """``text`` with control characters, and those that change the direction of a line, as escapes."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def faults(file: str, fault: FaultyFile) -> list[str]:
    """A line for each fault, the first ``FAULTS_SHOWN`` of them, under a line that counts them all."""
    number = texts.counted(len(fault.faults), "fault")
    hidden = len(fault.faults) - FAULTS_SHOWN
    return [
        f"{file} was not taken in, and nothing was changed: {'at least ' * fault.more}{number}.",
        *(f"{one.place}: {one.sentence}" if one.place else one.sentence for one in fault.faults[:FAULTS_SHOWN]),
        *([f"and {hidden:,} more"] if hidden > 0 else []),
    ]


def failure(fault: DBAPIError | CommandError | OSError) -> str:
    """The sentence for a database or a file that could not be used."""
    if isinstance(fault, DBAPIError):
        return f"The database cannot be used: {str(fault.orig).strip().splitlines()[0].rstrip('.')}."
    if isinstance(fault, CommandError):
        return f"The database cannot be brought up to date: {str(fault).rstrip('.')}."
    return f"{fault.filename or 'A file'} cannot be used: {fault.strerror or fault}."


def progress(what: str) -> Callable[[int, int], None]:
    """Says how far a long work is, a line at most every ``PROGRESS_SECONDS``; nothing while it is short."""
    said_at = time.monotonic()

    def say_how_far(done: int, whole: int) -> None:
        nonlocal said_at
        if time.monotonic() - said_at >= PROGRESS_SECONDS:
            said_at = time.monotonic()
            say(f"{done:,} of {texts.counted(whole, what)} …")

    return say_how_far


def read(name: str) -> bytes:
    """The bytes of a debate file, or of standard input for ``-``. Raises ``FaultyFile``."""
    try:
        with nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb") as file:
            return debate_file.read(file)
    except (OSError, ValueError) as fault:  # ValueError: a NUL in the name
        reason = fault.strerror if isinstance(fault, OSError) else fault
        raise FaultyFile(Fault("", f"The file cannot be read: {reason}.")) from None


def replace(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` at once: whoever reads it sees the old file or the new one, whole."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise OSError(0, "it is no file", str(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
