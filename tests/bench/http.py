"""Readers over plain HTTP, each with a connection that is kept open: as little work for their core as can be."""

import asyncio
import secrets
import time
from dataclasses import dataclass

from tests.bench.crowd import Waits

AT_ONCE = 16


@dataclass(frozen=True)
class Read:
    """What came of so many readings: how long each took, how many there were in a second, and the bytes of one."""

    waits: Waits
    a_second: float
    size: int


async def read(port: int, path: str, seconds: float) -> Read:
    """``AT_ONCE`` readers ask for the page again and again. Raises ConnectionError at an answer that is not 200."""
    await _asking(port, path, 0.3)
    began = time.perf_counter()
    all_of_them = await asyncio.gather(*(_asking(port, path, seconds) for _ in range(AT_ONCE)))
    took = time.perf_counter() - began
    times = sorted(one for times, _ in all_of_them for one in times)
    return Read(Waits(times, len(times)), len(times) / took, all_of_them[0][1])


async def _asking(port: int, path: str, seconds: float) -> tuple[list[float], int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    cookie = f"participant={secrets.token_urlsafe(32)}"
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\nCookie: {cookie}\r\n\r\n".encode()
    )
    times, size, until = list[float](), 0, time.perf_counter() + seconds
    while (began := time.perf_counter()) < until:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise ConnectionError(head.decode())
        size = int(head.partition(b"content-length: ")[2].partition(b"\r")[0])
        await reader.readexactly(size)
        times.append(time.perf_counter() - began)
    writer.close()
    return times, size
