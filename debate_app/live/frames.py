"""Turns a snapshot into what goes over the wire: encoded once, however many browsers watch."""

import dataclasses
import json
from dataclasses import dataclass, field

from reflex_base.constants.state import FIELD_MARKER

from debate_app.domain import snapshots
from debate_app.domain.snapshot import QuestionSnapshot, ViewpointTally
from debate_app.live.page import Answers, Counts, Page, Presence, Pushed

Encoded = dict[int, str]
"""JSON by viewpoint."""


@dataclass(frozen=True, slots=True)
class Text:
    """The text part of a question's page: the JSON of the question, and of what each viewpoint shows."""

    question: str
    viewpoints: Encoded
    talks: Encoded

    def whole(self) -> str:
        """All of it, with nothing laid over it."""
        viewpoints, talks = f"[{','.join(self.viewpoints.values())}]", _by_viewpoint(self.talks)
        nothing = {"changed_viewpoints": "{}", "changed_talks": "{}"}
        page, answers = _vars(Page, question=self.question, missing="false"), {"viewpoints": viewpoints, "talks": talks}
        return f"{page},{_vars(Answers, **answers, **nothing)}"

    def size(self) -> int:
        """About how many characters the whole of it has."""
        return len(self.question) + sum(map(len, self.viewpoints.values())) + sum(map(len, self.talks.values()))


Sees = frozenset[int] | None
"""The viewpoints whose counts somebody is shown while a question is sealed; None for all."""


@dataclass(frozen=True, slots=True)
class Frames:
    """A question's page at one ``sequence``. While it is ``sealed``, a viewpoint's counts are for those who voted on
    it. From the moment ``turns_at`` on it reads otherwise without anything being written: it opens, or closes."""

    sequence: int
    text_sequence: int
    text: Text
    tallies: tuple[ViewpointTally, ...]
    sealed: bool
    turns_at: str
    _numbers: dict[Sees, str] = field(default_factory=dict[Sees, str], compare=False)

    def numbers(self, sees: Sees) -> str:
        """The numbers that somebody is shown, encoded once."""
        shown = sees if self.sealed else None
        if shown not in self._numbers:
            tallies = self.tallies if shown is None else tuple(one for one in self.tallies if one.viewpoint_id in shown)
            self._numbers[shown] = _numbers_part(self.sequence, tallies)
        return self._numbers[shown]

    def whole(self, here: int, sees: Sees) -> str:
        """The update that brings a browser which knows nothing up to date."""
        return _update(self.text.whole(), self.numbers(sees), _vars(Presence, here=_json(here)))

    def update(self, text: str, sees: Sees) -> str:
        """The update with this of the text part, as ``Overlay`` gives it."""
        return _update(*filter(None, (text, self.numbers(sees))))


@dataclass(slots=True)
class Overlay:
    """What changed in a room since all of its browsers were sent a whole text: the ids of viewpoints.

    A change costs what the changed viewpoints are long, until they are more than half of the whole text: then
    that is sent again. An update holds everything that changed since then, not only what is new in it, because
    the browser's var holds the last update alone. It is right for a browser that came later with a newer whole
    text, too: what it holds is the same there or newer. What changed and changed back stays in it for their
    sake: such a browser may have come in between.
    """

    viewpoints: set[int] = field(default_factory=set[int])
    talks: set[int] = field(default_factory=set[int])

    def over(self, earlier: Text, current: Text) -> str:
        """What an update says of the text to the room's browsers, which were last sent ``earlier``; may be empty."""
        if current is earlier:
            return ""
        new = _differing(earlier.viewpoints, current.viewpoints), _differing(earlier.talks, current.talks)
        self.viewpoints |= new[0]
        self.talks |= new[1]
        viewpoints, talks = _only(self.viewpoints, current.viewpoints), _only(self.talks, current.talks)
        vanished = earlier.viewpoints.keys() - current.viewpoints.keys() | earlier.talks.keys() - current.talks.keys()
        if vanished or 2 * (len(viewpoints) + len(talks)) > current.size():
            self.viewpoints, self.talks = set(), set()
            return current.whole()
        page = {"question": current.question} if current.question != earlier.question else {}
        answers = {"changed_viewpoints": viewpoints} if new[0] else {}
        answers |= {"changed_talks": talks} if new[1] else {}
        return ",".join(_vars(state, **said) for state, said in ((Page, page), (Answers, answers)) if said)


def of_snapshot(snapshot: QuestionSnapshot, now: str) -> Frames:
    """Both parts of a snapshot that was read ``now``."""
    text = Text(
        question=_json(snapshot.question),
        viewpoints={viewpoint.id: _json(viewpoint) for viewpoint in snapshot.viewpoints},
        talks={talk.viewpoint_id: _json(talk) for talk in snapshot.talks},
    )
    return Frames(
        snapshot.sequence,
        snapshot.text_sequence,
        text,
        snapshot.tallies,
        sealed=snapshot.question.sealed,
        turns_at=snapshots.turns_at(snapshot.question, now),
    )


def _numbers_part(sequence: int, tallies: tuple[ViewpointTally, ...]) -> str:
    """The numbers part alone, by viewpoint: its counts, those of each version where they lie on several, and those
    in quarantine where there are any."""
    counts = {tally.viewpoint_id: (tally.agrees, tally.disagrees, tally.earlier) for tally in tallies}
    by_version = {tally.viewpoint_id: tally.versions for tally in tallies if tally.earlier or len(tally.versions) > 1}
    apart = {tally.viewpoint_id: tally.apart for tally in tallies if any(tally.apart)}
    numbers = {"sequence": sequence, "tallies": counts, "by_version": by_version, "apart": apart}
    return _vars(Counts, **{name: _json(value) for name, value in numbers.items()})


def people_here(here: int) -> str:
    """The update that says how many people watch."""
    return _update(_vars(Presence, here=_json(here)))


def missing() -> str:
    """The update that says that there is no such question."""
    return _update(_vars(Page, missing="true"))


def call(handler: str) -> str:
    """The update after which a browser sends the event of this full name, which takes no arguments."""
    return _json(["event", {"delta": {}, "events": [{"name": handler, "router_data": {}, "payload": {}}]}])


def _differing(earlier: Encoded, current: Encoded) -> set[int]:
    return {key for key, encoded in current.items() if encoded != earlier.get(key)}


def _only(keys: set[int], encoded: Encoded) -> str:
    return _by_viewpoint({key: one for key, one in encoded.items() if key in keys})


def _by_viewpoint(encoded: Encoded) -> str:
    members = ",".join(f'"{viewpoint_id}":{one}' for viewpoint_id, one in encoded.items())
    return f"{{{members}}}"


def _update(*states: str) -> str:
    return f'["event",{{"delta":{{{",".join(states)}}},"events":[]}}]'


def _vars(state: type[Pushed], **encoded: str) -> str:
    """A member of an update's delta: vars of the state, each as its JSON."""
    members = ",".join(f'"{name}{FIELD_MARKER}":{value}' for name, value in encoded.items())
    return f"{json.dumps(state.get_full_name())}:{{{members}}}"


_json = json.JSONEncoder(default=dataclasses.asdict, ensure_ascii=False, separators=(",", ":")).encode
