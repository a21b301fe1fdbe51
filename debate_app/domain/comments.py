"""Comments on a viewpoint or one of its paragraphs, and replies to whatever happens in its conversation."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from debate_app.domain import (
    actors,
    dates,
    limits,
    notices,
    participants,
    people,
    permissions,
    questions,
    rows,
    sayings,
    texts,
    translations,
)
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, NotAllowed, NotFound
from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    EventKind,
    NoticeKind,
    Paragraph,
    Question,
    Viewpoint,
)
from debate_app.words import plain

REPEAT_MINUTES = 5
"""How long the same words in the same place are taken for a form that was sent twice."""


@dataclass(frozen=True, slots=True)
class Said:
    """Where something was said, changed or removed, and the participants who were told of it."""

    question_id: int
    viewpoint_id: int
    event_id: int
    comment_id: int
    told: tuple[int, ...]


def say(
    session: Session,
    author_id: int,
    viewpoint_id: int,
    text: str,
    paragraph_id: int | None = None,
    language: str = "",
) -> Said:
    """Comment on the viewpoint, or on one of its paragraphs, in the viewpoint's language where none is given. Who is
    mentioned is told.

    Raises ``Invalid`` for the text and the language, for a paragraph that was taken out and for what was said here
    just now; ``NameNeeded`` and ``NotFound``.
    """
    return begin(session, author_id, viewpoint_id, EventKind.COMMENT, text, paragraph_id, language)


def begin(
    session: Session,
    author_id: int,
    viewpoint_id: int,
    kind: EventKind,
    text: str,
    paragraph_id: int | None,
    language: str,
) -> Said:
    """Write an event of this kind whose own comment is ``text``. Raises as ``say`` does."""
    cleaned, spoken = texts.comment(text), _spoken(language)
    question, viewpoint = rows.locked_viewpoint(session, viewpoint_id)
    _require(session, author_id, Action.COMMENT, question, viewpoint)
    if paragraph_id is not None:
        _require_standing(session, viewpoint_id, paragraph_id)
    here = (col(ConversationEvent.viewpoint_id) == viewpoint_id) & (col(ConversationEvent.kind) == kind)
    about = col(ConversationEvent.paragraph_id).is_not_distinct_from(paragraph_id)
    _refuse_repeat(session, author_id, cleaned, here, about, col(Comment.number) == 0)
    now = dates.now()
    event = ConversationEvent(viewpoint_id=viewpoint_id, kind=kind, author_id=author_id, at=now, active_at=now)
    event.paragraph_id = paragraph_id
    session.add(event)
    session.flush()
    comment = _write(session, event, 0, author_id, cleaned, spoken or viewpoint.language)
    return _noted(question, event, comment, _tell_mentioned(session, question, comment))


def reply(session: Session, author_id: int, event_id: int, text: str, language: str = "") -> Said:
    """Reply to an event of any kind, in the viewpoint's language where none is given. Who is mentioned is told; so
    are the event's author and the others who replied.

    Raises ``Invalid`` for the text, the language and what was said here just now; ``NameNeeded`` and ``NotFound``.
    """
    cleaned, spoken = texts.comment(text), _spoken(language)
    event = rows.event(session, event_id)
    question, viewpoint = rows.locked_viewpoint(session, event.viewpoint_id)
    _require(session, author_id, Action.COMMENT, question, viewpoint)
    _refuse_repeat(session, author_id, cleaned, col(Comment.event_id) == event_id, col(Comment.number) > 0)
    event.active_at = dates.now()
    number = _next_number(session, event_id)
    comment = _write(session, event, number, author_id, cleaned, spoken or viewpoint.language)
    mentioned = _tell_mentioned(session, question, comment)
    others = [one for one in _concerned(session, event, author_id) if one not in mentioned]
    replied = notices.tell_all(session, others, NoticeKind.REPLIED, event_id, author_id)
    return _noted(question, event, comment, (*mentioned, *replied))


def change(session: Session, author_id: int, comment_id: int, text: str, language: str = "") -> Said:
    """Change one's own comment, within ``limits.COMMENT_EDIT_MINUTES``; who is mentioned in it only now is told.

    It stays in its language where none is given. The same again changes nothing. Raises ``Invalid``, ``NotAllowed``,
    ``NameNeeded`` and ``NotFound``.
    """
    cleaned, spoken = texts.comment(text), _spoken(language)
    question, event, comment = _own(session, author_id, comment_id)
    if comment.removed_at is not None:
        raise NotAllowed(plain("This comment was removed; it cannot be changed any more."), "comment")
    if comment.created_at < dates.minutes_ago(limits.COMMENT_EDIT_MINUTES):
        raise NotAllowed(
            plain(
                "A comment can be changed for {minutes} minutes. Reply to it, or remove it.",
                minutes=limits.COMMENT_EDIT_MINUTES,
            ),
            "comment",
        )
    if cleaned == comment.text and spoken in ("", comment.language):
        return _where(question, event, comment)
    translations.forget(session, rows.new_id(question.id), [comment.text])
    comment.language = spoken or comment.language
    before, comment.text, comment.edited_at = comment.text, cleaned, dates.now()
    return _noted(question, event, comment, _tell_mentioned(session, question, comment, before))


def remove(session: Session, author_id: int, comment_id: int) -> Said:
    """Remove one's own comment: its place stays, its text is gone. Once more changes nothing.

    Raises ``NotAllowed``, ``NameNeeded`` and ``NotFound``.
    """
    question, event, comment = _own(session, author_id, comment_id)
    if comment.removed_at is not None:
        return _where(question, event, comment)
    translations.forget(session, rows.new_id(question.id), [comment.text])
    comment.text, comment.removed_at = "", dates.now()
    return _noted(question, event, comment, ())


def _own(session: Session, author_id: int, comment_id: int) -> tuple[Question, ConversationEvent, Comment]:
    comment = rows.comment(session, comment_id)
    event = rows.event(session, comment.event_id)
    question, viewpoint = rows.locked_viewpoint(session, event.viewpoint_id)
    session.refresh(comment)  # it may have been changed or removed while we waited for the lock
    _require(session, author_id, Action.CHANGE, question, viewpoint, comment.author_id)
    return question, event, comment


def _require(
    session: Session, by_id: int, action: Action, question: Question, viewpoint: Viewpoint, owner: int | None = None
) -> None:
    permissions.require(actors.of(session, by_id), action, question, author_id=owner, viewpoint=viewpoint)
    participants.author(session, by_id)


def _require_standing(session: Session, viewpoint_id: int, paragraph_id: int) -> None:
    """The question is locked: the paragraph stays where it is until the comment is written."""
    one = select(Paragraph).where(col(Paragraph.id) == paragraph_id, col(Paragraph.viewpoint_id) == viewpoint_id)
    fresh = {"populate_existing": True}
    paragraph = session.exec(one, execution_options=fresh).first() if rows.is_id(paragraph_id) else None
    if paragraph is None:
        raise NotFound(plain("This paragraph does not exist."))
    if paragraph.position is None:
        raise Invalid(plain("This paragraph was taken out meanwhile. Comment on the viewpoint instead."), "comment")


def _refuse_repeat(session: Session, author_id: int, text: str, *here: ColumnElement[bool]) -> None:
    """A comment that is sent again, because its answer was lost on the way, is published once."""
    same = (
        select(Comment.id)
        .join(ConversationEvent, col(ConversationEvent.id) == col(Comment.event_id))
        .where(col(Comment.author_id) == author_id, col(Comment.created_at) >= dates.minutes_ago(REPEAT_MINUTES))
        .where(col(Comment.text) == text, *here)
    )
    if session.exec(same).first() is not None:
        raise Invalid(plain("You have said this here just now. It is in the conversation already."), "comment")


def _next_number(session: Session, event_id: int) -> int:
    highest = select(func.max(Comment.number)).where(col(Comment.event_id) == event_id)
    return (session.exec(highest).one() or 0) + 1


def _spoken(language: str) -> str:
    return texts.language(language) if language else ""


def _write(
    session: Session, event: ConversationEvent, number: int, author_id: int, text: str, language: str
) -> Comment:
    comment = Comment(
        event_id=rows.new_id(event.id),
        number=number,
        author_id=author_id,
        text=text,
        language=language,
        created_at=event.active_at,
    )
    session.add(comment)
    session.flush()
    return comment


def _noted(question: Question, event: ConversationEvent, comment: Comment, told: tuple[int, ...]) -> Said:
    questions.talk_changed(question)
    return _where(question, event, comment, told)


def _where(question: Question, event: ConversationEvent, comment: Comment, told: tuple[int, ...] = ()) -> Said:
    return Said(rows.new_id(question.id), event.viewpoint_id, rows.new_id(event.id), rows.new_id(comment.id), told)


def _concerned(session: Session, event: ConversationEvent, author_id: int) -> list[int]:
    """Whoever made the event, and the others whose replies stand under it, the last to reply first."""
    replied = (
        select(Comment.author_id)
        .where(col(Comment.event_id) == event.id, col(Comment.number) > 0, col(Comment.removed_at).is_(None))
        .where(col(Comment.author_id).not_in([author_id, event.author_id]))
        .group_by(col(Comment.author_id))
        .order_by(func.max(Comment.number).desc())
        .limit(notices.REPLIERS_TOLD)
    )
    return [event.author_id, *session.exec(replied)]


def _tell_mentioned(session: Session, question: Question, comment: Comment, before: str = "") -> tuple[int, ...]:
    """Tell those whose names stand in the comment and did not stand in it ``before``."""
    if "@" not in comment.text:
        return ()
    writers = people.writers(session, rows.new_id(question.id))
    names = tuple(sorted(set(writers.values())))
    new = sayings.mentioned(comment.text, names) - sayings.mentioned(before, names)
    chosen = [participant_id for participant_id, name in writers.items() if name.casefold() in new]
    return notices.tell_all(session, chosen, NoticeKind.MENTIONED, comment.event_id, comment.author_id)
