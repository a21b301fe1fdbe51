"""The addresses of histories over plain HTTP: status, title, redirects, and what is no address at all."""

import pytest

from debate_app.store.engine import connect, transaction
from tests import pasts
from tests.browser.server import Server
from tests.databases import disposed
from tests.pasts import Past
from tests.web.conftest import Ask
from tests.web.test_pages import assert_not_found


@pytest.fixture(scope="module")
def past(_served: Server) -> Past:
    with disposed(connect(_served.database_url)) as engine, transaction(engine) as session:
        return pasts.past(session)


def test_each_history_and_each_version_has_its_title(ask: Ask, past: Past) -> None:
    for path, title in (
        (past.viewpoint, "History: Open it on Sundays"),
        (f"{past.viewpoint}/1", "Version 1: Open it on Sundays"),
        (f"{past.viewpoint}/7?against=2&paragraph={past.paragraph_ids[0]}", "Version 7: Open it on Sundays"),
        (past.question, "History: Should the library open on Sundays, too?"),
        (f"{past.question}/3", "Version 3: Should the library open on Sundays, too?"),
    ):
        answer = ask(path)
        assert answer.status == 200, path
        assert f"<title>{title} · Debate</title>" in answer.text


def test_what_does_not_exist_is_not_found(ask: Ask, past: Past) -> None:
    for path in (
        "/history", "/history/", "/history/viewpoint", "/history/viewpoint/", "/history/edit/1",
        "/history/viewpoint/0", "/history/viewpoint/999999", "/history/viewpoint/99999999999",
        f"/history/viewpoint/{'9' * 400}", "/history/viewpoint/-1", "/history/viewpoint/%EF%BC%91",
        f"{past.viewpoint}/0", f"{past.viewpoint}/8", f"{past.viewpoint}/x", f"{past.viewpoint}/1/2",
        f"{past.viewpoint}/%00", f"{past.viewpoint}%2f1%2f1", f"{past.question}/4", f"{past.question}/2147483648",
        "/history/question/999999", "/history/../history/question/999999",
    ):  # fmt: skip
        assert_not_found(ask(path))


def test_other_spellings_lead_to_the_one_address(ask: Ask, past: Past) -> None:
    number = past.viewpoint_id
    for path, location in (
        (f"{past.viewpoint}/", past.viewpoint),
        (f"/history/viewpoint/00{number}/02", f"{past.viewpoint}/2"),
        (f"{past.viewpoint}/2/?against=1", f"{past.viewpoint}/2?against=1"),
    ):
        answer = ask(path)
        assert (answer.status, answer.headers["location"]) == (307, location)


def test_the_form_leads_to_the_address_of_the_comparison(ask: Ask, past: Past) -> None:
    answer = ask(f"{past.viewpoint}?paragraph=7&against=3&version=5")
    assert answer.headers["location"] == f"{past.viewpoint}/5?paragraph=7&against=3"
    assert_not_found(ask(f"{past.viewpoint}/99?against=1"))
    odd = ask(f"{past.viewpoint}?version=%0d%0aSet-Cookie:%20a&against=%0d%0ab")
    assert odd.status == 200  # the page says in words what is wrong with the choice
    assert "set-cookie" not in odd.headers or "participant=" in odd.headers["set-cookie"]
