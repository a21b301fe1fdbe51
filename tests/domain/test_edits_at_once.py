"""Edits, decisions and comments that come at the same moment, each in a transaction of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from debate_app.domain import comments, decisions, edits, rows
from debate_app.domain.refused import Invalid, Late, Refused
from debate_app.domain.tables import (
    ConversationEvent,
    EditKind,
    EditStatus,
    EventKind,
    Question,
    RevisionCause,
    ViewpointVersion,
)
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay

pytestmark = ON_BOTH

Act = Callable[[Essay], object]


@pytest.fixture
def essay(engine: Engine) -> Essay:
    """Written down for everybody to see; its session is gone."""
    with transaction(engine) as session:
        return scene.essay(session)


def at_once(engine: Engine, essay: Essay, *acts: Act) -> list[object]:
    """What each act returns, or how it is refused."""
    together = threading.Barrier(len(acts))

    def run(act: Act) -> object:
        together.wait()
        try:
            with transaction(engine) as session:
                return act(replace(essay, session=session))
        except Refused as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def seen(engine: Engine, essay: Essay, look: Callable[[Essay], object]) -> object:
    with reading(engine) as session:
        return look(replace(essay, session=session))


def prepared(engine: Engine, essay: Essay, act: Callable[[Essay], edits.Sent]) -> int:
    """The edit that the act makes beforehand."""
    with transaction(engine) as session:
        return act(replace(essay, session=session)).edit_id


def test_of_two_saves_of_one_paragraph_one_wins_and_the_other_sees_it(engine: Engine, essay: Essay) -> None:
    with transaction(engine) as session:
        scene.appoint(session, essay.cy)
    outcomes = at_once(
        engine,
        essay,
        lambda one: one.change(one.author, one.a, "Apes eat figs.", base=1),
        lambda one: one.change(one.cy, one.a, "Apes eat dates.", base=1),
    )
    [late] = [one for one in outcomes if isinstance(one, Late)]
    [won] = [one for one in outcomes if isinstance(one, edits.Sent)]
    stands = seen(engine, essay, lambda one: one.texts()[0])
    assert late.conflict.theirs == stands != late.conflict.mine
    assert (won.status, late.conflict.version) == (EditStatus.APPROVED, 2)
    assert seen(engine, essay, lambda one: one.viewpoint.version) == 2


def test_one_save_that_is_sent_twice_is_made_once(engine: Engine, essay: Essay) -> None:
    act: Act = lambda one: one.send(one.author, EditKind.INSERT, base=1, text="Dogs.")  # noqa: E731
    outcomes = at_once(engine, essay, act, act, act)
    assert [type(one) for one in outcomes].count(Invalid) == 2
    assert seen(engine, essay, Essay.texts) == ["Dogs.", "Apes eat apples.", "Bears eat berries.", "Cats eat cakes."]


def test_edits_of_different_paragraphs_both_land(engine: Engine, essay: Essay) -> None:
    at_once(
        engine,
        essay,
        lambda one: one.change(one.author, one.a, "Apes.", base=1),
        lambda one: one.change(one.author, one.b, "Bears.", base=1),
        lambda one: one.send(one.author, EditKind.INSERT, base=1, text="Dogs.", after_id=one.c),
    )
    assert seen(engine, essay, Essay.texts) == ["Apes.", "Bears.", "Cats eat cakes.", "Dogs."]
    assert seen(engine, essay, lambda one: one.viewpoint.version) == 4


def test_of_two_approvals_one_is_made(engine: Engine, essay: Essay) -> None:
    edit_id = prepared(engine, essay, lambda one: one.change(one.cy, one.a, "Apes."))
    act: Act = lambda one: decisions.approve(one.session, one.author, edit_id, 1, None)  # noqa: E731
    outcomes = at_once(engine, essay, act, act, act)
    refusals = [one.sentence for one in outcomes if isinstance(one, Refused)]
    assert refusals == ["This was approved meanwhile."] * 2
    assert seen(engine, essay, lambda one: (one.viewpoint.version, one.texts()[0])) == (2, "Apes.")


def test_approving_and_declining_at_once_does_one_of_them(engine: Engine, essay: Essay) -> None:
    edit_id = prepared(engine, essay, lambda one: one.change(one.cy, one.a, "Apes."))
    outcomes = at_once(
        engine,
        essay,
        lambda one: decisions.approve(one.session, one.author, edit_id, 1, None),
        lambda one: decisions.decline(one.session, one.author, edit_id, 1, "No"),
        lambda one: edits.withdraw(one.session, one.cy, edit_id),
    )
    [done] = [one for one in outcomes if isinstance(one, edits.Sent)]
    status, version = seen(engine, essay, lambda one: (one.edit(edit_id).status, one.viewpoint.version))
    assert status is done.status
    assert version == (2 if done.status is EditStatus.APPROVED else 1)


def test_what_is_approved_is_what_was_read_even_while_it_is_revised(engine: Engine, essay: Essay) -> None:
    edit_id = prepared(engine, essay, lambda one: one.change(one.cy, one.a, "Apes."))
    approved, revised = at_once(
        engine,
        essay,
        lambda one: decisions.approve(one.session, one.author, edit_id, 1, None),
        lambda one: edits.revise(one.session, one.cy, edit_id, 1, "Anything else.", ""),
    )
    first = seen(engine, essay, lambda one: one.texts()[0])
    if isinstance(approved, Refused):
        assert "worded anew" in approved.sentence
        assert (first, isinstance(revised, edits.Sent)) == ("Apes eat apples.", True)
    else:
        assert isinstance(revised, Refused)
        assert (first, revised.sentence) == ("Apes.", "This was approved meanwhile.")


def test_a_proposal_that_comes_while_its_paragraph_changes_is_carried_over_or_late(
    engine: Engine, essay: Essay
) -> None:
    outcomes = at_once(
        engine,
        essay,
        lambda one: one.change(one.author, one.a, "Great apes eat apples.", base=1),
        lambda one: one.change(one.cy, one.a, "Apes eat apples, always.", base=1),
    )
    if isinstance(outcomes[1], Late):
        assert outcomes[1].conflict.theirs == "Great apes eat apples."
    else:
        assert isinstance(outcomes[1], edits.Sent)
        wording = seen(engine, essay, lambda one: one.wording(outcomes[1].edit_id).model_copy())
        assert (wording.cause, wording.text) == (RevisionCause.CARRIED, "Great apes eat apples, always.")


def test_a_storm_of_comments_and_edits_loses_nothing(engine: Engine, essay: Essay) -> None:
    began = seen(engine, essay, lambda one: one.sequence)
    observed: list[int] = []
    reading_on = threading.Event()

    def watch() -> None:
        while not reading_on.is_set():
            observed.append(seen(engine, essay, lambda one: one.sequence))

    def comment(number: int) -> Act:
        return lambda one: comments.say(one.session, one.cy, one.viewpoint_id, f"Comment {number}")

    def change(number: int) -> Act:
        if number == 3:
            return lambda one: one.send(one.author, EditKind.TITLE, base=1, text="New")
        return lambda one: one.change(one.author, (one.a, one.b, one.c)[number], f"Text {number}.", base=1)

    def propose(number: int) -> Act:
        return lambda one: one.send(one.cy, EditKind.INSERT, base=1, text=f"New {number}.")

    acts = [make(number) for number in range(4) for make in (comment, change, propose)]
    watcher = threading.Thread(target=watch)
    watcher.start()
    outcomes = at_once(engine, essay, *acts)
    reading_on.set()
    watcher.join()
    assert not [one for one in outcomes if isinstance(one, Refused)]
    assert observed == sorted(observed)
    with reading(engine) as session:
        assert rows.question(session, essay.question_id).sequence == began + len(acts)
        assert _numbers(session) == [*range(1, 6)]
        kinds = select(ConversationEvent.kind, func.count()).group_by(col(ConversationEvent.kind))
        assert dict(session.exec(kinds).all()) == {EventKind.CREATED: 1, EventKind.COMMENT: 4, EventKind.EDIT: 8}
        asked = session.get_one(Question, essay.question_id)
        assert asked.sequence >= asked.text_sequence > began


def _numbers(session: Session) -> list[int]:
    return list(session.exec(select(ViewpointVersion.number).order_by(col(ViewpointVersion.number))))
