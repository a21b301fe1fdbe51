"""Every page in the language that nobody speaks: no word is forgotten in the code, and each has the room it needs."""

import re
from collections.abc import Callable, Generator

import pytest
from playwright.sync_api import Page, expect

from debate_app import languages
from debate_app.domain import appointments, doubts, edits, reports, rows
from debate_app.domain.amendments import Draft
from debate_app.domain.snapshot import QuestionSnapshot
from debate_app.domain.tables import EditKind, Role, SubjectKind
from debate_app.store.engine import connect, transaction
from tests import histories, scene
from tests.browser.bare import bare_words, cut_words, greek, in_greek
from tests.browser.conftest import NewPage
from tests.browser.first import OFFERED, held_back
from tests.browser.pages import DESK, HEIGHT, path_of, put
from tests.browser.people import PASSWORD
from tests.browser.server import Server, serving

ROUNDS = 8
OPEN_ALL = """async () => {
  const closed = "button[aria-expanded=false], details:not([open]) > summary";
  const found = [...document.querySelectorAll(closed)].filter((one) => one.checkVisibility());
  found.forEach((one) => one.click());
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return found.length;
}"""

NewReader = Callable[..., Page]


@pytest.fixture(scope="module")
def offering(tmp_path_factory: pytest.TempPathFactory) -> Generator[Server]:
    """A server that offers the pseudo-language, and knows nobody's words but those of these tests."""
    variables = {"PSEUDO_LANGUAGE": "on", "SAMPLE_DEBATE": "off", "RATES": "off"}
    with serving(tmp_path_factory.mktemp("pseudo"), **variables) as server:
        yield server


@pytest.fixture
def new_reader(new_page: NewPage, offering: Server) -> NewReader:
    """Opens pages of somebody who reads in the pseudo-language."""

    def opened(**options: object) -> Page:
        page = new_page(base_url=offering.address, viewport={"width": DESK, "height": HEIGHT}, **options)
        cookie = {"name": "language", "value": languages.PSEUDO, "url": offering.address}
        page.context.add_cookies([cookie])  # pyright: ignore[reportArgumentType]
        return page

    return opened


@pytest.fixture(scope="module")
def debate(offering: Server) -> QuestionSnapshot:
    return put(offering, in_greek(histories.tree()))


def expect_said_whole(page: Page, state: str) -> None:
    """Every word comes out of the catalogue, and none is cut off."""
    found = [*bare_words(page), *cut_words(page)]
    assert found == [], f"{state}:\n" + "\n".join(found)
    page.set_viewport_size({"width": DESK, "height": HEIGHT})


def open_everything(page: Page) -> None:
    """Whatever a button opens, and what opens within that."""
    for _ in range(ROUNDS):
        if not page.evaluate(OPEN_ALL):
            return


def put_in_charge(server: Server, debate: QuestionSnapshot, name: str) -> None:
    """Make somebody the author of everything here and an admin, with something to decide and news of each kind."""
    own, other = debate.viewpoints
    engine = connect(server.database_url)
    with transaction(engine) as session:
        person = appointments.candidate(session, name).id
        appointments.appoint(session, None, person, Role.ADMIN)
        rows.viewpoint(session, own.id).author_id = person
        rows.question(session, debate.question.id).author_id = person
        session.flush()
        kim = scene.guest(session, greek("Kim of York"))
        text, why = greek("People read more on Mondays."), greek("When do they?")
        base, paragraph = rows.viewpoint(session, own.id).version, own.paragraphs[0].id
        edits.submit(session, kim, own.id, Draft(EditKind.CHANGE, base, paragraph_id=paragraph, text=text, reason=why))
        doubts.doubt(session, kim, own.id, "https://example.org/1926", greek("It is about bears."), None)
        reports.send(session, kim, SubjectKind.VIEWPOINT, other.id, "abuse", why)
    engine.dispose()


def sign_up(page: Page) -> str:
    """Make an account by a form whose labels nobody can read; returns its name."""
    name = greek("Anna of Leeds")
    page.goto("/sign-up?to=/account")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form [type=submit]").first.click()
    expect(page).to_have_url(re.compile("/account$"))
    return name


def refuse(page: Page, form: str) -> None:
    """Send the form with nothing in it; the server says what it lacks."""
    page.locator(f"{form} [type=submit]").first.click()
    expect(page.locator(f"{form} .fault").first).to_be_visible()


def test_a_question_is_said_whole_to_a_guest(new_reader: NewReader, debate: QuestionSnapshot) -> None:
    before_scripts = new_reader(java_script_enabled=False)
    before_scripts.goto(path_of(debate))
    expect_said_whole(before_scripts, "the first HTML")
    page = new_reader()
    let_through = held_back(page, OFFERED)
    page.goto(path_of(debate))
    page.locator(f"#agree-to-{debate.viewpoints[0].id}").click()
    expect(page.locator(f"#agree-to-{debate.viewpoints[0].id}")).to_have_attribute("aria-pressed", "true")
    page.locator("#translate").scroll_into_view_if_needed()
    expect(page.locator("#translate select")).to_be_disabled()
    expect_said_whole(page, "a reader who voted, and nothing to choose from yet")
    let_through()
    open_everything(page)
    refuse(page, f"#new-viewpoint-{debate.question.id}")
    page.locator("#translate").scroll_into_view_if_needed()
    expect(page.locator("#translate select")).to_be_enabled()
    expect_said_whole(page, "everything opened, and a form refused")


def test_pages_that_come_alive_are_said_whole(new_reader: NewReader, debate: QuestionSnapshot) -> None:
    first, page = new_reader(java_script_enabled=False), new_reader()
    viewpoint = debate.viewpoints[0]
    history = f"/history/viewpoint/{viewpoint.id}"
    paths = ("/", "/?order=contested&words=nosuchword", "/ask", history, f"{history}/3", f"{history}/6?against=1")
    for path in (
        *paths,
        f"{history}?paragraph={viewpoint.paragraphs[0].id}",
        f"/history/question/{debate.question.id}",
    ):
        first.goto(path)
        expect_said_whole(first, f"the first HTML of {path}")
        page.goto(path)
        open_everything(page)
        expect_said_whole(page, path)
    page.goto("/ask")
    refuse(page, "main form")
    expect_said_whole(page, "a question that was refused")


def test_documents_are_said_whole(new_reader: NewReader, debate: QuestionSnapshot) -> None:
    page = new_reader(java_script_enabled=False)
    question, viewpoint = debate.question.id, debate.viewpoints[0]
    for path in (
        *("/sign-in", "/sign-up", "/recover", "/identity", "/rules", "/privacy", "/moderation/log", "/not-found"),
        *(f"/viewpoint/{viewpoint.id}", f"/people/{viewpoint.author.name}", f"/q/{question}/sources"),
        *(f"/votes/{question}", f"/report/viewpoint/{viewpoint.id}"),
    ):
        page.goto(path)
        expect_said_whole(page, path)


def test_who_is_in_charge_reads_nothing_else(new_reader: NewReader, offering: Server) -> None:
    page, debate = new_reader(), put(offering, in_greek(histories.tree()))
    put_in_charge(offering, debate, sign_up(page))
    page.goto(path_of(debate))
    expect(page.locator(".mine .count")).to_be_visible()
    open_everything(page)
    expect_said_whole(page, "the question, everything opened")
    own, other = debate.viewpoints
    for path in (
        *("/positions", "/account", "/account/browsers", "/account/password", "/account/passkeys"),
        *("/account/delete", "/moderation", "/moderation/people", "/moderation/log"),
        *(f"/moderation/viewpoint/{other.id}", f"/settings/question/{debate.question.id}"),
        *(f"/viewpoint/{own.id}", f"/votes/{debate.question.id}"),
    ):
        page.goto(path)
        expect_said_whole(page, path)


def test_a_word_that_was_forgotten_and_one_without_room_are_found(new_reader: NewReader) -> None:
    page = new_reader(java_script_enabled=False)
    page.goto("/rules")
    page.evaluate("""() => {
      const main = document.querySelector("main");
      main.append("Forgotten “word”");
      const button = main.appendChild(document.createElement("button"));
      button.setAttribute("aria-label", "Unseen");
      button.textContent = "⟦Á ļőñğ ļáběļ ñőţ břőķéñ~~~~~~⟧";
      Object.assign(button.style, { inlineSize: "6rem", overflow: "hidden", whiteSpace: "nowrap" });
    }""")
    bare, cut = bare_words(page), cut_words(page)
    assert [("Forgotten" in one, "quotation" in one, "Unseen" in one) for one in bare] == [
        (True, False, False),
        (True, True, False),
        (False, False, True),
    ]
    assert [one.partition(" px")[0] for one in cut] == ["320", "390", "1280"]
