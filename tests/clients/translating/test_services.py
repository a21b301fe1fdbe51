"""LibreTranslate and Apertium APy: what is asked, and what becomes of every kind of answer."""

import asyncio
import gzip
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from debate_app.clients.translating import Made, Translator, Unavailable, engine, translator
from debate_app.clients.translating.apertium import Apertium
from debate_app.clients.translating.calls import MOST_ANSWER_BYTES, Calls, Patience
from debate_app.clients.translating.engine import Meter
from debate_app.clients.translating.libretranslate import LibreTranslate
from debate_app.translation_settings import APERTIUM, LIBRETRANSLATE, OFF, TranslationSettings
from tests.browser.server import free_port
from tests.translation_services import KEY, Answer, ApertiumService, LibreTranslateService, Service, serving
from tests.waiting import until

KINDS: dict[str, tuple[type[Service], Callable[[Calls, str, int], LibreTranslate | Apertium]]] = {
    LIBRETRANSLATE: (LibreTranslateService, LibreTranslate),
    APERTIUM: (ApertiumService, Apertium),
}
AWAY, BUSY = "does not answer", "has too much to do"
PATIENCE = Patience(connect_seconds=5, read_seconds=5, failures=100)


class Time:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


class Told:
    """A service, and what asks it."""

    def __init__(self, kind: str, patience: Patience, most_a_day: int, key: str, call_texts: int) -> None:
        service, self._engine = KINDS[kind]
        self.service = service()
        self.time = Time()
        self._arguments = (kind, patience, most_a_day, key, call_texts)
        self.translator: Translator

    def begin(self) -> None:
        kind, patience, most_a_day, key, call_texts = self._arguments
        meter = Meter(most_a_day, self.time.now)
        calls = Calls(kind, self.service.url, meter, patience, now=self.time.now, sleep=self.time.sleep)
        self.translator = Translator(self._engine(calls, key, call_texts))

    async def ask(self, *texts: str) -> list[Made]:
        return await self.translator.translate(texts or ["Good night."], "en", "es")


@asynccontextmanager
async def telling(
    kind: str = LIBRETRANSLATE,
    patience: Patience = PATIENCE,
    most_a_day: int = 0,
    key: str = "",
    call_texts: int = 20,
) -> AsyncGenerator[Told]:
    told = Told(kind, patience, most_a_day, key, call_texts)
    async with serving(told.service):
        told.begin()
        yield told
        await told.translator.close()


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


TEXTS = ["Good night.", "", "So[1] it cost £30 & <b>, see example.org/a.\n\nYes, @anna.", " ok ", "[2] 30 %"]
SAID = ["GOOD NIGHT.", "", "SO[1] IT COST £30 & <b>, SEE example.org/a.\n\nYES, @anna.", " OK ", "[2] 30 %"]


async def test_texts_are_translated_in_order_and_keep_what_may_not_change(kind: str) -> None:
    async with telling(kind) as told:
        assert await told.ask(*TEXTS) == [Made(text, doubtful=False) for text in SAID]
        assert told.translator.sends_away
        sent = "".join(str(one["q"]) for one in told.service.asked)
        assert "https://a.b/0" in sent
        assert "example.org" not in sent
        spent = told.translator.spent()
        assert spent.characters >= len("Good night.") + len("ok")
        assert (spent.calls, spent.failures) == (1 + len(told.service.asked), 0)
        assert any(header.lower() == "accept-encoding: identity" for header in told.service.headers)


async def test_libretranslate_is_asked_as_it_documents() -> None:
    async with telling(key=KEY, call_texts=2) as told:
        told.service.key, told.service.most_texts = KEY, 2
        texts = ["a", "b", "c", "d" * 6000, "e" * 6000]
        made = await told.translator.translate([f"x {text}" for text in texts], "en-GB", "pt-BR")
        assert len(made) == 5
        assert [len(asked["q"]) for asked in told.service.asked] == [2, 2, 1]
        asked = {**told.service.asked[0]}
        assert asked.pop("q") == ["x a", "x b"]
        assert asked == {"source": "en", "target": "pt-BR", "format": "text", "api_key": KEY}


async def test_apertium_is_asked_as_it_documents() -> None:
    async with telling(APERTIUM, key=KEY) as told:
        assert await told.translator.can("en", "pt")
        assert not await told.translator.can("en", "p")
        assert await told.translator.translate(["a <b"], "en", "pt-BR") == [Made("A <B", doubtful=False)]
        asked = {"langpair": "eng|por_BR", "q": "a <b", "markUnknown": "no", "format": "txt", "key": KEY}
        assert told.service.asked == [asked]
        assert await told.translator.targets("en") == {"es", "pt-BR", "ca-valencia"}
        assert await told.translator.can("nb", "nn")


async def test_pairs_are_asked_for_once_however_many_ask_and_again_after_minutes(kind: str) -> None:
    async with telling(kind) as told:
        answers = await asyncio.gather(*(told.translator.can("en", "es") for _ in range(50)))
        assert (all(answers), told.service.listed) == (True, 1)
        assert not await told.translator.can("en", "ja")
        with pytest.raises(Unavailable, match="no translation between these languages"):
            await told.translator.translate(["Good night."], "en", "ja")
        told.time.seconds += 301
        assert await told.translator.can("es", "en")
        assert (told.service.listed, told.service.asked) == (2, [])


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_again_ever_more_slowly(kind: str, status: int) -> None:
    async with telling(kind) as told:
        await told.translator.can("en", "es")
        told.service.instead.extend([Answer(status)] * 2)
        assert await told.ask() == [Made("GOOD NIGHT.", doubtful=False)]
        first, second = told.time.slept
        assert 0.25 <= first <= 0.5 <= second <= 1
        told.service.always(Answer(status))
        with pytest.raises(Unavailable, match=BUSY if status == 429 else AWAY):
            await told.ask()
        assert len(told.time.slept) == 4


async def test_a_service_that_says_when_to_come_back_is_believed(kind: str) -> None:
    async with telling(kind) as told:
        await told.translator.can("en", "es")
        told.service.instead.append(Answer(429, headers={"Retry-After": "7"}))
        assert await told.ask()
        assert told.time.slept == [7]
        told.service.instead.append(Answer(503, headers={"Retry-After": "90"}))
        with pytest.raises(Unavailable) as caught:
            await told.ask()
        assert (caught.value.retry_seconds, told.time.slept) == (90, [7])
        later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
        told.service.instead.append(Answer(429, headers={"Retry-After": later}))
        with pytest.raises(Unavailable) as caught:
            await told.ask()
        assert 3500 < caught.value.retry_seconds <= 3600


@pytest.mark.parametrize("strange", ["soon", "-1", "", "7.5", "Mon, 99 Jan 2026 00:00:00 GMT"])
async def test_one_that_says_it_strangely_is_tried_again_soon(strange: str) -> None:
    async with telling() as told:
        await told.translator.can("en", "es")
        told.service.instead.append(Answer(503, headers={"Retry-After": strange}))
        assert await told.ask()
        assert len(told.time.slept) == 1
        assert told.time.slept[0] <= 0.5


STRANGE = [
    Answer(body=b"<html>"),
    Answer(body=b"[" * 100_000),
    Answer(body=b"\xff"),
    Answer(body=b"null"),
    Answer(body=rb'{"translatedText": ["\ud800"], "responseData": {"translatedText": "\ud800"}}'),
    Answer(body=b"[]"),
    Answer(body=b'{"translatedText": "one"}'),
    Answer(body=b'{"translatedText": ["one", "two"]}'),
    Answer(body=b'{"translatedText": [1], "responseData": {"translatedText": 1}}'),
    Answer(body=b'{"responseData": []}'),
    Answer(body=b'"' + b"x" * MOST_ANSWER_BYTES + b'"'),
    Answer(body=gzip.compress(b"x" * 1000), headers={"Content-Encoding": "gzip"}),
    Answer(302, headers={"Location": "/elsewhere"}),
    Answer(404),
]


@pytest.mark.parametrize("answer", STRANGE, ids=lambda answer: f"{answer.status} {answer.body[:12]!r}")
async def test_no_proper_answer_is_a_sentence_and_not_tried_again(kind: str, answer: Answer) -> None:
    async with telling(kind) as told:
        told.service.instead.append(answer)
        with pytest.raises(Unavailable, match="no proper answer"):
            await told.translator.can("en", "es")
        await told.translator.can("en", "es")
        told.service.instead.append(answer)
        with pytest.raises(Unavailable, match="no proper answer"):
            await told.ask()
        assert (told.time.slept, told.translator.spent().failures) == ([], 2)
        assert await told.ask() == [Made("GOOD NIGHT.", doubtful=False)]


async def test_one_that_hangs_or_is_not_there_is_left_alone_in_time(kind: str) -> None:
    async with telling(kind, replace(PATIENCE, read_seconds=0.05)) as told:
        await told.translator.can("en", "es")
        told.service.always(Answer(hangs=True))
        with pytest.raises(Unavailable, match=AWAY):
            await told.ask()
        assert len(told.time.slept) == 2
    async with telling(kind) as told:
        told.service.url = f"http://127.0.0.1:{free_port()}"
        told.begin()
        with pytest.raises(Unavailable, match=AWAY):
            await told.translator.can("en", "es")
        await told.translator.close()


async def test_one_that_drips_is_left_alone_in_time() -> None:
    async with telling(patience=replace(PATIENCE, whole_seconds=0.05, tries=1)) as told:
        told.service.always(Answer(hangs=True))
        with pytest.raises(Unavailable, match=AWAY):
            await told.translator.can("en", "es")


@pytest.mark.parametrize("known_as", ["", "wrong"])
async def test_a_key_that_is_missing_or_wrong_is_told_to_readers_and_not_to_the_log(
    known_as: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        async with telling(key=known_as) as told:
            told.service.key = KEY
            with pytest.raises(Unavailable, match="let this site in" if known_as else "refuses this text"):
                await told.ask()
            assert (len(told.service.asked), told.time.slept) == (1, [])
        async with telling(key=KEY) as told:
            told.service.key = KEY
            assert await told.ask() == [Made("GOOD NIGHT.", doubtful=False)]
            told.service.always(Answer(500))
            with pytest.raises(Unavailable):
                await told.ask()
    assert "let this site in" in caplog.text or "refuses this text" in caplog.text
    assert KEY not in caplog.text
    assert "Good night" not in caplog.text


async def test_a_service_that_stays_away_is_spared_until_one_try_succeeds(kind: str) -> None:
    async with telling(kind, replace(PATIENCE, tries=1, failures=3, open_seconds=30)) as told:
        await told.translator.can("en", "es")
        told.service.always(Answer(500))
        for _ in range(3):
            with pytest.raises(Unavailable, match=AWAY):
                await told.ask()
        told.service.instead.clear()
        told.time.seconds += 20
        with pytest.raises(Unavailable, match=AWAY) as caught:
            await told.ask()
        assert (caught.value.retry_seconds, told.service.asked) == (10, [])
        told.time.seconds += 10
        told.service.instead.append(Answer(500))
        with pytest.raises(Unavailable):
            await told.ask()
        with pytest.raises(Unavailable) as caught:
            await told.ask()
        assert (caught.value.retry_seconds, told.service.asked) == (30, [])
        told.time.seconds += 30
        assert await told.ask() == [Made("GOOD NIGHT.", doubtful=False)]


async def test_a_try_that_nobody_waits_for_leaves_the_next_one_free() -> None:
    async with telling(patience=replace(PATIENCE, tries=1, failures=1, open_seconds=30)) as told:
        await told.translator.can("en", "es")
        told.service.instead.extend([Answer(500), Answer(hangs=True)])
        with pytest.raises(Unavailable):
            await told.ask()
        told.time.seconds += 30
        gone = asyncio.create_task(told.ask())
        await until(lambda: not told.service.instead)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        assert await told.ask() == [Made("GOOD NIGHT.", doubtful=False)]


async def test_a_day_has_only_so_many_characters(kind: str) -> None:
    async with telling(kind, most_a_day=25) as told:
        assert await told.ask("Good night.")
        assert await told.ask("Good night.")
        with pytest.raises(Unavailable, match="as much as it may in a day") as caught:
            await told.ask("Good night.")
        assert caught.value.retry_seconds == 24 * 60 * 60 - 1000
        assert (len(told.service.asked), told.translator.spent().characters) == (2, 22)
        told.time.seconds += 24 * 60 * 60
        assert await told.ask("Good night.")


async def test_why_there_is_none_is_said_in_the_language_of_whoever_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with telling(patience=replace(PATIENCE, tries=1)) as told:
        told.service.always(Answer(500))
        with pytest.raises(Unavailable) as caught:
            await told.ask()
    monkeypatch.setattr(
        engine, "plain", {"The translation service does not answer. The original can be read.": "Ñ"}.get
    )
    assert caught.value.sentence == "Ñ"


async def test_a_translation_that_lost_something_is_doubtful() -> None:
    async with telling() as told:
        await told.translator.can("en", "es")
        told.service.instead.append(Answer(body=b'{"translatedText": ["Buenas noches."]}'))
        assert await told.ask("Good night [1].") == [Made("Buenas noches.", doubtful=True)]
        told.service.instead.append(Answer(body=b'{"translatedText": [" "]}'))
        assert await told.ask("Good night.") == [Made("", doubtful=True)]
        told.service.instead.append(Answer(body=rb'{"translatedText": ["Bue\u0000nas \u202enoches.\r"]}'))
        assert await told.ask("Good night.") == [Made("Buenas noches.", doubtful=False)]


def test_the_settings_choose_the_engine() -> None:
    here = TranslationSettings(url="http://localhost:5000")
    names = {kind: translator(replace(here, engine=kind)) for kind in (LIBRETRANSLATE, APERTIUM, OFF)}
    assert [one and one.name for one in names.values()] == ["LibreTranslate", "Apertium", None]
