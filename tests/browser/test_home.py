"""Home: the questions, their orders, the search."""

import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import debates
from tests.browser.pages import button, fill, path_of, put
from tests.browser.server import Server


def question(title: str, day: int, **votes: int) -> dict[str, Any]:
    """A question of one viewpoint with these votes, asked on a day of March."""
    tree = debates.sundays()
    tree["question"] |= {"title": title, "created_at": f"2026-03-{day:02}", "updated_at": f"2026-04-{30 - day:02}"}
    tree["viewpoints"] = [tree["viewpoints"][1] | {"votes": votes}]
    return tree


@pytest.fixture
def word() -> str:
    """A word that no other test's question has."""
    return f"w{uuid.uuid4().hex}"


def listed(page: Page) -> list[str]:
    return page.get_by_role("article").get_by_role("heading").all_inner_texts()


def test_a_card_tells_what_a_question_has_gathered_and_leads_to_it(page: Page, server: Server, word: str):
    address = path_of(put(server, question(f"Open it {word}", 1, agree=3, disagree=1)))
    page.goto(f"/?words={word}")
    card = page.get_by_role("article")
    expect(card).to_contain_text("It closes at noon on Saturday. Many people work all week.")
    expect(card).to_contain_text("Ada Byron")
    expect(card).to_contain_text(re.compile(r"Last update \S+ months ago"))
    assert card.get_by_role("listitem").all_inner_texts() == ["1 viewpoint", "4 votes", "5 people"]
    card.get_by_role("heading").get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))


def test_the_questions_come_in_three_orders(page: Page, server: Server, word: str):
    put(server, question(f"First {word}", 1, agree=8, disagree=0))
    put(server, question(f"Second {word}", 2, agree=1, disagree=1))
    put(server, question(f"Third {word}", 3, agree=4, disagree=0))
    page.goto(f"/?words={word}")
    orders = {
        "Most active": "First Third Second",
        "Most contested": "Second First Third",
        "Newest": "Third Second First",
    }
    for name, order in orders.items():
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "true")
        expect(page.get_by_role("article")).to_have_count(3)
        assert listed(page) == [f"{first} {word}" for first in order.split()]


def test_a_search_finds_words_in_any_case_and_can_be_shared(page: Page, server: Server, word: str):
    put(server, question(f"Crème & brûlée? {word}", 1, agree=0, disagree=0))
    page.goto("/")
    fill(page, words=f"{word.upper()} creme &")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_have_value(f"{word.upper()} creme &")
    page.get_by_role("link", name="Most contested").click()
    expect(page.get_by_role("link", name="Most contested")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("article")).to_have_count(1)
    page.go_back()
    expect(page.get_by_role("link", name="Newest")).to_have_attribute("aria-current", "true")


def test_a_search_that_finds_nothing_says_what_to_do(page: Page, word: str):
    page.goto(f"/?words={word}")
    expect(page.get_by_text("No question has all of these words.")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_value(word)


def test_show_more_brings_the_rest_once(page: Page, server: Server, word: str):
    for number in range(22):
        put(server, question(f"Number {number} {word}", number + 1, agree=0, disagree=0))
    page.goto(f"/?words={word}")
    expect(page.get_by_role("article")).to_have_count(20)
    button(page, "Show more").click()
    expect(page.get_by_role("article")).to_have_count(22)
    expect(button(page, "Show more")).to_have_count(0)
    assert listed(page) == [f"Number {number} {word}" for number in reversed(range(22))]


def test_the_way_to_ask_stands_on_every_page(page: Page):
    page.goto("/")
    page.get_by_role("link", name="Ask a question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask a question")
    page.get_by_role("link", name="Debate", exact=True).click()
    expect(page.get_by_role("article").first).to_be_visible()


def test_an_order_keeps_what_is_searched_for_before_the_page_is_alive(page: Page, server: Server, word: str):
    put(server, question(f"Found {word}", 1, agree=1, disagree=0))
    page.route_web_socket("**/_event/**", lambda _socket: None)
    page.goto(f"/?words={word}", wait_until="load")
    expect(page.get_by_role("article")).to_have_count(1)
    most_active = page.get_by_role("link", name="Most active", exact=True)
    expect(most_active).to_have_attribute("href", f"/?order=active&words={word}")
