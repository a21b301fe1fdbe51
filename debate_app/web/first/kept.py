"""The first HTML of questions, kept: made when a text has changed, filled anew when a number has.

A page is current while nobody said that its question changed, in this process or over the bus, and for
``FRESH_SECONDS`` at most: what another program writes into the database nobody says.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from debate_app import languages, live
from debate_app.domain import dates, personal, snapshots
from debate_app.domain.refused import Refused
from debate_app.domain.snapshot import QuestionSnapshot
from debate_app.store.access import read
from debate_app.web.first import question_page
from debate_app.web.first.document import str_of
from debate_app.web.first.made import Made
from debate_app.web.first.shown import Shown
from debate_app.web.first.template import Outgrown, Template
from debate_app.web.found import head

FRESH_SECONDS = 1.0
MOST_BYTES = 64_000_000
_MOST_ORIGINS = 4


@dataclass(slots=True)
class Kept:
    """A question's page as it was read; ``made`` holds it by the site's address that it names."""

    snapshot: QuestionSnapshot
    shown: Shown
    template: Template
    fillings: Mapping[str, str]
    turns_at: str
    marks: int
    checked: float
    size: int
    made: dict[str, Made] = field(default_factory=dict)


Key = tuple[int, str]
"""A question, and the language that its page is said in."""

_kept: OrderedDict[Key, Kept] = OrderedDict()
_reading: dict[Key, asyncio.Task[Kept]] = {}


async def page(question_id: int, origin: str) -> tuple[QuestionSnapshot, Made]:
    """The question, and its page at this address of the site. Raises ``NotFound`` and ``Away``."""
    kept = await _current(question_id)
    if origin not in kept.made:
        if len(kept.made) >= _MOST_ORIGINS:
            kept.made.clear()
        kept.made[origin] = await asyncio.to_thread(_make, kept, origin)
    return kept.snapshot, kept.made[origin]


def forget() -> None:
    """Keep nothing of what was read so far: the database may be another one."""
    _kept.clear()


async def _current(question_id: int) -> Kept:
    key = question_id, languages.current()
    kept = _kept.get(key)
    if kept is not None and _is_fresh(question_id, kept):
        _kept.move_to_end(key)
        return kept
    if key not in _reading:
        _reading[key] = asyncio.create_task(_read_again(key, kept))
    return await asyncio.shield(_reading[key])


def _is_fresh(question_id: int, kept: Kept) -> bool:
    is_young = time.monotonic() - kept.checked < FRESH_SECONDS
    return is_young and kept.marks == live.marks(question_id)


async def _read_again(key: Key, kept: Kept | None) -> Kept:
    """One reading for everybody who asks meanwhile; whoever asks after a change asks again."""
    question_id, _ = key
    marks, checked = live.marks(question_id), time.monotonic()
    try:
        current = replace(await read(_reread, question_id, kept), marks=marks, checked=checked)
    except Refused:
        _kept.pop(key, None)
        raise
    finally:
        del _reading[key]
    _keep(key, current)
    return current


def _keep(key: Key, kept: Kept) -> None:
    _kept[key] = kept
    _kept.move_to_end(key)
    while len(_kept) > 1 and sum(one.size for one in _kept.values()) > MOST_BYTES:
        _kept.popitem(last=False)


def _reread(session: Session, question_id: int, kept: Kept | None) -> Kept:
    now = dates.now()
    if kept is not None and not "" < kept.turns_at <= now:
        stands = snapshots.sequences(session, question_id)
        if stands == (kept.snapshot.sequence, kept.snapshot.text_sequence):
            return kept
        if stands[1] == kept.snapshot.text_sequence:
            return _with_numbers(kept, snapshots.tallies(session, question_id))
    snapshot = snapshots.read(session, question_id)
    nobody = personal.read(session, None, question_id)
    return _rendered(snapshot, Shown(snapshot.question, nobody.voting, nobody.writing), now)


def _rendered(snapshot: QuestionSnapshot, shown: Shown, now: str) -> Kept:
    fillings = question_page.fillings(snapshot, shown)
    html = question_page.html(snapshot, shown)
    widest = str_of(head.question(snapshot, "x" * 200))
    template = Template(html, {**fillings, question_page.HEAD: widest})
    turns_at = snapshots.turns_at(shown.question, now)
    return Kept(snapshot, shown, template, fillings, turns_at, marks=0, checked=0.0, size=4 * len(html))


def _with_numbers(kept: Kept, current: snapshots.Numbers) -> Kept:
    sequence, tallies = current
    snapshot = replace(kept.snapshot, sequence=sequence, tallies=tallies)
    return replace(kept, snapshot=snapshot, fillings=question_page.fillings(snapshot, kept.shown), made={})


def _make(kept: Kept, origin: str) -> Made:
    fillings = {**kept.fillings, question_page.HEAD: str_of(head.question(kept.snapshot, origin))}
    try:
        return kept.template.fill(fillings)
    except Outgrown:
        kept.template = Template(question_page.html(kept.snapshot, kept.shown), fillings)
        return kept.template.fill(fillings)
