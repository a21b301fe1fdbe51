"""Everything that can be called, called by one person: what was sent is counted, what came back is kept."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from sqlalchemy import Engine

from debate_app.domain import participants
from debate_app.domain.tables import SubjectKind
from debate_app.store.engine import transaction
from tests.attack import hostile, registry
from tests.attack.asking import HOST, Request, ask
from tests.attack.messages import Forms, Messages
from tests.attack.town import Person, Town, browser_of
from tests.visitor import HOME, Visitor, at_question, visit

METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
ADDRESS_OF_SOMEBODY = "203.0.113.77"
"""What a proxy would say: it stands nowhere afterwards."""
_AT_ONCE = 12
_UNANSWERED = 6
"""So many handlers are called before what was sent is answered."""


@dataclass
class Heard:
    """What came back: ``texts`` of every delta, page and header; ``statuses`` of the answers."""

    calls: int = 0
    texts: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    lost: int = 0


class Storm:
    """One person's."""

    def __init__(self, town: Town, person: Person, engine: Engine, address: str, chance: Random) -> None:
        self.heard, self._town, self._person = Heard(), town, person
        self._engine, self._address, self._chance = engine, address, chance

    async def misshapen(self, each: int) -> None:
        """Messages that no handler takes, ``each`` of them to every handler."""
        async for visitors, handler in self._handlers():
            payloads = [one for one in hostile.misshapen(handler.arguments) if not _is_taken(handler, one)]
            self._call(visitors, handler, self._some(payloads, each))

    async def wellshaped(self, each: int) -> None:
        """Messages that the handlers take, from the pages that they belong to and from others."""
        messages = Messages(self._engine, self._chance)
        async for visitors, handler in self._handlers():
            odd = [one for one in hostile.misshapen(handler.arguments) if _is_taken(handler, one)]
            drawn = [] if handler.shapes is None else [messages.draw(handler) for _ in range(each)]
            self._call(visitors, handler, [*drawn, *messages.of_nothing(handler), *odd])

    def _call(self, visitors: list[Visitor], handler: registry.Handler, payloads: list[Any]) -> None:
        for number, payload in enumerate(payloads):
            visitors[number % len(visitors)].event(handler.name, payload)
        self.heard.calls += len(payloads)

    async def _handlers(self) -> AsyncIterator[tuple[list[Visitor], registry.Handler]]:
        """Every handler, and the visitors to call it with."""
        visitors = [await self._visit(route) for route in self._routes()]
        for number, handler in enumerate(registry.handlers(), 1):
            yield visitors, handler
            if number % _UNANSWERED == 0:
                await asyncio.gather(*(one.answered() for one in visitors))
        await asyncio.gather(*(one.answered() for one in visitors))
        for one in visitors:
            self.heard.lost += one.closed.done()
            self.heard.texts += one.heard
            one.close()

    async def _visit(self, route: dict) -> Visitor:
        return await visit(self._address, route, cookie=self._person.cookie)

    def _routes(self) -> Iterator[dict]:
        for question_id in self._town.question_ids:
            yield at_question(question_id)
        for path in ("/history/viewpoint/1/1", "/history/question/1/1", "/history/viewpoint/2/2?against=1&paragraph=4"):
            yield {"pathname": "/history/[kind]/[subject]/[[version]]", "asPath": path, "query": {}}
        yield HOME

    def _some(self, those: list, most: int) -> list:
        return those if len(those) <= most else self._chance.sample(those, most)

    async def requests(self, forms: Forms, each: int) -> None:
        """Every route with every method, and every form that anybody was offered."""
        for path in sorted(registry.routes(), key=lambda path: ("delete" in path, path)):
            asked = [*self._asked(path, forms, self._cookie(), each)]
            for start in range(0, len(asked), _AT_ONCE):
                await asyncio.gather(*map(self._send, asked[start : start + _AT_ONCE]))

    def _cookie(self) -> str:
        """Of a browser of its own for each route: some of them end it."""
        if not self._person.id:
            return ""
        with transaction(self._engine) as session:
            return browser_of(session, self._person.id)

    def _asked(self, path: str, forms: Forms, cookie: str, each: int) -> Iterator[Request]:
        paths = addresses(path)
        for one in self._some(paths, each):
            yield self._request("GET", one + self._chance.choice(hostile.QUERIES), cookie)
        for method in METHODS:
            yield self._request(method, self._chance.choice(paths), cookie)
        for kind, body in hostile.BODIES:
            yield self._request("POST", self._chance.choice(paths), cookie, body, kind)
        pattern = re.compile(re.sub(r"\\{.*?\\}", ".+", re.escape(path)))
        token, another = (participants.form_token(one) for one in (cookie, self._town.victim.cookie))
        for action in self._some([one for one in sorted(forms.found) if pattern.fullmatch(one)], each):
            for fields in forms.filled(action, self._chance):
                yield self._form(action, fields, cookie, token)
            yield self._form(action, {}, cookie, self._chance.choice(["", another]))

    def _form(self, action: str, fields: dict[str, str], cookie: str, token: str) -> Request:
        body = urlencode({"token": token, **fields}).encode()
        return self._request("POST", action, cookie, body, "application/x-www-form-urlencoded")

    def _request(self, method: str, target: str, cookie: str, body: bytes = b"", kind: str = "") -> Request:
        headers = {"origin": f"http://{HOST}", "x-forwarded-for": ADDRESS_OF_SOMEBODY}
        headers |= {"cookie": f"participant={cookie}"} if cookie else {}
        headers |= {"content-type": kind} if kind else {}
        return Request(method, target, headers, body)

    async def _send(self, request: Request) -> None:
        answer = await ask(request)
        self.heard.calls += 1
        told = [f"{name}: {value}" for name, value in answer.headers if name != "set-cookie"]
        self.heard.texts += [*told, answer.text]
        if answer.status >= 500:
            self.heard.failed.append(f"{request.method} {request.target}: {answer.status}")


async def learned(cookies: Iterable[str]) -> Forms:
    """The forms that the holders of these cookies are offered, wherever there are any."""
    forms, paths = Forms(), [one for route in registry.routes() for one in addresses(route, strange=False)]

    async def learn(cookie: str, path: str) -> None:
        forms.learn(path, (await ask(Request("GET", path, {"cookie": f"participant={cookie}"}))).text)

    for cookie in cookies:
        for start in range(0, len(paths), _AT_ONCE):
            await asyncio.gather(*(learn(cookie, path) for path in paths[start : start + _AT_ONCE]))
    return forms


def addresses(path: str, *, strange: bool = True) -> list[str]:
    """The addresses of a route, with ids that there are; the ``strange`` ones too, with what no address of ours has."""
    names = re.findall(r"\{([^}]*)\}", path)
    kinds, ids = [*SubjectKind], [*map(str, range(1, 9))]
    found = [_put(path, names, one) for one in product(*(kinds if "kind" in name else ids for name in names))]
    if "{rest:path}" in path:
        found = [f"/history/{kind}/{one}" for kind, one in product(("viewpoint", "question"), _HISTORIES)]
    odd = [quote(one, safe="%", errors="ignore") for one in hostile.IN_A_PATH if names and strange]
    return found + [_put(path, names, [one] * len(names)) for one in odd]


_HISTORIES = ("1", "2/1", "1/2?against=1")


def _put(path: str, names: list[str], values: Iterable[str]) -> str:
    for name, value in zip(names, values, strict=True):
        path = path.replace(f"{{{name}}}", value)
    return path or "/"


def _is_taken(handler: registry.Handler, payload: object) -> bool:
    return handler.fits(payload) or (handler.shapes is None and payload == {})
