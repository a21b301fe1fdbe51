"""What everybody sees move, and votes that outlive everything between a thumb and a database."""

import signal
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, WebSocketRoute, expect

from tests.browser.server import Server, free_port, serving

QUESTION = "/q/1"
RECONNECT_MS = 20_000


class Restartable:
    """A server that can be killed and started again on its port and its database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = str(free_port())
        self.start()

    def start(self) -> None:
        self._serving = serving(self._folder, PORT=self._port)
        self.server: Server = self._serving.__enter__()

    def kill(self) -> None:
        self.server.stop(signal.SIGKILL)
        self._serving.__exit__(None, None, None)

    def end(self) -> None:
        self._serving.__exit__(None, None, None)


@pytest.fixture
def restartable(tmp_path: Path) -> Generator[Restartable]:
    server = Restartable(tmp_path)
    yield server
    server.end()


def card(page: Page, place: int = 0) -> Locator:
    return page.get_by_role("article").nth(place)


def button(page: Page, side: str, place: int = 0) -> Locator:
    return card(page, place).get_by_role("button", name=side, exact=True)


def count(page: Page, side: str, place: int = 0) -> int:
    return int(card(page, place).locator(f".{side} .count > [aria-hidden]").inner_text())


def expect_count(page: Page, side: str, votes: int, place: int = 0) -> None:
    shown = card(page, place).locator(f".{side} .count > [aria-hidden]")
    expect(shown).to_have_text(str(votes), timeout=RECONNECT_MS)


def expect_counted(page: Page, place: int = 0) -> None:
    expect(card(page, place).get_by_role("status").first).to_contain_text("is counted", timeout=RECONNECT_MS)


def opened(page: Page, address: str = "") -> Page:
    page.goto(address + QUESTION)
    expect(card(page)).to_be_visible()
    return page


def test_two_browsers_see_each_others_votes_without_a_reload(new_page: Callable[..., Page]) -> None:
    ada, bo = opened(new_page()), opened(new_page())
    before = count(bo, "agree", 3)
    button(ada, "Agree", 3).click()
    expect_count(bo, "agree", before + 1, 3)
    button(bo, "Agree", 3).click()
    expect_count(ada, "agree", before + 2, 3)


def test_an_own_vote_shows_at_once_and_the_number_never_jumps_back(page: Page) -> None:
    opened(page)
    before = count(page, "agree", 2)
    page.evaluate(
        """() => {
          const shown = document.querySelectorAll("article")[2].querySelector(".agree .count > [aria-hidden]");
          window.seen = [shown.textContent];
          new MutationObserver(() => window.seen.push(shown.textContent))
            .observe(shown, { childList: true, characterData: true, subtree: true });
        }"""
    )
    for votes in (1, 0, 1):
        button(page, "Agree", 2).click()
        expect_count(page, "agree", before + votes, 2)
        expect(card(page, 2).locator("[data-waits]")).to_have_count(0)
    seen = page.evaluate("window.seen.filter((text, index, all) => text !== all[index - 1])")
    assert seen == [str(before + votes) for votes in (0, 1, 0, 1)]


def test_an_own_vote_is_not_shown_twice_when_its_tally_comes_before_its_answer(
    page: Page, new_page: Callable[..., Page]
) -> None:
    held, is_let = list[tuple[WebSocketRoute, str | bytes]](), list[bool]()

    def answers_later(socket: WebSocketRoute) -> None:
        def pass_on(told: str | bytes) -> None:
            if '"held_rx_state_":{"' in str(told) and not is_let:
                held.append((socket, told))
            else:
                socket.send(told)

        socket.connect_to_server().on_message(pass_on)

    page.route_web_socket("**/_event/**", answers_later)
    opened(page)
    mine, theirs = count(page, "agree", 2), count(page, "disagree", 3)
    button(page, "Agree", 2).click()
    button(opened(new_page()), "Disagree", 3).click()
    expect_count(page, "disagree", theirs + 1, 3)
    assert count(page, "agree", 2) == mine + 1
    is_let.append(True)
    for socket, told in held:
        socket.send(told)
    expect_counted(page, 2)
    expect_count(page, "agree", mine + 1, 2)


def test_the_two_tabs_of_a_browser_agree_on_its_vote(new_context: Callable[..., BrowserContext]) -> None:
    context = new_context()
    first, second = opened(context.new_page()), opened(context.new_page())
    before = count(first, "disagree", 1)
    button(first, "Disagree", 1).click()
    expect(button(second, "Disagree", 1)).to_have_attribute("aria-pressed", "true")
    for tab in (first, second):
        expect_counted(tab, 1)
        expect_count(tab, "disagree", before + 1, 1)


def test_a_vote_cast_while_the_server_is_gone_survives_a_closed_tab_and_counts_once(
    new_context: Callable[..., BrowserContext], new_page: Callable[..., Page], restartable: Restartable
) -> None:
    address = restartable.server.address
    context = new_context()
    ada, bo = opened(context.new_page(), address), opened(new_page(), address)
    before = count(ada, "agree", 1)
    restartable.kill()
    button(ada, "Agree", 1).click()
    expect_count(ada, "agree", before + 1, 1)
    expect(card(ada, 1).get_by_role("status").first).to_contain_text("kept here")
    ada.close()
    restartable.start()
    expect(bo.get_by_text("No connection.")).to_have_count(0, timeout=RECONNECT_MS)
    assert count(bo, "agree", 1) == before
    ada = opened(context.new_page(), address)
    expect_counted(ada, 1)
    expect_count(ada, "agree", before + 1, 1)
    expect_count(bo, "agree", before + 1, 1)


def test_voting_and_typing_go_on_while_the_server_restarts(
    new_page: Callable[..., Page], restartable: Restartable
) -> None:
    ada = opened(new_page(viewport={"width": 390, "height": 844}), restartable.server.address)
    bo = opened(new_page(), restartable.server.address)
    ada.get_by_role("button", name="Add New Viewpoint", exact=True).click()
    text = ada.get_by_label("Text", exact=True)
    text.press_sequentially("Written before. ")
    restartable.kill()
    text.press_sequentially("Written while it was away. ")
    where = ada.evaluate("scrollY")
    votes = count(bo, "disagree", 1)
    button(bo, "Disagree", 1).click()
    restartable.start()
    expect_counted(bo, 1)
    expect_count(ada, "disagree", votes + 1, 1)
    assert abs(ada.evaluate("scrollY") - where) <= 1
    expect(text).to_be_focused()
    text.press_sequentially("Written after.")
    expect(text).to_have_value("Written before. Written while it was away. Written after.")


def test_what_others_add_announces_itself_and_moves_nothing(
    new_page: Callable[..., Page], restartable: Restartable
) -> None:
    reader = opened(new_page(), restartable.server.address)
    writer = opened(new_page(), restartable.server.address)
    cards = reader.get_by_role("article").count()
    card(reader, 3).scroll_into_view_if_needed()
    place = card(reader, 3).bounding_box()
    writer.get_by_role("button", name="Add New Viewpoint", exact=True).click()
    writer.get_by_label("Title", exact=True).fill("A new one, from somebody else")
    writer.get_by_label("Text", exact=True).fill("It says something that was not said.")
    writer.get_by_label("Your name", exact=True).fill("Bo Li")
    writer.get_by_role("button", name="Publish", exact=True).click()
    announcement = reader.get_by_role("button", name="1 new viewpoint", exact=True)
    expect(announcement).to_be_visible()
    expect(reader.get_by_role("article")).to_have_count(cards)
    assert card(reader, 3).bounding_box() == place
    announcement.click()
    expect(reader.get_by_role("article")).to_have_count(cards + 1)
    expect(announcement).to_have_count(0)


def test_people_here_are_counted_and_leave(new_page: Callable[..., Page], restartable: Restartable) -> None:
    ada, bo = opened(new_page(), restartable.server.address), opened(new_page(), restartable.server.address)
    expect(ada.get_by_text("2 here")).to_be_visible()
    bo.close()
    expect(ada.get_by_text("1 here")).to_be_visible()
