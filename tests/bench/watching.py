"""What the votes of others cost a page that shows them, with few viewpoints and with hundreds."""

from collections.abc import Generator
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from debate_app.domain import slugs
from tests.bench import servers
from tests.bench.large import VIEWPOINTS, few_viewpoints, import_debates, many_viewpoints
from tests.bench.plan import Plan, say
from tests.bench.result import Result
from tests.browser import chromium
from tests.debates import sundays

VOTES = 10
AT_REST_MS, BETWEEN_VOTES_MS = 3_000, 300
_PHONE = {"width": 412, "height": 823}


def measure(folder: Path, _plan: Plan) -> Generator[Result]:
    """Two browsers: one votes, the other watches. What counts is the time that the watching page's scripts take."""
    url = f"sqlite:///{folder / 'watching.db'}"
    say("A small debate and a large one are imported")
    import_debates(url, few_viewpoints(), many_viewpoints())
    path = chromium.get()
    with servers.app(folder, DATABASE_URL=url, SAMPLE_DEBATE="off") as target, sync_playwright() as playwright:
        launch = playwright.chromium.launch
        browsers = [launch(executable_path=path, args=list(chromium.FLAGS)) for _ in range(2)]
        address, title = f"http://127.0.0.1:{target.place.port}", sundays()["question"]["title"]
        few, many = (_for_each_vote(*browsers, address + slugs.path(number, title)) for number in (1, 2))
        for browser in browsers:
            browser.close()
    yield Result("four viewpoints: scripts of a watching page for one vote", few, "ms")
    yield Result(f"{VIEWPOINTS} viewpoints: the same", many, "ms", few, at_most=50)


def _for_each_vote(voting: Browser, watching: Browser, url: str) -> float:
    voter, watcher = _opened(voting, url), _opened(watching, url)
    session = watcher.context.new_cdp_session(watcher)
    session.send("Performance.enable")
    before = _script_seconds(session)
    for _ in range(VOTES):
        voter.locator("article .vote button").first.click()
        watcher.wait_for_timeout(BETWEEN_VOTES_MS)
    spent = _script_seconds(session) - before
    for page in (voter, watcher):
        page.context.close()
    return 1000 * spent / VOTES


def _opened(browser: Browser, url: str) -> Page:
    """The live page, at rest."""
    page = browser.new_context(viewport=_PHONE).new_page()
    page.goto(url)
    page.wait_for_selector("first-page", state="detached")
    page.wait_for_timeout(AT_REST_MS)
    return page


def _script_seconds(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "ScriptDuration")
