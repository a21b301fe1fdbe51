"""Engines for the tests: one that says in which language it would be, and counts what it was given."""

import asyncio
from collections import Counter
from collections.abc import Sequence

from debate_app.clients.translating import Made, Translator, Unavailable


class Parrot(Translator):
    """Translates from English into Portuguese and French by saying ``[pt] `` before each text.

    While ``paused`` it holds what it was given; with ``away`` it refuses with that sentence; a text with the word
    ``doubtful`` in it comes out doubtful, one with ``broken`` breaks it.
    """

    def __init__(self) -> None:
        self.given = Counter[str]()
        self.calls: list[list[str]] = []
        self.away = ""
        self.going = asyncio.Event()
        self.going.set()
        self.called = asyncio.Event()

    @property
    def name(self) -> str:
        return "parrot"

    @property
    def sends_away(self) -> bool:
        return False

    async def can(self, source: str, target: str) -> bool:
        return target in await self.targets(source)

    async def targets(self, source: str) -> frozenset[str]:
        return frozenset({"pt", "fr"}) if source == "en" else frozenset()

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[Made]:
        self.given.update(texts)
        self.calls.append([*texts])
        self.called.set()
        await self.going.wait()
        if self.away:
            raise Unavailable(self.away, 30)
        if any("broken" in text for text in texts):
            raise ValueError("broken")
        return [Made(f"[{target}] {text}", "doubtful" in text) for text in texts]

    async def close(self) -> None:
        """It holds nothing."""
