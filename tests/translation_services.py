"""Translation services on this machine, for tests: real HTTP, with every kind of fault.

They speak the protocols of LibreTranslate 1.9 and of Apertium APy 0.13, written from their documentation and sources.
LibreTranslate itself needs other versions of packages than the page does, and fetches its models when it starts; how
the real APy answers is seen in ``tests/clients/translating/test_apertium_server.py``. These translate by writing in
capitals.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

KEY = "s3cret"
_PAIRS = {"en": ["pt-BR", "es"], "pt-BR": ["en"], "es": ["en"]}
_INSTALLED = [("eng", "spa"), ("spa", "eng"), ("eng", "por_BR"), ("eng", "cat_valencia"), ("nob", "nno")]


@dataclass(frozen=True)
class Answer:
    """What is said instead of a translation. ``hangs``: nothing at all, until the test ends."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False


@dataclass
class Service:
    """``asked`` are the requests for translations, ``listed`` how often the languages were asked for; what is in
    ``instead`` is answered first, one request after another, whatever was asked."""

    url: str = ""
    key: str = ""
    most_texts: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    listed: int = 0
    instead: deque[Answer] = field(default_factory=deque)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def always(self, answer: Answer) -> None:
        """Say this from now on."""
        self.instead = deque([answer] * 100)

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        """As the protocol has it."""
        raise NotImplementedError


class LibreTranslateService(Service):
    """https://docs.libretranslate.com: /languages and /translate."""

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        if (method, path) == ("GET", "/languages"):
            self.listed += 1
            return _json(200, [{"code": code, "name": code, "targets": [code, *_PAIRS[code]]} for code in _PAIRS])
        if (method, path) != ("POST", "/translate"):
            return _json(404, {"error": "Not found"})
        asked = json.loads(body)
        self.asked.append(asked)
        fault = self._fault(asked)
        return fault or _json(200, {"translatedText": [text.upper() for text in asked["q"]]})

    def _fault(self, asked: dict[str, Any]) -> Answer | None:
        if self.key and "api_key" not in asked:
            return _json(400, {"error": "Please contact the server operator to get an API key"})
        if self.key and asked["api_key"] != self.key:
            return _json(403, {"error": "Invalid API key"})
        if self.most_texts and len(asked["q"]) > self.most_texts:
            return _json(400, {"error": "Invalid request: request exceeds text limit"})
        if asked["target"] not in _PAIRS[asked["source"]] or asked["format"] != "text":
            return _json(400, {"error": "is not supported"})
        return None


class ApertiumService(Service):
    """https://wiki.apertium.org/wiki/Apertium-apy: /listPairs and /translate, by GET or as a form."""

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        if path == "/listPairs":
            self.listed += 1
            pairs = [{"sourceLanguage": source, "targetLanguage": target} for source, target in _INSTALLED]
            return _json(200, {"responseData": pairs, "responseDetails": None, "responseStatus": 200})
        if path != "/translate":
            return self._fault(404, "Not Found")
        asked = {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
        self.asked.append(asked)
        if tuple(asked["langpair"].split("|")) not in _INSTALLED:
            return self._fault(400, "That pair is not installed")
        said = asked["q"].strip().upper()
        unknown = said if asked.get("markUnknown") == "no" else f"*{said}"
        as_text = unknown if asked.get("format") == "txt" else unknown.replace("<", "&lt;")
        return _json(200, {"responseData": {"translatedText": as_text}, "responseDetails": None, "responseStatus": 200})

    def _fault(self, code: int, explanation: str) -> Answer:
        return _json(code, {"status": "error", "code": code, "message": "Bad Request", "explanation": explanation})


@asynccontextmanager
async def serving(service: Service) -> AsyncGenerator[Service]:
    """It listens on a port of its own until the block ends."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await _head(reader):
                line, *headers = head.split("\r\n")
                service.headers += headers
                lengths = [header.split(":")[1] for header in headers if header.lower().startswith("content-length")]
                body = await reader.readexactly(int(lengths[0]) if lengths else 0)
                method, path, _ = line.split(" ")
                said = service.instead.popleft() if service.instead else service.answer(method, path, body)
                if said.hangs:
                    await service.ended.wait()
                    break
                writer.write(_written(said))
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    service.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield service
    finally:
        service.ended.set()
        server.close()
        await server.wait_closed()


async def _head(reader: asyncio.StreamReader) -> str:
    try:
        return (await reader.readuntil(b"\r\n\r\n")).decode().removesuffix("\r\n\r\n")
    except asyncio.IncompleteReadError:
        return ""


def _written(said: Answer) -> bytes:
    headers = {"Content-Length": str(len(said.body)), "Content-Type": "application/json", **said.headers}
    lines = [f"HTTP/1.1 {said.status} Said", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + said.body


def _json(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode())
