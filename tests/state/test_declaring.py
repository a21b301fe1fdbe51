"""Languages over the wire: what a text looks like while it is typed, what is published, and who says it anew."""

import asyncio
import threading

import pytest

from debate_app.clients import detecting
from debate_app.state import suggesting
from tests.running import Place
from tests.state.test_writing_together import COMMENTING, EDITING, QUESTION, author, talk
from tests.visitor import VIEWPOINT_FORM, Visitor, watch

PORTUGUESE = "As pessoas leem mais quando a biblioteca está aberta ao domingo, e as crianças vão com os pais."


def value(visitor: Visitor, state: str, name: str) -> object:
    return visitor.vars.get(state, {}).get(name)


async def test_a_form_is_told_what_its_text_looks_like_and_publishes_in_what_its_author_chose(place: Place) -> None:
    ann = await watch(place.address, place.question_id)
    form = {"title": "Abrir a biblioteca", "paragraphs": PORTUGUESE, "language": "en", "name": "Ann"}
    ann.event(f"{VIEWPOINT_FORM}.review", {"question_id": place.question_id, "form": form})
    await ann.until(lambda: value(ann, VIEWPOINT_FORM, "looks_like") == "pt")
    ann.event(f"{VIEWPOINT_FORM}.publish", {"question_id": place.question_id, "form": form | {"language": "pt-BR"}})
    await ann.until(lambda: len(ann.viewpoints()) == 2)
    assert [one["language"] for one in ann.viewpoints()] == ["en", "pt-BR"]
    assert value(ann, VIEWPOINT_FORM, "looks_like") == ""


async def test_a_language_that_is_none_is_refused_at_its_field(place: Place) -> None:
    ann = await watch(place.address, place.question_id)
    form = {"title": "Open it", "paragraphs": "It is warm.", "language": "the king's", "name": "Ann"}
    ann.event(f"{VIEWPOINT_FORM}.publish", {"question_id": place.question_id, "form": form})
    await ann.until(lambda: value(ann, VIEWPOINT_FORM, "answers"))
    assert value(ann, VIEWPOINT_FORM, "faults") == {
        "language": "The language is not known; write its code, such as en or pt-BR."
    }
    assert len(ann.viewpoints()) == 1


async def test_a_comment_is_told_what_it_looks_like_and_said_in_what_its_author_chose(place: Place) -> None:
    ann = await author(place)
    viewpoint_id = ann.viewpoints()[1]["id"]
    at, form = f"talk-{viewpoint_id}", {"comment": PORTUGUESE, "language": "pt", "name": ""}
    ann.event(f"{COMMENTING}.review", {"place": at, "form": form})
    await ann.until(lambda: value(ann, COMMENTING, "looks_like") == {at: "pt"})
    ann.event(f"{COMMENTING}.say", {"place": at, "viewpoint_id": viewpoint_id, "paragraph_id": 0, "form": form})
    await ann.until(lambda: len(talk(ann)["events"]) == 2)
    assert talk(ann)["events"][0]["said"][0]["language"] == "pt"
    assert value(ann, COMMENTING, "looks_like") == {}


async def test_its_author_says_anew_what_a_viewpoint_is_written_in_and_everybody_sees_it(place: Place) -> None:
    ann, bob = await author(place), await watch(place.address, place.question_id)
    viewpoint_id = ann.viewpoints()[1]["id"]
    about = {"place": f"language-{viewpoint_id}", "viewpoint_id": viewpoint_id, "form": {"language": "fr"}}
    bob.event(f"{EDITING}.declare", about)
    await bob.until(lambda: value(bob, EDITING, "faults"))
    assert value(bob, EDITING, "faults") == {
        f"language-{viewpoint_id}.all": "Only the author of this viewpoint, or a moderator, can edit it at once."
    }
    ann.event(f"{EDITING}.declare", about)
    await bob.until(lambda: bob.viewpoints()[1]["language"] == "fr")
    bob.event(f"{QUESTION}.declare", {"question_id": place.question_id, "form": {"language": "fr"}})
    await bob.until(lambda: value(bob, QUESTION, "faults"))
    assert bob.page("question")["language"] == "en"


async def test_the_loop_goes_on_while_a_language_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    began, go_on = threading.Event(), threading.Event()

    def slow(text: str) -> str:
        began.set()
        assert go_on.wait(10)
        return text

    monkeypatch.setattr(detecting, "detect", slow)
    asked = asyncio.create_task(suggesting.looks_like("no"))
    assert await asyncio.to_thread(began.wait, 10)
    go_on.set()
    assert await asked == "nb"
    monkeypatch.setattr(detecting, "detect", lambda _: "tlh")
    assert await suggesting.looks_like("nuqneH") == ""
