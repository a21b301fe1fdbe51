"""Letters of pictures: which our font has, and how a text is broken into lines that fit."""

import functools
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

_FONT = Path(__file__).parent / "fonts" / "card.ttf"
_NO_LETTER = "\U0010fffd"
_ORNAMENTS = ("So", "Sk", "Cf", "Mn", "Me")
"""Kinds of signs without which a text still says what it says: pictures, and what is joined to them."""


@functools.cache
def font(size: int) -> FreeTypeFont:
    """Our font, ``size`` pixels high. It shapes letters and orders scripts that run to the left."""
    return ImageFont.truetype(str(_FONT), size, layout_engine=ImageFont.Layout.RAQM)


def drawable(text: str) -> str:
    """The text on one line without ornaments that the font has not; empty where letters of it are missing."""
    missing = {sign for sign in text if not sign.isspace() and not _is_in_font(sign)}
    if any(unicodedata.category(sign) not in _ORNAMENTS for sign in missing):
        return ""
    words = "".join(sign for sign in text if sign not in missing).split()
    return " ".join(word for word in words if not all(unicodedata.category(sign) in _ORNAMENTS for sign in word))


def runs_left(text: str) -> bool:
    """Whether the first letter that has a direction is of a script that runs to the left."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


def lines(text: str, size: int, width: int) -> list[str]:
    """The text broken at spaces, and within words that are too long, into lines of at most ``width`` pixels."""
    found, line = list[str](), ""
    for part in _parts(text, size, width):
        joined = f"{line} {part}" if line else part
        if line and not _fits(joined, size, width):
            found.append(line)
            joined = part
        line = joined
    return [*found, line] if line else found


def shortened(text: str, size: int, width: int) -> str:
    """As much of the text as fits on one line, with a sign where it is cut."""
    if _fits(text, size, width):
        return text
    return f"{text[: _fitting(text, size, width, '…')].rstrip(' ,;:.')}…"


def _parts(text: str, size: int, width: int) -> Iterator[str]:
    for word in text.split():
        rest = word
        while not _fits(rest, size, width):
            end = max(1, _fitting(rest, size, width))
            yield rest[:end]
            rest = rest[end:]
        yield rest


def _fitting(text: str, size: int, width: int, ending: str = "") -> int:
    """How many of its characters fit, with what ends them."""
    return max(0, bisect_right(range(len(text)), width, key=lambda end: _length(text[:end] + ending, size)) - 1)


def _fits(text: str, size: int, width: int) -> bool:
    return len(text) == 1 or _length(text, size) <= width


def _length(text: str, size: int) -> float:
    return font(size).getlength(text)


@functools.lru_cache(maxsize=4096)
def _is_in_font(sign: str) -> bool:
    return _drawn(sign) != _drawn(_NO_LETTER)


def _drawn(sign: str) -> bytes:
    image = Image.new("L", (160, 120))
    ImageDraw.Draw(image).text((60, 60), sign, "white", font(40), "lm")
    return image.tobytes()
