"""Cuts a text for an engine that works sentence by sentence.

Line breaks and the signs of a list stay outside, and so do marks between two sentences (``It was wrong.[1] Nobody …``),
which would otherwise begin the next one.
"""

import re
from dataclasses import dataclass

_SIGN = r"(?:[•·*–—-]|\d{1,3}[.)])[^\S\n]+"
_LINE = rf"[^\S\n]*\n\s*(?:{_SIGN})?|\A\s*{_SIGN}"
_ENDS_A_SENTENCE = r"(?<=[.!?…\"'”’»)])"
_BEGINS_ANOTHER = r"(?=\s+[^\W\d_a-z]|\s*\n|\s*\Z)"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]{0,3}\Z")


@dataclass(frozen=True, slots=True)
class Cut:
    """What to translate, and what stands before the first of it and after each."""

    texts: tuple[str, ...]
    between: tuple[str, ...]

    def joined(self, translated: list[str]) -> str:
        """The text, with these in place of its own."""
        return self.between[0] + "".join(text + after for text, after in zip(translated, self.between[1:], strict=True))


def cut(text: str, place: str) -> Cut:
    """``place`` begins what stands for a mark, as ``kept_marks.protect`` says."""
    marks = rf"{_ENDS_A_SENTENCE}(?P<marks>(?:[ ]{re.escape(place)}\d+)+){_BEGINS_ANOTHER}[ ]*"
    texts, between, end = list[str](), [""], 0
    for found in re.finditer(rf"{_LINE}|{marks}", text):
        said = text[end : found.start()]
        if found["marks"] and not _SENTENCE_END.search(said):
            continue
        _add(said, texts, between)
        between[-1] += found[0]
        end = found.end()
    _add(text[end:], texts, between)
    return Cut(tuple(texts), tuple(between))


def _add(said: str, texts: list[str], between: list[str]) -> None:
    if said.strip():
        texts.append(said)
        between.append("")
    else:
        between[-1] += said
