"""The addresses of questions over plain HTTP: status, title, redirects, and what is no address at all."""

import asyncio

import pytest
from sqlalchemy import Engine, create_engine

from debate_app.domain import questions
from debate_app.store import access
from debate_app.store.engine import connect, transaction
from debate_app.web import shell
from debate_app.web.first import kept
from tests import scene
from tests.browser.server import Server
from tests.databases import disposed
from tests.running import running
from tests.web.conftest import Answer, Ask, asked

BUILT = '<!DOCTYPE html><html><head><meta charSet="utf-8"/><script>run()</script></head><body>built</body></html>'


@pytest.fixture(scope="module")
def asked_question(_served: Server) -> str:
    """The address of a question whose title is hard on addresses."""
    with disposed(connect(_served.database_url)) as engine, transaction(engine) as session:
        author_id = scene.guest(session, "Ann")
        question_id = questions.ask(session, author_id, 'Où </title><b>"図書館"</b> & 100 %?', "")
    return f"/q/{question_id}"


def assert_not_found(answer: Answer) -> None:
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1" in answer.text
    assert "<script" not in answer.text
    assert "modulepreload" not in answer.text


def test_a_question_without_its_words_leads_to_its_address(ask: Ask) -> None:
    for path in ("/q/1", "/q/1/", "/q/1/wrong", "/q/0001/wrong/and/deeper", "/q/1/%00", "/q/1/%3Fx"):
        answer = ask(path)
        assert answer.status == 307, path
        assert answer.headers["location"].startswith("/q/1/should-"), path
        assert ask(answer.headers["location"]).status == 200


def test_the_question_mark_part_of_an_address_goes_with_it(ask: Ask) -> None:
    location = ask("/q/1/wrong?event=7&words=a%20b%26c&x=%0d%0aSet-Cookie:%20a").headers["location"]
    assert location.partition("?")[2] == "event=7&words=a%20b%26c&x=%0d%0aSet-Cookie:%20a"
    assert ask(location).status == 200


def test_words_in_any_script_are_an_address(ask: Ask, asked_question: str) -> None:
    location = ask(asked_question).headers["location"]
    assert location == f"{asked_question}/o%C3%B9-title-b-%E5%9B%B3%E6%9B%B8%E9%A4%A8-b-100"
    assert ask(location).status == 200
    assert ask(location.lower()).status == 200


def test_the_title_comes_with_the_first_html_and_is_only_text(ask: Ask, asked_question: str) -> None:
    html = ask(ask(asked_question).headers["location"]).text
    assert "<title>Où &lt;/title&gt;&lt;b&gt;&#34;図書館&#34;&lt;/b&gt; &amp; 100 %? · Debate</title>" in html
    assert "<b>" not in html


@pytest.mark.parametrize(
    "path",
    [
        "/q/0", "/q/-1", "/q/999999", "/q/2147483648", "/q/99999999999999999999", f"/q/{'9' * 5_000}", "/q/1.0",
        "/q/+1", "/q/1%00", "/q/%00", "/q/%D9%A1", "/q/%EF%BC%91", "/q/%F0%9D%9F%8F", "/q/1_0", "/q/0x1", "/q/%201",
        "/q/1e0", "/q/ab/cd",
        "/q/..%2f1/x", "/q/%2e%2e/x", "/q/%ff%fe", "/nowhere", "/q", "/q/", "/not-found", "/q/%5c", "/%ff",
    ],
)  # fmt: skip
def test_what_is_no_address_is_a_page_that_says_so(ask: Ask, path: str) -> None:
    assert_not_found(ask(path))


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd", "/assets/../../../../rxconfig.py",
        "/assets/..%2f..%2f..%2frxconfig.py",
        "/%2e%2e/%2e%2e/rxconfig.py", "/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fdata/debate.db", "//etc/passwd",
        "/assets/%00", "/assets/x%00.js", "/%00", "/a%00b/c", f"/{'a' * 6_000}", f"/{'a/' * 2_000}",
        "/.env", "/css/../../server/index.js",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_built_files(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert answer.status == 404, answer.text
    for secret in ("root:", "import ", "SQLite format"):
        assert secret not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_pages_are_only_read(server: Server, method: str) -> None:
    assert asked(server.address, "/q/1", method, origin=server.address).status == 405


def test_asking_for_the_head_alone_works(server: Server) -> None:
    answer = asked(server.address, "/q/1/wrong", "HEAD")
    assert (answer.status, answer.text) == (307, "")
    assert asked(server.address, answer.headers["location"], "HEAD").status == 200


def test_the_other_pages_are_there(ask: Ask) -> None:
    assert ask("/ask").headers["location"] == "/ask/"
    for path, title in (("/", "Debate: think a question through together"), ("/ask/", "Ask a question · Debate")):
        answer = ask(path)
        assert answer.status == 200
        assert f"<title>{title}</title>" in answer.text


async def test_a_database_that_is_away_is_a_sentence_and_a_status(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "_built", lambda _name: BUILT)
    monkeypatch.setattr(kept, "FRESH_SECONDS", 0.0)
    with transaction(engine) as session:
        question_id = scene.question(session)
    async with running(engine, monkeypatch) as address:
        there = await asyncio.to_thread(asked, address, f"/q/{question_id}")
        assert (await asyncio.to_thread(asked, address, there.headers["location"])).status == 200
        away = create_engine("postgresql+psycopg://nobody:hush@127.0.0.1:1/nothing")
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(access, "engine", lambda: away)
            answer = await asyncio.to_thread(asked, address, f"/q/{question_id}")
        assert answer.status == 503
        assert answer.headers["retry-after"] == "5"
        assert answer.headers["cache-control"] in ("no-cache", "private, no-store")
        assert answer.text == (
            "The debate's database cannot be reached right now. Nothing was changed; try again soon."
        )
        assert (await asyncio.to_thread(asked, address, there.headers["location"])).status == 200
