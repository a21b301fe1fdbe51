"""What changed between two texts, word by word: exactly, and as a person reads it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from debate_app.domain import tokens
from debate_app.domain.snapshot import Change

CONTEXT_WORDS = 12
READABLE_CHANGES = 400  # what has more places that changed is read as replaced, and need not fill the page
COMPARED_PAIRS = 100_000_000  # 10,000 by 10,000 tokens, more than any limit lets in: a bit each, and 10 ms


class Range(NamedTuple):
    """The tokens from ``start`` to ``end`` became those from ``new_start`` to ``new_end``; either may be none."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def size(self) -> int:
        """How many tokens it removes or adds, whichever is more."""
        return max(self.end - self.start, self.new_end - self.new_start)


def parted(before: Sequence[str], after: Sequence[str]) -> tuple[Range, ...]:
    """Where two lists of tokens differ, in order: as many tokens as can be are kept, one at least between two ranges.

    What could as well be added or removed further on is: ``[all ]people`` and not ``[ all] people``, and two people
    who add a word in the same place do it at the same point. Where comparing would cost too much, all of ``before``
    counts as replaced by all of ``after``.
    """
    first, last = _shared_ends(before, after)
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    if len(old) * len(new) > COMPARED_PAIRS:
        return (Range(0, len(before), 0, len(after)),)
    # Numbers, because the library compares strings by their hashes alone.
    numbers: dict[str, int] = {}
    numbered = [[numbers.setdefault(token, len(numbers)) for token in text] for text in (old, new)]
    ranges: list[Range] = []
    end = new_end = first
    for block in LCSseq.editops(numbered[0], numbered[1]).as_matching_blocks():
        start, new_start = first + block.a, first + block.b
        if start > end or new_start > new_end:
            ranges.append(Range(end, start, new_end, new_start))
        end, new_end = start + block.size, new_start + block.size
    return tuple(_shifted(ranges, before, after))


@lru_cache(maxsize=1024)
def changes(before: str, after: str) -> tuple[Change, ...]:
    """The runs that turn ``before`` into ``after``: the same and the removed ones spell ``before``, the same
    and the added ones ``after``. Single words between changes go with them where that reads better.

    Takes less than a tenth of a second, whatever the texts: those that are too long to compare count as
    replaced as a whole. It holds the interpreter meanwhile: not for the event loop.
    """
    old, new = tokens.split(before), tokens.split(after)
    ranges = _joined(parted(old, new))
    if len(ranges) > READABLE_CHANGES:
        ranges = [_spanned(ranges[0], ranges[-1])]
    runs: list[Change] = []
    end = 0
    for found in ranges:
        runs.append(Change("".join(old[end : found.start]), "same"))
        runs.append(Change("".join(old[found.start : found.end]), "removed"))
        runs.append(Change("".join(new[found.new_start : found.new_end]), "added"))
        end = found.end
    runs.append(Change("".join(old[end:]), "same"))
    return tuple(run for run in runs if run.text)


def around(runs: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changed runs with the ``CONTEXT_WORDS`` words on either side of each; ``…`` stands for the rest."""
    last = len(runs) - 1
    if all(run.kind == "same" for run in runs):
        return runs
    return tuple(
        _shortened(run, starts=place == 0, ends=place == last) if run.kind == "same" else run
        for place, run in enumerate(runs)
    )


def _shared_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many tokens the two have in common at the start, and how many more at the end."""
    shorter = min(len(before), len(after))
    first = 0
    while first < shorter and before[first] == after[first]:
        first += 1
    last = 0
    while last < shorter - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return first, last


def _shifted(ranges: list[Range], before: Sequence[str], after: Sequence[str]) -> list[Range]:
    """Each mere addition or removal as far to the right as it can go without touching the next range."""
    shifted: list[Range] = []
    for place, found in enumerate(ranges):
        start, end, new_start, new_end = found
        room = (ranges[place + 1].start - 1 if place + 1 < len(ranges) else len(before)) - end
        text, first, last = (after, new_start, new_end) if start == end else (before, start, end)
        steps = 0
        if start == end or new_start == new_end:
            while steps < room and text[first + steps] == text[last + steps]:
                steps += 1
        shifted.append(Range(start + steps, end + steps, new_start + steps, new_end + steps))
    return shifted


def _joined(ranges: tuple[Range, ...]) -> list[Range]:
    joined: list[Range] = []
    for found in ranges:
        whole = found
        while joined and _read_as_one(joined[-1], whole):
            whole = _spanned(joined.pop(), whole)
        joined.append(whole)
    return joined


def _read_as_one(one: Range, other: Range) -> bool:
    """Whether no more lies between them than either changes; an addition and a removal stay two."""
    adds_and_removes = one.start == one.end and other.new_start == other.new_end
    removes_and_adds = one.new_start == one.new_end and other.start == other.end
    mixed = adds_and_removes or removes_and_adds
    return not mixed and other.start - one.end <= min(one.size, other.size)


def _spanned(first: Range, last: Range) -> Range:
    return Range(first.start, last.end, first.new_start, last.new_end)


def _shortened(run: Change, *, starts: bool, ends: bool) -> Change:
    """An unchanged run without its middle, or without its outer end where it is the first or the last."""
    words = [*re.finditer(r"\S+\s*", run.text)]
    kept = CONTEXT_WORDS if starts or ends else 2 * CONTEXT_WORDS
    if len(words) <= kept + 1:
        return run
    before = "" if starts else run.text[: words[CONTEXT_WORDS].start()].rstrip() + " "
    after = "" if ends else " " + run.text[words[-CONTEXT_WORDS].start() :]
    return Change(f"{before}…{after}", "same")
