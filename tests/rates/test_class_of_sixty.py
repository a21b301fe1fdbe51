"""The defaults serve a class: 60 people behind one address, on their first visit, all at the same time."""

import random
from collections.abc import Iterator

import pytest

from debate_app.domain.refused import TooMany
from debate_app.rate_settings import Rates
from debate_app.rates.kinds import Kind
from debate_app.rates.limiter import Limiter
from tests.limited import CLASSROOM, Clock

PEOPLE, VIEWPOINTS, SECONDS = 60, 30, 300
REVIEW_PAUSE = 0.4
Act = tuple[float, Kind, int]
"""When, what and by whom."""


def lesson(chance: random.Random) -> Iterator[Act]:
    """Five minutes: the page is opened, each viewpoint is voted on within ten seconds, and everybody writes."""
    for person in range(PEOPLE):
        yield from _opened(person, chance.uniform(0, 5))
        yield from _opened(person, 150.0)  # the server was restarted: all pages connect anew in one moment
        yield from _translated(person, chance.uniform(5, 10))
        for viewpoint in range(VIEWPOINTS):
            at = 10 * viewpoint + chance.uniform(0, 10)
            yield at, Kind.VOTE, person
            yield at + 1, Kind.VOTE, person  # taken back, and given again
            yield at + 2, Kind.VOTE, person
        for began in (20, 80, 160, 220):
            yield from _written(person, began + chance.uniform(0, 20), chance)


def _opened(person: int, at: float) -> Iterator[Act]:
    """The HTML, the connection, the state, the page within it, and what it then asks for."""
    for kind in (Kind.PAGE, Kind.PAGE, Kind.PAGE, Kind.PAGE, Kind.READ, Kind.READ):
        yield at, kind, person


def _translated(person: int, at: float) -> Iterator[Act]:
    """A long page that nobody translated before: what is ready is asked for again and again."""
    for answer in range(30):
        yield at + 0.2 * answer, Kind.TRANSLATE, person


def _written(person: int, began: float, chance: random.Random) -> Iterator[Act]:
    """Half a minute of typing, its previews as fast as the page asks for them, and what it makes others read."""
    at = began
    while at < began + 30:
        at += REVIEW_PAUSE + chance.expovariate(2)
        yield at, Kind.PREVIEW, person
    yield at, Kind.WRITE, person
    for other in range(PEOPLE):
        yield at + REVIEW_PAUSE, Kind.READ, other


async def refusals(rates: Rates) -> list[str]:
    """What was said to those who were refused."""
    clock, acted, said = Clock(), set[int](), list[str]()
    limiter, began = Limiter(rates, clock.counts()), clock.seconds
    for at, kind, person in sorted(lesson(random.Random(7))):
        clock.seconds = began + at
        try:
            if kind in (Kind.VOTE, Kind.WRITE) and person not in acted:
                await limiter.spend(Kind.NEW_IDENTITY, "", CLASSROOM)
                acted.add(person)
            await limiter.spend(kind, f"person {person}", CLASSROOM)
        except TooMany as refused:
            said.append(refused.sentence)
    return said


async def test_a_class_of_sixty_behind_one_address_is_never_refused() -> None:
    assert await refusals(Rates()) == []


@pytest.mark.parametrize(
    ("rate", "value"),
    [
        ("vote", "15/minute"),
        ("vote_address", "1000/minute"),
        ("write_address", "60/hour"),
        ("preview", "30/minute"),
        ("preview_address", "2000/minute"),
        ("read_address", "1000/minute"),
        ("translate", "20/minute"),
        ("translate_address", "1000/minute"),
        ("page_address", "200/minute"),
        ("new_identity", "20/hour"),
    ],
)
async def test_it_would_be_with_much_less(rate: str, value: str) -> None:
    beyond = {"new_identity_beyond": "1/minute"} if rate == "new_identity" else {}
    assert await refusals(Rates(**{rate: value}, **beyond)) != []
