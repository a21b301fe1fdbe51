"""Pages that are larger than usual: a question of 300 viewpoints, and a conversation of 10,000 events."""

import asyncio
import http.client
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import uvloop

from debate_app.domain.files import debate_file
from debate_app.store import engine, migrate
from tests.bench import cores, crowd, servers
from tests.bench.browser import CONVERSATION, Browser, Place, connect
from tests.bench.crowd import Voters
from tests.bench.plan import Plan, say
from tests.bench.result import Result
from tests.bench.servers import Target
from tests.debates import encoded, sundays, take_in

VIEWPOINTS, EVENTS, WATCHERS, VOTES_PER_SECOND = 300, 10_000, 100, 20
TIMES = 10
_SENTENCE = "People who come on Sundays read more than those who cannot, and they bring their children along. "


def measure(folder: Path, plan: Plan) -> Generator[Result]:
    """On the app alone, with both debates in one database."""
    url = f"sqlite:///{folder / 'large.db'}"
    say("Two large debates are imported")
    import_debates(url, many_viewpoints(), long_conversation())
    with servers.app(folder, DATABASE_URL=url, SAMPLE_DEBATE="off") as target:
        yield from uvloop.run(_viewpoints(target, plan))
        yield from uvloop.run(_conversation(target))


def many_viewpoints() -> dict[str, Any]:
    """A debate of ``VIEWPOINTS`` viewpoints."""
    tree = sundays()
    one = tree["viewpoints"][0] | {"conversation": [], "paragraphs": [_SENTENCE * 4 + "[1]", _SENTENCE * 4]}
    tree["viewpoints"] = [one | {"title": f"Open it, for reason {number}"} for number in range(VIEWPOINTS)]
    return tree


def few_viewpoints() -> dict[str, Any]:
    """The same with four of them."""
    tree = many_viewpoints()
    return tree | {"viewpoints": tree["viewpoints"][:4]}


def long_conversation() -> dict[str, Any]:
    """A debate in which one paragraph was edited ``EVENTS`` times."""
    tree = sundays()
    edit = tree["viewpoints"][0]["conversation"][1]
    texts = [f"{_SENTENCE}{number} [1]" for number in range(EVENTS)]
    edits = [edit | {"before": before, "text": text} for before, text in zip(["", *texts], texts, strict=False)]
    edits[0].pop("before")
    tree["viewpoints"][0] |= {"conversation": edits, "paragraphs": [texts[-1]]}
    return tree


def import_debates(url: str, *trees: dict[str, Any]) -> None:
    """Make a database that holds these."""
    opened = engine.connect(url)
    migrate.upgrade(opened)
    for tree in trees:
        take_in(opened, debate_file.check(encoded(tree)))
    opened.dispose()


async def _viewpoints(target: Target, plan: Plan) -> list[Result]:
    [first, *_] = browsers = await crowd.join(target.place, WATCHERS)
    page_bytes = first.current.result()
    opened = await _opening_ms(target.place)
    voters = Voters(browsers[:10], target.viewpoints)
    await voters.vote(VOTES_PER_SECOND, 1)
    with crowd.listening(browsers):
        used = cores.cpu_seconds(target.pid)
        votes = await voters.vote(VOTES_PER_SECOND, plan.seconds)
        await crowd.settle(browsers, max(sequence for _, sequence in votes))
        used = cores.cpu_seconds(target.pid) - used
    waits = crowd.waits(votes, browsers)
    crowd.leave(browsers)
    name = f"{VIEWPOINTS} viewpoints"
    return [
        Result(f"{name}: HTML and the whole page", opened, "ms"),
        Result(f"{name}: the whole page's data", page_bytes / 1024, "KB"),
        Result(f"{name}: an update", first.update_bytes / 1024, "KB"),
        *(
            Result(
                f"{name}, {WATCHERS} watchers, {VOTES_PER_SECOND} votes/s: p{share * 100:.0f}", waits.at(share), "ms"
            )
            for share in (0.5, 0.99)
        ),
        Result(f"{name}, {WATCHERS} watchers, {VOTES_PER_SECOND} votes/s: server CPU", 100 * used / plan.seconds, "%"),
    ]


async def _conversation(target: Target) -> list[Result]:
    place = Place(target.place.port, 2)
    opened = await _opening_ms(place)
    [(viewpoint_id, _), *_] = servers.viewpoints(target.database_url, 2)
    browser = await connect(place)
    pages = [await _next_page_ms(browser, viewpoint_id) for _ in range(3)]
    browser.close()
    name = f"{EVENTS:,} events"
    return [
        Result(f"{name}: HTML and the whole page", opened, "ms"),
        Result(f"{name}: the whole page's data", browser.current.result() / 1024, "KB"),
        Result(f"{name}: “Show all”, its first page", pages[0], "ms"),
        Result(f"{name}: the third page", pages[-1], "ms"),
    ]


async def _opening_ms(place: Place) -> float:
    """The median of ``TIMES`` visits: the HTML, the websocket, until the whole page's data has arrived."""
    taken = list[float]()
    for _ in range(TIMES):
        began = time.perf_counter()
        await asyncio.to_thread(_fetch, place)
        browser = await connect(place)
        taken.append((time.perf_counter() - began) * 1000)
        browser.close()
    return sorted(taken)[TIMES // 2]


def _fetch(place: Place) -> None:
    """The HTML, after the redirect to the address with the right slug."""
    connection = http.client.HTTPConnection("127.0.0.1", place.port)
    connection.request("GET", f"/q/{place.question_id}/")
    redirect = connection.getresponse()
    redirect.read()
    connection.request("GET", redirect.getheader("Location", ""))
    page = connection.getresponse()
    page.read()
    connection.close()
    assert page.status == 200


async def _next_page_ms(browser: Browser, viewpoint_id: int) -> float:
    shown: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def heard(payload: bytes) -> None:
        if b'"opened_rx_state_":{"' in payload and not shown.done():
            shown.set_result(None)

    browser.heard = heard
    began = time.perf_counter()
    browser.event(f"{CONVERSATION}.show_more", {"viewpoint_id": viewpoint_id})
    await shown
    return (time.perf_counter() - began) * 1000
