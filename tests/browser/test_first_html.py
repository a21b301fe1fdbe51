"""Before any script has run the page is there to be read, and nothing moves when it comes alive."""

import re
import secrets
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from sqlmodel import Session

from debate_app.domain import comments, hiding, locks, quarantines, question_settings, questions, rows, slugs, votes
from debate_app.domain.quarantines import Burst
from debate_app.domain.question_settings import QuestionSettings
from debate_app.domain.tables import Audience, Role, Side, SubjectKind
from debate_app.store.engine import connect, transaction
from tests import histories, scene
from tests.browser.first import PAINTED, Seen, alive, hold_still, open_first, seen
from tests.browser.pages import DESK, HEIGHT, TABLET, path_of, put
from tests.browser.server import Server
from tests.databases import disposed

Make = Callable[[Session, int], int]


def _path(server: Server, make: Make) -> str:
    """The path of a question that ``make`` makes, with a moderator's help."""
    with disposed(connect(server.database_url)) as engine, transaction(engine) as session:
        question_id = make(session, scene.account(session, f"Mo {secrets.token_hex(4)}", Role.MODERATOR))
        return slugs.path(question_id, rows.question(session, question_id).title)


def moderated(session: Session, mod: int) -> int:
    """Hidden texts of every kind, a locked viewpoint, a removed comment, replies, votes apart and on two versions."""
    question_id = scene.question(session, "Is it moderated?")
    first, hidden, locked = (scene.viewpoint(session, question_id, title) for title in ("One", "Two", "Three"))
    for side in (Side.AGREE, Side.DISAGREE, Side.AGREE):
        votes.cast(session, scene.guest(session), first, side)
    scene.edited(session, first, "Nobody reads less.")
    votes.cast(session, scene.guest(session), first, Side.AGREE)
    said = comments.say(session, scene.guest(session, "Cy"), first, "See example.org/a, and @Bo Li too.")
    for words in ("One.", "Two.", "Three.", "Four."):
        comments.reply(session, scene.guest(session, "Di"), said.event_id, words)
    rude = comments.say(session, scene.guest(session, "Ed"), locked, "Rude.")
    gone = comments.say(session, (flo := scene.guest(session, "Flo")), locked, "Not meant.")
    comments.remove(session, flo, gone.comment_id)
    hiding.hide(session, mod, SubjectKind.VIEWPOINT, hidden, "Against the <rules>.")
    hiding.hide(session, mod, SubjectKind.COMMENT, rude.comment_id, "Rude.")
    locks.lock(session, mod, SubjectKind.VIEWPOINT, locked, "It went in circles.")
    quarantines.put(
        session, mod, question_id, Burst("2026-01-01T00:00", "2999-01-01T00:00", guests_only=True), "They came at once."
    )
    votes.cast(session, scene.account(session, "Gil"), first, Side.DISAGREE)
    return question_id


def crowded(session: Session, _mod: int) -> int:
    """More viewpoints than the stats show at once."""
    question_id = scene.question(session, "Are there <many>?")
    for number in range(12):
        scene.viewpoint(session, question_id, f"Number {number} & more")
    return question_id


def empty(session: Session, _mod: int) -> int:
    """Nobody has written anything so far."""
    return scene.question(session, "Is it empty?")


def foreign(session: Session, _mod: int) -> int:
    """In another language than the interface."""
    return questions.ask(session, scene.guest(session, "Rui Costa"), "Está aberta?", "Ao domingo.", language="pt")


def hidden_question(session: Session, mod: int) -> int:
    """The question itself is hidden."""
    question_id = scene.question(session, "Is it hidden?")
    hiding.hide(session, mod, SubjectKind.QUESTION, question_id, "Spam.")
    return question_id


def _with(settings: QuestionSettings) -> Make:
    def restricted(session: Session, mod: int) -> int:
        question_id = scene.question(session, "Is it restricted?")
        viewpoint_id = scene.viewpoint(session, question_id)
        scene.viewpoint(session, question_id, "Close it")
        votes.cast(session, scene.guest(session), viewpoint_id, Side.AGREE)
        question_settings.change(session, mod, question_id, settings)
        return question_id

    return restricted


EVERYONE = Audience.EVERYONE
PAGES: dict[str, Make] = {
    "moderated": moderated,
    "crowded": crowded,
    "empty": empty,
    "foreign": foreign,
    "hidden": hidden_question,
    "sealed": _with(QuestionSettings(EVERYONE, EVERYONE, False, "", "")),
    "closed": _with(QuestionSettings(EVERYONE, EVERYONE, True, "", "2026-01-01T00:00:00Z")),
    "not open": _with(QuestionSettings(EVERYONE, EVERYONE, True, "2999-01-01T00:00:00Z", "")),
    "open until": _with(QuestionSettings(EVERYONE, EVERYONE, True, "", "2999-01-01T00:00:00Z")),
    "for accounts": _with(QuestionSettings(Audience.ACCOUNTS, Audience.ACCOUNTS, True, "", "")),
}


def assert_same(page: Page, address: str, *widths: int) -> None:
    """At each width the first HTML and the live page have the same elements, at the same places."""
    hold_still(page)
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        let_scripts_come = open_first(page, address)
        first = seen(page)
        let_scripts_come()
        live = seen(alive(page))
        assert [one.says for one in live] == [one.says for one in first]
        moved = [(then, now) for then, now in zip(first, live, strict=True) if _moved(then, now)]
        assert moved == []


def _moved(then: Seen, now: Seen) -> bool:
    return any(abs(one - other) > 1 for one, other in zip(then.box, now.box, strict=True))


@pytest.mark.parametrize("kind", PAGES)
def test_the_first_html_is_the_live_page_element_by_element(server: Server, page: Page, kind: str) -> None:
    assert_same(page, _path(server, PAGES[kind]), TABLET)


def test_a_debate_in_which_everything_has_happened_does_not_move_when_it_comes_alive(
    server: Server, page: Page
) -> None:
    assert_same(page, path_of(put(server, histories.tree())), TABLET, DESK)


def test_home_does_not_move_when_it_comes_alive(server: Server, page: Page) -> None:
    put(server, histories.tree())
    assert_same(page, "/?order=active&words=library+open", TABLET, DESK)
    assert_same(page, "/?words=nothing-has-this-word", TABLET)


def test_the_text_can_be_read_while_the_scripts_are_on_their_way(server: Server, page: Page) -> None:
    hold_still(page)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 20_000}
    network.send("Network.emulateNetworkConditions", slow)
    page.goto(path_of(put(server, histories.tree())), wait_until="commit")
    page.evaluate(PAINTED)
    assert page.evaluate("window.__reactRouterManifest") is None, "the scripts were there before the text"
    expect(page.get_by_text("People read more on quiet Sundays.").first).to_be_visible()
    expect(page.get_by_role("button", name="Agree", exact=True).first).to_be_visible()
    before = seen(page)
    after = seen(alive(page))
    in_view = [(then, now) for then, now in zip(before, after, strict=True) if 0 <= then.box[1] < HEIGHT]
    assert [(then, now) for then, now in in_view if _moved(then, now)] == []


def test_place_selection_focus_and_what_was_opened_are_kept(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": TABLET, "height": 600})
    let_scripts_come = open_first(page, _path(server, crowded))
    page.locator("#more-stats summary").click()
    chosen = page.locator("first-page article").nth(7)
    paragraph = chosen.locator("p.text")
    paragraph.evaluate("(it) => scrollTo({ top: it.getBoundingClientRect().top + scrollY - 200, behavior: 'instant' })")
    paragraph.evaluate("(it) => getSelection().setBaseAndExtent(it.firstChild, 2, it.firstChild, 11)")
    chosen.get_by_role("link", name="Source 1").evaluate("(it) => it.focus({ preventScroll: true })")
    top, text = paragraph.bounding_box(), page.evaluate("String(getSelection())")
    assert text == "ople read"
    let_scripts_come()
    alive(page)
    now = page.locator("article").nth(7)
    assert now.locator("p.text").bounding_box() == top
    assert page.evaluate("String(getSelection())") == text
    expect(now.get_by_role("link", name="Source 1")).to_be_focused()
    expect(page.locator("#more-stats")).to_have_attribute("open", "")


def test_words_typed_into_the_search_are_still_there(page: Page) -> None:
    let_scripts_come = open_first(page, "/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("free bus")
    field.press("ArrowLeft")
    let_scripts_come()
    alive(page)
    field.press_sequentially("e")
    expect(field).to_have_value("free bues")


def test_a_vote_before_the_scripts_are_there_is_counted_when_they_are(server: Server, page: Page) -> None:
    path = _path(server, crowded)
    let_scripts_come = open_first(page, path)
    first = page.locator("first-page article").first
    agree, disagree = (first.get_by_role("button", name=name, exact=True) for name in ("Agree", "Disagree"))
    disagree.click()
    agree.click()
    expect(agree).to_have_attribute("aria-pressed", "true")
    expect(disagree).to_have_attribute("aria-pressed", "false")
    expect(first.locator(".agree .count [aria-hidden]")).to_have_text("1")
    expect(first.locator(".disagree .count [aria-hidden]")).to_have_text("0")
    expect(first.get_by_role("status").first).to_have_text("Sending your vote…")
    let_scripts_come()
    alive(page)
    live = page.locator("article").first
    expect(live.get_by_role("status").first).to_have_text("You agree. Your vote is counted.")
    expect(live.locator(".agree .count [aria-hidden]")).to_have_text("1")
    page.reload()
    expect(page.locator("article").first.get_by_role("button", name="Agree", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_what_is_pressed_while_the_live_page_waits_for_its_data_is_kept_too(server: Server, page: Page) -> None:
    held: list[tuple[WebSocketRoute, str | bytes]] = []
    is_let: list[bool] = []

    def hold(socket: WebSocketRoute) -> None:
        remote = socket.connect_to_server()
        remote.on_message(lambda told: socket.send(told) if is_let else held.append((socket, told)))

    page.route_web_socket("**/_event/**", hold)
    page.goto(_path(server, crowded), wait_until="load")
    page.wait_for_selector("body > main", state="attached")
    first = page.locator("first-page article").first
    first.get_by_role("button", name="Agree", exact=True).click()
    first.get_by_role("button", name="Edit paragraph 1").click()
    is_let.append(True)
    for socket, told in held:
        socket.send(told)
    alive(page)
    live = page.locator("article").first
    expect(live.get_by_role("status").first).to_have_text("You agree. Your vote is counted.")
    expect(live.get_by_role("textbox").first).to_have_value(re.compile("^People read more"))


def test_a_vote_that_waits_is_shown_as_sending_from_the_first_moment_on(server: Server, page: Page) -> None:
    path = _path(server, crowded)
    open_first(page, path)
    page.locator("first-page article").first.get_by_role("button", name="Disagree").click()
    open_first(page, path)
    first = page.locator("first-page article").first
    expect(first.get_by_role("button", name="Disagree")).to_have_attribute("aria-pressed", "true")
    expect(first.get_by_role("status").first).to_have_text("Sending your vote…")


def test_what_was_opened_too_early_is_open_when_the_scripts_come(server: Server, page: Page) -> None:
    let_scripts_come = open_first(page, _path(server, crowded))
    page.locator("first-page article").first.get_by_role("button", name="Edit paragraph 1").click()
    let_scripts_come()
    alive(page)
    expect(page.locator("article").first.get_by_role("textbox").first).to_have_value(re.compile("^People read more"))


@pytest.mark.parametrize("place", ["viewpoint", "paragraph"])
def test_a_link_to_a_place_lands_there_before_and_after(server: Server, page: Page, place: str) -> None:
    path = _path(server, crowded)
    open_first(page, path)
    target = page.locator("first-page article").nth(6)
    place_id = target.get_attribute("id") if place == "viewpoint" else target.locator("p.text").get_attribute("id")
    page.goto("about:blank")
    let_scripts_come = open_first(page, f"{path}#{place_id}")
    there = page.locator(f"first-page [id='{place_id}']")
    expect(there).to_be_in_viewport()
    before = there.bounding_box()
    let_scripts_come()
    assert alive(page).locator(f"[id='{place_id}']").bounding_box() == before


def test_who_scrolled_on_from_the_place_of_a_link_is_not_brought_back(server: Server, page: Page) -> None:
    path = _path(server, crowded)
    let_scripts_come = open_first(page, f"{path}#viewpoints")
    page.evaluate("scrollTo({ top: 1500, behavior: 'instant' })")
    let_scripts_come()
    alive(page)
    page.wait_for_selector("[data-landed]")
    assert page.evaluate("scrollY") == 1500


def test_with_scripts_off_everything_is_read_and_the_page_says_what_is_not_possible(
    server: Server, new_page: Callable[..., Page]
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": TABLET, "height": HEIGHT})
    page.goto(path_of(put(server, histories.tree())))
    expect(page.get_by_role("heading", level=1)).to_have_text("Should the library open on Sundays?")
    expect(page.get_by_text("People read more on quiet Sundays.").first).to_be_visible()
    expect(page.get_by_text("Voting and writing need scripts")).to_be_visible()
    expect(page.get_by_role("button", name="Comment")).to_have_count(0)
    page.get_by_role("link", name="Show all").first.click()
    expect(page).to_have_url(re.compile(r"/viewpoint/\d+#conversation$"))
