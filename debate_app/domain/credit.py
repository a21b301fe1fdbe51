"""Whose words a text is made of.

A word is a token with a letter or a digit of any script in it (``tokens.words``): ``don't`` is one, ``3.14`` two,
and in scripts without spaces each letter is one. White space, signs standing alone and emoji belong to nobody.
"""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import chain, groupby, repeat

from debate_app.domain import tokens
from debate_app.domain.diff import parted

Runs = tuple[tuple[int, int], ...]
"""(author's id, number of words), in the order of the text; neighbours have different authors."""


def first(text: str, author_id: int) -> Runs:
    """All words of a new text are its author's."""
    return _runs([author_id] * len(tokens.words(text)))


def then(runs: Runs, before: str, after: str, author_id: int) -> Runs:
    """After a change, the words that stayed are still whose they were, and those that came are the author's.

    A word that was moved, or removed by one and brought back by another, is of whoever put it there last. Words of
    ``before`` that ``runs`` knows nothing of count as the author's.
    """
    old, new = tokens.words(before), tokens.words(after)
    authors = [*chain.from_iterable(repeat(who, count) for who, count in runs)][: len(old)]
    authors += [author_id] * (len(old) - len(authors))
    kept: list[int] = []
    end = 0
    for start, next_end, new_start, new_end in parted(old, new):
        kept += authors[end:start] + [author_id] * (new_end - new_start)
        end = next_end
    return _runs(kept + authors[end:])


def given(runs: Runs, from_id: int, into_id: int) -> Runs:
    """The same words, those of the one author now the other's."""
    return _runs([into_id if who == from_id else who for who, count in runs for _ in range(count)])


def encode(runs: Runs) -> str:
    """As compact JSON: ``[[5,120],[7,3]]``."""
    return json.dumps(runs, separators=(",", ":"))


def decode(text: str) -> Runs:
    """What ``encode`` wrote."""
    return tuple((author_id, count) for author_id, count in json.loads(text))


def shares(all_runs: Iterable[Runs]) -> tuple[tuple[int, int], ...]:
    """How many words of several texts are whose, as (author's id, words): most words first, then by id."""
    total: Counter[int] = Counter()
    for author_id, count in chain.from_iterable(all_runs):
        total[author_id] += count
    return tuple(sorted(total.items(), key=lambda share: (-share[1], share[0])))


def _runs(authors: list[int]) -> Runs:
    return tuple((author_id, sum(1 for _ in run)) for author_id, run in groupby(authors))
