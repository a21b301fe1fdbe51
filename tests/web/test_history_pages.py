"""The addresses of histories over plain HTTP: status, title, redirects, what is no address at all, and what there is
to read before any script has run."""

import html
import re
from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import edits, hiding, locks, question_settings
from debate_app.domain.amendments import Draft
from debate_app.domain.question_settings import QuestionSettings
from debate_app.domain.tables import Audience, EditKind, Role, SubjectKind
from debate_app.store.engine import connect, transaction
from tests import pasts, scene
from tests.browser.server import Server
from tests.databases import disposed
from tests.pasts import Past
from tests.web.conftest import Answer, Ask
from tests.web.scriptless import NewBrowser, links, said
from tests.web.test_pages import assert_not_found


@pytest.fixture(scope="module")
def past(_served: Server) -> Past:
    with disposed(connect(_served.database_url)) as engine, transaction(engine) as session:
        return pasts.past(session)


def test_each_history_and_each_version_has_its_title(ask: Ask, past: Past) -> None:
    for path, title in (
        (past.viewpoint, "History: Open it on Sundays"),
        (f"{past.viewpoint}/1", "Version 1: Open it on Sundays"),
        (f"{past.viewpoint}/7?against=2&paragraph={past.paragraph_ids[0]}", "Version 7: Open it on Sundays"),
        (past.question, "History: Should the library open on Sundays, too?"),
        (f"{past.question}/3", "Version 3: Should the library open on Sundays, too?"),
    ):
        answer = ask(path)
        assert answer.status == 200, path
        assert f"<title>{title} · Debate</title>" in answer.text


def test_what_does_not_exist_is_not_found(ask: Ask, past: Past) -> None:
    for path in (
        "/history", "/history/", "/history/viewpoint", "/history/viewpoint/", "/history/edit/1",
        "/history/viewpoint/0", "/history/viewpoint/999999", "/history/viewpoint/99999999999",
        f"/history/viewpoint/{'9' * 400}", "/history/viewpoint/-1", "/history/viewpoint/%EF%BC%91",
        f"{past.viewpoint}/0", f"{past.viewpoint}/8", f"{past.viewpoint}/x", f"{past.viewpoint}/1/2",
        f"{past.viewpoint}/%00", f"{past.viewpoint}%2f1%2f1", f"{past.question}/4", f"{past.question}/2147483648",
        "/history/question/999999", "/history/../history/question/999999",
    ):  # fmt: skip
        assert_not_found(ask(path))


def test_other_spellings_lead_to_the_one_address(ask: Ask, past: Past) -> None:
    number = past.viewpoint_id
    for path, location in (
        (f"{past.viewpoint}/", past.viewpoint),
        (f"/history/viewpoint/00{number}/02", f"{past.viewpoint}/2"),
        (f"{past.viewpoint}/2/?against=1", f"{past.viewpoint}/2?against=1"),
    ):
        answer = ask(path)
        assert (answer.status, answer.headers["location"]) == (307, location)


def test_the_form_leads_to_the_address_of_the_comparison(ask: Ask, past: Past) -> None:
    answer = ask(f"{past.viewpoint}?paragraph=7&against=3&version=5")
    assert answer.headers["location"] == f"{past.viewpoint}/5?paragraph=7&against=3"
    assert_not_found(ask(f"{past.viewpoint}/99?against=1"))
    odd = ask(f"{past.viewpoint}?version=%0d%0aSet-Cookie:%20a&against=%0d%0ab")
    assert odd.status == 200  # the page says in words what is wrong with the choice
    assert "set-cookie" not in odd.headers or "participant=" in odd.headers["set-cookie"]


def words_of(answer: Answer) -> str:
    """What a reader sees of its main part, on one line."""
    [main] = re.findall(r"<main.*</main>", answer.text, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def test_without_scripts_a_history_is_read_from_the_list_to_the_first_version(ask: Ask, past: Past) -> None:
    listed = ask(past.viewpoint)
    words = words_of(listed)
    for sentence in (
        "History of a viewpoint Open it on Sundays 7 versions",
        "Version 7 Today’s text",
        "Bo Li edited the title “Say when”",
        "Cy Twombly edited paragraph 1 · approved by Bo Li “It is open to everybody” Decision: “Thank you”",
        "Bo Li published it",
    ):
        assert sentence in words
    for number in range(1, 8):
        assert f'href="{past.viewpoint}/{number}"' in listed.text
    address, read = f"{past.viewpoint}/7", []
    while address:
        version = ask(address)
        read.append(re.findall(r"<h2 id=\"chosen\">(.*?)</h2>", version.text))
        address = next(iter(re.findall(r'<a href="([^"]*)" rel="prev">', version.text)), "")
    assert read == [[f"Version {number} of 7"] for number in range(7, 0, -1)]
    assert pasts.SECOND in words_of(ask(f"{past.viewpoint}/1"))


def test_without_scripts_two_versions_stand_beside_each_other(ask: Ask, past: Past) -> None:
    compared = words_of(ask(f"{past.viewpoint}/7?against=1"))
    assert "From version 1 to version 7" in compared
    assert "Former paragraph 2 Taken out removed: And children come" in compared
    assert "Only what happened to paragraph 1 is shown." in words_of(
        ask(f"{past.viewpoint}?paragraph={past.paragraph_ids[2]}")
    )
    asked = words_of(ask(f"{past.question}/3?against=1"))
    assert "Background Changed It closes at noon" in asked
    assert "Topics unchanged Town" in asked
    assert "These are one and the same version. Choose two." in words_of(ask(f"{past.viewpoint}/3?against=3"))


def test_a_history_that_has_not_changed_is_not_sent_again(ask: Ask, past: Past) -> None:
    first = ask(f"{past.viewpoint}/2")
    assert first.headers["cache-control"] in ("no-cache", "private, no-store")
    again = ask(f"{past.viewpoint}/2", if_none_match=first.headers["etag"])
    assert (again.status, again.text) == (304, "")
    assert ask(f"{past.viewpoint}/3", if_none_match=first.headers["etag"]).status == 200


async def test_a_long_history_is_paged_without_scripts(
    engine: Engine, new_browser: NewBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("debate_app.domain.history.PAGE_SIZE", 3)
    with transaction(engine) as session:
        past = pasts.past(session)
    browser, address, found = new_browser(), past.viewpoint, []
    while address:
        page = await browser.open(address)
        found.append([int(number) for number in re.findall(r'class="number"[^>]*>Version (\d+)<', page.text)])
        assert ("Show the newest versions" in said(page)) is (len(found) > 1)
        address = next((link for link in links(page) if "before=" in link), "")
    assert found == [[7, 6, 5], [4, 3, 2], [1]]
    beyond = await browser.open(f"{past.viewpoint}?before=1")
    assert "Version 7" in said(beyond)
    narrowed = await browser.open(f"{past.viewpoint}?paragraph={past.paragraph_ids[0]}&before=2")
    assert f"{past.viewpoint}?paragraph={past.paragraph_ids[0]}#versions" in links(narrowed)


def _for_accounts(session: Session, moderator: int, past: Past) -> None:
    settings = QuestionSettings(Audience.EVERYONE, Audience.ACCOUNTS, True, "", "")
    question_settings.change(session, moderator, past.question_id, settings)


def _locked(session: Session, moderator: int, past: Past) -> None:
    locks.lock(session, moderator, SubjectKind.VIEWPOINT, past.viewpoint_id, "It went in circles.")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [(_for_accounts, "Only people with an account write here."), (_locked, "This is locked by a moderator")],
)
async def test_who_cannot_write_there_is_told_why_and_offered_no_way_back(
    engine: Engine, new_browser: NewBrowser, change: Callable[[Session, int, Past], None], sentence: str
) -> None:
    with transaction(engine) as session:
        past = pasts.past(session)
    browser, restoring = new_browser(), 'class="writing restoring"'
    assert restoring in (await browser.open(f"{past.viewpoint}/2")).text
    with transaction(engine) as session:
        change(session, scene.account(session, "Mo Derator", Role.MODERATOR), past)
    page = await browser.open(f"{past.viewpoint}/2")
    assert sentence in said(page)
    assert restoring not in page.text
    assert "Its author and moderators can go back to this version." in said(await browser.open(f"{past.question}/1"))


async def test_what_people_wrote_is_text_and_a_history_that_is_hidden_is_none(
    engine: Engine, new_browser: NewBrowser
) -> None:
    rude = "</title><script>alert(1)</script>"
    with transaction(engine) as session:
        past = pasts.past(session)
        edits.submit(session, past.author_id, past.viewpoint_id, Draft(EditKind.TITLE, 7, text=rude, reason=rude))
    browser = new_browser()
    for address in (past.viewpoint, f"{past.viewpoint}/8", f"{past.viewpoint}/8?against=1"):
        page = await browser.open(address)
        assert "alert(1)" in page.text
        assert "<script>alert" not in page.text
    with transaction(engine) as session:
        moderator = scene.account(session, "Mo Derator", Role.MODERATOR)
        hiding.hide(session, moderator, SubjectKind.VIEWPOINT, past.viewpoint_id, "Rude.")
    hidden = await browser.open(f"{past.viewpoint}/2")
    assert hidden.status_code == 404
    assert "Open it" not in hidden.text
