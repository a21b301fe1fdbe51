"""Opening pages: how fast the first HTML is sent, and how soon there is something to read on a phone."""

from collections.abc import Generator
from pathlib import Path

import uvloop
from playwright.sync_api import Browser, sync_playwright
from reflex.utils.prerequisites import get_web_dir

from debate_app.domain import slugs
from tests.bench import http, servers
from tests.bench.http import AT_ONCE, Read
from tests.bench.large import VIEWPOINTS, few_viewpoints, import_debates, long_conversation, many_viewpoints
from tests.bench.plan import Plan, say
from tests.bench.result import Result
from tests.bench.servers import Target
from tests.browser import chromium
from tests.debates import sundays

TIMES = 5
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 768_000 / 8}
SLOWER_CPU = 4
_FIRST_TEXT = """new Promise((told) => new PerformanceObserver((list) => {
  const [first] = list.getEntriesByName("first-contentful-paint");
  if (first) told([first.startTime, Boolean(document.querySelector("#question, .questions"))]);
}).observe({ type: "paint", buffered: true }))"""


def measure(folder: Path, plan: Plan) -> Generator[Result]:
    """The app with the sample debate, one of four viewpoints and one of hundreds, beside bytes that are only sent."""
    url = f"sqlite:///{folder / 'opening.db'}"
    say("A small debate and a large one are imported")
    large = many_viewpoints()
    large["viewpoints"][0] |= {**long_conversation()["viewpoints"][0], "title": "Open it, for reason 0"}
    import_debates(url, few_viewpoints(), large)
    with servers.app(folder, DATABASE_URL=url, SAMPLE_DEBATE="off") as target:
        small, large_one = (slugs.path(number, sundays()["question"]["title"]) for number in (1, 2))
        for name, path in (("a question of four viewpoints", small), ("home", "/")):
            yield from _beside_bytes(target, name, path, plan)
        yield from _on_a_phone(target, small, large_one)


def _beside_bytes(target: Target, name: str, path: str, plan: Plan) -> list[Result]:
    """The page, a file of its size from the same server, and as many bytes from one that does nothing else: on the same
    core, one after the other."""
    page = uvloop.run(http.read(target.place.port, path, plan.seconds))
    file = uvloop.run(http.read(target.place.port, _file_like(page.size), plan.seconds))
    with servers.still(page.size) as still:
        floor = uvloop.run(http.read(still.place.port, path, plan.seconds))

    def one(what: str, value: float, unit: str, of_floor: float, **asked: float) -> Result:
        return Result(f"{name}, {AT_ONCE} at once: {what}", value, unit, of_floor, **asked)

    half, still_half, file_half = (_ms(read, 0.5) for read in (page, floor, file))
    as_file = Result(f"{name}: the same, beside a file of its size", half, "ms", file_half, at_most=2 * file_half)
    return [
        one("first response, half", half, "ms", still_half),
        as_file,
        one("first response, 99 of 100", _ms(page, 0.99), "ms", _ms(floor, 0.99)),
        one("requests", page.a_second, "1/s", floor.a_second),
        Result(f"{name}: first response", page.size / 1000, "KB"),
    ]


def _file_like(size: int) -> str:
    """The address of the built file whose size, as it is sent, is nearest."""
    client = get_web_dir() / "build" / "client"
    sizes = {path: path.with_name(f"{path.name}.gz") for path in (client / "assets").glob("*.js")}
    sent = {path: (small if small.is_file() else path).stat().st_size for path, small in sizes.items()}
    return f"/assets/{min(sent, key=lambda path: abs(sent[path] - size)).name}"


def _ms(read: Read, part: float) -> float:
    return 1000 * read.waits.at(part)


def _on_a_phone(target: Target, small: str, large: str) -> list[Result]:
    """The first text on a slow network and a slow machine: the middle of ``TIMES`` openings of each, in turn."""
    address, path = f"http://127.0.0.1:{target.place.port}", chromium.get()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        pairs = [(_first_text(browser, address + small), _first_text(browser, address + large)) for _ in range(TIMES)]
        browser.close()
    few, many = (sorted(times)[TIMES // 2] for times in zip(*pairs, strict=True))
    return [
        Result("four viewpoints: first text on a slow phone", few, "ms", at_most=1500),
        Result(f"{VIEWPOINTS} viewpoints, 10,000 events: the same", many, "ms", few, at_most=1.2 * few),
    ]


def _first_text(browser: Browser, url: str) -> float:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    page.goto(url, wait_until="commit")
    moment, has_text = page.evaluate(_FIRST_TEXT)
    assert has_text, "the first paint shows no text of the page"
    context.close()
    return moment
