"""The public log as it is read: line by line, by subject, by whom it concerns. It holds nobody's text."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from debate_app.domain import actors, appeals, moderating, people, permissions, rows, subjects
from debate_app.domain.log import Subject
from debate_app.domain.permissions import Action
from debate_app.domain.tables import (
    ActKind,
    Appeal,
    Comment,
    Edit,
    ModerationAct,
    Participant,
    Question,
    SubjectKind,
    Viewpoint,
)

SHOWN = 30
"""How many lines of the log are on one page, and how many acts of one person are told at once."""

_OF_PEOPLE = (
    ActKind.HIDE,
    ActKind.RESTORE,
    ActKind.LOCK,
    ActKind.UNLOCK,
    ActKind.SUSPEND,
    ActKind.LIFT,
    ActKind.KEPT,
    ActKind.UPHELD,
    ActKind.ERASED,
)
_WRITTEN = (
    (SubjectKind.QUESTION, Question),
    (SubjectKind.VIEWPOINT, Viewpoint),
    (SubjectKind.EDIT, Edit),
    (SubjectKind.COMMENT, Comment),
)


@dataclass(frozen=True, slots=True)
class Line:
    """An act as everybody may read it. ``by`` is empty for the command line; ``about`` is whoever wrote the subject,
    or is it; ``place`` is where the subject stands, empty for a participant.

    Other acts are named by their ids, 0 for none: the one that this ``undoes_id``, or is ``undone_by_id``, or whose
    appeal it answers (``answers_id``). ``appeal`` is ``""``, ``"waiting"``, ``"upheld"`` or ``"granted"``, and
    ``answer_id`` what answered it.
    """

    id: int
    kind: ActKind
    subject_kind: SubjectKind
    subject_id: int
    about: str
    by: str
    reason: str
    at: str
    until: str
    place: str
    undoes_id: int
    undone_by_id: int
    answers_id: int
    appeal: str
    answer_id: int


@dataclass(frozen=True, slots=True)
class Look:
    """An act, and what somebody in particular may do about it. ``words`` are those of the appeal, for the moderators
    and for whoever appeals; ``unanswerable`` says why a moderator leaves the answer to another one."""

    line: Line
    concerned: bool = False
    may_appeal: bool = False
    moderates: bool = False
    words: str = ""
    may_answer: bool = False
    unanswerable: str = ""


def newest(session: Session, before: int | None = None) -> tuple[Line, ...]:
    """The log, the newest line first, from below that id on; at most ``SHOWN``."""
    below = (col(ModerationAct.id) < before,) if before is not None and rows.is_id(before) else ()
    return _lines(session, *below)


def of_subject(session: Session, kind: SubjectKind, subject_id: int) -> tuple[Line, ...]:
    """What was decided about the subject, the newest first."""
    return _lines(session, col(ModerationAct.subject_kind) == kind, col(ModerationAct.subject_id) == subject_id)


def concerning(session: Session, participant_id: int) -> tuple[Line, ...]:
    """What was decided about the participant, and about what they wrote, the newest first."""
    theirs = [_is(SubjectKind.PARTICIPANT, col(ModerationAct.subject_id) == participant_id)]
    for kind, table in _WRITTEN:
        ids = select(table.id).where(col(table.author_id) == participant_id)
        theirs.append(_is(kind, col(ModerationAct.subject_id).in_(ids)))
    return _lines(session, or_(*theirs), col(ModerationAct.kind).in_(_OF_PEOPLE))


def one(session: Session, act_id: int) -> Line:
    """One line of the log, or ``NotFound``."""
    return line(session, appeals.find(session, act_id))


def look(session: Session, act_id: int, participant_id: int | None) -> Look:
    """The act as this person sees it; None is somebody who has not acted so far. Raises ``NotFound``."""
    act = appeals.find(session, act_id)
    told, actor = line(session, act), actors.of_visitor(session, participant_id)
    author_id = subjects.find(session, act.subject_kind, act.subject_id).author_id
    asked = appeals.against(session, act_id)
    moderates = permissions.refusal(actor, Action.MODERATE) is None
    mine = asked is not None and asked.by_id == participant_id
    leaves_it = appeals.unanswerable(session, actor.id, act, asked) if moderates and asked is not None else None
    waits = asked is not None and asked.answer_id is None
    return Look(
        told,
        concerned=participant_id == author_id,
        may_appeal=participant_id == author_id and appeals.closed(session, act) is None,
        moderates=moderates,
        words=asked.text if asked is not None and (mine or moderates) else "",
        may_answer=moderates and waits and leaves_it is None,
        unanswerable=leaves_it or "" if waits else "",
    )


def line(session: Session, act: ModerationAct) -> Line:
    """The act as everybody may read it."""
    act_id, subject = rows.new_id(act.id), Subject(act.subject_kind, act.subject_id, act.question_id)
    asked = appeals.against(session, act_id)
    answered = session.exec(select(Appeal.act_id).where(col(Appeal.answer_id) == act_id)).first()
    undone_by = moderating.undoing(session, act_id) or 0
    return Line(
        id=act_id,
        kind=act.kind,
        subject_kind=act.subject_kind,
        subject_id=act.subject_id,
        about=_called(session, subjects.find(session, act.subject_kind, act.subject_id).author_id),
        by="" if act.by_id is None else _called(session, act.by_id),
        reason=act.reason,
        at=act.at,
        until=act.until or "",
        place=subjects.place_of(session, subject),
        undoes_id=act.undoes_id or 0,
        undone_by_id=undone_by,
        answers_id=answered or 0,
        appeal=_outcome(asked, undone_by),
        answer_id=asked.answer_id or 0 if asked is not None else 0,
    )


def _lines(session: Session, *where: ColumnElement[bool]) -> tuple[Line, ...]:
    found = select(ModerationAct).where(*where).order_by(col(ModerationAct.id).desc()).limit(SHOWN)
    return tuple(line(session, act) for act in session.exec(found).all())


def _is(kind: SubjectKind, chosen: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(col(ModerationAct.subject_kind) == kind, chosen)


def _called(session: Session, participant_id: int) -> str:
    return people.called(session.get_one(Participant, participant_id))


def _outcome(asked: Appeal | None, undone_by: int) -> str:
    if asked is None:
        return ""
    if asked.answer_id is None:
        return "waiting"
    return "granted" if asked.answer_id == undone_by else "upheld"
