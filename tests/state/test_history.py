"""History pages from the message to the answer: what is read, restored, weighed, and by whom."""

from typing import Any

import pytest
from sqlmodel import Session

from debate_app.domain import participants, question_edits, versions
from debate_app.domain.tables import Question, Viewpoint, ViewpointVersion
from debate_app.store.engine import reading, transaction
from tests import pasts
from tests.databases import ON_BOTH
from tests.pasts import Past
from tests.running import Place
from tests.visitor import HYDRATE, ROOT, VISITOR, Visitor, at_question, visit, watch

HISTORY = f"{ROOT}.debate_app___state___history____history"
RESTORING = f"{ROOT}.debate_app___state___history____restoring"
NO_FORM = {"reason": "", "name": ""}


@pytest.fixture
def author_cookie() -> str:
    return participants.new_cookie()


@pytest.fixture
def past(place: Place, author_cookie: str) -> Past:
    with transaction(place.engine) as session:
        author_id = participants.ensure(session, author_cookie)
        participants.take_name(session, author_id, "Bo Li")
        return pasts.past(session, author_id)


def route(address: str) -> dict[str, Any]:
    """What a browser tells of an address; the rest of it is not believed."""
    return {
        "pathname": address.partition("?")[0],
        "asPath": address,
        "query": {"kind": "x", "subject": "1", "version": "1"},
    }


async def opened(place: Place, address: str, cookie: str | None = None) -> Visitor:
    visitor = await visit(place.address, route(address), cookie=cookie)
    await visitor.until(lambda: visitor.vars.get(HISTORY, {}).get("loaded"))
    return visitor


async def restore(visitor: Visitor, version: int, **form: str) -> dict[str, Any]:
    before = visitor.vars[RESTORING]["answers"]
    visitor.event(f"{RESTORING}.restore", {"version": version, "form": NO_FORM | form})
    await visitor.until(lambda: visitor.vars[RESTORING]["answers"] != before)
    return visitor.vars[RESTORING]


def newest(session: Session, past: Past) -> int:
    return session.get_one(Viewpoint, past.viewpoint_id).version


async def test_an_address_brings_its_list_its_version_or_its_comparison(place: Place, past: Past) -> None:
    visitor = await opened(place, f"{past.viewpoint}/2")
    shown = visitor.vars[HISTORY]
    assert shown["title"] == "Version 2: Open it on Sundays"
    assert [line["number"] for line in shown["lines"]] == shown["numbers"] == [7, 6, 5, 4, 3, 2, 1]
    assert (shown["version"]["line"]["number"], shown["version"]["title"]) == (2, "Open it")
    assert shown["may_apply"] is False
    visitor.route = route(f"{past.viewpoint}/7?against=1#versions")
    visitor.event(f"{HISTORY}.open")
    await visitor.until(lambda: visitor.vars[HISTORY]["comparison"]["newer"] == 7)
    assert visitor.vars[HISTORY]["version"]["line"]["number"] == 0
    visitor.route = route(f"{past.viewpoint}?against=77")
    visitor.event(f"{HISTORY}.open")
    await visitor.until(lambda: visitor.vars[HISTORY]["faults"])
    assert visitor.vars[HISTORY]["faults"] == {"all": "This version does not exist."}
    visitor.close()


@pytest.mark.parametrize(
    "address", ["/history/viewpoint/999", "/history/viewpoint/x", "/history/edit/1", "/history/question/1e9", "//", ""]
)
async def test_an_address_of_nothing_says_that_there_is_nothing(place: Place, address: str) -> None:
    visitor = await opened(place, "/history/viewpoint/1")
    visitor.route = route(address)
    visitor.event(f"{HISTORY}.open")
    await visitor.until(lambda: visitor.vars[HISTORY]["missing"])
    assert visitor.vars[HISTORY]["lines"] == []
    visitor.close()


@ON_BOTH
async def test_its_author_restores_at_once_and_everybody_sees_it(place: Place, past: Past, author_cookie: str) -> None:
    reader = await watch(place.address, past.question_id)
    author = await opened(place, f"{past.viewpoint}/2", author_cookie)
    assert author.vars[HISTORY]["may_apply"] is True
    answer = await restore(author, 2, reason="It was better")
    assert answer["done"] == f"{past.page}#viewpoint-{past.viewpoint_id}"
    with reading(place.engine) as session:
        assert versions.wording(session, past.viewpoint_id, 8) == versions.wording(session, past.viewpoint_id, 2)
    await reader.until(lambda: "It was better" in "".join(reader.heard))
    again = await restore(author, 1)  # the page still shows version 7 as today's
    assert again["done"] == ""
    assert again["faults"]["all"].startswith("This part of the viewpoint has changed since.")
    for visitor in (reader, author):
        visitor.close()


async def test_anybody_else_proposes_and_gives_their_name_first(place: Place, past: Past) -> None:
    visitor = await opened(place, f"{past.viewpoint}/2")
    assert [*(await restore(visitor, 2, reason="Back"))["faults"]] == ["name"]
    answer = await restore(visitor, 2, reason="Back", name="Cy")
    assert answer["done"].startswith(f"{past.page}#proposal-")
    assert visitor.vars[VISITOR]["name"] == "Cy"
    twice = await restore(visitor, 2)
    assert twice["faults"]["all"].startswith("You have proposed exactly this already.")
    too_long = await restore(visitor, 1, reason="x" * 201)
    assert [*too_long["faults"]] == ["reason"]
    with reading(place.engine) as session:
        assert newest(session, past) == 7
    visitor.close()


async def test_the_text_of_one_paragraph_is_restored_alone(place: Place, past: Past, author_cookie: str) -> None:
    first = past.paragraph_ids[0]
    author = await opened(place, f"{past.viewpoint}/1?paragraph={first}", author_cookie)
    answer = await restore(author, 1)
    assert answer["done"] == f"{past.page}#paragraph-{first}"
    with reading(place.engine) as session:
        now = versions.wording(session, past.viewpoint_id, 8)
        then = versions.wording(session, past.viewpoint_id, 1).paragraph(first)
        stands = now.paragraph(first)
        assert then
        assert stands
        assert (now.title, stands.text) == ("Open it on Sundays", then.text)
    late = await restore(author, 2)
    assert late["faults"]["all"].startswith("This part of the viewpoint has changed since.")
    author.close()


async def test_a_question_is_restored_by_its_author_alone(place: Place, past: Past) -> None:
    stranger = await opened(place, f"{past.question}/1")
    assert stranger.vars[HISTORY]["may_apply"] is False
    refused = await restore(stranger, 1, name="Cy")
    assert refused["faults"]["all"].startswith("Only the author of this question")
    with transaction(place.engine) as session:
        asker = session.get_one(Question, past.question_id)
        asker.author_id = participants.ensure(session, stranger.cookie)
    stranger.event(f"{HISTORY}.open")
    await stranger.until(lambda: stranger.vars[HISTORY]["may_apply"])
    answer = await restore(stranger, 1, name="Cy")
    assert answer["done"] == f"{past.page}#question"
    with reading(place.engine) as session:
        wordings = [question_edits.wording(session, past.question_id, number) for number in (1, 4)]
        assert wordings[0] == wordings[1]
    stranger.close()


async def test_whether_an_edit_is_a_small_correction_is_decided_by_who_may(
    place: Place, past: Past, author_cookie: str
) -> None:
    def is_small() -> bool:
        with reading(place.engine) as session:
            return session.get_one(ViewpointVersion, (past.viewpoint_id, 2)).small

    author = await opened(place, past.viewpoint, author_cookie)
    line = author.vars[HISTORY]["lines"][5]
    assert (line["number"], line["small"]) == (2, False)
    author.event(f"{HISTORY}.weigh", {"edit_id": line["edit_id"], "small": True})
    await author.until(lambda: author.vars[HISTORY]["lines"][5]["small"])
    assert is_small()
    stranger = await opened(place, past.viewpoint)
    stranger.event(f"{HISTORY}.weigh", {"edit_id": line["edit_id"], "small": False})
    await stranger.until(lambda: stranger.vars[HISTORY]["faults"])
    assert [*stranger.vars[HISTORY]["faults"]] == [str(line["edit_id"])]
    assert is_small()
    for visitor in (author, stranger):
        visitor.close()


async def test_messages_of_another_shape_change_nothing(
    place: Place, past: Past, author_cookie: str, caplog: pytest.LogCaptureFixture
) -> None:
    author = await opened(place, f"{past.viewpoint}/2", author_cookie)
    for payload in (
        {"version": "2", "form": NO_FORM},
        {"version": 0, "form": NO_FORM},
        {"version": 2, "form": {"reason": 1}},
        {"version": 2, "form": NO_FORM, "viewpoint_id": 1},
    ):
        author.event(f"{RESTORING}.restore", payload)
    author.event(f"{HISTORY}.weigh", {"edit_id": past.small_edit_id, "small": "no"})
    await author.answered()
    assert author.vars[RESTORING]["answers"] == 0
    assert len([record for record in caplog.records if " was refused: " in record.getMessage()]) == 5
    for version in (99, 2**31, 2**62):
        assert (await restore(author, version))["faults"] == {"all": "This version does not exist."}
    author.close()


async def test_older_versions_are_read_on_demand(place: Place, past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("debate_app.domain.history.PAGE_SIZE", 3)
    visitor = await opened(place, past.viewpoint)
    for listed in ([7, 6, 5, 4, 3, 2], [7, 6, 5, 4, 3, 2, 1]):
        visitor.event(f"{HISTORY}.show_more")
        await visitor.until(lambda listed=listed: len(visitor.vars[HISTORY]["lines"]) == len(listed))
        assert [line["number"] for line in visitor.vars[HISTORY]["lines"]] == listed
    visitor.close()


async def test_with_the_token_of_an_author_comes_nothing_that_only_they_may(
    place: Place, past: Past, author_cookie: str
) -> None:
    author = await opened(place, f"{past.viewpoint}/2", author_cookie)
    author.close()
    await author.closed
    thief = await visit(place.address, route(f"{past.viewpoint}/2"), token=author.token)
    await thief.until(lambda: thief.vars.get(HISTORY, {}).get("loaded"))
    assert thief.vars[HISTORY]["may_apply"] is False
    assert thief.vars[VISITOR]["name"] == ""
    answer = await restore(thief, 2, name="Thief")
    assert answer["done"].startswith(f"{past.page}#proposal-")
    thief.close()


async def test_a_history_stays_behind_when_its_question_is_opened(place: Place, past: Past) -> None:
    visitor = await opened(place, f"{past.viewpoint}/2")
    visitor.route = at_question(past.question_id)
    visitor.event(HYDRATE)
    await visitor.until(lambda: visitor.vars[HISTORY]["lines"] == [])
    assert visitor.vars[HISTORY]["version"]["line"]["number"] == 0
    visitor.close()
