"""How soon a debate is read in Portuguese: by the first reader, the second, and two hundred who ask at once."""

import asyncio
import re
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import httpx
import uvloop

from debate_app.clients.translating import translator
from debate_app.translation_settings import TranslationSettings
from tests.bench import servers
from tests.bench.plan import Plan
from tests.bench.result import Result

SCREEN = 8
READERS = 200
PLACES = re.compile(r'id="(paragraph-\d+)"')


def measure(folder: Path, plan: Plan) -> Generator[Result]:
    """Beside the engine alone, which is given the same texts at once."""
    alone = asyncio.run(_alone(folder))
    with servers.app(folder / "one") as target:
        yield from uvloop.run(_read(f"http://127.0.0.1:{target.place.port}", alone))
    with servers.app(folder / "many") as target:
        yield from uvloop.run(_crowd(f"http://127.0.0.1:{target.place.port}"))


async def _alone(folder: Path) -> float:
    """Seconds that the engine takes for the whole debate, with its models to load."""
    with servers.app(folder / "alone", TRANSLATION_ENGINE="off") as target:
        async with _client(f"http://127.0.0.1:{target.place.port}") as client:
            found = await client.get("/api/questions/1/viewpoints")
    texts = [text for one in found.json()["items"] for text in (one["title"], *_paragraphs(one))]
    engine = translator(TranslationSettings())
    assert engine is not None
    began = time.perf_counter()
    await engine.translate(texts, "en", "pt")
    took = time.perf_counter() - began
    await engine.close()
    return took


def _paragraphs(viewpoint: dict[str, Any]) -> list[str]:
    return [paragraph["text"] for paragraph in viewpoint["paragraphs"]]


async def _read(address: str, alone: float) -> list[Result]:
    async with _client(address) as client:
        places = await _places(client)
        screen, whole = await _reader(client, places)
        again, _ = await _reader(client, places)
    return [
        Result("first reader: the first screen is in Portuguese after", screen, "s", at_most=5),
        Result(f"first reader: all {len(places)} paragraphs after", whole, "s", floor=alone),
        Result("second reader: the first screen after", again, "s", at_most=0.5),
    ]


async def _crowd(address: str) -> list[Result]:
    async with _client(address) as client:
        places = await _places(client)
        waits = await asyncio.gather(*(_reader(client, places) for _ in range(READERS)))
    screens, wholes = zip(*waits, strict=True)
    return [
        Result(f"{READERS} ask at once: the last has the first screen after", max(screens), "s"),
        Result(f"{READERS} ask at once: the last has all after", max(wholes), "s"),
    ]


async def _places(client: httpx.AsyncClient) -> list[str]:
    page = await client.get("/q/1", follow_redirects=True)
    return list(dict.fromkeys(PLACES.findall(page.text)))


async def _reader(client: httpx.AsyncClient, places: list[str]) -> tuple[float, float]:
    """After how many seconds a page that asks as ours does has the texts of the first screen, and all."""
    began, first, screen = time.perf_counter(), 0.0, set(places[:SCREEN])
    waiting = places
    while waiting:
        answer = (await client.post("/q/1/translation/pt", json={"places": waiting[:40]})).json()
        assert not answer["refused"], answer["refused"]
        waiting = [place for place in waiting if place not in answer["texts"]]
        if not first and not screen & set(waiting):
            first = time.perf_counter() - began
    return first, time.perf_counter() - began


def _client(address: str) -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=None)
    return httpx.AsyncClient(base_url=address, headers={"Origin": address}, timeout=120, limits=limits)
