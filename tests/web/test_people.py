"""What was written under a name: the page, its address, and what it keeps to itself."""

import re
from urllib.parse import unquote

import pytest
from sqlalchemy import Engine

from debate_app.domain import comments, decisions, hiding, leaving, names, participants, profiles, votes
from debate_app.domain.tables import Side, SubjectKind
from debate_app.store.engine import transaction
from tests import scene
from tests.forum import forum
from tests.scene import Essay
from tests.web.scriptless import NewBrowser, Scriptless, links, said


@pytest.fixture
def essay(engine: Engine) -> Essay:
    """Zoe, a guest with harmful words, proposed twice, was heard once, commented, asked and voted."""
    with transaction(engine) as session:
        essay = scene.essay(session)
        zoe = scene.guest(session, "Zoe <b>Zed")
        votes.cast(session, zoe, essay.viewpoint_id, Side.DISAGREE)
        first = essay.change(zoe, essay.b, "Bears eat <i>honey</i>.", reason="They do.")
        essay.approve(first.edit_id)
        second = essay.change(zoe, essay.a, "Apes eat bears.")
        decisions.decline(session, essay.author, second.edit_id, 1, "They rarely do.")
        comments.say(session, zoe, essay.viewpoint_id, "I <script>said</script> so.")
        scene.question(session, "Why <script>?", zoe)
    return essay


@pytest.fixture
def reader(new_browser: NewBrowser) -> Scriptless:
    return new_browser()


async def test_it_lists_what_was_written_with_what_became_of_it(reader: Scriptless, essay: Essay) -> None:
    page = await reader.open("/people/Zoe%20%3Cb%3EZed")
    assert page.status_code == 200
    shown = said(page)
    for told in (
        "Zoe <b>Zed", "1 question · 1 edit approved · 1 comment · since ", "may be by different people",
        "Why <script>? Question · ", "I <script>said</script> so. Comment · ",
        "Who eats what in Should the library open on Sundays?", "Bears eat <i>honey</i>.", "They do.",
        "Approved by Bo Li", "Version 2", "Apes eat bears.", "Declined by Bo Li", "They rarely do.",
    ):  # fmt: skip
        assert told in shown, told
    assert shown.index("Why <script>") < shown.index("I <script>said") < shown.index("Apes eat") < shown.index("honey")
    for harmful in ("<script>?", "<b>Zed", "<i>honey", "<script>said"):
        assert harmful not in page.text
    assert "isagree" not in shown
    assert 'name="robots" content="noindex"' in page.text
    assert {f"/history/viewpoint/{essay.viewpoint_id}/2", "/people/Bo%20Li"} <= set(links(page))
    event = next(link for link in links(page) if "#event-" in link)
    assert re.fullmatch(rf"/q/{essay.question_id}/should-the-library-open-on-sundays#event-\d+", event)


async def test_of_an_account_it_says_so(reader: Scriptless, engine: Engine) -> None:
    with transaction(engine) as session:
        forum(session)
    page = await reader.open("/people/Bo%20Li")
    assert "nobody else can write under this name" in said(page)
    assert "1 viewpoint · since" in said(page)
    assert "different people" not in said(page)


async def test_any_name_has_an_address_and_other_spellings_lead_to_it(reader: Scriptless, engine: Engine) -> None:
    odd = [
        "a/../b",
        "../x",
        "x/",
        "//evil.example/x",
        "a?b#c&d",
        "100%25 me",
        ".1.",
        "李 عمر",
        "x\\y",
        "Who+me",
        "a b/?before=x",
    ]
    with transaction(engine) as session:
        question_id = scene.question(session)
        for number, name in enumerate(odd):
            scene.viewpoint(session, question_id, f"Text number {number}", scene.guest(session, name))
    for number, name in enumerate(odd):
        page = await reader.open(profiles.path(name))
        assert (page.status_code, f"Text number {number}" in said(page)) == (200, True), name
    for typed, name in (("WHO%2BME", "Who+me"), ("who%20me?before=2026-03-01_edit_1", "Who+me")):
        page = await reader.open(f"/people/{typed}")
        assert page.status_code == 307
        path, _, query = page.headers["location"].partition("?")
        assert unquote(path) == f"/people/{name}"
        assert query == typed.partition("?")[2]


async def test_who_has_no_profile_is_not_found_with_a_sentence(reader: Scriptless, engine: Engine) -> None:
    with transaction(engine) as session:
        debate = forum(session)
        hiding.hide(session, debate.mo, SubjectKind.VIEWPOINT, debate.viewpoint_id, "Rude.")
        gone = scene.guest(session, "Gone Girl")
        scene.viewpoint(session, debate.question_id, "Left behind", gone)
        leaving.leave(session, gone, texts_go=False, votes_go=False)
    for name, sentence in (
        ("Nobody Atall", "Nobody has written under this name here."),
        ("Gone Girl", "Nobody has written under this name here."),
        ("", "Nobody has written under this name here."),
        ("%00", "Nobody has written under this name here."),
        ("Bo Li", "Nothing that was written under this name can be read here."),
        ("Whistling Kim", "Nothing that was written under this name can be read here."),
        (names.FORMER, "people who left"),
    ):
        page = await reader.open(f"/people/{name}")
        assert (page.status_code, sentence in said(page)) == (404, True), name
    page = await reader.open("/people/Ada%20Byron?before=x")
    assert (page.status_code, "names no place" in said(page)) == (400, True)


async def test_a_long_list_is_turned_page_by_page(reader: Scriptless, engine: Engine) -> None:
    with transaction(engine) as session:
        who = scene.guest(session, "Zoe")
        for number in range(profiles.SIZE + 5):
            scene.question(session, f"Number {number:02}?", who)
    first = await reader.open("/people/Zoe")
    assert ("Number 34?" in said(first), "Number 04?" in said(first)) == (True, False)
    [older] = [link for link in links(first) if "before=" in link]
    second = await reader.open(older)
    assert ("Number 05?" in said(second), "Number 04?" in said(second), "Number 00?" in said(second)) == (
        False, True, True,
    )  # fmt: skip
    assert links(second)[-1] == "/people/Zoe"
    assert "Nothing before that." in said(await reader.open("/people/Zoe?before=2020-01-01_question_1"))


async def test_no_id_of_a_participant_is_told(reader: Scriptless, engine: Engine) -> None:
    """Somebody whose id cannot be taken for another number."""
    with transaction(engine) as session:
        cookie = participants.new_cookie()
        who = participants.ensure(session, cookie)
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table, column in (("participant", "id"), ("browser_session", "participant_id")):
            session.connection().exec_driver_sql(f"UPDATE {table} SET {column} = 73719 WHERE {column} = {who}")
        session.expire_all()
        participants.take_name(session, 73719, "Zoe")
        scene.viewpoint(session, scene.question(session), "Mine", 73719)
    page = await reader.open("/people/Zoe")
    assert "Mine" in said(page)
    assert "73719" not in page.text
