"""Feeds, held against the schema of RFC 4287 and read by a reader's program."""

import re

import feedparser
import pytest
from sqlalchemy import Engine

from debate_app.domain import hiding
from debate_app.domain.tables import SubjectKind
from debate_app.store.engine import transaction
from tests.web.found import CONTROLS, HOSTILE, Shared, faults, share
from tests.web.scriptless import ADDRESS, NewBrowser

QUESTIONS = "/feed.xml"


@pytest.fixture
def shared(engine: Engine) -> Shared:
    return share(engine)


async def fetched(new_browser: NewBrowser, path: str) -> bytes:
    answer = await new_browser().open(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml"
    assert faults(answer.content, "atom.rng") == []
    return answer.content


def read(document: bytes) -> feedparser.FeedParserDict:
    found = feedparser.parse(document)
    assert not found.bozo
    assert found.version == "atom10"
    return found


async def test_a_questions_feed_tells_who_did_what_in_words_that_stay_words(
    shared: Shared, new_browser: NewBrowser
) -> None:
    address = f"{ADDRESS}/q/{shared.question_id}"
    found = read(await fetched(new_browser, f"/q/{shared.question_id}/feed.xml"))
    assert found.feed.title == HOSTILE
    assert {link.rel: link.href for link in found.feed.links}["self"] == f"{address}/feed.xml"
    assert found.feed.link.startswith(f"{address}/")
    assert [one.author for one in found.entries] == ["Di Ray", "Cy Twombly", "Bo Li", "Bo Li"]
    comment, edit, _, created = found.entries
    assert comment.title.startswith("Di Ray commented on “ÄÄÄ")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in comment.content[0].value
    assert "Ed Poe replied:" in comment.content[0].value
    assert edit.title == f"Cy Twombly edited paragraph 1 of “{HOSTILE}abcdef”"
    assert "<ins>" in edit.content[0].value
    assert created.title == f"Bo Li wrote the viewpoint “{HOSTILE}abcdef”"
    assert all(re.match(r"urn:uuid:[0-9a-f-]{36}$", one.id) for one in found.entries)
    assert all(re.match(rf"{address}/[^#]+#event-\d+$", one.link) for one in found.entries)
    assert not any(tag in one.content[0].value for one in found.entries for tag in ("<script", "<img"))
    assert not set(CONTROLS) & set("\x01\x08\x1b\x7f\ufffe") & set(str(found))


async def test_all_questions_have_a_feed_whose_entries_keep_their_ids_wherever_the_site_is(
    shared: Shared, new_browser: NewBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = read(await fetched(new_browser, QUESTIONS))
    monkeypatch.setenv("PUBLIC_URL", "https://debate.example")
    there = read(await fetched(new_browser, QUESTIONS))
    assert [one.title for one in here.entries] == [HOSTILE]
    assert [one.id for one in here.entries] == [one.id for one in there.entries]
    assert there.entries[0].link.startswith(f"https://debate.example/q/{shared.question_id}/")
    assert there.entries[0].summary == "<p>It closes at noon on Saturday. Many people work all week.</p>"


async def test_who_has_a_feed_is_not_sent_it_again_until_it_changes(shared: Shared, new_browser: NewBrowser) -> None:
    browser, path = new_browser(), f"/q/{shared.question_id}/feed.xml"
    first = await browser.open(path)
    assert first.headers["cache-control"] == "public, max-age=300"
    assert first.headers["last-modified"].endswith(" GMT")
    assert "set-cookie" not in first.headers
    for named in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = await browser.client.get(path, headers={"If-None-Match": named})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    with transaction(shared.engine) as session:
        hiding.hide(session, shared.moderator, SubjectKind.VIEWPOINT, shared.second, "Not civil.")
    changed = await browser.client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert "Di Ray" not in changed.text


async def test_what_is_hidden_is_in_no_feed(shared: Shared, new_browser: NewBrowser) -> None:
    with transaction(shared.engine) as session:
        hiding.hide(session, shared.moderator, SubjectKind.EDIT, 1, "Not civil.")
        hiding.hide(session, shared.moderator, SubjectKind.COMMENT, 1, "Not civil.")
    path = f"/q/{shared.question_id}/feed.xml"
    document = (await fetched(new_browser, path)).decode()
    assert "The text of this edit is not shown." in document
    assert "This comment is not shown." in document
    assert "<ins>" not in document
    assert "example.org/a" not in document
    with transaction(shared.engine) as session:
        hiding.hide(session, shared.moderator, SubjectKind.QUESTION, shared.question_id, "Not civil.")
    assert (await new_browser().open(path)).status_code == 404
    assert read(await fetched(new_browser, QUESTIONS)).entries == []


async def test_an_address_of_no_question_has_no_feed(new_browser: NewBrowser, shared: Shared) -> None:
    for wrong in ("0", "99", "x", "9" * 30, "-1"):
        answer = await new_browser().open(f"/q/{wrong}/feed.xml")
        assert (answer.status_code, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
