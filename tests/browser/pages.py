"""What the tests do with a page: bring a debate in, open it, find its parts, and look it over."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from debate_app.domain import slugs, snapshots
from debate_app.domain.files import debate_file
from debate_app.domain.snapshot import QuestionSnapshot
from debate_app.store.engine import connect, reading
from tests import debates
from tests.browser.server import PROJECT, Server, environment

PHONE, TABLET, DESK = 320, 390, 1280
WIDTHS = (PHONE, TABLET, DESK)
HEIGHT = 900


def put(server: Server, tree: dict[str, Any]) -> QuestionSnapshot:
    """A new debate in the server's database, which no other test knows."""
    engine = connect(server.database_url)
    question_id = debates.take_in(engine, debate_file.check(debates.encoded(tree)), again=True)
    with reading(engine) as session:
        read = snapshots.read(session, question_id)
    engine.dispose()
    return read


def path_of(debate: QuestionSnapshot) -> str:
    return slugs.path(debate.question.id, debate.question.title)


def import_by_command(server: Server, data: bytes | dict[str, Any]) -> str:
    """The path that the command line prints."""
    done = subprocess.run(
        [sys.executable, "-m", "debate_app", "import", "-", "--again"],
        cwd=PROJECT,
        env=environment(DATABASE_URL=server.database_url),
        input=data if isinstance(data, bytes) else json.dumps(data).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().splitlines()[-1]


def open_at(page: Page, address: str) -> Page:
    """The page of a question, once its text is there."""
    page.goto(address)
    expect(page.locator("h2#viewpoints")).to_be_visible()
    return page


def card(page: Page, title: str) -> Locator:
    return page.get_by_role("article", name=title, exact=True)


def button(within: Page | Locator, name: str) -> Locator:
    return within.get_by_role("button", name=name, exact=True)


def expect_votes(card: Locator, agrees: int, disagrees: int, mine: str = "") -> None:
    """The counts as they are heard with the buttons, and which of the two is marked as mine."""
    for name, noun, votes in (("Agree", "agree", agrees), ("Disagree", "disagree", disagrees)):
        said = f"{votes:,} {noun}" if votes == 1 else f"{votes:,} {noun}s"
        expect(button(card, name)).to_have_accessible_description(re.compile(f"{said}$"))
        expect(button(card, name)).to_have_attribute("aria-pressed", "true" if mine == name else "false")


def titles(page: Page) -> list[str]:
    return page.get_by_role("article").get_by_role("heading", level=3).all_inner_texts()


def fill(form: Page | Locator, **fields: str) -> None:
    """Type into the fields of these names."""
    for name, text in fields.items():
        form.locator(f"[name={name}]").fill(text)


def kept_drafts(page: Page) -> int:
    """How many drafts this browser holds."""
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('draft:')).length")


def token_of(page: Page) -> str:
    """The name of the page's state on the server, which any script can read."""
    return page.evaluate("sessionStorage.getItem('token')")


def expect_no_overflow(page: Page, widths: Sequence[int] = WIDTHS) -> None:
    """Nothing makes the page scroll sideways; where something does, this names it."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        wide = page.evaluate(_TOO_WIDE)
        assert wide == [], f"at {width} px: {wide}"


def expect_accessible(page: Page, *rules: str) -> None:
    """axe finds nothing, by all of its rules or by the named ones."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    found = Axe().run(page, options=options | ({"runOnly": rules} if rules else {}))
    assert found.violations_count == 0, found.generate_report()


_TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
  return ["the page is " + document.documentElement.scrollWidth + " px wide", ...wide.slice(0, 8).map(
    (one) => `${one.tagName}.${one.className} "${one.textContent.slice(0, 40)}"`)];
}"""
