"""How much one file may hold: the keywords ``x-most…`` of the schemas.

``x-most`` counts over all viewpoints of a file: what is ``spoken`` (events, replies, and the wordings of edits after
the first), the ``versions`` and the ``texts`` of paragraphs, the ``sources``, and the votes that ``support`` edits.
 ``x-most-votes`` counts the votes of one side on all versions of a viewpoint, ``x-most-events`` the
events of a ``debate/1`` file.
"""

from collections.abc import Callable
from itertools import chain
from typing import Any

from jsonschema import ValidationError

from debate_app.domain.files.parts import Faults, list_in, number_in, object_in


def _most(_validator: Any, most: dict[str, int], found: Any, _schema: Any) -> Faults:
    viewpoints = list_in(found, "viewpoints")
    for what, (count, named) in _COUNTED.items():
        counted = sum(count(viewpoint) for viewpoint in viewpoints)
        if counted > most[what]:
            sentence = f"The viewpoints have {counted:,} {named} together; {most[what]:,} are allowed."
            yield ValidationError(sentence, path=("viewpoints",))
            return


def _most_votes(_validator: Any, most: int, found: Any, _schema: Any) -> Faults:
    for side in ("agree", "disagree"):
        votes = sum(number_in(object_in(version, "votes"), side) for version in list_in(found, "versions"))
        if votes > most:
            sentence = f"{votes:,} {side} on its versions together; {most:,} are allowed."
            yield ValidationError(f"Votes: {sentence}", path=("versions",))


def _most_events(_validator: Any, most: int, found: Any, _schema: Any) -> Faults:
    events = sum(len(list_in(viewpoint, "conversation")) for viewpoint in list_in(found, "viewpoints"))
    if events > most:
        sentence = f"The conversations have {events:,} events together; {most:,} are allowed."
        yield ValidationError(sentence, path=("viewpoints",))


def _spoken(viewpoint: object) -> int:
    events = list_in(viewpoint, "conversation")
    later = (len(list_in(event, "replies")) + max(0, len(list_in(event, "revisions")) - 1) for event in events)
    return len(events) + sum(later)


def _later_versions(viewpoint: object) -> int:
    return max(0, len(list_in(viewpoint, "versions")) - 1)


def _texts(viewpoint: object) -> int:
    return sum(len(list_in(texts)) for texts in list_in(viewpoint, "paragraphs"))


def _sources(viewpoint: object) -> int:
    return sum(len(list_in(sources)) for sources in list_in(viewpoint, "sources"))


def _support(viewpoint: object) -> int:
    counts = (object_in(event, "support") for event in list_in(viewpoint, "conversation"))
    return sum(chain.from_iterable((number_in(count, "agree"), number_in(count, "disagree")) for count in counts))


_COUNTED: dict[str, tuple[Callable[[object], int], str]] = {
    "spoken": (_spoken, "events, replies and later wordings of edits"),
    "versions": (_later_versions, "versions after their first ones"),
    "texts": (_texts, "texts of paragraphs"),
    "sources": (_sources, "sources in all lists"),
    "support": (_support, "votes on edits"),
}

KEYWORDS = {"x-most": _most, "x-most-votes": _most_votes, "x-most-events": _most_events}
