"""Any browser can call any handler with anything: nothing breaks, nothing is written, nothing of it is logged."""

import inspect
import secrets
from collections.abc import Iterator
from typing import Any

import pytest

from tests.debates import row_counts
from tests.running import Place, app
from tests.visitor import HYDRATE, ROOT, VOTES, Visitor, at_question, visit, watch

SECRET = "hush" + secrets.token_hex(8)
DEEP: Any = SECRET
for _ in range(150):
    DEEP = [DEEP]
VALUES: list[Any] = [
    None, True, False, 0, -1, 1.5, 2**31, 2**63, -(2**63), 10**300, float("nan"), float("inf"),
    "", SECRET, f"{SECRET}\x00", f"{SECRET}\ud800", f"../{SECRET}", "__class__", "constructor",
    [], [SECRET], [[SECRET]], [[1, SECRET, 1]], [[1, "agree"]], [[True, "agree", 1]], [[1, "agree", 2**63]],
    [[1, ["agree"], 1]], [[SECRET, "agree", 1]] * 3, [[1, "agree", 1]] * 51, [[]] * 10_000,
    {}, {SECRET: SECRET}, {"title": 1}, {"title": [SECRET]}, {"title": None, "name": {}}, {"title": SECRET, "state": 1},
    {"title": "x" * 5_001}, DEEP,
]  # fmt: skip
LONG: list[Any] = [SECRET * 12_000, {"paragraphs": "x" * 250_001}]
FRAMEWORK = ("setvar", "update_vars_internal", "hydrate", "hydrate_and_load", "on_load_internal", "set_is_hydrated")


def handlers() -> dict[str, list[str]]:
    """Every handler that the framework would let a browser call, with the names of its arguments."""
    app()
    from debate_app.debate_app import app as made

    assert made._registration_context is not None
    registered = made._registration_context.event_handlers
    return {name: [*inspect.signature(one.handler.fn).parameters][1:] for name, one in registered.items()}


def payloads(arguments: list[str]) -> Iterator[Any]:
    """Payloads that no page of ours sends to a handler with these arguments."""
    yield from (None, SECRET, 7, [], [SECRET], [["a", SECRET]])
    for extra in ("state", "self", "surplus", "given", "handler", SECRET, "", "__init__"):
        yield {extra: SECRET}
        yield {**dict.fromkeys(arguments, 1), extra: SECRET}
    for argument in arguments:
        yield {argument: SECRET}
        yield {other: 1 for other in arguments if other != argument}
    if arguments:
        for value in VALUES:
            yield dict.fromkeys(arguments, value)
        for argument in arguments:  # one at a time: a message of a megabyte ends the connection, as it should
            yield from ({**dict.fromkeys(arguments, 1), argument: value} for value in LONG)


def is_ours(name: str) -> bool:
    return "debate_app___" in name and not name.endswith(".setvar")


def assert_nothing_told(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    logged = "\n".join(f"{record.getMessage()} {record.exc_text} {record.exc_info}" for record in caplog.records)
    for kept in (SECRET, visitor.cookie, visitor.token):
        assert kept not in logged
    assert_no_error(caplog)


def assert_no_error(caplog: pytest.LogCaptureFixture) -> None:
    """Only what anybody can make the framework say: that a page reported a failure, or that a route is odd."""
    said = {record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")}
    assert said <= {"[Reflex Frontend Exception]", "Computed var"}


def test_the_walk_below_sees_every_handler_of_ours() -> None:
    found = {name.rpartition(".")[2] for name in handlers() if is_ours(name)}
    assert found >= {"cast", "publish", "review", "ask", "sort", "take_in", "show_more", "show_latest", "find", "open"}
    assert found >= {"send", "revise", "adjust", "approve", "decline", "withdraw", "stand", "weigh", "see", "see_all"}
    assert found >= {"say", "reply", "change", "remove", "hear", "refresh", "look"}
    assert {name.rpartition(".")[2] for name in handlers()} >= set(FRAMEWORK)


async def test_no_message_of_a_wrong_shape_does_anything(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    visitor = await watch(place.address, place.question_id)
    before = row_counts(place.engine)
    for name, arguments in handlers().items():
        for payload in payloads(arguments):
            if is_ours(name) and payload == {} | dict.fromkeys(arguments):
                continue
            visitor.event(name, payload)
        await visitor.answered()
    assert row_counts(place.engine) == before
    assert_nothing_told(visitor, caplog)
    assert not visitor.closed.done()
    visitor.close()


async def test_nobody_sets_a_var_from_outside(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    visitor = await watch(place.address, place.question_id)
    for state in {name.rpartition(".")[0] for name in handlers()}:
        for var in ("name", "_owner", "is_hydrated", "held", "var", SECRET):
            visitor.event(f"{state}.setvar", {"var_name": var, "value": SECRET})
    vars_name = f"{ROOT}.reflex___state____update_vars_internal_state.update_vars_internal"
    visitor.event(vars_name, {"vars": {f"{VOTES}.held": SECRET, SECRET: 1}})
    visitor.event(HYDRATE, {"vars": {f"{VOTES}.held": SECRET}})
    await visitor.answered()
    assert SECRET not in "".join(visitor.heard)
    assert_nothing_told(visitor, caplog)
    visitor.close()


HOSTILE_TEXTS = [
    "<script>alert(1)</script>", "\u202e\u2066back", "\x00\x01", "\ud800", "a\ud83d", "Z\u0335" * 3_000, "\u200b",
    "'; DROP TABLE vote; --", "%s%n{0}${x}", "x" * 5_000, "\U0010ffff\ufffe\uffff", "👩\u200d👧" * 300, "\n" * 3_000,
    "javascript:alert(1)", "//host", "[1][2]" * 800, "http://" * 700, "a." * 2_000, "é" * 4_999, "\u2028\u2029",
]  # fmt: skip


async def test_hostile_texts_of_the_right_shape_are_answered(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    visitor = await watch(place.address, place.question_id)
    for text in HOSTILE_TEXTS:
        for name, arguments in handlers().items():
            if name.endswith(("new_viewpoint.review", "new_viewpoint.publish")):
                form = dict.fromkeys(("title", "paragraphs", "sources", "name"), text)
                visitor.event(name, {"question_id": place.question_id, "form": form})
            elif name.endswith(("new_question.review", "new_question.ask")):
                visitor.event(name, {"form": dict.fromkeys(("title", "background", "topics", "name"), text)})
            elif is_ours(name) and "form" in arguments:
                visitor.event(name, {argument: filled(argument, text, place) for argument in arguments})
        visitor.route = {
            "pathname": "/",
            "asPath": "/",
            "query": {"words": text.replace("\ud800", "").replace("\ud83d", ""), "order": ""},
        }
        visitor.event(f"{ROOT}.debate_app___state___home____home.open")
        await visitor.answered()
    assert_no_error(caplog)
    visitor.close()


FIELDS = {
    "editing": ("text", "reason", "small", "base", "after", "name"),
    "editing_question": ("title", "background", "topics", "reason", "base"),
    "deciding": ("reason", "name"),
    "commenting": ("comment", "name"),
}


def filled(argument: str, text: str, place: Place) -> Any:
    """A value of the right shape, with the text wherever a text may be."""
    ids = {"question_id": place.question_id, "viewpoint_id": place.viewpoint_id, "revision": 1}
    return {"place": "change-1", "kind": "change", "form": {"reason": text, "name": text}, **ids}.get(argument, 1)


@pytest.mark.parametrize("number", [0, 999, 2**31 - 1, 2**31, 2**63 - 1])
async def test_ids_of_nothing_are_answered_with_a_sentence(
    place: Place, caplog: pytest.LogCaptureFixture, number: int
) -> None:
    visitor = await watch(place.address, place.question_id)
    before = row_counts(place.engine)
    form = {"title": "T", "paragraphs": "P", "name": "Ann"}
    for name, arguments in handlers().items():
        given = {"form": form, "sorted_by": "newest", "browser": "0" * 16, "ballots": [[number or 999, "agree", 1, 1]]}
        if is_ours(name) and not name.endswith(("ask", "page.setvar")):
            visitor.event(name, {argument: given.get(argument, number) for argument in arguments})
    refusals = {str(number or 999): [1, "This viewpoint does not exist."]}
    await visitor.until(lambda: visitor.vars[VOTES]["refusals"] == refusals)
    await visitor.answered()
    assert row_counts(place.engine) == before
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
