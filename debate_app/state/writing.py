"""What the forms for new texts share: how a sent form is answered, and how a text area becomes paragraphs."""

import re

import reflex as rx

from debate_app.domain.refused import Refused
from debate_app.state.acts import Answering
from debate_app.words import plain


class Writing(Answering, rx.State, mixin=True):
    """``answers`` rises with each answer to a sent form; ``done`` is where the published text stands."""

    answers: int = 0
    done: str = ""

    def _publish_at(self, place: str) -> None:
        self.faults, self.done = {}, place
        self.answers += 1

    def _refuse(self, refused: Refused, place: str) -> None:  # noqa: ARG002 - the form is the place
        self._refuse_all([refused])

    def _refuse_all(self, faults: list[Refused]) -> None:
        self.faults, self.done = by_field(faults), ""
        self.answers += 1


def by_field(faults: list[Refused]) -> dict[str, str]:
    """The sentences for each field of the form: ``sources.2`` belongs to the field ``sources``."""
    sentences: dict[str, str] = {}
    for fault in faults:
        field = fault.field.partition(".")[0] or "all"
        sentences[field] = (
            plain("{one} {more}", one=sentences[field], more=fault.sentence) if field in sentences else fault.sentence
        )
    return sentences


def typed_so_far(faults: list[Refused], form: dict[str, str]) -> list[Refused]:
    """The faults in fields that hold something: nobody is told that a field is empty before they send it."""
    return [fault for fault in faults if form.get(fault.field.partition(".")[0], "").strip()]


def paragraphs_in(text: str) -> list[str]:
    """The paragraphs of a text area: an empty line ends one."""
    return [part for part in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n")) if part.strip()]


def lines_in(text: str) -> list[str]:
    """The lines of a text area that hold something."""
    return [line for line in text.splitlines() if line.strip()]


def topics_in(text: str) -> list[str]:
    """The topics that somebody typed with commas, of whichever script, or lines between them."""
    return [topic for line in lines_in(text) for topic in re.split("[,،、，]", line) if topic.strip()]
