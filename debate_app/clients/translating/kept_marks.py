"""What a translation may not change: links, footnote marks, names in markup, amounts; hidden from the engine, put back,
and looked for in what came out.

An engine sees ``https://a.b/0`` in their places: of all that was tried (brackets, braces, tags, made-up words) it
alone nearly always comes through a neural engine, and its sentence is still well made.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import count

from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS

_LINKS = LinkifyIt(options={"fuzzy_email": True}).tlds(TLDS)
_NUMBER = r"\d(?:[\d.,]{0,20}\d)?"
_MARKS = re.compile(
    rf"""
    \[ (?: [^\[\]\s]{{1,40}} | (?=[^\[\]\n\d]{{0,39}}\d) [^\[\]\n]{{1,40}} ) \]   # [1], [ICO], [1, 2], no [words]
    | <[\w/][^<>\n]{{0,60}}>                                                      # <name>
    | \{{{{1,3}}[^{{}}\n]{{1,60}}\}}{{1,3}}                                           # {{name}}
    | &\#?\w{{1,31}};                                                             # &amp;
    | (?<!\w)[@#]\w+(?:[.-]\w+)*                                                  # @name
    | (?P<amount>
        (?:\b[A-Z]{{1,3}})?[$£€¥₹]\s?{_NUMBER}(?:\s?(?:bn|mn|tn|[mkM])\b)?        # £30, R$ 30, €1.5bn
        | {_NUMBER}\s?[€£¥₹]
        | {_NUMBER}\s?[–—]\s?{_NUMBER}                                            # 2019–2020
        | [−±]\s?{_NUMBER}
        | [\U0001F000-\U0001FAFF☀-➿][\U0001F000-\U0001FAFF☀-➿\uFE0F\u200D]*
        | [A-Za-z0-9_/+=-]{{60,}}                                                   # no word
    )
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:[.,'’·٫٬]\d+)*")
_TWO_SENTENCES = re.compile(r"[^/@:]*\.[A-Z][^/@:.]*")
"""``wrong.It`` is no link, though .it is a domain."""
_CLOSING = frozenset(".,;:!?…)]}\"'”’»،؛؟。、")
_OPENING = frozenset("([{\"'“‘„«¿¡")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where something that is kept stands. ``strict``: no other such thing may appear in a translation either."""

    start: int
    end: int
    strict: bool


@dataclass(frozen=True, slots=True)
class _Hidden:
    """``before`` and ``after``: whether a space was put there that the text does not have."""

    said: str
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Protected:
    """A text that an engine may have: ``text`` with ``place`` and a number wherever something was hidden."""

    text: str
    place: str
    hidden: tuple[_Hidden, ...]

    @property
    def has_words(self) -> bool:
        """Whether anything is left to translate."""
        return any(letter.isalpha() for letter in self._places().sub("", self.text))

    def restored(self, translated: str) -> str:
        """The translation with what was hidden put back."""
        made, end = "", 0
        for found in self._places().finditer(translated):
            number = int(found[1]) if len(found[1]) < 6 else len(self.hidden)
            if number >= len(self.hidden):
                continue
            hidden = self.hidden[number]
            made += translated[end : found.start()]
            if hidden.before:
                made = made.removesuffix(" ")
            made += hidden.said
            end = found.end()
            if hidden.after and translated[end : end + 1] == " ":
                end += 1
        return made + translated[end:]

    def _places(self) -> re.Pattern[str]:
        return _places(self.place)


def protect(text: str) -> Protected:
    """Hide what an engine may not change. ``protect(text).restored(protect(text).text)`` is the text."""
    place = next(place for place in (f"https://a.{'b' * n}/" for n in count(1)) if not _places(place).search(text))
    marks = _marks(text)
    starts = {mark.start for mark in marks}
    made, end, hidden = "", 0, list[_Hidden]()
    for number, mark in enumerate(marks):
        made += text[end : mark.start]
        before = bool(made) and not made[-1].isspace() and made[-1] not in _OPENING
        following = text[mark.end : mark.end + 1]
        joined = mark.end in starts or not following or following.isspace() or following in _CLOSING
        hidden.append(_Hidden(text[mark.start : mark.end], before, not joined))
        made += f"{' ' * before}{place}{number}{' ' * (not joined)}"
        end = mark.end
    return Protected(made + text[end:], place, tuple(hidden))


def place_in(text: str) -> str:
    """The ``place`` of a text that was protected; that of any other where nothing was hidden."""
    found = re.search(r"https://a\.b+/(?=\d)", text)
    return found[0] if found else "https://a.b/"


def unchanged(original: str, translated: str) -> bool:
    """Whether the translation has every link, mark and number of the original, and no other link or mark. A number
    may be written in the manner of another language: 1,234.5 and 1.234,5 are the same."""
    strict, loose, numbers = _kept(original)
    strict_now, loose_now, numbers_now = _kept(translated)
    same_lines = original.count("\n") == translated.count("\n")
    return strict == strict_now and loose <= loose_now and numbers <= numbers_now and same_lines


def _kept(text: str) -> tuple[Counter[str], Counter[str], Counter[str]]:
    marks = _marks(text)
    strict = Counter(text[mark.start : mark.end] for mark in marks if mark.strict)
    loose = Counter(text[mark.start : mark.end] for mark in marks if not mark.strict)
    between = zip([0, *(mark.end for mark in marks)], [*(mark.start for mark in marks), len(text)], strict=True)
    rest = " | ".join(text[start:end] for start, end in between)
    return strict, loose, Counter(_number(found[0]) for found in _DIGITS.finditer(rest))


def _number(written: str) -> str:
    """Its digits alone, in whatever script: separators differ between languages."""
    return "".join(str(unicodedata.decimal(sign)) for sign in written if sign.isdecimal())


def _marks(text: str) -> list[_Mark]:
    """In order; none within another. A link wins over what else it may look like."""
    links = [_Mark(start, end, strict=True) for start, end in _links(text)]
    starts = [link.start for link in links]
    marks = list(links)
    for found in _MARKS.finditer(text):
        place = bisect_left(starts, found.end())
        if not place or links[place - 1].end <= found.start():
            marks.append(_Mark(found.start(), found.end(), strict=not found["amount"]))
    return sorted(marks, key=lambda mark: mark.start)


def _links(text: str) -> list[tuple[int, int]]:
    found = [(one.index, one.last_index) for one in _LINKS.match(text) or []]
    return [(start, end) for start, end in found if not _TWO_SENTENCES.fullmatch(text, start, end)]


def _places(place: str) -> re.Pattern[str]:
    """What an engine may make of them: other case, spaces between, a part said twice."""
    host, end = place.removeprefix("https://").removesuffix("/").split(".")
    return re.compile(rf"https?\s?:\s?/\s?/\s?{host}(?:\.{end})+\s?/\s?(\d+)", re.IGNORECASE)
