"""Two processes that serve the same debates, and Redis between them that may go and come back."""

import hashlib
import json
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, expect
from redis import Redis

from debate_app.domain import recount
from debate_app.live import bus
from debate_app.store.engine import connect, reading, transaction
from tests import debates, scene, services
from tests.browser.pages import button, card, expect_votes, open_at, path_of, put
from tests.browser.server import Server, serving
from tests.databases import PostgreSQLDatabases, disposed
from tests.services import Service

Processes = tuple[Server, Server]
TITLE = "Open it"
CROSSING_SECONDS = 2
RECOVERY_MS = 15_000


@pytest.fixture(scope="module")
def redis() -> Generator[Service]:
    with services.redis() as running:
        yield running


@pytest.fixture(scope="module")
def processes(
    postgresql_databases: PostgreSQLDatabases, redis: Service, tmp_path_factory: pytest.TempPathFactory
) -> Generator[Processes]:
    """On one PostgreSQL and one Redis."""
    with postgresql_databases.fresh() as engine:
        shared = {"DATABASE_URL": engine.url.render_as_string(hide_password=False), "REDIS_URL": redis.url}
        folder: Path = tmp_path_factory.mktemp("two")
        with serving(folder, **shared) as one, serving(folder, **shared) as other:
            yield one, other


@pytest.fixture
def pages(processes: Processes, new_page: Callable[..., Page]) -> tuple[Page, Page]:
    """The same new debate, open on each of the two."""
    address = path_of(put(processes[0], debates.sundays()))
    opened = []
    for server in processes:
        page = new_page(base_url=server.address)
        with page.expect_websocket() as socket:
            open_at(page, address)
        assert socket.value.url.startswith(f"ws://127.0.0.1:{server.port}/")
        opened.append(page)
    return opened[0], opened[1]


def connections(server: Server) -> int:
    """How many browsers' connections this very process holds."""
    held = psutil.Process(server.process.pid).net_connections(kind="tcp")
    return sum(one.status == psutil.CONN_ESTABLISHED and one.laddr.port == server.port for one in held)


class Wire:
    """What goes over the connection of a page, from its first frame on."""

    def __init__(self, page: Page, address: str) -> None:
        self.sent: list[str] = []
        self.received: list[str] = []
        self.sockets: list[WebSocket] = []
        page.on("websocket", self._note)
        open_at(page, address)

    def _note(self, socket: WebSocket) -> None:
        self.sockets.append(socket)
        socket.on("framesent", lambda frame: self.sent.append(str(frame)))
        socket.on("framereceived", lambda frame: self.received.append(str(frame)))


def asks(frame: str | bytes) -> bool:
    return '.look"' in str(frame)


def say(redis: Service, *word: object) -> None:
    """As a third process would."""
    with Redis.from_url(redis.url) as third:
        third.publish(bus.CHANNEL, json.dumps(["third", *word]))


def vote(page: Page, side: str) -> None:
    button(card(page, TITLE), side).click()


def assert_counts_agree(server: Server) -> None:
    with disposed(connect(server.database_url)) as engine, reading(engine) as session:
        assert recount.differences(session) == []


def test_a_vote_on_one_process_is_seen_on_the_other(processes: Processes, pages: tuple[Page, Page]):
    here, there = pages
    assert processes[0].process.pid != processes[1].process.pid
    assert all(connections(server) >= 1 for server in processes)
    for page, side, agrees in ((here, "Agree", 4), (there, "Agree", 5)):
        began = time.monotonic()
        vote(page, side)
        expect_votes(card(here, TITLE), agrees, 1, mine="Agree")
        expect_votes(card(there, TITLE), agrees, 1, mine="Agree" if page is there else "")
        assert time.monotonic() - began < CROSSING_SECONDS
    assert_counts_agree(processes[0])


def test_people_on_both_processes_are_here_together(pages: tuple[Page, Page]):
    for page in pages:
        expect(page.get_by_text("2 here", exact=True)).to_be_visible(timeout=RECOVERY_MS)


def test_without_redis_votes_count_and_when_it_is_back_they_cross_again(
    processes: Processes, pages: tuple[Page, Page], redis: Service
):
    here, there = pages
    redis.stop()
    vote(here, "Agree")
    expect_votes(card(here, TITLE), 4, 1, mine="Agree")
    vote(there, "Disagree")
    expect_votes(card(there, TITLE), 4, 2, mine="Disagree")
    redis.start()
    expect(button(card(here, TITLE), "Disagree")).to_have_accessible_description("2 disagrees", timeout=RECOVERY_MS)
    expect_votes(card(here, TITLE), 4, 2, mine="Agree")
    vote(here, "Agree")
    expect_votes(card(there, TITLE), 3, 2, mine="Disagree")
    for server in processes:
        assert sum(line.startswith("WARNING debate_app.live.bus: Redis is away") for line in server.said) == 1
    assert_counts_agree(processes[0])


def test_an_edit_somewhere_else_changes_its_viewpoint_on_the_page_and_nothing_else_is_sent(
    processes: Processes, redis: Service, new_page: Callable[..., Page]
):
    tree = debates.sundays()
    tree["viewpoints"] += [tree["viewpoints"][1] | {"title": f"Reason {number}"} for number in range(8)]
    debate = put(processes[0], tree)
    pages = [new_page(base_url=server.address) for server in processes]
    wires = [Wire(page, path_of(debate)) for page in pages]
    with disposed(connect(processes[0].database_url)) as engine:
        for text in ("Nobody would have to work.", "Machines would have to work."):
            with transaction(engine) as session:
                scene.edited(session, debate.viewpoints[1].id, text)
            say(redis, debate.question.id, None)
            for page in pages:
                expect(card(page, "Keep it closed").locator(".text").first).to_contain_text(text)
    for page, wire in zip(pages, wires, strict=True):
        expect(card(page, "Keep it closed").locator("li.event")).to_have_count(2)
        expect(page.get_by_role("article")).to_have_count(10)
        assert sum('"viewpoints_rx_state_"' in frame for frame in wire.received) == 1
        assert sum('"changed_viewpoints_rx_state_":{"' in frame for frame in wire.received) == 2


def test_a_nudged_person_asks_again_on_every_process_and_others_do_not(
    processes: Processes, redis: Service, new_context: Callable[..., BrowserContext]
):
    address = path_of(put(processes[0], debates.sundays()))
    ann, bo = new_context(), new_context()
    wires = [Wire(person.new_page(), server.address + address) for person in (ann, bo) for server in processes]
    [cookie] = [cookie for cookie in ann.cookies() if cookie["name"] == "participant"]
    with ExitStack() as asked:
        for wire in wires[:2]:
            asked.enter_context(wire.sockets[-1].expect_event("framesent", asks))
        say(redis, hashlib.sha256(cookie["value"].encode()).hexdigest())
    for page in bo.pages:
        vote(page, "Agree")
        expect_votes(card(page, TITLE), 4, 1, mine="Agree")
        vote(page, "Agree")
        expect_votes(card(page, TITLE), 3, 1)
    assert not any(map(asks, wires[2].sent + wires[3].sent))
