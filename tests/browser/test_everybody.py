"""Fit for everybody before the scripts came too, enlarged, spaced out, and in the reader's own colours."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import debates, histories
from tests.browser.first import alive, hold_still, open_first, seen
from tests.browser.pages import DESK, HEIGHT, TABLET, button, card, expect_accessible, expect_no_overflow, path_of, put
from tests.browser.server import Server

ENLARGED_FOUR_TIMES = {"width": 320, "height": 256}  # what is left of 1280 x 1024
SPACED_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
CUT_OFF = """() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() &&
    !one.closest(".spoken, svg, .excerpt, .stats a") && getComputedStyle(one).overflowY === "hidden" &&
    (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2))
  .map((one) => one.outerHTML)"""
LIES_OVER = """() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() &&
    ["sticky", "fixed"].includes(getComputedStyle(one).position)).map((one) => one.getBoundingClientRect())
  .filter(({ top, bottom }) => Math.min(bottom, innerHeight) - Math.max(top, 0) > innerHeight / 3).length"""
COVERED = """() => {
  const one = document.activeElement;
  const { left, top, right, bottom } = one.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const seen = document.elementFromPoint(x, y);
  return seen && (one.contains(seen) || seen.contains(one)) ? "" : one.outerHTML;
}"""
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((one) => one.checkVisibility())
  .map((one) => Number(one.localName[1]))"""


@pytest.fixture
def paths(server: Server) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of pages that have a first HTML, and of whole documents."""
    debate = put(server, histories.tree())
    viewpoint = debate.viewpoints[0]
    history = f"/history/viewpoint/{viewpoint.id}"
    firsts = (path_of(debate), "/", f"{history}/3", f"{history}/6?against=1", f"/history/question/{debate.question.id}")
    return firsts, (f"/viewpoint/{viewpoint.id}", f"/people/{viewpoint.author.name}", "/ask")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_fit_for_everybody_before_the_scripts_came(
    new_page: Callable[..., Page], paths: tuple[tuple[str, ...], tuple[str, ...]], scheme: str
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": DESK, "height": HEIGHT})
    for path in paths[0]:
        let_scripts_come = open_first(page, path)
        expect_accessible(page)
        expect_no_overflow(page, (TABLET,))
        levels = page.evaluate(LEVELS)
        assert [one for one, other in zip(levels[1:], levels, strict=False) if one > other + 1] == [], path
        let_scripts_come()
        page.unroute_all()


def test_enlarged_four_times_and_spaced_out_everything_can_be_read(
    new_page: Callable[..., Page], paths: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    page = new_page(viewport=ENLARGED_FOUR_TIMES)
    for path in (*paths[0], *paths[1]):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("first-page")).to_have_count(0)
        for _ in range(2):
            assert page.evaluate("document.documentElement.scrollWidth") == ENLARGED_FOUR_TIMES["width"], path
            assert page.evaluate(LIES_OVER) == 0, path
            page.evaluate(SPACED_OUT)
        assert page.evaluate(CUT_OFF) == [], path


@pytest.mark.parametrize(("width", "height"), [(320, 256), (TABLET, 600)])
def test_nothing_lies_over_what_has_the_focus(
    new_page: Callable[..., Page], paths: tuple[tuple[str, ...], tuple[str, ...]], width: int, height: int
) -> None:
    page = new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.goto(paths[0][0])
    alive(page)
    for key in ("Tab", "Shift+Tab"):
        for _ in range(50):
            page.keyboard.press(key)
            assert page.evaluate(COVERED) == "", key


def test_in_the_readers_own_colours_my_vote_and_both_sides_are_told_apart(
    new_page: Callable[..., Page], paths: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    page = new_page(forced_colors="active")
    page.goto(paths[0][0])
    viewpoint = card(alive(page), "Open it")
    button(viewpoint, "Agree").click()
    expect(button(viewpoint, "Agree")).to_have_css("border-top-width", "4px")
    expect(button(viewpoint, "Disagree")).not_to_have_css("border-top-width", "4px")
    sides = page.locator(".stats .bar rect").evaluate_all("(all) => all.map((one) => getComputedStyle(one).fill)")
    assert len(set(sides)) == 2
    expect(page.locator(".stats .bar svg.disagrees").first).not_to_have_css("mask-image", "none")


def test_counts_and_dates_are_written_as_the_reader_does_from_the_first_moment_on(
    server: Server, new_page: Callable[..., Page]
) -> None:
    tree = debates.sundays()
    tree["viewpoints"][0]["votes"] = {"agree": 4_321, "disagree": 1_234}
    path = path_of(put(server, tree))
    page = new_page(locale="de-DE", viewport={"width": TABLET, "height": HEIGHT})
    hold_still(page)
    let_scripts_come = open_first(page, path)
    expect(page.locator(".count [aria-hidden]").first).to_have_text("4.321")
    expect(page.locator(".byline time").first).to_have_text("2. März")
    first = [one.says for one in seen(page)]
    let_scripts_come()
    assert [one.says for one in seen(alive(page))] == first
    open_first(page, path)
    button(page.locator("first-page article").first, "Zustimmen").click()
    expect(page.locator(".count [aria-hidden]").first).to_have_text("4.322")
