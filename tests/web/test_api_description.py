"""The OpenAPI document: valid by a judge that is not ours, and kept to by the running server."""

import asyncio
from collections.abc import Generator
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck
from openapi_spec_validator import validate
from schemathesis import Case
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance
from sqlalchemy import Engine

from debate_app.domain import comments, hiding, rows, votes
from debate_app.domain.tables import Role, Side, SubjectKind
from debate_app.store.engine import transaction
from debate_app.web.api.endpoints import ENDPOINTS
from tests import scene
from tests.running import Place
from tests.web.programs import ADDRESS, Program

EXAMPLES = 20
"""Of each address, and as many that it must refuse."""


async def test_the_document_is_valid(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    document = await program.read("/openapi.json")
    validate(document)
    assert document["servers"] == [{"url": ADDRESS}]
    assert len(document["paths"]) == len(ENDPOINTS) + len([one for one in ENDPOINTS if one.table])
    names = [one["get"]["operationId"] for one in document["paths"].values()]
    assert len({*names}) == len(names)
    assert "1200/minute requests from one network" in document["info"]["description"]
    monkeypatch.setenv("PUBLIC_URL", "https://debate.example")
    monkeypatch.setenv("RATES", "off")
    document = await program.read("/openapi.json")
    assert document["servers"] == [{"url": "https://debate.example"}]
    assert "any number of requests from one network" in document["info"]["description"]
    assert (await program.read("/"))["questions"] == "https://debate.example/api/questions"


def lively(engine: Engine) -> None:
    """A second question, sealed, and of every kind of thing one: edits, replies, hidden and removed texts, votes."""
    with transaction(engine) as session:
        moderator, essay = scene.account(session, "Mo Salah", Role.MODERATOR), scene.essay(session)
        essay.change(essay.cy, essay.a, "Apes eat figs.")
        event_id = scene.edited(session, essay.viewpoint_id, "Apes eat ripe apples.")
        comments.reply(session, essay.author, event_id, "See example.org")
        for text in ("Hidden", "Removed"):
            said = comments.say(session, essay.cy, essay.viewpoint_id, text)
            if text == "Hidden":
                hiding.hide(session, moderator, SubjectKind.COMMENT, said.comment_id, "Private")
            else:
                comments.remove(session, essay.cy, said.comment_id)
        hidden = scene.viewpoint(session, essay.question_id, "Hidden")
        hiding.hide(session, moderator, SubjectKind.VIEWPOINT, hidden, "Private")
        for viewpoint_id in (1, essay.viewpoint_id):
            for side in Side:
                votes.cast(session, scene.guest(session), viewpoint_id, side)
        rows.question(session, essay.question_id).tallies_first = False


def known(operation: Any) -> Generator[Case]:
    """The operation asked about things that there are."""
    for number in (1, 2, 3):
        path = {one.name: number for one in operation.path_parameters}
        queries: list[dict[str, Any]] = [{}]
        if "limit" in [one.name for one in operation.query]:
            queries.append({"limit": 1})
        for query in queries:
            yield operation.Case(path_parameters=path, query=query)


def _answered(operation: Any, case: Case) -> int:
    """How many answers there are to it, the parts of a list one by one."""
    answer = case.call_and_validate()
    if answer.status_code != 200:
        return 0
    cursor = answer.json().get("next_cursor") if "json" in answer.headers["content-type"][0] else None
    if not cursor:
        return 1
    return 1 + _answered(
        operation, operation.Case(path_parameters=case.path_parameters, query=case.query | {"cursor": cursor})
    )


def judge(address: str) -> int:
    """Ask the server whatever its document allows, and what it does not; returns how many answers were given."""
    document = schemathesis.openapi.from_url(f"{address}/api/openapi.json")
    answered = 0
    for found in document.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        for case in known(operation):
            answered += _answered(operation, case)

        @hypothesis.given(
            case=hypothesis.strategies.one_of(
                operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE),
                operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE),
            )
        )
        @hypothesis.settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        def conforms(case: Case) -> None:
            opaque = [positive_data_acceptance] if "cursor" in (case.query or {}) else []
            case.call_and_validate(excluded_checks=opaque)

        conforms()
    return answered


async def test_the_server_answers_as_it_is_described(place: Place) -> None:
    lively(place.engine)
    assert await asyncio.to_thread(judge, place.address) > len(ENDPOINTS)
