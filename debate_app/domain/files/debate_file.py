"""Reads and checks a debate as a file, in one of the formats that the schemas beside this module specify."""

import json
import math
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from debate_app.domain import limits
from debate_app.domain.files import content, debate1, reading, retelling, schema
from debate_app.domain.files.debate import Debate
from debate_app.domain.files.parts import Path
from debate_app.domain.files.schema import RepeatingObject

FAULTS = 10_000
"""The check of a file stops after so many."""

_LONGEST_KEY = 40
_LONGEST_INTEGER = 18  # digits; longer ones are beyond every limit, and slow to read


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: ``viewpoints[2].sources[0].url``, or ``""`` for the file as a whole."""

    place: str
    sentence: str


class FaultyFile(Exception):
    """The file cannot be taken in; ``faults`` is everything that is wrong with it, or with its first part
    where there is ``more``."""

    def __init__(self, *faults: Fault, more: bool = False) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults
        self.more = more


@dataclass(frozen=True, slots=True)
class DebateFile:
    """A file without a fault: its debate, and the digest of its canonical form, by which it is known again."""

    debate: Debate
    digest: str


def read(file: IO[bytes]) -> bytes:
    """The bytes of ``file``. Raises ``FaultyFile`` when they are too many, without reading them all."""
    data = file.read(limits.IMPORT_FILE_BYTES + 1)
    _refuse_excess(data)
    return data


def check(data: bytes) -> DebateFile:
    """The debate that the bytes hold, in any of the formats.

    Raises ``FaultyFile`` with every fault, in the order of their places.
    """
    tree = _parsed(data)
    found = list(islice(schema.faults(tree), FAULTS + 1))
    if found:
        faults = (Fault(_place(path), sentence) for path, sentence in sorted(found[:FAULTS]))
        raise FaultyFile(*faults, more=len(found) > FAULTS)
    if tree["format"] == "debate/1":
        former = debate1.read(tree)
        return DebateFile(retelling.retold(former), content.digest(debate1.content(former)))
    debate = reading.read(tree)
    return DebateFile(debate, content.digest(content.content(debate, tree["format"])))


def _refuse_excess(data: bytes) -> None:
    if len(data) > limits.IMPORT_FILE_BYTES:
        raise FaultyFile(Fault("", f"The file is larger than {limits.IMPORT_FILE_BYTES // 2**20} MB."))


def _parsed(data: bytes) -> Any:
    _refuse_excess(data)
    try:
        text = data.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except UnicodeDecodeError as fault:
        sentence = f"The file is not UTF-8 (byte {fault.start + 1:,})."
    except json.JSONDecodeError as fault:
        sentence = f"The file is not JSON (line {fault.lineno:,}, column {fault.colno:,}: {fault.msg})."
    except RecursionError:
        sentence = "The file is nested too deeply."
    raise FaultyFile(Fault("", sentence))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else RepeatingObject(pairs)


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else math.inf


def _place(path: Path) -> str:
    place = ""
    for step in path:
        if isinstance(step, int):
            place += f"[{step}]"
        elif step.isidentifier() and step.isascii() and len(step) <= _LONGEST_KEY:
            place += f".{step}" if place else step
        else:
            place += f"[{json.dumps(step[:_LONGEST_KEY])}]"
    return place
