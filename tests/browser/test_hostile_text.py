"""Texts that are meant to harm are shown as texts: nothing runs, nothing breaks out, nothing grows too wide."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import debates
from tests.browser.conftest import NewPage
from tests.browser.pages import (
    PHONE,
    button,
    card,
    expect_no_overflow,
    expect_votes,
    fill,
    import_by_command,
    open_at,
    path_of,
    put,
)
from tests.browser.server import Server

TAGS = "<img src=x onerror='window.harmed=1'><script>window.harmed=1</script></title><b>bold</b>"
OVERRIDE, ZERO_WIDTH, EMOJI = "\u202e", "\u200b\u200d\u2060", "👩‍👩‍👧‍👦🏳️‍🌈"
TOWER = "Z" + "\u0301\u0327" * 60
LONG_WORD = "w" * 4_000
ARABIC = "مرحبا بالعالم"


@pytest.fixture
def watched(page: Page) -> list[str]:
    """What went wrong on the page: dialogs that opened and errors that were written."""
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    return seen


def hostile() -> dict[str, Any]:
    """A debate every part of which tries something."""
    tree = debates.sundays()
    tree["question"] |= {
        "title": TAGS,
        "body": f"{LONG_WORD}\n{TOWER}",
        "author": f"<b>{OVERRIDE}Eve",
        "language": "ar",
    }
    tree["question"]["topics"] = ["<i>topic</i>", "t" * 40, EMOJI, ARABIC]
    first, second = tree["viewpoints"]
    first |= {"title": f"{OVERRIDE}{ARABIC} <u>first</u>", "author": "n" * 50}
    first["paragraphs"] = [LONG_WORD, f"{TAGS} [1]", f"{ZERO_WIDTH}{TOWER}{EMOJI}"]
    first["sources"] = [{"url": "example.org/" + "a" * 1_900}, {"url": "example.org/%3Cscript%3E"}]
    first["votes"] = {"agree": 10_000, "disagree": 10_000}
    first["conversation"] = [
        {"kind": "edit", "author": TAGS[:40], "at": "2026-03-09", "status": "approved", "paragraph": 1}
        | {"before": LONG_WORD[:-1] + "x", "text": LONG_WORD}
    ]
    second["title"] = "w" * 150
    return tree


def test_an_imported_debate_is_shown_as_text(page: Page, watched: list[str], server: Server):
    address = import_by_command(server, hostile())
    open_at(page, address)
    expect(page.get_by_role("heading", level=1)).to_have_text(TAGS)
    expect(page.locator(".text").filter(has_text="onerror")).to_have_text(f"{TAGS} [1]")
    expect(page.get_by_role("list", name="Topics").get_by_role("listitem").first).to_have_text("<i>topic</i>")
    expect(page).to_have_title(f"{TAGS} · Debate")
    expect(page.locator("main :is(script, b:not([aria-hidden]), img, u)")).to_have_count(0)
    assert page.evaluate("window.harmed") is None
    assert watched == []


def test_an_imported_debate_fits_a_phone(new_page: NewPage, server: Server):
    page = open_at(new_page(viewport={"width": PHONE, "height": 640}), path_of(put(server, hostile())))
    expect_no_overflow(page)
    page.goto("/?words=onerror")
    expect(page.get_by_role("article").first).to_be_visible()
    expect_no_overflow(page)


def test_the_first_html_shows_a_hostile_title_as_text(new_page: NewPage, server: Server):
    page = new_page(java_script_enabled=False)
    page.goto(path_of(put(server, hostile())))
    expect(page).to_have_title(f"{TAGS} · Debate")
    expect(page.locator("body > b, img")).to_have_count(0)


def test_an_override_does_not_turn_the_words_around_it(page: Page, server: Server):
    open_at(page, path_of(put(server, hostile())))
    assert OVERRIDE not in page.get_by_role("main").inner_text()


def test_towers_of_marks_stay_in_their_line(page: Page, server: Server):
    open_at(page, path_of(put(server, hostile())))
    marks = page.evaluate(RUNS_OF_MARKS)
    assert marks
    assert max(marks) <= 10


def test_many_votes_leave_room_for_their_buttons(new_page: NewPage, server: Server):
    page = open_at(new_page(viewport={"width": PHONE, "height": 640}), path_of(put(server, hostile())))
    first = page.get_by_role("article").first
    expect_votes(first, 10_000, 10_000)
    for side in ("Agree", "Disagree"):
        button(first, side).click()
        expect(button(first, side)).to_have_attribute("aria-pressed", "true")
        for width in (PHONE, 390, 700):
            page.set_viewport_size({"width": width, "height": 640})
            assert first.evaluate(LABELS_HIDDEN_BY_COUNTS) == [], f"at {width} px with {side}"


def test_what_one_types_is_shown_as_text(page: Page, watched: list[str], server: Server):
    open_at(page, path_of(put(server, debates.sundays())))
    button(page, "Add New Viewpoint").click()
    fill(page, title=TAGS, paragraphs=f"{LONG_WORD}\n\n{TAGS} {TOWER}{EMOJI}{OVERRIDE}", name="<b>Eve</b>")
    expect(page.get_by_role("region", name="Preview")).to_contain_text(TAGS)
    expect_no_overflow(page)
    button(page, "Publish").click()
    expect(card(page, TAGS)).to_contain_text("<b>Eve</b> Created")
    expect(card(page, TAGS).locator(".text").first).to_have_text(LONG_WORD)
    expect_no_overflow(page)
    assert page.evaluate("window.harmed") is None
    assert watched == []


def test_a_link_that_would_run_is_refused(page: Page, server: Server):
    open_at(page, path_of(put(server, debates.sundays())))
    button(page, "Add New Viewpoint").click()
    links = "javascript:window.harmed=1\n JAVASCRIPT:alert(1)\ndata:text/html,<script>window.harmed=1</script>"
    fill(page, title="Links", paragraphs="See [1] and [2] and [3].", sources=links, name="Eve")
    expect(page.get_by_role("region", name="Preview")).to_contain_text("See [1]")
    expect(page.locator("main a[href^=javascript i], main a[href^=data i]")).to_have_count(0)
    button(page, "Publish").click()
    expect(page.locator("#field-sources-fault")).to_contain_text("“javascript:window.harmed=1” is no web address")
    expect(page.locator("#field-sources-fault")).to_contain_text("“JAVASCRIPT:alert(1)” is no web address")
    expect(page.get_by_role("article")).to_have_count(2)


def test_100000_characters_in_one_word_are_refused_with_a_sentence(new_page: NewPage, server: Server):
    page = open_at(new_page(viewport={"width": PHONE, "height": 640}), path_of(put(server, debates.sundays())))
    button(page, "Add New Viewpoint").click()
    word = "w" * 100_000
    fill(page, title="Long", paragraphs=word, name="Eve")
    button(page, "Publish").click()
    expect(page.locator("#field-paragraphs-fault")).to_have_text(
        "Paragraph 1 has 100,000 characters; 4,000 are allowed."
    )
    expect(page.get_by_label("Text", exact=True)).to_have_value(word)
    expect_no_overflow(page)


# How many combining marks stand above one another, everywhere on the page.
RUNS_OF_MARKS = """() => [...document.querySelector("main").innerText.normalize("NFD").matchAll(/[\\u0300-\\u036f]+/g)]
  .map(run => run[0].length)"""

# Whether the words of a button and the number that lies over it touch.
LABELS_HIDDEN_BY_COUNTS = """card => [...card.querySelectorAll(".vote button")].flatMap(button => {
  const range = document.createRange();
  range.selectNodeContents(button);
  const words = range.getBoundingClientRect();
  const count = document.getElementById(button.getAttribute("aria-describedby").split(" ")[0])
    .querySelector("[aria-hidden]").getBoundingClientRect();
  const side = button.getBoundingClientRect();
  const apart = count.left >= words.right + 4 || count.top >= words.bottom - 2;
  const inside = count.right <= side.right - 4 && words.right <= side.right - 4 && count.bottom <= side.bottom;
  return apart && inside ? [] : [button.textContent];
})"""
