"""Notices: what a participant is told on the page until they have seen it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import case, func, update
from sqlmodel import Session, col, select

from debate_app.domain import dates, hidden, rows, slugs
from debate_app.domain.initials import person
from debate_app.domain.refused import NotFound
from debate_app.domain.snapshot import Person
from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    Edit,
    Notice,
    NoticeKind,
    Participant,
    ParticipantKind,
    Question,
    Viewpoint,
)
from debate_app.words import plain

SHOWN = 20
"""How many unseen notices are shown at once."""

REPLIERS_TOLD = 20
"""How many of those who replied to something are told of another reply."""

DETAIL_CHARACTERS = 120

UNREACHABLE = (ParticipantKind.IMPORTED, ParticipantKind.FORMER)
"""Who never signs in: they came with a file, or left."""

_SPOKEN = (NoticeKind.REPLIED, NoticeKind.MENTIONED)
_DECIDED = (NoticeKind.APPROVED, NoticeKind.DECLINED)


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice as its reader sees it. ``edit_id`` is 0 where it is about no edit.

    ``detail`` is the reason of a decision, or how the words begin that ``by`` said last; it may be empty.
    """

    id: int
    kind: str
    by: Person
    at: str
    question_id: int
    slug: str
    viewpoint_id: int
    viewpoint_title: str
    event_id: int
    edit_id: int
    detail: str


def tell(session: Session, participant_id: int, kind: NoticeKind, event_id: int, by_id: int) -> tuple[int, ...]:
    """Tell the participant that ``by_id`` did something to the event; returns who was told: them, or nobody.

    Nobody is told of what they did themselves, and whoever came with a file, or left, never. The same again, while it
    is unseen, comes to the front instead of standing there twice. The caller holds the question's lock.
    """
    return tell_all(session, [participant_id], kind, event_id, by_id)


def tell_all(
    session: Session, participant_ids: Collection[int], kind: NoticeKind, event_id: int, by_id: int
) -> tuple[int, ...]:
    """The same for many at once; returns those who were told, in order of their ids."""
    here = col(Participant.id).in_(set(participant_ids) - {by_id})
    reachable = select(Participant.id).where(here, col(Participant.kind).not_in(UNREACHABLE))
    told = sorted(rows.new_id(one) for one in session.exec(reachable)) if participant_ids else []
    if not told:
        return ()
    now = dates.now()
    unseen = (
        update(Notice)
        .where(col(Notice.participant_id).in_(told), col(Notice.kind) == kind, col(Notice.event_id) == event_id)
        .where(col(Notice.seen_at).is_(None))
        .values(at=now, by_id=by_id)
        .returning(col(Notice.participant_id))
    )
    waiting = set(session.exec(unseen).scalars())
    session.add_all(
        Notice(participant_id=one, kind=kind, event_id=event_id, by_id=by_id, at=now)
        for one in told
        if one not in waiting
    )
    session.flush()
    return tuple(told)


def unseen(session: Session, participant_id: int, limit: int = SHOWN) -> tuple[NoticeText, ...]:
    """What the participant has not seen yet, newest first, at most ``limit``."""
    found = (
        select(Notice, Participant.name, Question, Viewpoint)
        .join(Participant, col(Participant.id) == col(Notice.by_id))
        .join(ConversationEvent, col(ConversationEvent.id) == col(Notice.event_id))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .where(col(Notice.participant_id) == participant_id, col(Notice.seen_at).is_(None))
        .order_by(col(Notice.at).desc(), col(Notice.id).desc())
        .limit(limit)
    )
    lines = session.exec(found).all()
    details = _details(session, [rows.new_id(notice.id) for notice, *_ in lines])
    return tuple(_text(*line, *details[rows.new_id(line[0].id)]) for line in lines)


def see(session: Session, participant_id: int, notice_id: int) -> None:
    """The participant has seen the notice; once more changes nothing. Raises ``NotFound`` unless it is theirs."""
    notice = session.get(Notice, notice_id) if rows.is_id(notice_id) else None
    if notice is None or notice.participant_id != participant_id:
        raise NotFound(plain("This notice does not exist."))
    notice.seen_at = notice.seen_at or dates.now()


def see_all(session: Session, participant_id: int) -> None:
    """The participant has seen whatever they were told."""
    theirs = (col(Notice.participant_id) == participant_id) & col(Notice.seen_at).is_(None)
    session.exec(update(Notice).where(theirs).values(seen_at=dates.now()))


def _details(session: Session, notice_ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """For each notice the edit that it is about, 0 for none, and its detail."""
    said = (
        select(Comment.text)
        .where(col(Comment.event_id) == col(Notice.event_id), col(Comment.author_id) == col(Notice.by_id))
        .where(col(Comment.removed_at).is_(None), col(Comment.hidden_id).is_(None), col(Notice.kind).in_(_SPOKEN))
        .order_by(col(Comment.number).desc())
        .limit(1)
        .scalar_subquery()
    )
    told = col(Notice.kind).in_(_DECIDED) & col(Edit.hidden_id).is_(None)
    decided = case((told, col(Edit.decision)), else_="")
    found = (
        select(Notice.id, ConversationEvent.edit_id, func.coalesce(said, decided))
        .join(ConversationEvent, col(ConversationEvent.id) == col(Notice.event_id))
        .outerjoin(Edit, col(Edit.id) == col(ConversationEvent.edit_id))
        .where(col(Notice.id).in_(notice_ids))
    )
    return {
        rows.new_id(notice_id): (edit_id or 0, detail[:DETAIL_CHARACTERS])
        for notice_id, edit_id, detail in session.exec(found)
    }


def _text(
    notice: Notice, name: str | None, question: Question, viewpoint: Viewpoint, edit_id: int, detail: str
) -> NoticeText:
    return NoticeText(
        id=rows.new_id(notice.id),
        kind=notice.kind.value,
        by=person(name),
        at=notice.at,
        question_id=rows.new_id(question.id),
        slug=slugs.slug(hidden.title_of(question)),
        viewpoint_id=rows.new_id(viewpoint.id),
        viewpoint_title=hidden.title_of(viewpoint),
        event_id=notice.event_id,
        edit_id=edit_id,
        detail=detail,
    )
