"""How programs are answered: kept answers, other sites, problems, tables that do not run, and what cannot be asked."""

import base64
import json
import re
from dataclasses import dataclass

import httpx
import pytest
from sqlalchemy import Engine, create_engine
from sqlmodel import select

from debate_app.domain import comments, votes
from debate_app.domain.tables import Side, VoteEvent
from debate_app.store import access
from debate_app.store.engine import transaction
from debate_app.web.api import answers, conversations, cursors, tables
from debate_app.web.api import votes as votes_for_programs
from debate_app.web.bounds import MOST_BODY_BYTES
from tests import scene
from tests.limited import limited, only
from tests.running import Place, app
from tests.web.programs import ADDRESS, Program
from tests.web.scriptless import NewBrowser

FOREIGN = "https://elsewhere.example"
OPEN = "access-control-allow-origin"


@pytest.fixture
def question(engine: Engine) -> str:
    """The path of a question with a viewpoint of id 1 that somebody agrees with."""
    with transaction(engine) as session:
        question_id = scene.question(session)
        votes.cast(session, scene.guest(session), scene.viewpoint(session, question_id), Side.AGREE)
    return f"/questions/{question_id}"


async def test_an_answer_that_is_known_is_not_sent_again(program: Program, engine: Engine, question: str) -> None:
    for path in ("/openapi.json", question, f"{question}/tallies", f"{question}/viewpoints.csv", "/questions"):
        first = await program.ask(path)
        assert first.headers["cache-control"] == "public, no-cache"
        assert first.headers["vary"] == "Accept"
        tag = first.headers["etag"]
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = await program.ask(path, if_none_match=known)
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert (await program.ask(path, if_none_match='"other"')).status_code == 200
    before = (await program.ask(f"{question}/tallies")).headers["etag"]
    with transaction(engine) as session:
        votes.cast(session, scene.guest(session), 1, Side.AGREE)
    assert (await program.ask(f"{question}/tallies", if_none_match=before)).status_code == 200


async def test_scripts_of_other_sites_read_here_in_nobodys_name(
    program: Program, new_browser: NewBrowser, question: str
) -> None:
    for path, status in ((question, 200), ("/nothing", 404), ("", 307), ("/openapi.json", 200)):
        answer = await program.ask(path, origin=FOREIGN, accept="text/html,*/*")
        assert (answer.status_code, answer.headers[OPEN]) == (status, "*")
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert "access-control-allow-credentials" not in answer.headers
        assert "set-cookie" not in answer.headers
    first = await program.ask(
        question, "OPTIONS", origin=FOREIGN, access_control_request_method="GET", accept="text/html"
    )
    assert first.status_code == 204
    assert first.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert first.headers["access-control-allow-headers"] == "Accept, If-None-Match"
    assert "set-cookie" not in first.headers
    browser = new_browser()
    answer = await browser.open(f"/api{question}")
    assert answer.headers["content-type"] == "application/json"
    assert not browser.cookie


@pytest.mark.parametrize("path", ["/", "/privacy", "/ping", "/apis", "/ap", "/positions.json", "/API/", "/x/api/"])
async def test_no_other_address_is_open_to_other_sites(program: Program, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        answer = await program.ask(f"{ADDRESS}{path}", method, origin=FOREIGN, access_control_request_method="GET")
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    changing = await program.ask(f"{ADDRESS}{path}", "POST", origin=FOREIGN)
    assert changing.status_code == 403


WRONG = {
    "/questions?order=oldest": ("order", "The order is newest, active, contested, none other."),
    "/questions?limit=0": ("limit", "The limit is a number from 1 to 100."),
    "/questions?limit=101": ("limit", "The limit is a number from 1 to 100."),
    "/questions?limit=%EF%BC%91": ("limit", "The limit is a number from 1 to 100."),
    f"/questions?words={'x' * 501}": ("words", "At most 500 characters are searched for."),
    "/questions?words=%ff": (None, "The query of this address cannot be read."),
    f"/questions?{'order=newest&' * 21}": (None, "The query of this address cannot be read."),
    "/questions?limit=1&limit=2": (None, "A parameter was given twice."),
    "/questions?page=2": ("page", "This address takes these parameters: cursor, limit, order, words."),
    "/questions/1/votes.csv?limit=2": ("limit", "This address takes these parameters: none."),
    f"/questions?cursor={'x' * 301}": ("cursor", "This is no cursor."),
    "/questions/1/votes?cursor=": ("cursor", "This is no cursor."),
}


@pytest.mark.parametrize("path", WRONG)
async def test_a_wrong_parameter_is_named(program: Program, question: str, path: str) -> None:
    told = await program.refusal(path)
    parameter, sentence = WRONG[path]
    assert (told["status"], told["title"], told["parameter"], told["detail"]) == (
        400,
        "Bad Request",
        parameter,
        sentence,
    )


NO_CURSORS = [
    "x", "!!", "bnVsbA", "W10", "\u00e9", "A" * 299,
    cursors.write("questions.active", (1, "2026-01-01", 1)),
    cursors.write("questions.newest", ("2026-01-01",)),
    cursors.write("questions.newest", (1, 1)),
    cursors.write("questions.newest", ("2026-01-01", 2**31)),
    cursors.write("questions.newest", ("2026-01-01", -1)),
    cursors.write("questions.newest", ("2026-01-01", True)),
    cursors.write("questions.newest", ("x' OR 1=1", 1)),
    cursors.write("questions.newest", ("\x00", 1)),
]  # fmt: skip


@pytest.mark.parametrize("cursor", NO_CURSORS)
async def test_what_is_no_cursor_of_the_list_is_refused(program: Program, question: str, cursor: str) -> None:
    for path in ("/questions", f"{question}/viewpoints", f"{question}/votes", "/viewpoints/1/conversation"):
        told = await program.refusal(f"{path}?cursor={cursor}")
        assert (told["status"], told["parameter"]) == (400, "cursor")


async def test_a_place_that_nothing_has_is_a_cursor_all_the_same(program: Program, question: str) -> None:
    for path, place in (
        ("/questions", ("questions.newest", ("1999-01-01", 7))),
        (f"{question}/votes", ("votes", ("2999-01-01T10:00:00.000Z", 9, 9, 9, 9, 9))),
        (f"{question}/viewpoints", ("viewpoints", (2**31 - 1,))),
        ("/viewpoints/1/versions", ("versions", (0,))),
        ("/viewpoints/1/conversation", ("conversation", ("1999-01-01", 0))),
    ):
        assert (await program.read(f"{path}?cursor={cursors.write(*place)}"))["items"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/nothing", "/questions/0", "/questions/-1", "/questions/999999", "/questions/2147483648",
        f"/questions/{'9' * 400}", "/questions/x/tallies", "/questions/%00", "/questions/1%2fvotes/x", "/questions.csv",
        "/questions/%EF%BC%91", "/questions/1.0/votes.csv", "/viewpoints/9/conversation.csv", "/viewpoints/9",
        "/viewpoints/9/versions", "/viewpoints", "//questions", "/questions/9/viewpoints.csv",
    ],
)  # fmt: skip
async def test_what_there_is_not_is_a_problem_too(program: Program, question: str, path: str) -> None:
    for accept in ("*/*", "text/html"):
        told = await program.refusal(path, accept=accept)
        assert (told["status"], told["type"]) == (404, "about:blank")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "FROBNICATE"])
async def test_nothing_is_changed_here(program: Program, question: str, method: str) -> None:
    for headers in ({}, {"origin": FOREIGN}):
        answer = await program.ask(question, method, **headers)
        assert (answer.status_code, answer.json()["title"]) == (405, "Method Not Allowed")
        assert {*re.split(", *", answer.headers["allow"])} == {"GET", "HEAD"}


async def test_what_the_doorkeepers_refuse_is_a_problem_too(program: Program) -> None:
    assert (await program.refusal("/questions", host="<script>"))["status"] == 400
    large = await program.client.post("/api/questions", content=b"x" * (MOST_BODY_BYTES + 1))
    assert (large.status_code, large.headers["content-type"]) == (413, "application/problem+json")
    assert large.json()["detail"] == "This is more than the page can take."


async def test_a_failure_is_a_problem_too(program: Program, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def failing(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(answers, "table", failing)
    program.client = httpx.AsyncClient(transport=httpx.ASGITransport(app(), False), base_url=ADDRESS)
    told = await program.refusal(f"{question}/votes.csv")
    assert (told["status"], "secret" in str(told)) == (500, False)


async def test_too_many_and_a_database_that_is_away(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    async with limited(only(api_address="2/minute")), httpx.AsyncClient(base_url=place.address) as client:
        assert (await client.get("/api/questions")).status_code == 200
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(
                access, "engine", lambda: create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
            )
            away = await client.get("/api/questions/1/votes.csv")
        many = await client.get("/api/questions")
        for answer, status, longest in ((away, 503, 5), (many, 429, 120)):
            assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
            assert 1 <= int(answer.headers["retry-after"]) <= longest
            assert answer.headers[OPEN] == "*"
        assert "Programs on your network" in many.json()["detail"]
        assert (await client.get("/ping")).status_code == 200


async def test_the_head_of_an_answer_alone(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations, "LARGEST_PAGE", 1)
    with transaction(place.engine) as session:
        for number in range(3):
            comments.say(session, scene.guest(session, f"Di{number} Ng"), place.viewpoint_id, "Hear")
    async with httpx.AsyncClient(base_url=place.address) as client:
        for path in ("questions/1", "questions/1/viewpoints.csv", "viewpoints/1/conversation.csv", "questions/9"):
            whole, head = await client.get(f"/api/{path}"), await client.head(f"/api/{path}")
            assert head.content == b""
            assert head.status_code == whole.status_code
            for name in ("content-type", "etag", OPEN, "cache-control"):
                assert head.headers.get(name) == whole.headers.get(name)
        assert (await client.get("/api/viewpoints/1/conversation.csv")).headers["transfer-encoding"] == "chunked"


async def test_a_long_table_is_sent_as_it_is_read(
    program: Program, engine: Engine, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(engine) as session:
        for number in range(5):
            voter = scene.guest(session, f"Di{number} Ng")
            comments.say(session, voter, 1, f"Remark {number}")
            votes.cast(session, voter, 1, Side.AGREE)
        for hour, event in enumerate(session.exec(select(VoteEvent))):
            event.at = f"2026-03-01T{10 + hour}:00:00.000Z"
    whole = [await program.table(path) for path in (f"{question}/votes.csv", "/viewpoints/1/conversation.csv")]
    assert [len(rows) for rows in whole] == [6, 6]
    monkeypatch.setattr(conversations, "LARGEST_PAGE", 2)
    monkeypatch.setattr(votes_for_programs, "LARGEST_PAGE", 2)
    parts = [await program.table(path) for path in (f"{question}/votes.csv", "/viewpoints/1/conversation.csv")]
    assert parts == whole
    assert "etag" not in (await program.ask(f"{question}/votes.csv")).headers


RUNNING = ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1"]


async def test_no_cell_of_a_table_runs(program: Program, engine: Engine) -> None:
    said = [*RUNNING, 'Well, "so"\nit is', "Plain"]
    with transaction(engine) as session:
        viewpoint_id = scene.viewpoint(session, scene.question(session), "=cmd|' /C calc'!A0")
        for number, text in enumerate(said):
            comments.say(session, scene.guest(session, f"Di{number} Ng"), viewpoint_id, text)
    [viewpoint] = await program.table("/questions/1/viewpoints.csv")
    assert viewpoint["title"] == "'=cmd|' /C calc'!A0"
    talk = await program.table(f"/viewpoints/{viewpoint_id}/conversation.csv")
    assert [row["text"] for row in talk[::-1]][1:] == [*(f"'{text}" for text in RUNNING), *said[len(RUNNING) :]]
    answer = await program.ask("/questions/1/viewpoints.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="questions-1-viewpoints.csv"'
    for text in ("\tx", "\rx", "\nx", "-"):
        assert tables.body([Cell(text)]).lstrip('"').startswith("'")


@dataclass(frozen=True)
class Cell:
    """A row of one cell."""

    text: str


@pytest.mark.parametrize(
    ("accept", "is_table"),
    [
        ("text/csv", True), ("text/csv, application/json;q=0.5", True), ("TEXT/CSV;q=0.9,*/*;q=0.1", True),
        ("application/json, text/csv", False), ("*/*", False), ("text/csv;q=0", False), ("text/csv;q=x", False),
    ],
)  # fmt: skip
async def test_a_table_is_sent_to_whoever_likes_it_better(
    program: Program, question: str, accept: str, is_table: bool
) -> None:
    answer = await program.ask(f"{question}/votes", accept=accept)
    assert answer.headers["content-type"].startswith("text/csv" if is_table else "application/json")
    assert (await program.ask(question, accept=accept)).headers["content-type"] == "application/json"


async def test_the_ledger_knows_nobody(program: Program, engine: Engine, question: str) -> None:
    """Neither the lines nor the cursors tell who voted, or in which minute."""
    with transaction(engine) as session:
        for number in range(3):
            votes.cast(session, scene.account(session, f"Vera{number} Victim"), 1, Side.DISAGREE)
        [ids] = [[event.id for event in session.exec(select(VoteEvent))]]
    first = await program.read(f"{question}/votes?limit=1")
    assert {*first["items"][0]} == {"hour", "viewpoint_id", "version", "act", "imported", "in_quarantine", "times"}
    lines = [line async for part in program.parts(f"{question}/votes?limit=1") for line in part]
    assert [(line["act"], line["times"]) for line in lines] == [("agree", 1), ("disagree", 3)]
    assert len(ids) == 4
    assert all(line["hour"].endswith(":00:00.000Z") for line in lines)
    told = json.loads(base64.urlsafe_b64decode(first["next_cursor"] + "=="))
    assert told == ["votes", lines[0]["hour"], 1, 1, 0, 0, 0]
