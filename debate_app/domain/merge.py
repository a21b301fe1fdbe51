"""Two changes of one text put together, word by word."""

from dataclasses import dataclass, field

from debate_app.domain import tokens
from debate_app.domain.diff import Range, parted


@dataclass(frozen=True, slots=True)
class Merge:
    """A text made of two; where they do not fit, it holds the words of both for a person to choose from."""

    text: str
    fits: bool


@dataclass(slots=True)
class _Place:
    """A stretch of the base's tokens, and the changes that each side made there."""

    start: int
    end: int
    mine: list[Range] = field(default_factory=list[Range])
    theirs: list[Range] = field(default_factory=list[Range])


def merged(base: str, mine: str, theirs: str) -> Merge:
    """What becomes of ``base`` when both its changes are made: a word that neither removed stays, and one that
    either added is there.

    They do not fit where both changed the same place, or places that touch, in different ways: the text then has
    what theirs says there, followed by what mine says. What both did alike is done once. Texts that are too long to
    compare fit only when one side changed nothing, or both did the same. Takes less than a quarter of a second and
    holds the interpreter meanwhile: not for the event loop.
    """
    if base in (mine, theirs) or mine == theirs:
        return Merge(theirs if mine == base else mine, fits=True)
    old, new, newer = (tokens.split(text) for text in (base, mine, theirs))
    pieces: list[str] = []
    fits, end = True, 0
    for place in _places(old, parted(old, new), parted(old, newer)):
        pieces.extend(old[end : place.start])
        end = place.end
        here, there = _made(new, place, place.mine), _made(newer, place, place.theirs)
        if not place.theirs or (place.mine and here == there):
            pieces.append(here)
        elif not place.mine:
            pieces.append(there)
        else:
            pieces.append(_both(there, here))
            fits = False
    return Merge("".join(pieces + old[end:]), fits)


def _places(old: list[str], mine: tuple[Range, ...], theirs: tuple[Range, ...]) -> list[_Place]:
    """Where either side changed the base, in order: changes that touch share a place."""
    places: list[_Place] = []
    for found, is_mine in sorted([(found, True) for found in mine] + [(found, False) for found in theirs]):
        if not places or not _touch(old, places[-1].end, found.start):
            places.append(_Place(found.start, found.end))
        place = places[-1]
        place.end = max(place.end, found.end)
        (place.mine if is_mine else place.theirs).append(found)
    return places


def _touch(old: list[str], end: int, start: int) -> bool:
    """Whether nothing lies between, or a sign alone: ``3.14`` with another 3 and another 14 is no number of either."""
    between = old[end:start]
    return not between or (len(between) == 1 and not between[0].isspace() and not tokens.is_word(between[0]))


def _made(new: list[str], place: _Place, ranges: list[Range]) -> str:
    """What a side has in the place, from its changes there; nothing where it has none."""
    if not ranges:
        return ""
    before, after = ranges[0].start - place.start, place.end - ranges[-1].end
    return "".join(new[ranges[0].new_start - before : ranges[-1].new_end + after])


def _both(first: str, second: str) -> str:
    apart = not first or not second or first[-1].isspace() or second[0].isspace()
    return f"{first}{second}" if apart else f"{first} {second}"
