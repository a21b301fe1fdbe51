"""A page whose text is compressed once and whose numbers are filled in whenever it is sent.

Deflate may refer back to what came before, so what stands in a hole must not move what follows: each hole has a width
in bytes, and what fills it is padded with a comment, which is nothing to a page. Nothing refers into a hole either:
while the text is compressed its holes hold bytes that no text in UTF-8 has.
"""

import functools
import re
import secrets
import struct
import zlib
from collections.abc import Mapping

from htpy import Node
from markupsafe import Markup

from debate_app.web.first import made
from debate_app.web.first.made import Made

_SECRET = secrets.token_hex(8)  # so that no text can be taken for a hole
_HOLE = re.compile(rf"<!--{_SECRET} ([a-z0-9-]+)-->")
_PADDING = b"<!-- -->"
_NO_TEXT = b"\xff"

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_LAST_BLOCK = b"\x03\x00"


def hole(name: str, number: int | None = None) -> Node:
    """The place in a page that ``name-number`` fills."""
    key = name if number is None else f"{name}-{number}"
    return Markup(f"<!--{_SECRET} {key}-->")  # noqa: S704 - of our own words


class Outgrown(Exception):
    """What should fill a hole is wider than it: the template has to be made anew."""


class Template:
    """``html`` with its holes, wide enough for what ``fillings`` has for them now and some more."""

    def __init__(self, html: str, fillings: Mapping[str, str]) -> None:
        pieces = _HOLE.split(html)
        self._texts = [text.encode() for text in pieces[::2]]
        self._holes = [(name, _width(fillings[name])) for name in pieces[1::2]]
        self._packed = _pack(self._texts, [width for _, width in self._holes])

    def fill(self, fillings: Mapping[str, str]) -> Made:
        """The page. Raises ``Outgrown``."""
        filled = [_padded(fillings[name], width) for name, width in self._holes]
        plain = b"".join(_alternating(self._texts, filled))
        packed = b"".join(_alternating(self._packed, [_deflated(one) for one in filled]))
        trailer = struct.pack("<LL", zlib.crc32(plain), len(plain) & 0xFFFFFFFF)
        return made.of(plain, b"".join((_HEAD, packed, _LAST_BLOCK, trailer)))


def _width(filling: str) -> int:
    return 64 * (1 + (len(filling.encode()) * 5 // 4 + len(_PADDING)) // 64)


def _padded(filling: str, width: int) -> bytes:
    encoded = filling.encode()
    if len(encoded) + len(_PADDING) > width:
        raise Outgrown
    return encoded + _PADDING.replace(b" ", b" " * (1 + width - len(encoded) - len(_PADDING)))


def _pack(texts: list[bytes], widths: list[int]) -> list[bytes]:
    """Each text as whole blocks of deflate, which may refer to the texts before it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed: list[bytes] = []
    for text, width in zip(texts, [*widths, 0], strict=True):
        packed.append(packer.compress(text) + packer.flush(zlib.Z_SYNC_FLUSH))
        packer.compress(_NO_TEXT * width)
        packer.flush(zlib.Z_SYNC_FLUSH)
    return packed


@functools.lru_cache(maxsize=4096)
def _deflated(filling: bytes) -> bytes:
    """Whole blocks of deflate that refer to nothing before them."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(filling) + packer.flush(zlib.Z_SYNC_FLUSH)


def _alternating(texts: list[bytes], filled: list[bytes]) -> list[bytes]:
    both = [b""] * (len(texts) + len(filled))
    both[::2], both[1::2] = texts, filled
    return both
