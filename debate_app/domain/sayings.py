"""The text of a comment as the page shows it: plain words, links, and the names of those who are mentioned."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from debate_app.domain import links
from debate_app.domain.refused import Refused
from debate_app.domain.snapshot import Saying

Span = tuple[int, int, str]
"""Where a run begins and ends; for a link, where it leads, for a mention ``""``."""

# A host of at least two labels, perhaps a port, perhaps a path. It begins where a word begins, is no part of
# an e-mail address, and every repeat is bounded: what does not fit costs no more than what does.
_LABEL = r"[^\W_][\w-]{0,62}"
_ADDRESS = re.compile(
    rf"(?:(?<![a-z0-9.+-])(?P<scheme>https?://)|(?<![\w.@/:-]))"
    rf"(?P<host>(?:{_LABEL}\.){{1,9}}{_LABEL})(?!\.?[\w-]|[\w.+%-]{{0,64}}@)"
    r"(?::\d{1,5}(?!\d))?(?P<path>[/?#][^\s<>\"“”«»|\\]*)?",
    re.IGNORECASE,
)
_FILE_ENDINGS = frozenset({"md", "mov", "ps", "py", "rs", "sh", "zip"})
_PAIRS = {")": "(", "]": "[", "}": "{"}
_ENDS_SENTENCES = ".,:;!?…*_~'’‘([{"


def sayings(text: str, names: Collection[str]) -> tuple[Saying, ...]:
    """``text`` cut into runs that spell it: links that are safe to open, mentions of ``names``, and the rest.

    A mention is ``@`` and one of the names, whatever its case; the longest that fits counts.
    """
    found: list[Saying] = []
    end = 0
    for start, stop, href in _spans(text, names):
        found += [Saying(text[end:start], "", mention=False)] * (start > end)
        found.append(Saying(text[start:stop], href, mention=not href))
        end = stop
    return (*found, Saying(text[end:], "", mention=False)) if end < len(text) else tuple(found)


def mentioned(text: str, names: Collection[str]) -> frozenset[str]:
    """Which of ``names`` the text mentions, case-folded."""
    return frozenset(text[start + 1 : stop].casefold() for start, stop, href in _spans(text, names) if not href)


def _spans(text: str, names: Collection[str]) -> Iterator[Span]:
    """Links and mentions in order; of two that overlap, the one that begins first."""
    end = 0
    for span in sorted([*_links(text), *_mentions(text, names)]):
        if span[0] >= end:
            yield span
            end = span[1]


@lru_cache(maxsize=4096)
def _links(text: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for match in _ADDRESS.finditer(text):
        stop = _end_of(text, match)
        if _is_file_or_sentence(match, stop):
            continue
        try:
            found.append((match.start(), stop, links.read(text[match.start() : stop]).href))
        except Refused:
            continue
    return tuple(found)


def _end_of(text: str, match: re.Match[str]) -> int:
    """Where the address ends: before a bracket that it did not open, and before what ends a sentence."""
    if match["path"] is None:
        return match.end()
    stop, opened = match.end(), list[str]()
    for place in range(match.start("path"), match.end()):
        if text[place] in _PAIRS.values():
            opened.append(text[place])
        elif (opens := _PAIRS.get(text[place])) and (not opened or opened.pop() != opens):
            stop = place
            break
    while text[stop - 1] in _ENDS_SENTENCES:
        stop -= 1
    return stop


def _is_file_or_sentence(match: re.Match[str], stop: int) -> bool:
    """Whether a bare domain is rather the name of a file (``readme.md``), or two sentences (``it ends.So …``)."""
    host = match["host"]
    if match["scheme"] or host[:4].lower() == "www." or stop > match.end("host"):
        return False
    ending = host.rpartition(".")[2]
    return ending.lower() in _FILE_ENDINGS or (ending.istitle() and not host.istitle())


def _mentions(text: str, names: Collection[str]) -> list[Span]:
    if "@" not in text:
        return []
    folded, longest = _folded(tuple(names))
    found: list[Span] = []
    for match in re.finditer(r"(?<![\w@.+-])@", text):
        start = match.end()
        for stop in range(min(len(text), start + longest), start, -1):
            if _word_ends(text, stop) and text[start:stop].casefold() in folded:
                found.append((match.start(), stop, ""))
                break
    return found


@lru_cache(maxsize=16)
def _folded(names: tuple[str, ...]) -> tuple[frozenset[str], int]:
    """The names without their case, and the length of the longest."""
    folded = frozenset(name.casefold() for name in names)
    return folded, max(map(len, folded), default=0)


def _word_ends(text: str, place: int) -> bool:
    return place == len(text) or not (text[place] == "_" or unicodedata.category(text[place])[0] in "LNM")
