"""Debates that people really had, walked through in a browser at every width."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.pages import (
    DESK,
    HEIGHT,
    WIDTHS,
    button,
    card,
    expect_accessible,
    expect_no_overflow,
    fill,
    import_by_command,
    open_at,
)
from tests.browser.server import Server
from tests.real.test_domain import FILES, REAL

MODEL = REAL / "gangs-matrix.json"


def spaced(text: str) -> str:
    """The text with every run of white space as one space: how a browser tells it is another matter."""
    return " ".join(text.split())


def expect_everything_of(page: Page, tree: dict[str, Any]) -> None:
    """The whole file stands on the page, in its order."""
    viewpoints = tree["viewpoints"]
    wanted = [spaced(viewpoint["title"]) for viewpoint in viewpoints]
    expect(page.get_by_role("heading", level=1)).to_have_text(spaced(tree["question"]["title"]))
    expect(page.get_by_role("article").get_by_role("heading", level=3)).to_have_text(wanted)
    stats = page.get_by_role("region", name="Stats of Viewpoints", exact=True)
    assert [spaced(text) for text in stats.locator("li > a").all_text_contents()] == wanted
    shown = page.evaluate(PARAGRAPHS)
    assert [[spaced(text) for text in texts] for texts in shown] == [
        [spaced(text) for text in viewpoint["paragraphs"]] for viewpoint in viewpoints
    ]


@pytest.mark.parametrize("name", FILES, ids=lambda path: path.stem)
def test_a_real_debate_is_read_and_voted_on(name: Path, new_page: NewPage, server: Server):
    data = (REAL / name).read_bytes()
    tree = json.loads(data)
    page = open_at(new_page(viewport={"width": DESK, "height": HEIGHT}), import_by_command(server, data))
    expect_everything_of(page, tree)
    opened = page.locator(".stats details:not([open]) summary")
    if opened.count():
        opened.click()
    expect_no_overflow(page)
    last = page.get_by_role("article").last
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        agree = button(last, "Agree")
        pressed = agree.get_attribute("aria-pressed")
        agree.click()
        expect(agree).to_have_attribute("aria-pressed", "false" if pressed == "true" else "true")
    expect(button(last, "Agree")).to_have_accessible_description(
        f"{tree['viewpoints'][-1]['votes']['agree'] + 1} agree"
    )
    page.reload()
    expect(button(last, "Agree")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_model_page_is_added_to_and_accessible(new_page: NewPage, server: Server, scheme: str):
    page = new_page(color_scheme=scheme, viewport={"width": 390, "height": HEIGHT})
    open_at(page, import_by_command(server, MODEL.read_bytes()))
    expect_accessible(page)
    button(page, "Add New Viewpoint").click()
    fill(page, title="Publish the numbers", paragraphs="Then everybody can check. [1]", name="Grace Hopper")
    fill(page, sources="met.police.uk/numbers")
    button(page, "Publish").click()
    expect(card(page, "Publish the numbers")).to_contain_text("Then everybody can check.")
    expect(card(page, "Publish the numbers")).to_be_focused()
    expect_accessible(page)
    expect_no_overflow(page)


PARAGRAPHS = """() => [...document.querySelectorAll("article")].map(
  card => [...card.querySelectorAll("p.text")].map(text => text.textContent))"""
