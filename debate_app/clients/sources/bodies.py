"""Reads an answer's body as far as it is wanted, unpacking no more than that: a bomb never goes off."""

import re
import zlib
from collections.abc import AsyncIterable
from dataclasses import dataclass

from debate_app.clients.sources.headers import Headers
from debate_app.clients.sources.metering import TooMuch

_PACKED = ("gzip", "x-gzip")
_OVERLAP = 16


@dataclass(frozen=True, slots=True)
class Wish:
    """How much of a body is wanted: so many bytes, or up to ``until``, whichever comes first."""

    most_bytes: int
    until: re.Pattern[bytes] | None = None


class _Plain:
    ended = False

    def unpacked(self, piece: bytes, most: int) -> bytes:
        return piece[:most]


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def ended(self) -> bool:
        return self._inner.eof

    def unpacked(self, piece: bytes, most: int) -> bytes:
        return self._inner.decompress(piece, most)


async def read(pieces: AsyncIterable[bytes], headers: Headers, wish: Wish, most_pieces: int) -> bytes:
    """The body as far as it is wanted, could be unpacked, and came before the meter's end.

    Raises httpcore's errors when the connection breaks.
    """
    coding = headers.of("content-encoding").strip().lower()
    if not wish.most_bytes or coding not in (*_PACKED, "", "identity"):
        return b""
    unpacking = _Gzip() if coding in _PACKED else _Plain()
    body = bytearray()
    count = searched = 0
    try:
        async for piece in pieces:
            count += 1
            body += unpacking.unpacked(piece, wish.most_bytes - len(body))  # never 0, which zlib takes for "all"
            if unpacking.ended or count >= most_pieces or len(body) >= wish.most_bytes:
                break
            if wish.until and wish.until.search(body, max(0, searched - _OVERLAP)):
                break
            searched = len(body)
    except (TooMuch, zlib.error):
        return bytes(body)
    return bytes(body)
