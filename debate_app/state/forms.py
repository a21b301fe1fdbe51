"""What the many forms of a question's page share: each has a place, and is answered by its place."""

import reflex as rx

from debate_app.domain.refused import Refused
from debate_app.state.acts import Answering

MOST_PLACES = 100
"""How many forms are remembered; whoever sends more from one page is no page of ours."""


class Forms(Answering, rx.State, mixin=True):
    """Several forms can be open at once: an editor, a reply. By place, ``answers`` counts the answers to the form,
    ``done`` says where the sent text stands (empty where it was refused), and ``faults`` holds what is wrong, by
    ``place.field``."""

    answers: dict[str, int] = {}
    done: dict[str, str] = {}

    def _begin(self) -> None:
        """What is wrong in another form stays."""

    def _refuse(self, refused: Refused, place: str) -> None:
        self._say_faults(place, [refused])
        self._answer(place, "")

    def _refuse_preview(self, refused: Refused, place: str) -> None:
        self._say_faults(place, [refused])

    def _publish_at(self, place: str, where: str) -> None:
        self._say_faults(place, [])
        self._answer(place, where)

    def _say_faults(self, place: str, faults: list[Refused]) -> None:
        others = {key: sentence for key, sentence in self.faults.items() if key.partition(".")[0] != place}
        own = {f"{place}.{fault.field.partition('.')[0] or 'all'}": fault.sentence for fault in faults}
        self.faults = {**newest(others), **own}

    def _answer(self, place: str, where: str) -> None:
        self.answers = {**newest(self.answers), place: self.answers.get(place, 0) + 1}
        self.done = {**newest(self.done), place: where}


def newest(places: dict) -> dict:
    """The last ``MOST_PLACES`` of them."""
    return dict(list(places.items())[-MOST_PLACES:])


def ticked(box: str) -> bool | None:
    """What a box of a form says; None where nobody has decided."""
    return {"on": True, "off": False}.get(box)


def whole(digits: str) -> int:
    """The number that a field of a form holds, 0 where it holds none."""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0
