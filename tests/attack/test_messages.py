"""Vars and routes come from the browser too: neither says more than a browser may say."""

from typing import Any

import pytest

from tests.attack.hostile import SECRET
from tests.attack.registry import handlers
from tests.databases import ON_BOTH
from tests.running import Place
from tests.visitor import HYDRATE, ROOT, VOTES, Visitor, at_question, visit, watch

pytestmark = ON_BOTH


def assert_nothing_told(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    logged = "\n".join(f"{record.getMessage()} {record.exc_text} {record.exc_info}" for record in caplog.records)
    for kept in (SECRET, visitor.cookie, visitor.token):
        assert kept not in logged
    assert_no_error(caplog)


def assert_no_error(caplog: pytest.LogCaptureFixture) -> None:
    said = {record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")}
    assert said <= {"Computed var"}  # of a route that is odd


async def test_nobody_sets_a_var_from_outside(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    visitor = await watch(place.address, place.question_id)
    for state in {one.name.rpartition(".")[0] for one in handlers()}:
        for var in ("name", "_owner", "is_hydrated", "held", "var", SECRET):
            visitor.event(f"{state}.setvar", {"var_name": var, "value": SECRET})
    vars_name = f"{ROOT}.reflex___state____update_vars_internal_state.update_vars_internal"
    visitor.event(vars_name, {"vars": {f"{VOTES}.held": SECRET, SECRET: 1}})
    visitor.event(HYDRATE, {"vars": {f"{VOTES}.held": SECRET}})
    await visitor.answered()
    assert SECRET not in "".join(visitor.heard)
    assert_nothing_told(visitor, caplog)
    visitor.close()


ROUTES: list[Any] = [
    at_question(value)
    for value in ("", "0", "-1", "9" * 18, "9" * 5_000, "١٢", "1\x00", ["1"], {"a": 1}, None, 1.5, "../1")
] + [at_question(1, query=query) for query in ({}, {"question_id": None}, {"question_id": ["1"]}, {"": ""})]


@pytest.mark.parametrize("route", ROUTES)
async def test_a_route_is_only_what_a_browser_says(place: Place, caplog: pytest.LogCaptureFixture, route: Any) -> None:
    visitor = await visit(place.address, route)
    await visitor.until(lambda: visitor.vars.get(ROOT, {}).get("is_hydrated"))
    visitor.event(HYDRATE)
    await visitor.answered()
    assert visitor.page("question") is None
    assert_no_error(caplog)
    visitor.close()
