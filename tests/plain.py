"""A page as it reads: without its ids, which a copy gets anew, and the counters of its changes."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from debate_app.domain.snapshot import EventText, QuestionSnapshot

_IDS = {"id", "event_id", "viewpoint_id", "paragraph_id", "sequence", "text_sequence"}


def page(snapshot: QuestionSnapshot) -> dict[str, Any]:
    """The page's values; ids are told only as far as they lead to something."""
    return _plain(asdict(snapshot), _places(snapshot))


def events(found: Sequence[EventText], snapshot: QuestionSnapshot) -> list[Any]:
    """The same for events of the page's conversations."""
    return [_plain(asdict(event), _places(snapshot)) for event in found]


def _places(snapshot: QuestionSnapshot) -> dict[str, str]:
    places: dict[str, str] = {}
    for viewpoint in snapshot.viewpoints:
        places |= {f"{part}-{viewpoint.id}": f"{part} of {viewpoint.number}" for part in ("title", "sources")}
        places |= {f"paragraph-{one.id}": f"paragraph {one.number}" for one in viewpoint.paragraphs}
    return places


def _plain(value: Any, places: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _named(key, inner, places) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, places) for inner in value]
    return value


def _named(key: str, value: Any, places: dict[str, str]) -> Any:
    if key in _IDS:
        return bool(value)
    if key == "place":
        return places[value]
    if key == "remarks":
        return [count for _, count in value]
    return _plain(value, places)
