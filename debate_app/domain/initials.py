"""The letters of an avatar: how a name is shortened to one or two characters, in any script."""

import re
import unicodedata

from debate_app.domain.snapshot import Person

# One character as a person counts: a flag, or a base with its marks, tones, and whatever is joined to it.
_EXTENDED = r"[\u0300-\u036f\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
_CHARACTER = re.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|.{_EXTENDED}(?:\u200d.{_EXTENDED})*",
    re.DOTALL,
)


def person(name: str | None) -> Person:
    """The author as the page shows them; somebody without a name has empty initials."""
    return Person(name or "", initials(name or ""))


def initials(name: str) -> str:
    """The first characters of the first and the last word, upper-cased: ``"D H"`` → ``"DH"``."""
    words = [shown for word in name.split() if (shown := _without_punctuation(word))]
    ends = words[:1] + words[1:][-1:]
    return "".join(_upper(_first(word)) for word in ends)


def _without_punctuation(word: str) -> str:
    return word.lstrip("".join({sign for sign in word if unicodedata.category(sign)[0] in "PZC"}))


def _first(word: str) -> str:
    found = _CHARACTER.match(word)
    assert found is not None, "a word has at least one character"
    end = found.end()
    while end < len(word) and unicodedata.category(word[end]) in ("Mn", "Mc", "Me"):
        end += 1  # vowel signs of Indic and other scripts belong to their consonant
    return word[:end]


def _upper(character: str) -> str:
    upper = character.upper()
    return upper if len(upper) == len(character) else character
