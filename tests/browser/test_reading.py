"""Reading a question: what stands where, where links lead, dates, histories, orders, and addresses."""

import re
import urllib.request
from typing import Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Locator, Page, expect

from debate_app.domain.snapshot import QuestionSnapshot
from tests import debates
from tests.browser.conftest import NewPage
from tests.browser.pages import button, card, expect_no_overflow, import_by_command, open_at, path_of, put, titles
from tests.browser.server import Server

HOURS = ["one", "two", "three", "four", "five", "six"]


def edit(number: int) -> dict[str, Any]:
    """The ``number``-th edit of the first paragraph: the library opens an hour later."""
    before, text = (f"On Sundays the library opens at {HOURS[place]} sharp." for place in (number - 1, number))
    told = {"kind": "edit", "author": "Ada Byron", "at": f"2026-03-{10 + number}T10:00:00Z", "status": "approved"}
    return told | {"paragraph": 1, "before": before, "text": text}


def with_history() -> dict[str, Any]:
    """The library's debate with three viewpoints of which the first was created and then edited five times."""
    tree = debates.sundays()
    created = {"kind": "created", "author": "Bo Li", "at": "2026-03-02"}
    tree["viewpoints"][0] |= {"conversation": [created, *(edit(number) for number in range(1, 6))]}
    third = {"title": "Ask first", "author": "Cy Young", "created_at": "2026-03-04", "paragraphs": ["Who knows? " * 40]}
    tree["viewpoints"].append(third | {"votes": {"agree": 9, "disagree": 9}})
    tree["question"]["updated_at"] = "2026-09-30T10:00:00Z"
    return tree


@pytest.fixture
def debate(server: Server) -> QuestionSnapshot:
    return put(server, with_history())


@pytest.fixture
def address(debate: QuestionSnapshot) -> str:
    return path_of(debate)


def expect_landed(page: Page, place: Locator) -> None:
    """The reader is brought there, and so is the keyboard."""
    expect(place).to_be_in_viewport()
    expect(place).to_be_focused()


def events(card: Locator) -> Locator:
    return card.get_by_role("group", name="Latest conversation").get_by_role("listitem")


def middle(place: Locator) -> float:
    box = place.bounding_box()
    assert box
    return box["y"] + box["height"] / 2


def test_the_parts_stand_in_their_order(new_page: NewPage, address: str):
    page = open_at(new_page(viewport={"width": 800, "height": 900}), address)
    first = card(page, "Open it")
    parts = {
        "Ada Byron · ": page.get_by_text("Last update"),
        "Should the library open on Sundays?": page.get_by_role("heading", level=1),
        "It closes at noon on Saturday.": page.get_by_text("It closes at noon"),
        "Town": page.get_by_role("list", name="Topics"),
        "Stats of Viewpoints": page.get_by_role("heading", name="Stats of Viewpoints"),
        "Viewpoints": page.get_by_role("heading", name="Viewpoints", exact=True),
        "Add New Viewpoint": button(page, "Add New Viewpoint"),
        "Open it": first.get_by_role("heading", level=3),
        "Bo Li": first.get_by_text("Bo Li").first,
        "People read more when they can come.": first.locator(".text").first,
        "Sources": first.get_by_role("heading", name="Sources"),
        "Agree": button(first, "Agree"),
        "Latest conversation": first.get_by_role("heading", name="Latest conversation"),
        "Show all": button(first, "Show all"),
    }
    heights = {part: round(middle(place)) for part, place in parts.items()}
    assert list(heights.values()) == sorted(heights.values()), heights
    heard, found = page.get_by_role("main").inner_text(), -1
    for part in parts:
        found = heard.find(part, found + 1)
        assert found >= 0, f"{part} comes too early"


def test_the_stats_stand_beside_the_text_on_a_wide_screen(page: Page, address: str):
    open_at(page, address)
    stats = page.get_by_role("region", name="Stats of Viewpoints").bounding_box()
    text = page.get_by_role("heading", level=1).bounding_box()
    assert stats
    assert text
    assert stats["x"] > text["x"] + text["width"]
    assert stats["y"] < text["y"]


def test_a_title_in_the_stats_leads_to_its_card(page: Page, address: str):
    open_at(page, address)
    stats = page.get_by_role("region", name="Stats of Viewpoints")
    assert stats.get_by_role("link").all_inner_texts() == ["Open it", "Keep it closed", "Ask first"]
    stats.get_by_role("link", name="Ask first").click()
    expect_landed(page, card(page, "Ask first"))


def test_a_footnote_mark_leads_to_its_source(page: Page, address: str):
    open_at(page, address)
    first = card(page, "Open it")
    first.get_by_role("link", name="Source 1").click()
    place = first.locator("li:focus")
    expect(place).to_be_in_viewport()
    expect(place.get_by_role("link")).to_have_attribute("href", "https://example.org/sundays")


def test_sources_are_https_links_that_vouch_for_nothing(page: Page, address: str):
    open_at(page, address)
    links = page.locator(".sources").get_by_role("link")
    assert [link.get_attribute("href") for link in links.all()] == [
        "https://example.org/sundays",
        "https://example.com/x?y=1",
    ]
    assert {link.get_attribute("rel") for link in links.all()} == {"nofollow ugc noopener"}
    expect(card(page, "Open it").locator(".sources").get_by_text("example.org", exact=True)).to_be_visible()


def test_footnote_marks_keep_the_lines_apart_as_they_are(page: Page, address: str):
    open_at(page, address)
    grown = """text => {
        const height = text.getBoundingClientRect().height;
        text.querySelectorAll("sup").forEach(mark => { mark.style.display = "none"; });
        return height - text.getBoundingClientRect().height;
    }"""
    assert card(page, "Open it").locator(".text").first.evaluate(grown) == 0


def test_a_viewpoint_has_a_link_of_its_own(page: Page, address: str, debate: QuestionSnapshot):
    open_at(page, f"{address}#viewpoint-{debate.viewpoints[2].id}")
    expect_landed(page, card(page, "Ask first"))
    own = card(page, "Ask first").get_by_role("heading", level=3).get_by_role("link")
    expect(own).to_have_attribute("href", f"#viewpoint-{debate.viewpoints[2].id}")


def test_a_paragraph_has_a_link_of_its_own(page: Page, address: str, debate: QuestionSnapshot):
    open_at(page, f"{address}#paragraph-{debate.viewpoints[1].paragraphs[0].id}")
    expect_landed(page, card(page, "Keep it closed").locator(".text"))


def test_an_event_has_a_link_of_its_own(page: Page, address: str, debate: QuestionSnapshot):
    newest = debate.talks[0].events[0]
    open_at(page, f"{address}#event-{newest.id}")
    expect_landed(page, events(card(page, "Open it")).first)
    expect(button(card(page, "Open it"), "Show all")).to_be_visible()


def test_a_link_to_an_old_event_opens_the_conversation(page: Page, address: str, debate: QuestionSnapshot):
    oldest = min(event.id for event in debate.talks[0].events) - 1
    open_at(page, f"{address}#event-{oldest}")
    place = page.locator(f"#event-{oldest}")
    expect_landed(page, place)
    expect(place.locator("ins")).to_have_text("inserted: three end of insertion")


def test_a_link_to_an_old_event_works_on_the_open_page_too(page: Page, address: str, debate: QuestionSnapshot):
    oldest = min(event.id for event in debate.talks[0].events) - 1
    open_at(page, address)
    page.goto(f"{address}#event-{oldest}")
    expect_landed(page, page.locator(f"#event-{oldest}"))


@pytest.mark.parametrize("end", ["#%", "#nothing-here", "#event-987654321", "#viewpoint-1'\"]"])
def test_an_address_that_names_nothing_opens_the_page(page: Page, address: str, end: str):
    open_at(page, f"{address}{end}")
    button(card(page, "Open it"), "Show all").click()
    expect(events(card(page, "Open it"))).to_have_count(6)
    page.evaluate("end => { location.hash = end; }", end + "#%")
    expect(card(page, "Open it")).to_be_visible()


def test_show_all_shows_the_whole_history_newest_first(page: Page, address: str):
    open_at(page, address)
    first = card(page, "Open it")
    expect(events(first)).to_have_count(3)
    button(first, "Show all").click()
    expect(events(first)).to_have_count(6)
    told = [time.get_attribute("datetime") or "" for time in events(first).locator("time").all()]
    assert told == sorted(told, reverse=True)
    expect(events(first).last).to_contain_text("Bo Li Created")
    expect(events(first).first).to_contain_text("Ada Byron edited paragraph 1 Approved")
    expect(button(first, "Show all")).to_have_count(0)
    expect(button(card(page, "Keep it closed"), "Show all")).to_have_count(0)


def test_an_edit_marks_what_it_added_and_removed(page: Page, address: str):
    open_at(page, address)
    newest = events(card(page, "Open it")).first
    expect(newest.locator("del")).to_have_text("removed: five end of removal")
    expect(newest.locator("ins")).to_have_text("inserted: six end of insertion")
    expect(newest.locator("blockquote")).to_contain_text("On Sundays the library opens at")


def test_the_cards_come_in_the_order_that_is_asked_for(page: Page, address: str):
    open_at(page, address)
    orders = {
        "Most agreed": ["Open it", "Ask first", "Keep it closed"],
        "Most contested": ["Ask first", "Open it", "Keep it closed"],
        "Newest": ["Ask first", "Keep it closed", "Open it"],
        "As listed": ["Open it", "Keep it closed", "Ask first"],
    }
    for name, order in orders.items():
        page.get_by_label("Sort").select_option(name)
        expect(page.get_by_role("article").get_by_role("heading", level=3)).to_have_text(order)
    stats = page.get_by_role("region", name="Stats of Viewpoints").get_by_role("link")
    assert stats.all_inner_texts() == orders["As listed"]


def test_votes_do_not_move_the_cards(page: Page, new_page: NewPage, address: str):
    open_at(page, address)
    page.get_by_label("Sort").select_option("Most contested")
    order = ["Ask first", "Open it", "Keep it closed"]
    expect(page.get_by_role("article").get_by_role("heading", level=3)).to_have_text(order)
    for _ in range(2):
        other = open_at(new_page(), address)
        button(card(other, "Keep it closed"), "Agree").click()
        expect(button(card(other, "Keep it closed"), "Agree")).to_have_attribute("aria-pressed", "true")
    expect(button(card(page, "Keep it closed"), "Agree")).to_have_accessible_description("2 agrees")
    assert titles(page) == order


def test_an_order_belongs_to_the_question_it_was_chosen_for(page: Page, server: Server, address: str):
    open_at(page, address)
    page.get_by_label("Sort").select_option("Newest")
    expect(page.get_by_role("article").get_by_role("heading", level=3).first).to_have_text("Ask first")
    open_at(page, path_of(put(server, with_history())))
    button(card(page, "Open it"), "Show all").click()
    expect(events(card(page, "Open it"))).to_have_count(6)
    expect(page.get_by_label("Sort").locator("option:checked")).to_have_text("As listed")
    assert titles(page) == ["Open it", "Keep it closed", "Ask first"]


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_a_day_is_the_same_day_everywhere(new_page: NewPage, server: Server, zone: str):
    tree = debates.sundays()
    tree["question"] |= {"created_at": "2022-10-04", "updated_at": "2022-10-04"}
    page = open_at(new_page(timezone_id=zone, locale="en-US"), import_by_command(server, tree))
    asked = page.get_by_role("region", name="Question", exact=True).locator("time").first
    expect(asked).to_have_text("Oct 4, 2022")
    expect(asked).to_have_attribute("datetime", "2022-10-04")
    expect(asked).to_have_attribute("title", "Tuesday, October 4, 2022")


def test_a_moment_is_told_in_the_zone_and_the_language_of_its_reader(new_page: NewPage, server: Server):
    tree = debates.sundays()
    tree["question"] |= {"created_at": "2022-10-04T23:30:00Z", "updated_at": "2022-10-05T00:00:00Z"}
    address = path_of(put(server, tree))
    readers = (
        ("Pacific/Auckland", "en-US", "Question", "Oct 5, 2022"),
        ("Europe/London", "de-DE", "Frage", "5. Okt. 2022"),
    )
    for zone, locale, region, day in readers:
        page = open_at(new_page(timezone_id=zone, locale=locale), address)
        expect(page.get_by_role("region", name=region, exact=True).locator("time").first).to_have_text(day)


def test_the_last_update_tells_its_exact_moment_to_mouse_and_keyboard(new_page: NewPage, address: str):
    page = open_at(new_page(viewport={"width": 320, "height": 640}, timezone_id="UTC"), address)
    moment = page.get_by_role("region", name="Question", exact=True).locator("time").nth(1)
    exact = "Wednesday, 30 September 2026 at 10:00"
    expect(moment).to_have_text(re.compile("ago$"))
    expect(moment).to_have_attribute("title", exact)
    page.keyboard.press("Tab")
    moment.focus()
    expect(moment).to_be_focused()
    assert moment.evaluate("one => getComputedStyle(one, '::after').content") == f'"{exact}"'
    expect_no_overflow(page)


def test_a_wrong_slug_leads_to_the_right_one(page: Page, address: str, debate: QuestionSnapshot):
    for wrong in (f"/q/{debate.question.id}", f"/q/{debate.question.id}/", f"/q/{debate.question.id}/no/such"):
        open_at(page, f"{wrong}#viewpoint-{debate.viewpoints[1].id}")
        expect(page).to_have_url(re.compile(f"{re.escape(address)}#viewpoint-"))


@pytest.mark.parametrize(
    ("address", "scripts"),
    [("/q/987654321/none", True), ("/q/987654321/none", False), ("/q/none/none", False), ("/nowhere", True)],
)
def test_an_unknown_address_is_a_404_in_status_and_content(new_page: NewPage, address: str, scripts: bool):
    page = new_page(java_script_enabled=scripts)
    answer = page.goto(address)
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page.")
    expect(page).to_have_title(re.compile("Not found"))
    expect(page.get_by_role("link", name="See all questions")).to_have_attribute("href", "/")


def test_title_and_cookie_come_with_the_first_html(server: Server, address: str, page: Page):
    with urllib.request.urlopen(
        urllib.request.Request(server.address + address, headers={"Accept": "text/html"})
    ) as answer:
        html, cookie = answer.read().decode(), answer.headers["Set-Cookie"]
    assert re.findall("<title>(.*?)</title>", html) == ["Should the library open on Sundays? · Debate"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    open_at(page, address)
    expect(page).to_have_title("Should the library open on Sundays? · Debate")
    assert [known["httpOnly"] for known in page.context.cookies()] == [True]
    assert page.evaluate("document.cookie") == ""


def test_a_missing_page_brings_no_other_status_to_its_files(server: Server):
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(f"{server.address}/assets/none.js")
