"""What is hidden is not shown: not on the page, not in its history, its search, its previews, its notices."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, col, select

from debate_app.domain import (
    comments,
    conversation,
    edit_preview,
    edits,
    history,
    listing,
    log,
    notices,
    people,
    personal,
    questions,
    reviews,
    rows,
    search,
    since,
    snapshots,
    viewpoints,
)
from debate_app.domain.amendments import Draft
from debate_app.domain.listing import Order
from debate_app.domain.log import Subject
from debate_app.domain.refused import NotFound, Refused
from debate_app.domain.tables import ActKind, Comment, Edit, EditKind, Question, SubjectKind, Viewpoint
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay

SECRET = "Zebrafish"
REASON = "It names a neighbour."


def hide(session: Session, kind: SubjectKind, row: Question | Viewpoint | Edit | Comment) -> int:
    moderator = scene.account(session, f"Mo {kind} {row.id}", scene.Role.MODERATOR)
    row.hidden_id = log.write(session, ActKind.HIDE, Subject(kind, row.id or 0), moderator, REASON)
    session.flush()
    return row.hidden_id


def everything_read(session: Session, question_id: int, viewpoint_id: int, about: dict[str, int]) -> str:
    """All that anybody can read of a question, as one text."""
    asked = [history.asked(f"/history/{path}", query) for path, query in _addresses(question_id, viewpoint_id)]
    looks: list[Callable[[], Any]] = [
        lambda: snapshots.read(session, question_id),
        lambda: conversation.events(session, viewpoint_id, None, 50),
        lambda: listing.page(session, order=Order.NEWEST, words=""),
        lambda: viewpoints.similar(session, question_id, f"{SECRET} Open it"),
        lambda: people.taking_part(session, question_id),
        *(lambda one=one: conversation.down_to(session, one) for one in about["events"]),  # type: ignore[attr-defined]
        *(lambda one=one: conversation.about(session, one) for one in about["paragraphs"]),  # type: ignore[attr-defined]
        *(lambda one=one: history.page(session, one, "") for one in asked if one),
        *(lambda number=number: since.changes(session, viewpoint_id, number) for number in (1, 2, 3)),
        *(lambda number=number: _previewed(session, viewpoint_id, number, about) for number in (1, 2, 3)),
        *(lambda one=one: notices.unseen(session, one) for one in about["people"]),  # type: ignore[attr-defined]
        *(lambda one=one: reviews.waiting(session, one) for one in about["people"]),  # type: ignore[attr-defined]
        *(lambda one=one: personal.read(session, one, question_id) for one in about["people"]),  # type: ignore[attr-defined]
    ]
    return "\n".join(_told(look) for look in looks)


def _previewed(session: Session, viewpoint_id: int, number: int, about: dict[str, Any]) -> Any:
    return edit_preview.preview(session, viewpoint_id, EditKind.CHANGE, about["paragraphs"][0], number, "Other words.")


def _addresses(question_id: int, viewpoint_id: int) -> list[tuple[str, dict[str, str]]]:
    of_viewpoint = [(f"viewpoint/{viewpoint_id}{rest}", {}) for rest in ("", "/1", "/2", "/3")]
    return [*of_viewpoint, (f"viewpoint/{viewpoint_id}/3", {"against": "2"}), (f"question/{question_id}/1", {})]


def _told(look: Callable[[], Any]) -> str:
    try:
        return json.dumps(look(), default=_plain, ensure_ascii=False)
    except Refused as refusal:
        return f"{refusal.sentence} {getattr(refusal, 'conflict', '')}"


def _plain(value: Any) -> Any:
    return (
        dataclasses.asdict(value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type)
        else sorted(map(str, value))
    )


@pytest.fixture
def told(session: Session, essay: Essay) -> dict[str, Any]:
    """What ``everything_read`` asks about, after some life: comments, an edit that was applied, another that waits."""
    said = comments.say(session, essay.cy, essay.viewpoint_id, "A comment on it.")
    event = scene.edited(session, essay.viewpoint_id, "Apes eat figs.")
    return {"events": [said.event_id, event], "paragraphs": [essay.a, essay.b], "people": [essay.author, essay.cy]}


def read(session: Session, essay: Essay, told: dict[str, Any]) -> str:
    return everything_read(session, essay.question_id, essay.viewpoint_id, told)


@ON_BOTH
def test_a_hidden_comment_leaves_its_place_and_the_reason(session: Session, essay: Essay, told: dict[str, Any]) -> None:
    said = comments.reply(
        session, essay.cy, told["events"][0], f"About the {SECRET}. @{rows.participant(session, essay.author).name}"
    )
    assert SECRET in read(session, essay, told)
    act_id = hide(session, SubjectKind.COMMENT, rows.comment(session, said.comment_id))
    assert SECRET not in read(session, essay, told)
    events = conversation.events(session, essay.viewpoint_id, None, 50)
    (reply,) = next(event for event in events if event.id == said.event_id).replies
    assert (reply.sayings, reply.hidden.act_id, reply.hidden.reason) == ((), act_id, REASON)


def test_a_hidden_viewpoint_leaves_its_place_and_the_reason(
    session: Session, essay: Essay, told: dict[str, Any]
) -> None:
    row = rows.viewpoint(session, essay.viewpoint_id)
    for draft in (
        Draft(EditKind.TITLE, row.version, text=f"{SECRET} one"),
        Draft(EditKind.SOURCES, row.version + 1, text=f"example.org/{SECRET}"),
        Draft(EditKind.CHANGE, row.version + 2, paragraph_id=essay.a, text=f"{SECRET} two", reason=f"{SECRET} why"),
    ):
        edits.submit(session, essay.author, essay.viewpoint_id, draft)
    comments.say(session, essay.cy, essay.viewpoint_id, f"{SECRET} three", essay.b)
    assert SECRET in read(session, essay, told)
    act_id = hide(session, SubjectKind.VIEWPOINT, row)
    search.refresh(session, rows.question(session, essay.question_id))
    assert SECRET.lower() not in read(session, essay, told).lower()
    assert listing.page(session, order=Order.NEWEST, words=SECRET).total == 0
    (shown,) = snapshots.read(session, essay.question_id).viewpoints
    assert (shown.title, shown.paragraphs, shown.sources, shown.credits) == ("", (), (), ())
    assert (shown.hidden.act_id, shown.hidden.reason, shown.gone) == (act_id, REASON, False)
    (talk,) = snapshots.read(session, essay.question_id).talks
    assert (talk.events, talk.events_total, talk.proposals, talk.remarks) == ((), 0, (), ())


def test_a_hidden_proposal_keeps_nothing_but_its_place(session: Session, essay: Essay, told: dict[str, Any]) -> None:
    newest = rows.viewpoint(session, essay.viewpoint_id).version
    draft = Draft(EditKind.CHANGE, newest, paragraph_id=essay.b, text=f"{SECRET} eat.", reason=f"{SECRET}!")
    sent = edits.submit(session, essay.cy, essay.viewpoint_id, draft)
    assert SECRET in read(session, essay, told)
    act_id = hide(session, SubjectKind.EDIT, rows.edit(session, sent.edit_id))
    assert SECRET not in read(session, essay, told)
    (talk,) = snapshots.read(session, essay.question_id).talks
    (waiting,) = talk.proposals
    assert waiting.edit is not None
    assert (waiting.edit.text, waiting.edit.changes, waiting.edit.hidden.act_id) == ("", (), act_id)


@ON_BOTH
def test_the_version_that_a_hidden_edit_made_is_not_shown_once_it_was_reverted(
    session: Session, essay: Essay, told: dict[str, Any]
) -> None:
    newest = rows.viewpoint(session, essay.viewpoint_id).version
    bad = Draft(EditKind.CHANGE, newest, paragraph_id=essay.a, text=f"{SECRET}.", reason=SECRET)
    sent = edits.submit(session, essay.author, essay.viewpoint_id, bad)
    edits.submit(
        session,
        essay.author,
        essay.viewpoint_id,
        Draft(EditKind.CHANGE, newest + 1, paragraph_id=essay.a, text="Apes."),
    )
    reverting = session.exec(select(Edit).where(col(Edit.version) == newest + 2)).one()
    for one in (rows.edit(session, sent.edit_id), reverting):  # its wording before holds the words, too
        hide(session, SubjectKind.EDIT, one)
    assert SECRET not in read(session, essay, told)
    for base in (newest + 1, newest + 2):
        with pytest.raises(Refused) as refusal:
            edits.submit(
                session,
                essay.cy,
                essay.viewpoint_id,
                Draft(EditKind.CHANGE, base, paragraph_id=essay.a, text=f"Late {base}"),
            )
            raise Refused("It was taken.")
        assert SECRET not in f"{refusal.value.sentence}{getattr(refusal.value, 'conflict', '')}"


@ON_BOTH
def test_a_hidden_question_keeps_its_viewpoints_and_loses_its_words(
    session: Session, essay: Essay, told: dict[str, Any]
) -> None:
    question = rows.question(session, essay.question_id)
    question.title, question.background = f"{SECRET}?", f"{SECRET}!"
    questions.texts_changed(session, question)
    assert SECRET in read(session, essay, told)
    act_id = hide(session, SubjectKind.QUESTION, question)
    assert SECRET.lower() not in read(session, essay, told).lower()
    shown = snapshots.read(session, essay.question_id)
    assert (shown.question.title, shown.question.body, shown.question.topics) == ("", "", ())
    assert shown.question.hidden.act_id == act_id
    assert len(shown.viewpoints) == 1
    assert listing.page(session, order=Order.NEWEST).total == 0


def test_who_asks_for_something_hidden_is_told_that_it_is(session: Session, essay: Essay) -> None:
    hide(session, SubjectKind.VIEWPOINT, rows.viewpoint(session, essay.viewpoint_id))
    with pytest.raises(NotFound, match="This viewpoint is hidden"):
        conversation.events(session, essay.viewpoint_id, None, 10)
