"""A question's texts in another language, as the page's script asks for them."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app import catalogues
from debate_app.background import translating
from debate_app.background.translating import translating_with
from debate_app.clients.translating import translator
from debate_app.domain import comments, edits, hiding, rows
from debate_app.domain.amendments import Draft
from debate_app.domain.tables import EditKind, Role, SubjectKind
from debate_app.store.engine import transaction
from debate_app.translation_settings import TranslationSettings
from debate_app.web import translation
from tests import scene
from tests.debates import row_counts
from tests.translators import Parrot
from tests.waiting import until
from tests.web.scriptless import NewBrowser

READERS = 200


@dataclass
class Debate:
    """An essay of three paragraphs, a proposal for it and a comment on it; and a reader's page."""

    engine: Engine
    client: httpx.AsyncClient
    parrot: Parrot
    question_id: int = 0
    viewpoint_id: int = 0
    a: int = 0
    edit_id: int = 0
    comment_id: int = 0
    moderator: int = 0
    paragraphs: list[str] = field(default_factory=list[str])

    def prepare(self) -> None:
        with transaction(self.engine) as session:
            essay = scene.essay(session)
            self.question_id, self.viewpoint_id, self.a = essay.question_id, essay.viewpoint_id, essay.a
            self.paragraphs = [f"paragraph-{one}" for one in (essay.a, essay.b, essay.c)]
            self.edit_id = essay.change(essay.cy, essay.b, "Bears eat bees.", reason="They like honey.").edit_id
            said = comments.say(session, essay.cy, essay.viewpoint_id, "See example.org/x, @Bo Li")
            self.comment_id = said.comment_id
            self.moderator = scene.account(session, "Mo Salah", Role.MODERATOR)

    def do(self, act: Callable[..., Any], *args: Any) -> Any:
        with transaction(self.engine) as session:
            return act(session, *args)

    async def ask(self, *places: str, language: str = "pt") -> Any:
        answer = await self.post({"places": [*places]}, language)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, body: Any, language: str = "pt") -> httpx.Response:
        return await self.client.post(f"/q/{self.question_id}/translation/{language}", json=body)

    async def read(self, *places: str, language: str = "pt") -> dict[str, str]:
        """All of them, as a page gets them that asks until nothing waits."""
        found: dict[str, str] = {}
        waiting = [*places]
        while waiting:
            answer = await self.ask(*waiting, language=language)
            assert answer["refused"] == ""
            found |= {place: said(text) for place, text in answer["texts"].items()}
            waiting = answer["waiting"]
        return found


def said(text: dict[str, Any]) -> str:
    return "".join(piece["text"] for piece in text["pieces"])


@pytest.fixture
async def debate(engine: Engine, new_browser: NewBrowser, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Debate]:
    monkeypatch.setattr(translation, "PATIENCE_SECONDS", 60.0)
    parrot = Parrot()
    made = Debate(engine, new_browser().client, parrot)
    made.prepare()
    async with translating_with(parrot):
        yield made


async def test_every_kind_of_text_is_translated(debate: Debate) -> None:
    places = [
        "question-title",
        "background-1",
        f"title-{debate.viewpoint_id}",
        *debate.paragraphs,
        f"edit-{debate.edit_id}",
        f"reason-{debate.edit_id}",
        f"comment-{debate.comment_id}",
    ]
    assert await debate.read(*places) == {
        "question-title": "[pt] Should the library open on Sundays?",
        "background-1": "[pt] Many people work all week.",
        f"title-{debate.viewpoint_id}": "[pt] Who eats what",
        debate.paragraphs[0]: "[pt] Apes eat apples.",
        debate.paragraphs[1]: "[pt] Bears eat berries.",
        debate.paragraphs[2]: "[pt] Cats eat cakes.",
        f"edit-{debate.edit_id}": "[pt] Bears eat bees.",
        f"reason-{debate.edit_id}": "[pt] They like honey.",
        f"comment-{debate.comment_id}": "[pt] See example.org/x, @Bo Li",
    }
    assert debate.parrot.calls[0][0] == "Should the library open on Sundays?"
    told = await debate.ask(f"comment-{debate.comment_id}")
    [text] = told["texts"].values()
    assert {**text, "pieces": None} == {
        "of": "See example.org/x, @Bo Li",
        "pieces": None,
        "from": "en",
        "engine": "parrot",
        "by": "",
        "doubtful": False,
    }
    assert text["pieces"][1] == {"text": "example.org/x", "source": 0, "href": "https://example.org/x"}
    assert (told["waiting"], told["untold"], told["refused"], told["retry_seconds"]) == ([], {}, "", 0)
    assert set(debate.parrot.given.values()) == {1}


async def test_two_hundred_readers_at_once_have_each_text_translated_once(debate: Debate) -> None:
    expected = await debate.read(*debate.paragraphs, language="fr")
    debate.parrot.given.clear()
    debate.parrot.going.clear()
    asked = [asyncio.create_task(debate.read(*debate.paragraphs)) for _ in range(READERS)]
    await debate.parrot.called.wait()
    debate.parrot.going.set()
    assert all([await one == {place: text.replace("fr", "pt") for place, text in expected.items()} for one in asked])
    assert set(debate.parrot.given.values()) == {1}
    assert sum(debate.parrot.given.values()) == 3
    assert row_counts(debate.engine)["translation_claim"] == 0


async def test_nobody_waits_for_long(debate: Debate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "PATIENCE_SECONDS", 0.01)
    debate.parrot.going.clear()
    assert (await debate.ask(*debate.paragraphs))["waiting"] == debate.paragraphs
    debate.parrot.going.set()
    assert len(await debate.read(*debate.paragraphs)) == 3


async def test_an_edit_costs_the_paragraph_that_it_changed(debate: Debate) -> None:
    await debate.read(*debate.paragraphs)
    debate.parrot.given.clear()
    draft = Draft(EditKind.CHANGE, 1, paragraph_id=debate.a, text="Apes eat pears. [1]")
    debate.do(edits.submit, debate.moderator, debate.viewpoint_id, draft)
    read = await debate.read(*debate.paragraphs)
    assert read[debate.paragraphs[0]] == "[pt] Apes eat pears. [1]"
    assert debate.parrot.given == {"Apes eat pears. [1]": 1}
    [text] = (await debate.ask(debate.paragraphs[0]))["texts"].values()
    assert text["pieces"][-1] == {"text": "[1]", "source": 1, "href": ""}


async def test_a_hidden_text_is_never_sent_and_no_more_shown(debate: Debate) -> None:
    first, comment = debate.paragraphs[0], f"comment-{debate.comment_id}"
    await debate.read(first)
    debate.do(hiding.hide, debate.moderator, SubjectKind.VIEWPOINT, debate.viewpoint_id, "Off topic")
    debate.parrot.given.clear()
    odd = ["paragraph-999", "paragraph-01", "draft-1", "background-7", "nonsense", "title-9999999999999999999"]
    told = await debate.ask(*debate.paragraphs, comment, f"edit-{debate.edit_id}", *odd)
    assert told["texts"] == {}
    assert set(told["untold"].values()) == {"This text is hidden, or not here any more."}
    assert len(told["untold"]) == 11
    assert debate.parrot.given == {}


async def test_what_is_hidden_or_erased_while_it_waits_is_not_sent(debate: Debate) -> None:
    debate.parrot.going.clear()
    both = [asyncio.create_task(debate.ask("question-title", language=one)) for one in ("pt", "fr")]
    await until(lambda: len(debate.parrot.calls) == 2)  # both workers are busy
    late = asyncio.create_task(debate.ask(f"comment-{debate.comment_id}", debate.paragraphs[0]))
    await until(lambda: len(debate_waiting()) == 2)
    debate.do(comments.remove, debate.do(commenter, debate.comment_id), debate.comment_id)
    debate.parrot.going.set()
    told = await late
    await asyncio.gather(*both)
    assert told["untold"] == {f"comment-{debate.comment_id}": "This text is hidden, or not here any more."}
    assert "See example.org/x, @Bo Li" not in debate.parrot.given


async def test_what_is_erased_or_hidden_while_it_is_translated_is_not_shown(debate: Debate) -> None:
    debate.parrot.going.clear()
    asked = asyncio.create_task(debate.ask(f"comment-{debate.comment_id}", f"edit-{debate.edit_id}"))
    await debate.parrot.called.wait()
    debate.do(comments.remove, debate.do(commenter, debate.comment_id), debate.comment_id)
    debate.do(hiding.hide, debate.moderator, SubjectKind.EDIT, debate.edit_id, "Off topic")
    debate.parrot.going.set()
    assert (await asked)["texts"] == {}
    assert row_counts(debate.engine)["translation"] == 1  # what is hidden may be restored


async def test_an_engine_that_is_away_is_said_and_asked_again_later(debate: Debate) -> None:
    debate.parrot.away = "The engine is away."
    told = await debate.ask(*debate.paragraphs)
    assert (told["refused"], told["retry_seconds"]) == ("The engine is away.", 30)
    assert told["untold"] == dict.fromkeys(debate.paragraphs, "The engine is away.")
    assert row_counts(debate.engine)["translation_claim"] == 0
    debate.parrot.away = ""
    assert len(await debate.read(*debate.paragraphs)) == 3


async def test_a_text_that_breaks_the_engine_stops_nothing_else(
    debate: Debate, caplog: pytest.LogCaptureFixture
) -> None:
    debate.do(comments.say, debate.moderator, debate.viewpoint_id, "A broken text")
    told = await debate.ask("comment-2")
    assert told["refused"] == catalogues.of("pt").said("This could not be translated. The original can be read.")
    assert "A broken text" not in caplog.text
    assert len(await debate.read(*debate.paragraphs)) == 3
    assert row_counts(debate.engine)["translation_claim"] == 0


async def test_nothing_is_translated_that_needs_not_be_or_cannot(debate: Debate) -> None:
    assert await debate.ask("question-title", language="en") == {
        "texts": {}, "waiting": [], "untold": {"question-title": ""}, "refused": "", "retry_seconds": 0,
    }  # fmt: skip
    told = await debate.ask("question-title", language="ja")
    assert told["untold"] == {"question-title": "Nothing here translates from English into Japanese."}
    assert (await debate.ask(language="pt-BR"))["untold"] == {}
    for language in ("xx", "english", "%00"):
        assert (await debate.post({"places": []}, language)).status_code == 404
    offered = (await debate.client.get(f"/q/{debate.question_id}/translation")).json()
    assert offered == {"engine": "parrot", "sends_away": False, "targets": {"en": ["fr", "pt"]}, "refused": ""}
    for path in ("/q/999/translation", "/q/x/translation"):
        assert (await debate.client.get(path)).status_code == 404


async def test_without_an_engine_the_page_says_so(engine: Engine, new_browser: NewBrowser) -> None:
    debate = Debate(engine, new_browser().client, Parrot())
    debate.prepare()
    told = await debate.ask(debate.paragraphs[0])
    assert (told["refused"], told["retry_seconds"]) == ("Nothing translates texts on this site.", 0)
    offered = (await debate.client.get(f"/q/{debate.question_id}/translation")).json()
    assert offered == {
        "engine": "", "sends_away": False, "targets": {"en": []}, "refused": "Nothing translates texts on this site.",
    }  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[" * 30_000, b"[]", b"1", b"{}", b'{"places": "x"}', b'{"places": [1]}', b"\xff",
        b'{"places": ["' + b"a" * 41 + b'"]}',
        str({"places": [f"title-{n}" for n in range(101)]}).replace("'", '"').encode(),
    ],
    ids=range(11),
)  # fmt: skip
async def test_a_body_of_another_shape_is_refused_with_a_sentence(debate: Debate, body: bytes) -> None:
    answer = await debate.client.post(f"/q/{debate.question_id}/translation/pt", content=body)
    assert answer.status_code == 400
    assert answer.text.endswith((".", "}"))


async def test_a_real_engine_translates_and_keeps_marks(engine: Engine, new_browser: NewBrowser) -> None:
    debate = Debate(engine, new_browser().client, Parrot())
    debate.prepare()
    draft = Draft(EditKind.CHANGE, 1, paragraph_id=debate.a, text="The library closes at noon.[1] Nobody likes it.")
    debate.do(edits.submit, debate.moderator, debate.viewpoint_id, draft)
    real = translator(TranslationSettings())
    assert real is not None
    try:
        async with translating_with(real):
            read = await debate.read(debate.paragraphs[0])
            assert "biblioteca" in read[debate.paragraphs[0]]
            [text] = (await debate.ask(debate.paragraphs[0]))["texts"].values()
            assert {"text": "[1]", "source": 1, "href": ""} in text["pieces"]
            assert (text["engine"], text["doubtful"]) == ("fxtranslate", False)
    finally:
        await real.close()


def commenter(session: Session, comment_id: int) -> int:
    return rows.comment(session, comment_id).author_id


def debate_waiting() -> set:
    desk = translating.desk()
    assert desk is not None
    return desk._queue._waiting
