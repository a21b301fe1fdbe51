"""Translate: the debate in the reader's language, by the real engine, with the original one tap away."""

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, Request, expect

from tests import debates
from tests.browser.conftest import NewPage
from tests.browser.first import alive, held_back, open_first
from tests.browser.pages import button, expect_accessible, expect_no_overflow, open_at, path_of, put
from tests.browser.server import Server, free_port, serving
from tests.browser.writers import (
    FIRST,
    SECOND,
    TITLE,
    answered_question,
    edit,
    let_in,
    more,
    open_editor,
    part,
    publish,
    text_of,
    visit,
)

ASKED = re.compile(r"/q/\d+/translation/\w+$")
PATIENCE = 60_000


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Translate", exact=True)


def translate(page: Page) -> None:
    """Choose Portuguese, press the button, and wait for the whole page."""
    choose(page)
    button(panel(page), "Translate").click()
    expect_translated(page)


def read(page: Page, address: str) -> Locator:
    """Open the page of a question with one viewpoint; returns its card, whatever its title reads like."""
    visit(page, address)
    return page.get_by_role("article")


def controls(page: Page) -> Locator:
    """Who comes near them brings them to life."""
    panel(page).scroll_into_view_if_needed()
    return panel(page)


def choose(page: Page) -> None:
    controls(page).get_by_role("combobox").select_option("pt")


def expect_translated(page: Page) -> None:
    expect(panel(page).locator(".quiet", has_text="Translated into")).to_be_visible(timeout=PATIENCE)


def asked_for(page: Page) -> list[list[str]]:
    """The places that the page asks for from now on, by request."""
    asked: list[list[str]] = []

    def note(request: Request) -> None:
        if ASKED.search(request.url):
            asked.append(json.loads(request.post_data or "")["places"])

    page.on("request", note)
    return asked


def test_the_whole_debate_is_read_voted_on_and_found_again_in_another_language(page: Page) -> None:
    open_at(page, "/q/1/")
    paragraphs = page.locator(".paragraph > .text")
    before = paragraphs.all_inner_texts()
    translate(page)
    assert paragraphs.count() == len(before) > 10
    assert page.locator(".paragraph > .text[lang=pt][dir=ltr]").count() == len(before)
    assert not set(before) & set(paragraphs.all_inner_texts())
    assert page.locator(".paragraph > .translation-note").count() == len(before)
    first = page.get_by_role("article").first
    expect(first.locator(".paragraph > .translation-note").first).to_contain_text("Translated by machine from")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "pt")
    expect(page.locator(".stats li > a").first).to_have_text(first.get_by_role("heading", level=3).inner_text())
    expect(page.locator(".said[lang=pt]").first).to_be_attached()
    expect(page.locator(".changes[lang=pt], .changes [lang=pt]")).to_have_count(0)
    expect_accessible(page)

    mark = first.get_by_role("link", name="Source 1").first
    mark.click()
    expect(first.locator(".sources li").first).to_be_in_viewport()
    button(first, "Agree").click()
    expect(first.get_by_text("Your vote is counted.")).to_be_visible()

    page.reload()
    expect(page.locator(".paragraph > .text[lang=pt]")).to_have_count(len(before), timeout=PATIENCE)


def test_the_original_is_one_tap_away_for_a_text_and_for_the_page(server: Server, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    viewpoint = read(page, answered_question(server))
    translate(page)
    expect_no_overflow(page, (320, 390))
    words = text_of(viewpoint, 1)
    translated = words.inner_text()
    button(viewpoint, f"Show original of “{FIRST[:40]}”").click()
    expect(words).to_have_text(FIRST)
    expect(words).not_to_have_attribute("lang", "pt")
    expect(text_of(viewpoint, 2)).to_have_attribute("lang", "pt")
    again = button(viewpoint, f"Show translation of “{FIRST[:40]}”")
    expect(again).to_be_focused()
    again.press("Enter")
    expect(words).to_have_text(translated, use_inner_text=True)

    expect(panel(page).get_by_role("status").last).to_have_text("Translated into Portuguese.")
    button(panel(page), "Show the originals").click()
    expect(words).to_have_text(FIRST)
    expect(page.locator("main :is([lang=pt], .translation-note)")).to_have_count(0)
    page.reload()
    expect(words).to_have_text(FIRST)
    button(panel(page), "Translate").click()
    expect(words).to_have_text(translated, use_inner_text=True)
    button(panel(page), "Show the originals").click()
    button(panel(page), "Show the translation").click()
    expect(words).to_have_text(translated, use_inner_text=True)


def test_a_paragraph_that_somebody_edits_is_translated_anew_and_nothing_else(server: Server, new_page: NewPage) -> None:
    address = path_of(put(server, debates.sundays() | {"viewpoints": []}))
    author, page = new_page(), new_page()
    theirs = publish(author, address)
    viewpoint = read(page, address)
    translate(page)
    before = text_of(viewpoint, 3).inner_text()
    asked = asked_for(page)
    edit(theirs, 2, "Children come with their teachers.")
    words = text_of(viewpoint, 2)
    expect(words).to_contain_text("professores")
    expect(words).to_have_attribute("lang", "pt")
    place = words.get_attribute("id")
    assert {one for places in asked for one in places} == {place}
    assert text_of(viewpoint, 3).inner_text() == before
    expect(panel(page).get_by_role("progressbar")).to_have_count(0)


def test_editing_is_of_the_original(server: Server, page: Page) -> None:
    viewpoint = read(page, answered_question(server))
    translate(page)
    form = open_editor(viewpoint, 1)
    expect(form.locator("[name=text]")).to_have_value(FIRST)
    page.keyboard.press("Escape")
    expect(text_of(viewpoint, 1)).to_have_attribute("lang", "pt")
    title = viewpoint.get_by_role("heading", level=3)
    expect(title).to_have_attribute("lang", "pt")
    viewpoint.get_by_role("button", name="More for “").click()
    button(viewpoint, "Edit title").click()
    expect(title).to_have_text(TITLE)


def test_while_it_waits_the_original_stays_and_what_comes_does_not_move_what_is_read(page: Page) -> None:
    let = held_back(page, ASKED)
    open_at(page, "/q/1/")
    choose(page)
    button(panel(page), "Translate").click()
    expect(panel(page).get_by_role("progressbar")).to_be_visible()
    expect(panel(page)).to_contain_text(re.compile(r"0 of \d\d texts"))
    last = page.locator(".paragraph > .text").last
    expect(last).to_have_attribute("aria-busy", "true")
    expect_accessible(page)
    vote = page.get_by_role("article").nth(2).locator(".vote")
    vote.evaluate("(it) => scrollTo({ top: it.getBoundingClientRect().top + scrollY, behavior: 'instant' })")
    before = vote.bounding_box()
    let()
    expect_translated(page)
    after = vote.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 1
    expect(page.locator("[aria-busy]")).to_have_count(0)


def test_what_is_on_the_screen_is_asked_for_first(page: Page) -> None:
    held_back(page, ASKED)
    open_at(page, "/q/1/")
    choose(page)
    asked = asked_for(page)
    button(panel(page), "Translate").evaluate("(it) => { scrollTo({ top: 0, behavior: 'instant' }); it.click(); }")
    expect(panel(page).get_by_role("progressbar")).to_be_attached()
    first = asked[0]
    assert first[0] == "question-title"
    assert first.index("background-0") < first.index("background-2") < first.index("paragraph-1")
    assert len(first) <= 40


def test_without_a_connection_it_says_so_and_goes_on_when_that_is_back(server: Server, page: Page) -> None:
    viewpoint = read(page, answered_question(server))
    choose(page)
    page.context.set_offline(True)
    button(panel(page), "Translate").click()
    expect(panel(page)).to_contain_text("the rest follows when the network is back")
    expect(text_of(viewpoint, 1)).to_have_text(FIRST)
    page.context.set_offline(False)
    expect_translated(page)
    expect(panel(page)).not_to_contain_text("No connection")


def test_a_debate_in_another_language_is_offered_in_ones_own_with_one_tap(server: Server, new_page: NewPage) -> None:
    tree = debates.sundays()
    tree["question"] |= {"title": "A biblioteca deve abrir aos domingos?", "language": "pt"}
    tree["question"]["body"] = "Ela fecha ao meio-dia de sábado."
    page = new_page()
    let_scripts_come = open_first(page, path_of(put(server, tree | {"viewpoints": []})))
    offer = page.get_by_role("link", name="Translate into English")
    expect(offer).to_be_visible()
    expect(page.locator("first-page")).to_contain_text("This debate is in Portuguese.")
    let_scripts_come()
    alive(page)
    expect(controls(page).get_by_role("combobox")).to_be_enabled()
    offer.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("library", timeout=PATIENCE)
    expect(page.locator(".offer")).to_contain_text("Translated into English.")
    page.get_by_role("link", name="Show the originals").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A biblioteca deve abrir aos domingos?")


def test_a_pair_that_nothing_can_do_is_said_in_the_place_of_the_button(server: Server, new_page: NewPage) -> None:
    page = new_page(locale="ko")  # the interface is not in Korean, and so in English
    visit(page, answered_question(server))
    languages = controls(page).get_by_role("combobox")
    expect(languages).to_have_value("ko")
    expect(panel(page)).to_contain_text("Nothing here translates from English into Korean.")
    expect(button(panel(page), "Translate")).to_have_count(0)
    languages.select_option("pt")
    expect(button(panel(page), "Translate")).to_be_enabled()
    expect_accessible(page)

    arabic = new_page(locale="ar")
    arabic.goto("/q/1/")
    expect(arabic.locator(".offer")).to_be_visible()
    expect(arabic.locator(".offer a")).to_be_hidden()  # and nothing moves


def test_a_person_words_a_translation_better(server: Server, new_page: NewPage) -> None:
    address = path_of(put(server, debates.sundays() | {"viewpoints": []}))
    author, page = new_page(), new_page()
    theirs = publish(author, address)
    viewpoint = read(page, address)
    translate(page)
    machine = text_of(viewpoint, 2).inner_text()
    more(viewpoint, 2, "Improve this translation")
    form = viewpoint.get_by_role("form", name="A translation of paragraph 2 of")
    expect(form.locator(".original")).to_contain_text("Children come with their parents")
    area = form.get_by_role("textbox", name="Translation")
    expect(area).to_have_value(machine)
    expect(area).to_have_attribute("lang", "pt")
    expect_accessible(page)
    area.fill("As crianças vêm com os pais, e todos ficam.")
    form.locator("[name=name]").fill("Rui Costa")
    button(form, "Propose").click()
    proposal = viewpoint.get_by_role("group", name="Proposal by Rui Costa")
    expect(proposal).to_be_visible()
    expect(text_of(viewpoint, 2)).to_have_text(machine, use_inner_text=True)

    button(let_in(author, "Rui Costa"), "Approve").click()
    expect(text_of(viewpoint, 2)).to_have_text("As crianças vêm com os pais, e todos ficam.")
    expect(part(viewpoint, 2).locator(".translation-note")).to_contain_text("Translated by Rui Costa")
    expect(text_of(theirs, 2)).to_have_text(SECOND)


def test_without_scripts_it_says_that_it_needs_them(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/q/1/")
    expect(panel(page)).to_contain_text("Translating needs scripts")
    expect(panel(page).get_by_role("button")).to_have_count(0)
    expect(panel(page).get_by_role("combobox")).to_have_count(0)


def test_where_nothing_translates_the_page_says_so(tmp_path: Path, new_page: NewPage) -> None:
    with serving(tmp_path, RATE_NEW_IDENTITY="off", TRANSLATION_ENGINE="off") as without:
        page = new_page(base_url=without.address)
        open_at(page, "/q/1/")
        expect(controls(page)).to_contain_text("Nothing translates texts on this site.")
        expect(button(panel(page), "Translate")).to_be_disabled()


def test_an_engine_that_is_away_is_said_in_a_sentence_and_can_be_tried_again(tmp_path: Path, new_page: NewPage) -> None:
    away = {"TRANSLATION_ENGINE": "libretranslate", "TRANSLATION_URL": f"http://127.0.0.1:{free_port()}"}
    with serving(tmp_path, RATE_NEW_IDENTITY="off", **away) as server:
        page = new_page(base_url=server.address)
        open_at(page, "/q/1/")
        fault = controls(page).locator(".fault")
        expect(fault).not_to_be_empty()
        expect(page.locator(".paragraph > .text").first).to_be_visible()
        button(panel(page), "Try again").click()
        expect(fault).not_to_be_empty()
        expect_accessible(page)
