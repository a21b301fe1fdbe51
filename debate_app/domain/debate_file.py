"""Reads and checks a debate as a file, in the format ``debate/1`` that ``debate1.schema.json`` specifies."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from debate_app.domain import debate_schema, limits
from debate_app.domain.debate import Debate, Edit, Event, Source, Viewpoint
from debate_app.domain.debate_forms import clean
from debate_app.domain.debate_schema import Path, RepeatingObject
from debate_app.domain.tables import EditStatus, EventKind

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


def read(file: IO[bytes]) -> bytes:
    """The bytes of ``file``. Raises ``FaultyFile`` when they are too many, without reading them all."""
    data = file.read(limits.IMPORT_FILE_BYTES + 1)
    _refuse_excess(data)
    return data


def check(data: bytes) -> Debate:
    """The debate that the bytes hold. Raises ``FaultyFile`` with every fault, in the order of their places."""
    tree = _parsed(data)
    found = list(islice(debate_schema.faults(tree), FAULTS + 1))
    if found:
        faults = (Fault(_place(path), sentence) for path, sentence in sorted(found[:FAULTS]))
        raise FaultyFile(*faults, more=len(found) > FAULTS)
    return _debate(tree)


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


def _debate(tree: dict[str, Any]) -> Debate:
    question = tree["question"]
    viewpoints = tuple(_viewpoint(viewpoint) for viewpoint in tree["viewpoints"])
    created_at = clean("day-or-moment", question["created_at"])
    if "updated_at" in question:
        updated_at = clean("day-or-moment", question["updated_at"])
    else:
        updated_at = max([created_at, *(time for viewpoint in viewpoints for time in _times(viewpoint))])
    return Debate(
        title=clean("title", question["title"]),
        background=clean("background", question["body"]),
        author=clean("name", question["author"]),
        created_at=created_at,
        updated_at=updated_at,
        language=clean("language", question.get("language", "en")),
        topics=tuple(clean("topic", topic) for topic in question.get("topics", ())),
        viewpoints=viewpoints,
    )


def _viewpoint(part: dict[str, Any]) -> Viewpoint:
    votes = part.get("votes", {"agree": 0, "disagree": 0})
    return Viewpoint(
        title=clean("title", part["title"]),
        author=clean("name", part["author"]),
        created_at=clean("day-or-moment", part["created_at"]),
        paragraphs=tuple(clean("paragraph", text) for text in part["paragraphs"]),
        sources=tuple(_source(source) for source in part.get("sources", ())),
        agrees=int(votes["agree"]),
        disagrees=int(votes["disagree"]),
        conversation=tuple(_event(event) for event in part.get("conversation", ())),
    )


def _source(part: dict[str, Any]) -> Source:
    label = clean("label", part["label"]) if "label" in part else None
    return Source(clean("address", part["url"]), label)


def _event(part: dict[str, Any]) -> Event:
    kind = EventKind(part["kind"])
    edit = _edit(part) if kind is EventKind.EDIT else None
    return Event(kind, clean("name", part["author"]), clean("day-or-moment", part["at"]), edit)


def _edit(part: dict[str, Any]) -> Edit:
    before = clean("paragraph", part["before"]) if "before" in part else None
    return Edit(int(part["paragraph"]), EditStatus(part["status"]), clean("paragraph", part["text"]), before)


def _times(viewpoint: Viewpoint) -> Iterator[str]:
    yield viewpoint.created_at
    yield from (event.at for event in viewpoint.conversation)
