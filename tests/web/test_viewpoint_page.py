"""A viewpoint on a page of its own: what it shows without scripts, and its conversation page by page."""

import re

import pytest
from sqlalchemy import Engine

from debate_app.domain import (
    comments,
    conversation,
    conversation_pages,
    hiding,
    law_requests,
    rows,
    votes,
)
from debate_app.domain.tables import Comment, ConversationEvent, EventKind, Role, Side, SubjectKind, Tally
from debate_app.store.engine import transaction
from tests import scene
from tests.web.scriptless import NewBrowser, Scriptless, links, said

SIZE = conversation_pages.SIZE


@pytest.fixture
def reader(new_browser: NewBrowser) -> Scriptless:
    return new_browser()


def events(page: str) -> list[int]:
    """The ids of the events that it shows, in order."""
    return [int(found) for found in re.findall(r'id="event-(\d+)"', page)]


def turned(page: str, rel: str) -> str:
    """Where the link of that kind leads; nowhere where there is none."""
    found = re.search(rf'<a href="([^"#]*)#conversation" rel="{rel}"', page)
    return found[1] if found else ""


async def test_it_shows_the_text_the_counts_and_the_whole_conversation(reader: Scriptless, engine: Engine) -> None:
    with transaction(engine) as session:
        essay = scene.essay(session)
        change = essay.change(essay.cy, essay.a, "Apes eat pears and <b>plums</b>.", reason="I saw it.")
        essay.approve(change.edit_id, reason="So I hear.")
        said_first = comments.say(session, essay.cy, essay.viewpoint_id, "Really? <script>", essay.b)
        for number in range(5):
            comments.reply(session, essay.author, said_first.event_id, f"Reply number {number}.")
        for side in (Side.AGREE, Side.AGREE, Side.DISAGREE):
            votes.cast(session, scene.guest(session), essay.viewpoint_id, side)
        tally = session.get_one(Tally, (essay.viewpoint_id, 2))
        tally.apart_agrees, tally.apart_disagrees = 3, 1
    page = await reader.open(f"/viewpoint/{essay.viewpoint_id}")
    assert page.status_code == 200
    shown = said(page)
    for told in (
        "Should the library open on Sundays? Who eats what Bo Li", "Apes eat pears and <b>plums</b>.", "Words by",
        "Bears eat berries.", "example.org", "2 agrees", "1 disagree", "Conversation 3 events",
        "4 votes are in quarantine (3 agree, 1 disagree)",
        "Vote in the debate", "edited paragraph 1", "Approved by Bo Li", "So I hear.",
        "inserted:", "end of removal", "Really? <script>", "commented on paragraph 2", "Reply number 0.", "Created",
    ):  # fmt: skip
        assert told in shown, told
    for never in ("Really? <script>", "<b>plums", "earlier repl", "Reply</button>", 'rel="next"', 'rel="prev"'):
        assert never not in page.text, never
    assert {
        f"/q/{essay.question_id}/should-the-library-open-on-sundays",
        f"/q/{essay.question_id}/should-the-library-open-on-sundays#viewpoint-{essay.viewpoint_id}",
        f"/history/viewpoint/{essay.viewpoint_id}", f"/history/viewpoint/{essay.viewpoint_id}/2",
        f"/votes/{essay.question_id}", "/people/Bo%20Li", "/people/Cy%20Twombly", f"#paragraph-{essay.b}",
    } <= set(links(page))  # fmt: skip
    assert page.text.index("Reply number 0.") < page.text.index("Reply number 4.")
    assert events(page.text)[0] == said_first.event_id
    targets = re.findall(r'href="#([^"]+)"', page.text)
    assert [one for one in targets if f'id="{one}"' not in page.text] == []


async def test_a_sealed_count_is_not_told(reader: Scriptless, engine: Engine) -> None:
    with transaction(engine) as session:
        essay = scene.essay(session)
        rows.question(session, essay.question_id).tallies_first = False
        votes.cast(session, scene.guest(session), essay.viewpoint_id, Side.AGREE)
        session.get_one(Tally, (essay.viewpoint_id, 1)).apart_agrees = 3
    page = await reader.open(f"/viewpoint/{essay.viewpoint_id}")
    assert "Counts show once you have voted." in said(page)
    assert "agree" not in said(page)
    assert "quarantine" not in said(page)


async def test_a_long_conversation_is_turned_page_by_page_both_ways(reader: Scriptless, engine: Engine) -> None:
    """Many events of one moment, so that they differ by number alone."""
    with transaction(engine) as session:
        essay = scene.essay(session)
        for number in range(2 * SIZE + 4):
            event = ConversationEvent(
                viewpoint_id=essay.viewpoint_id, kind=EventKind.COMMENT, author_id=essay.cy, at="2026-03-01",
                active_at="2026-03-01" if number % 2 else "2026-03-01T10:00:00.000Z",
            )  # fmt: skip
            session.add(event)
            session.flush()
            text = f"Comment {number}."
            session.add(
                Comment(
                    event_id=event.id or 0,
                    number=0,
                    author_id=essay.cy,
                    text=text,
                    language="en",
                    created_at="2026-03-01",
                )
            )
        session.flush()
        newest = conversation.events(session, essay.viewpoint_id, None, conversation.LARGEST_PAGE)
        ids = [one.id for one in newest]
    here = f"/viewpoint/{essay.viewpoint_id}"
    pages, address = [], here
    while address:
        pages.append((address, (await reader.open(address)).text))
        address = turned(pages[-1][1], "next")
    assert [events(text) for _, text in pages] == [ids[:SIZE], ids[SIZE : 2 * SIZE], ids[2 * SIZE :]]
    assert [turned(text, "prev") for _, text in pages] == ["", here, pages[1][0]]
    for place in (0, SIZE - 1, SIZE, 2 * SIZE - 1, 2 * SIZE, len(ids) - 1):
        held = (await reader.open(f"{here}?event={ids[place]}")).text
        assert events(held) == events(pages[place // SIZE][1])
        assert (turned(held, "prev"), turned(held, "next")) == tuple(
            turned(pages[place // SIZE][1], rel) for rel in ("prev", "next")
        )
    beyond = await reader.open(f"{here}?before=2020-01-01_1")
    assert "Nothing before that." in said(beyond)
    assert events((await reader.open(turned(beyond.text, "prev"))).text) == ids[-SIZE:]


async def test_an_event_with_many_replies_shows_them_where_it_is_asked_for(
    reader: Scriptless, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversation, "MOST_REPLIES", 3)
    with transaction(engine) as session:
        essay = scene.essay(session)
        asked = comments.say(session, essay.cy, essay.viewpoint_id, "Why?")
        for number in range(5):
            comments.reply(session, essay.cy, asked.event_id, f"Reply number {number}.")
    page = await reader.open(f"/viewpoint/{essay.viewpoint_id}")
    assert "Reply number 0." not in page.text
    [more] = [link for link in links(page) if "?event=" in link]
    held = await reader.open(more)
    assert "Reply number 0." in held.text
    assert not [link for link in links(held) if "?event=" in link]


async def test_what_is_hidden_or_gone_has_a_sentence_in_its_place(reader: Scriptless, engine: Engine) -> None:
    with transaction(engine) as session:
        essay, mo = scene.essay(session), scene.account(session, "Mo Derator", Role.MODERATOR)
        said_of_it = comments.say(session, essay.cy, essay.viewpoint_id, "Why?")
        hiding.hide(session, mo, SubjectKind.COMMENT, said_of_it.comment_id, "Not civil.")
    here = f"/viewpoint/{essay.viewpoint_id}"
    page = await reader.open(here)
    assert "Not civil." in said(page)
    assert "Why?" not in page.text
    with transaction(engine) as session:
        hiding.hide(session, mo, SubjectKind.VIEWPOINT, essay.viewpoint_id, "It insults people.")
    page = await reader.open(here)
    assert page.status_code == 200
    assert "Hidden viewpoint Hidden by Mo Derator" in said(page)
    assert "It insults people." in said(page)
    for never in ("Apes", "Who eats what", "Not civil", "Conversation"):
        assert never not in page.text
    with transaction(engine) as session:
        hiding.hide(session, mo, SubjectKind.QUESTION, essay.question_id, "Rude.")
        law_requests.erase(session, SubjectKind.VIEWPOINT, essay.viewpoint_id, "A court said so.")
    page = await reader.open(here)
    assert "A hidden question" in said(page)
    assert "unday" not in page.text


async def test_what_is_no_viewpoint_is_not_found(reader: Scriptless, engine: Engine) -> None:
    with transaction(engine) as session:
        essay = scene.essay(session)
        other = comments.say(session, essay.cy, scene.viewpoint(session, essay.question_id), "Elsewhere.")
    here = f"/viewpoint/{essay.viewpoint_id}"
    for path in (
        "/viewpoint/0", "/viewpoint/99", "/viewpoint/x", "/viewpoint/99999999999999", f"{here}?event=0",
        f"{here}?event=x", f"{here}?event={other.event_id}", f"{here}?event=99999999999",
    ):  # fmt: skip
        page = await reader.open(path)
        assert page.status_code == 404, path
    for cursor in ("x", "2026-03-01", "2026-03-01_0", "2026-03-01_99999999999", "2026-13-01_1", "%00_1", "_1"):
        page = await reader.open(f"{here}?before={cursor}")
        assert (page.status_code, "That did not work" in page.text) == (400, True), cursor
    page = await reader.open(f"/viewpoint/00{essay.viewpoint_id}?event=1")
    assert (page.status_code, page.headers["location"]) == (307, f"{here}?event=1")
