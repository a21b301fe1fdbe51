"""A question's texts in another language, for the page's script: what is there now, what is still being made, and why
the rest is not. The script asks again for what is being made; each answer waits for some of it."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from debate_app import languages
from debate_app.background import translating
from debate_app.background.translation_queue import Failure, Outcome
from debate_app.clients.translating import Translator, Unavailable
from debate_app.domain import links, originals, rows, sayings, translations
from debate_app.domain.originals import Cited, Original
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.translations import Key, Translated
from debate_app.rates import Kind
from debate_app.store.access import read
from debate_app.web.spending import spend_http
from debate_app.words import plain

MOST_PLACES = 100
PATIENCE_SECONDS = 2.0
_PLACE_CHARACTERS = 40


async def offered(request: Request) -> Response:
    """Which languages the texts of the question are in, and into which each can be translated."""
    await spend_http(request, Kind.TRANSLATE)
    try:
        written, corrected = await read(_languages, rows.id_in(request.path_params["question_id"]) or 0)
    except NotFound as fault:
        return PlainTextResponse(fault.sentence, 404)
    desk = translating.desk()
    told: dict[str, Any] = {
        "engine": desk.engine.name if desk else "",
        "sends_away": desk is not None and desk.engine.sends_away,
        "refused": "" if desk else _nothing(),
    }
    targets = {language: set(corrected.get(language, ())) for language in written}
    try:
        if desk:
            for language in written:
                targets[language] |= await desk.engine.targets(language)
    except Unavailable as fault:
        told["refused"] = fault.sentence
    return _answer(told | {"targets": {language: sorted(into) for language, into in targets.items()}})


async def translate(request: Request) -> Response:
    """Some of the texts at the places that the body names, in the language that the address names."""
    await spend_http(request, Kind.TRANSLATE)
    question_id = rows.id_in(request.path_params["question_id"]) or 0
    language = languages.base(request.path_params["language"])
    if not translations.is_language(language):
        return PlainTextResponse(plain("This language is not known."), 404)
    try:
        page = await _read((question_id, language, _places(await request.body())))
    except Invalid as fault:
        return PlainTextResponse(fault.sentence, 400)
    except NotFound as fault:
        return PlainTextResponse(fault.sentence, 404)
    answer = _Answer(page)
    await _make(answer)
    return _answer(answer.told())


@dataclass(frozen=True, slots=True)
class _Page:
    """What the database says of the places that were asked for; ``keys`` are those of texts in other languages."""

    question_id: int
    language: str
    places: Sequence[str]
    originals: Mapping[str, Original]
    cited: Cited
    keys: Mapping[str, Key]
    known: Mapping[Key, Translated]


_Asked = tuple[int, str, tuple[str, ...]]
"""A question, a language, and places."""

_running: dict[_Asked, asyncio.Task[_Page]] = {}
_next: dict[_Asked, asyncio.Task[_Page]] = {}


async def _read(asked: _Asked) -> _Page:
    """What the database says now: of all who ask the same while it is being read, once more for all of them."""
    if asked not in _next:
        _next[asked] = asyncio.create_task(_read_after(_running.get(asked), asked))
        _next[asked].add_done_callback(lambda done: done.cancelled() or done.exception())
    return await asyncio.shield(_next[asked])


async def _read_after(former: asyncio.Task[_Page] | None, asked: _Asked) -> _Page:
    if former is not None:
        await asyncio.wait([former])
    _running[asked] = _next.pop(asked)
    try:
        return await read(_page, *asked)
    finally:
        del _running[asked]


@dataclass(slots=True)
class _Answer:
    """What is told of each place: a text, that it waits, or why there is none."""

    page: _Page
    texts: dict[str, Any] = field(default_factory=dict[str, Any])
    waiting: list[str] = field(default_factory=list[str])
    untold: dict[str, str] = field(default_factory=dict[str, str])
    refused: str = ""
    retry_seconds: float = 0

    def put(self, place: str, outcome: Outcome) -> None:
        """What came of the text at this place."""
        if isinstance(outcome, Failure):
            self.refused, self.retry_seconds = outcome.sentence, outcome.retry_seconds
            self.untold[place] = outcome.sentence
        elif outcome is None:
            self.untold[place] = _gone()
        elif outcome.hidden:
            self.untold[place] = plain("This translation is hidden.")
        else:
            self.texts[place] = _text(self.page, place, outcome)

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "texts": self.texts,
            "waiting": self.waiting,
            "untold": self.untold,
            "refused": self.refused,
            "retry_seconds": self.retry_seconds,
        }


async def _make(answer: _Answer) -> None:
    """Answer with what there is or, where there is nothing yet, with what is there first."""
    missing = _missing(answer)
    for place, why in (await _impossible(missing)).items():
        answer.put(place, why)
        del missing[place]
    desk = translating.desk()
    if not missing or desk is None:
        return
    first = {key: place for place, key in reversed(missing.items())}  # the same words may stand at several places
    futures = desk.ask(answer.page.question_id, {key: first[key] for key in missing.values()})
    if not answer.texts:
        await asyncio.wait(futures.values(), timeout=PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    for place, key in missing.items():
        if futures[key].done():
            answer.put(place, futures[key].result())
        else:
            answer.waiting.append(place)


def _missing(answer: _Answer) -> dict[str, Key]:
    """Answer with what there is; returns the places whose texts are not translated yet."""
    page, missing = answer.page, dict[str, Key]()
    for place in page.places:
        key = page.keys.get(place)
        if key is None:
            answer.untold[place] = "" if place in page.originals else _gone()
        elif key in page.known:
            answer.put(place, page.known[key])
        else:
            missing[place] = key
    return missing


async def _impossible(missing: Mapping[str, Key]) -> dict[str, Failure]:
    """The places whose texts nothing here can translate, with the reason."""
    desk = translating.desk()
    if desk is None:
        return dict.fromkeys(missing, Failure(_nothing(), 0))
    pairs = {(key.source_language, key.language) for key in missing.values()}
    why = {pair: await _why_not(desk.engine, *pair) for pair in pairs}
    found = {place: why[key.source_language, key.language] for place, key in missing.items()}
    return {place: failure for place, failure in found.items() if failure is not None}


async def _why_not(engine: Translator, source: str, target: str) -> Failure | None:
    try:
        possible = await engine.can(source, target)
    except Unavailable as fault:
        return Failure(fault.sentence, fault.retry_seconds)
    names = {"source": languages.name(source), "target": languages.name(target)}
    return None if possible else Failure(plain("Nothing here translates from {source} into {target}.", **names), 0)


def _languages(session: Session, question_id: int) -> tuple[list[str], dict[str, set[str]]]:
    return originals.languages_of(session, question_id), translations.corrected(session, question_id)


def _page(session: Session, question_id: int, language: str, places: Sequence[str]) -> _Page:
    found = originals.read(session, question_id, places)
    foreign = {place: one for place, one in found.items() if one.language != language}
    keys = {place: translations.key(one, language) for place, one in foreign.items()}
    viewpoint_ids = {one.viewpoint_id for one in foreign.values()} - {0}
    cited = originals.cited(session, question_id, foreign, viewpoint_ids)
    known = translations.known(session, question_id, set(keys.values()))
    return _Page(question_id, language, places, found, cited, keys, known)


def _text(page: _Page, place: str, made: Translated) -> dict[str, Any]:
    original = page.originals[place]
    return {
        "of": original.text,
        "pieces": _pieces(page.cited, place, original, made.text),
        "from": original.language,
        "engine": made.engine,
        "by": made.by.name,
        "doubtful": made.doubtful,
    }


def _pieces(cited: Cited, place: str, original: Original, text: str) -> list[dict[str, Any]]:
    if place.startswith("comment-"):
        return [{"text": one.text, "source": 0, "href": one.href} for one in sayings.sayings(text, cited.names)]
    labels = cited.labels.get(original.viewpoint_id, [])
    return [{"text": one.text, "source": one.source, "href": ""} for one in links.pieces(text, labels)]


def _places(body: bytes) -> tuple[str, ...]:
    """Each place once. Raises ``Invalid``."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise Invalid(plain("This is no JSON.")) from None
    places = asked.get("places") if isinstance(asked, dict) else None
    if not isinstance(places, list) or not all(isinstance(one, str) for one in places):
        raise Invalid(plain("Send the places of texts: {example}", example='{"places": ["title-1"]}'))
    if len(places) > MOST_PLACES or any(len(one) > _PLACE_CHARACTERS for one in places):
        raise Invalid(plain("That is more than can be translated at once."))
    return tuple(dict.fromkeys(places))


def _answer(told: dict[str, Any]) -> Response:
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def _nothing() -> str:
    return plain("Nothing translates texts on this site.")


def _gone() -> str:
    return plain("This text is hidden, or not here any more.")


ROUTES = [
    Route("/q/{question_id}/translation", offered, methods=["GET"]),
    Route("/q/{question_id}/translation/{language}", translate, methods=["POST"]),
]
