"""Pairs of texts that are made to take long, and the time that they may take."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

SECONDS = 0.25

_CHANCE = random.Random(4)
_MIXED = "aé水ก क\u202eא ب'’.\u0301👩\u200d1"
_WORDS = 10_000
_CHARACTERS = 100_000
_Result = TypeVar("_Result")


def _mixed(length: int) -> str:
    return "".join(_CHANCE.choices(_MIXED, k=length))


def _numbered(start: str, other: str, words: int = _WORDS) -> str:
    return " ".join(f"{other if number % 2 else start}{number}" for number in range(words))


HOSTILE = {
    "one word again and again": ("word " * _WORDS, "word " * (_WORDS - 1) + "other word"),
    "three words again and again": ("a b " * (_WORDS // 2), "b a c " * (_WORDS // 3)),
    "every other word gone": ("a b " * (_WORDS // 2), "a" + " a" * (_WORDS // 2 - 1)),
    "every other word changed": (_numbered("a", "a"), _numbered("a", "b")),
    "every word changed": (_numbered("a", "a"), _numbered("b", "b")),
    "every word in another place": (_numbered("a", "a"), " ".join(reversed(_numbered("a", "a").split()))),
    "no space in Latin": ("a" * _CHARACTERS, "a" * (_CHARACTERS - 1) + "b"),
    "no space in Chinese": ("水" * _CHARACTERS, "水火" * (_CHARACTERS // 2)),
    # As many tokens as are compared
    "5,000 words, all changed": (_numbered("a", "a", 5_000), _numbered("b", "b", 5_000)),
    "5,000 words, half of them changed": (_numbered("a", "a", 5_000), _numbered("a", "b", 5_000)),
    "5,000 words, turned round": (_numbered("a", "a", 5_000), _numbered("a", "a", 5_000)[::-1]),
    "10,000 characters, turned round": (
        "".join(chr(0x3400 + number) for number in range(10_000)),
        "".join(chr(0x3400 + number) for number in reversed(range(10_000))),
    ),
    "10,000 words without a space": ("水" * _WORDS, "火水" * (_WORDS // 2)),
    "only signs": (".,;'" * 2_500, ";.,'" * 2_500),
    "only dashes": ("-" * _CHARACTERS, "- " * (_CHARACTERS // 2)),
    "only white space": (" " * _CHARACTERS, " \n" * (_CHARACTERS // 2)),
    "mixed scripts": (_mixed(_CHARACTERS), _mixed(_CHARACTERS)),
    "fewer mixed scripts": (_mixed(13_000), _mixed(13_000)),
    "combining marks": ("\u0301\u0323" * (_CHARACTERS // 2), "a\u0301" * (_CHARACTERS // 2)),
    "combining marks on Devanagari": ("क\u093c\u094d" * 30_000, "क" + "\u094d\u093c" * 49_000),
    "right to left": ("שלום עולם " * (_WORDS // 2), "عالم שלום " * (_WORDS // 2)),
    "right to left, longer": ("שלום עולם " * _WORDS, "عالم שלום " * _WORDS),
}


def in_time(action: Callable[[], _Result]) -> _Result:
    """What ``action`` returns, once it took less than ``SECONDS`` of this process in one of three tries."""
    taken: list[float] = []
    for _ in range(3):
        began = time.process_time()
        result = action()
        taken.append(time.process_time() - began)
        if taken[-1] < SECONDS:
            return result
    raise AssertionError(f"took {taken} seconds")
