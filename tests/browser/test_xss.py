"""Texts that would run, in every field that a person can fill, opened by another person: nothing of them runs."""

import re
from collections.abc import Callable, Generator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from starlette.routing import Route

from debate_app.state.home import LONGEST_SEARCH
from debate_app.store.engine import connect, transaction
from debate_app.web.routes import ROUTES
from tests.attack.harmful import TOGETHER, Harmful, harmful, packs
from tests.attack.xss import PAYLOADS
from tests.browser.pages import button, fill, open_at
from tests.browser.server import Server, serving
from tests.browser.writers import open_editor
from tests.databases import disposed
from tests.web.conftest import asked

FIELDS = [
    "name",
    "question title",
    "background",
    "topic",
    "viewpoint title",
    "paragraph",
    "source",
    "proposal",
    "reason",
    "decision",
    "comment",
    "reply",
    "report",
    "reason of an act",
    "appeal",
    "passkey",
    "browser",
]
HARMED = """() => [
  window.__pwned === undefined ? "" : "something ran",
  ...[...document.querySelectorAll(".pwned, main :is(script, iframe, object, embed, img, math, base, meta)")]
    .filter((one) => !one.matches("script[src='/passkeys.js']"))
    .map((one) => one.outerHTML.slice(0, 80)),
  ...[...document.querySelectorAll("main *")].flatMap((one) => [...one.attributes])
    .filter((one) => /^on/i.test(one.name) || (/^(href|src|action|formaction)$/i.test(one.name)
      && !/^(https?:|mailto:|[/#?]|$)/i.test(one.value)))
    .map((one) => `${one.name}=${one.value.slice(0, 80)}`),
].filter(Boolean)"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Server]:
    """One that harms nobody else's tests; whoever runs it says harmful things too."""
    with serving(tmp_path_factory.mktemp("xss"), RATES="off", OPERATOR=PAYLOADS[0]) as server:
        yield server


@pytest.fixture(scope="module")
def made(server: Server) -> Harmful:
    with disposed(connect(server.database_url)) as engine, transaction(engine) as session:
        return harmful(session)


@pytest.fixture
def reader(new_context: Callable[..., BrowserContext]) -> Generator[Page]:
    """Another person; no dialog opens before them."""
    dialogs: list[str] = []
    page = new_context().new_page()
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    yield page
    assert dialogs == []


@pytest.fixture
def author(reader: Page, made: Harmful, server: Server) -> Page:
    """The same, signed in as the author, who is an admin."""
    reader.context.add_cookies([{"name": "participant", "value": made.cookie, "url": server.address}])
    return reader


class First(HTMLParser):
    """The first HTML of a page: how many titles it has, and the classes of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.titles, self.classes = 0, set[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.titles += tag == "title"
        self.classes |= set((dict(attrs).get("class") or "").split())


def assert_unharmed(page: Page) -> None:
    assert page.evaluate(HARMED) == [], page.url


def test_there_are_enough_of_them_in_every_field(made: Harmful) -> None:
    assert len(set(PAYLOADS)) >= 100
    assert {name: made.written[name] >= 100 for name in FIELDS} == dict.fromkeys(FIELDS, True)


def test_the_page_of_a_question_runs_none_of_them(reader: Page, made: Harmful, server: Server) -> None:
    for question_id in made.question_ids[1 : -(-len(PAYLOADS) // TOGETHER)]:
        open_at(reader, f"/q/{question_id}")
        assert_unharmed(reader)
    open_at(reader, f"/q/{made.question_ids[0]}")
    expect(reader.get_by_role("article")).to_have_count(TOGETHER + 1)
    first = reader.get_by_role("article").first
    before = first.get_by_role("listitem").count()
    first.get_by_role("button", name="Show all").first.click()
    expect(first.get_by_role("listitem")).not_to_have_count(before)
    form = open_editor(first, 1)
    expect(form.locator("[name=text]")).to_have_value(PAYLOADS[0])
    fill(form, text=f"{PAYLOADS[2]} and more")
    expect(form).to_contain_text("and more")
    assert_unharmed(reader)


def test_every_question_is_titled_and_listed_as_text(reader: Page, made: Harmful, server: Server) -> None:
    for question_id in made.question_ids:
        address = asked(server.address, f"/q/{question_id}").headers["location"]
        first = First()
        first.feed(asked(server.address, address).text)
        assert (first.titles, first.classes & {"pwned"}) == (1, set()), address
    reader.goto("/")
    expect(reader.get_by_role("article").first).to_be_visible()
    while (more := button(reader, "Show more")).count():
        before = reader.get_by_role("article").count()
        more.click()
        expect(reader.get_by_role("article")).not_to_have_count(before)
    assert reader.get_by_role("article").count() >= len(made.question_ids)
    assert_unharmed(reader)


def test_what_one_searches_for_is_shown_as_text(reader: Page, made: Harmful) -> None:
    reader.goto("/")
    for words in packs(" ", LONGEST_SEARCH):
        reader.goto(f"/?words={quote(words)}", wait_until="domcontentloaded")
        expect(reader.get_by_role("searchbox")).not_to_have_value("")
        assert_unharmed(reader)


def test_histories_and_comparisons_run_none_of_them(reader: Page, made: Harmful) -> None:
    past, question = made.viewpoint_ids[-1], made.question_ids[0]
    paths = [f"/history/viewpoint/{past}", f"/history/viewpoint/{past}/6?against=1", f"/history/viewpoint/{past}/6"]
    paths += [f"/history/question/{question}", f"/history/question/{question}/9?against=5"]
    for path in paths:
        reader.goto(path)
        expect(reader.get_by_role("heading", level=1)).not_to_be_empty()
        expect(reader.get_by_role("main")).to_contain_text("ersion")
        assert_unharmed(reader)


def test_no_plain_page_runs_any_of_them(author: Page, made: Harmful) -> None:
    plain = [route for route in ROUTES if isinstance(route, Route)]
    readable = [route.path for route in plain if "GET" in (route.methods or ()) and "." not in route.path]
    for path in dict.fromkeys(address(path, made) for path in readable):
        author.goto(path, wait_until="domcontentloaded")
        assert_unharmed(author)


def address(path: str, made: Harmful) -> str:
    """The address of a route, about what holds such texts."""
    ids = {"viewpoint": made.viewpoint_ids, "edit": made.edit_ids, "comment": made.comment_ids, "log": made.act_ids}
    ids |= {"participant": made.people, "question": made.question_ids, "act": made.act_ids, "appeal": made.act_ids}
    about = next((one for word, one in ids.items() if f"/{word}/{{" in path), made.question_ids)
    return re.sub(r"\{[^}]*\}", str(about[-1]), path)
