"""The first HTML over plain HTTP: what is in it, when it is made anew, and what a browser need not fetch again."""

import asyncio
import re

import httpx
import pytest
from sqlalchemy import Engine

from debate_app import live
from debate_app.domain import comments, edits, hiding, questions, rows, slugs, viewpoints, votes
from debate_app.domain.amendments import Draft
from debate_app.domain.tables import EditKind, Role, Side, SubjectKind
from debate_app.store.engine import reading, transaction
from debate_app.web.first import kept, template
from tests import scene
from tests.running import running
from tests.web.scriptless import Enter, NewBrowser, Scriptless, said

HOSTILE = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


@pytest.fixture
def debate(engine: Engine) -> tuple[int, int]:
    """A question and its viewpoint."""
    with transaction(engine) as session:
        question_id = scene.question(session)
        return question_id, scene.viewpoint(session, question_id)


@pytest.fixture
def reader(enter: Enter) -> Scriptless:
    """Somebody whose browser has our cookie already, so that it may keep what it gets."""
    return enter(None)


@pytest.fixture
def path(engine: Engine, debate: tuple[int, int]) -> str:
    with reading(engine) as session:
        return slugs.path(debate[0], rows.question(session, debate[0]).title)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes each text had that was compressed since the test began."""
    packed: list[int] = []
    pack = template._pack
    monkeypatch.setattr(
        template, "_pack", lambda texts, widths: (packed.append(sum(map(len, texts))), pack(texts, widths))[1]
    )
    return packed


async def test_a_vote_fills_numbers_and_a_text_is_compressed_anew_only_when_it_changed(
    engine: Engine, debate: tuple[int, int], reader: Scriptless, path: str, made: list[int]
) -> None:
    first = await reader.open(path)
    assert first.status_code == 200
    assert "People read more." in said(first)
    assert "0 agrees" in said(first)
    with transaction(engine) as session:
        votes.cast(session, scene.guest(session), debate[1], Side.AGREE)
    voted = await reader.open(path)
    assert "1 agree" in said(voted)
    assert voted.headers["etag"] != first.headers["etag"]
    assert len(made) == 1
    with transaction(engine) as session:
        scene.edited(session, debate[1], "Nobody reads less.")
    edited = await reader.open(path)
    assert "Nobody reads less." in said(edited)
    assert "1 of 1 vote is on an earlier version" in said(edited)
    assert len(made) == 2


async def test_a_page_that_the_browser_has_is_not_sent_again(reader: Scriptless, path: str) -> None:
    for address in (path, "/"):
        first = await reader.open(address)
        assert first.headers["cache-control"] == "no-cache"
        tag = first.headers["etag"]
        again = await reader.client.get(address, headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert (await reader.client.get(address, headers={"If-None-Match": '"other"'})).status_code == 200


async def test_a_page_that_gives_an_identity_is_kept_nowhere(new_browser: NewBrowser, path: str) -> None:
    answer = await new_browser().open(path)
    assert "participant=" in answer.headers["set-cookie"]
    assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [("gzip, br", "gzip"), ("br;q=1, GZIP;q=0.5", "gzip"), ("gzip;q=0", None), ("br", None), ("", None)],
)
async def test_a_page_is_compressed_for_browsers_that_take_it(
    reader: Scriptless, path: str, accepted: str, sent: str | None
) -> None:
    answer = await reader.client.get(path, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == sent
    assert answer.headers["vary"].startswith("Accept-Encoding")
    assert "People read more." in answer.text


async def test_hostile_words_are_only_words(engine: Engine, new_browser: NewBrowser) -> None:
    with transaction(engine) as session:
        author = scene.guest(session, "<script>bad</script>")
        question_id = questions.ask(session, author, HOSTILE[:150], HOSTILE, ["<b>"])
        viewpoint_id = viewpoints.add(
            session, author, question_id, HOSTILE[:150], [HOSTILE], ["https://example.org/%22%3E%3Cscript%3E"]
        )
        comments.say(session, author, viewpoint_id, HOSTILE)
        edits.submit(session, scene.guest(session, "Ed"), viewpoint_id, Draft(EditKind.INSERT, 1, text=HOSTILE))
        path = slugs.path(question_id, HOSTILE[:150])
    for address in (path, "/"):
        html = (await new_browser().open(address)).text
        assert "alert(1)" in html
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "<script>bad" not in html


async def test_a_page_names_the_address_that_is_known_outside_whatever_host_was_asked(
    reader: Scriptless, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://debate.example")
    for address in (path, "/"):
        html = (await reader.client.get(address, headers={"Host": "evil.example"})).text
        assert f'<link rel="canonical" href="https://debate.example{address}">' in html
        assert "evil.example" not in html


async def test_what_is_hidden_is_gone_from_the_next_answer_on(
    engine: Engine, debate: tuple[int, int], reader: Scriptless, path: str
) -> None:
    assert "People read more." in (await reader.open(path)).text
    with transaction(engine) as session:
        mod = scene.account(session, "Mo", Role.MODERATOR)
        hiding.hide(session, mod, SubjectKind.VIEWPOINT, debate[1], "Spam.")
    hidden = await reader.open(path)
    assert "People read more." not in hidden.text
    assert "Hidden by Mo" in said(hidden)


async def test_home_lists_searches_and_pages_without_scripts(engine: Engine, new_browser: NewBrowser) -> None:
    with transaction(engine) as session:
        author = scene.guest(session, "Ann")
        for number in range(23):
            questions.ask(session, author, f"Is it number {number}?", "Buses & trams." if number % 2 else "Bikes.")
    reader = new_browser()
    first = await reader.open("/?order=newest")
    assert said(first).count("Is it number") == 20
    (more,) = re.findall(r'href="([^"]*from=20)"', first.text.replace("&amp;", "&"))
    rest = await reader.open(more)
    assert said(rest).count("Is it number") == 3
    assert "Show more" not in said(rest)
    found = await reader.open("/?words=buses+%26&order=contested&from=oops")
    assert said(found).count("Is it number") == 11
    assert 'value="buses &amp;"' in found.text
    assert "No question has all of these words" in said(await reader.open("/?words=zeppelin"))


async def test_a_change_that_is_told_is_in_the_very_next_answer(
    engine: Engine, debate: tuple[int, int], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "FRESH_SECONDS", 3600.0)
    async with running(engine, monkeypatch) as address, httpx.AsyncClient(base_url=address) as client:
        assert "0 agrees" in said(await client.get(path))
        with transaction(engine) as session:
            votes.cast(session, scene.guest(session), debate[1], Side.AGREE)
        assert "0 agrees" in said(await client.get(path)), "nobody has said that it changed"
        live.changed(debate[0])
        assert "1 agree" in said(await client.get(path))


async def test_many_who_ask_at_once_cost_one_reading(
    debate: tuple[int, int], enter: Enter, path: str, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "FRESH_SECONDS", 3600.0)
    answers = await asyncio.gather(*(enter(None).open(path) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(made) == 1


async def test_what_is_kept_is_bounded(engine: Engine, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 200_000)
    with transaction(engine) as session:
        paths = [slugs.path(scene.question(session, title), title) for title in ("One?", "Two?", "Three?", "Four?")]
    reader = enter(None)
    for path in paths:
        assert (await reader.open(path)).status_code == 200
    assert sum(one.size for one in kept._kept.values()) <= 200_000
    assert kept._kept
    for number in range(6):
        answer = await reader.client.get(paths[-1], headers={"Host": f"{number}.example"})
        assert f"{number}.example" in answer.text
    assert len(next(reversed(kept._kept.values())).made) <= 4
