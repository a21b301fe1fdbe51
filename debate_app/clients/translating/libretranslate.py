"""LibreTranslate: ``POST /translate`` takes many texts at once, ``GET /languages`` tells the pairs.

https://docs.libretranslate.com; a fault is ``{"error": "…"}``, a key goes into the body, and 429 tells no time.
"""

from collections.abc import Callable, Iterator, Sequence

from pydantic import BaseModel, Field, RootModel

from debate_app.clients.translating.calls import Calls
from debate_app.clients.translating.engine import Made, Pairs
from debate_app.clients.translating.known import Known

CALL_CHARACTERS = 10_000


class _Language(BaseModel):
    code: str
    targets: list[str]


class _Languages(RootModel[list[_Language]]):
    pass


class _Translated(BaseModel):
    texts: list[str] = Field(alias="translatedText")


class LibreTranslate:
    """A service that speaks its protocol."""

    name = "LibreTranslate"
    sends_away = True

    def __init__(self, calls: Calls, key: str, call_texts: int) -> None:
        self.meter = calls.meter
        self._calls = calls
        self._key = {"api_key": key} if key else {}
        self._call_texts = call_texts
        self._pairs = Known(self._languages, calls.now)

    async def pairs(self) -> Pairs:
        """Those of its languages. Raises Unavailable."""
        return await self._pairs.get()

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[Made]:
        """In as many calls as its limits ask for. Raises Unavailable."""
        made = list[Made]()
        for together in _calls(texts, self._call_texts):
            asked = {"q": together, "source": source, "target": target, "format": "text", **self._key}
            said = await self._calls.post("/translate", _reader(len(together)), sum(map(len, together)), json=asked)
            made += [Made(text, doubtful=False) for text in said]
        return made

    async def close(self) -> None:
        """Close the connections."""
        await self._calls.close()

    async def _languages(self) -> Pairs:
        return await self._calls.get("/languages", _pairs)


def _calls(texts: Sequence[str], most: int) -> Iterator[list[str]]:
    """The texts in order, so many together; a text is never cut."""
    together, characters = list[str](), 0
    for text in texts:
        if together and (len(together) == most or characters + len(text) > CALL_CHARACTERS):
            yield together
            together, characters = [], 0
        together.append(text)
        characters += len(text)
    if together:
        yield together


def _pairs(body: bytes) -> Pairs:
    languages = _Languages.model_validate_json(body).root
    if not languages:
        raise ValueError
    return {one.code: frozenset(one.targets) - {one.code} for one in languages}


def _reader(asked: int) -> Callable[[bytes], list[str]]:
    """Reads as many translations as were asked for."""

    def read(body: bytes) -> list[str]:
        said = _Translated.model_validate_json(body).texts
        if len(said) != asked:
            raise ValueError
        return said

    return read
