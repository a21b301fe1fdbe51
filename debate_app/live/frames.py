"""Turns a snapshot into what goes over the wire: encoded once, however many browsers watch."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from reflex_base.constants.state import FIELD_MARKER

from debate_app.domain.snapshot import QuestionSnapshot, ViewpointTally
from debate_app.live.page import Page


@dataclass(frozen=True, slots=True)
class Frames:
    """A question's page at one ``sequence``; its two parts are JSON members without the braces around them."""

    sequence: int
    text_sequence: int
    text: str
    numbers: str

    def whole(self, here: int) -> str:
        """The update that brings a browser which knows nothing up to date."""
        return _update(f"{self.text},{self.numbers},{_members(here=here)}")

    def since(self, earlier: "Frames") -> str:
        """The update for browsers that were current at ``earlier``."""
        changed_text = self.text_sequence != earlier.text_sequence
        return _update(f"{self.text},{self.numbers}" if changed_text else self.numbers)


def of_snapshot(snapshot: QuestionSnapshot) -> Frames:
    """Both parts of a snapshot."""
    text = _members(question=snapshot.question, viewpoints=snapshot.viewpoints, missing=False)
    numbers = numbers_part(snapshot.sequence, snapshot.tallies)
    return Frames(snapshot.sequence, snapshot.text_sequence, text, numbers)


def numbers_part(sequence: int, tallies: tuple[ViewpointTally, ...]) -> str:
    """The numbers part alone: ``[agrees, disagrees]`` by viewpoint."""
    counts = {tally.viewpoint_id: (tally.agrees, tally.disagrees) for tally in tallies}
    return _members(sequence=sequence, tallies=counts)


def people_here(here: int) -> str:
    """The update that says how many people watch."""
    return _update(_members(here=here))


def missing() -> str:
    """The update that says that there is no such question."""
    return _update(_members(missing=True))


def _update(members: str) -> str:
    return f'["event",{{"delta":{{{json.dumps(Page.get_full_name())}:{{{members}}}}},"events":[]}}]'


def _members(**values: Any) -> str:
    return ",".join(f'"{name}{FIELD_MARKER}":{_json(value)}' for name, value in values.items())


def _json(value: Any) -> str:
    return json.dumps(value, default=dataclasses.asdict, ensure_ascii=False, separators=(",", ":"))
