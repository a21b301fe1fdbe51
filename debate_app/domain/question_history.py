"""Reads the history of a question's own text, in the same few queries however long it is."""

import re
from collections.abc import Sequence

from sqlmodel import Session, col, select

from debate_app.domain import comparing, hidden, permissions, question_edits, rows, slugs
from debate_app.domain.actors import Actor
from debate_app.domain.history_texts import Comparison, Subject, VersionLine, VersionText
from debate_app.domain.initials import person
from debate_app.domain.permissions import Action
from debate_app.domain.question_edits import QuestionWording
from debate_app.domain.snapshot import ParagraphText, Piece
from debate_app.domain.tables import Participant, QuestionVersion


def subject(session: Session, question_id: int) -> Subject:
    """The question as it stands. Raises ``NotFound``."""
    question = hidden.readable_question(session, question_id)
    path = slugs.path(question_id, question.title)
    return Subject(
        "question", question_id, question.title, question.language, path, question_id, question.version, 0, 0
    )


def require(session: Session, about: Subject, number: int) -> None:
    """Raises ``NotFound`` where there is no such version."""
    question_edits.wording(session, about.id, number)


def numbers(session: Session, about: Subject) -> list[int]:  # noqa: ARG001 - asked as a viewpoint's history is
    """The versions, newest first."""
    return [*range(about.newest, 0, -1)]


def lines(session: Session, about: Subject, chosen: Sequence[int]) -> tuple[VersionLine, ...]:
    """What the list tells of these versions, in their order."""
    wanted = {*chosen, *(number - 1 for number in chosen)}
    found = (
        select(QuestionVersion, Participant.name)
        .join(Participant, col(Participant.id) == col(QuestionVersion.author_id))
        .where(col(QuestionVersion.question_id) == about.id, col(QuestionVersion.number).in_(wanted))
    )
    made = {version.number: (version, name) for version, name in session.exec(found)}
    return tuple(_line(*made[number], made.get(number - 1, (None, None))[0]) for number in chosen)


def version(session: Session, about: Subject, number: int) -> VersionText:
    """The question as it stood at that version. Raises ``NotFound``."""
    then = question_edits.wording(session, about.id, number)
    texts = [text for text in re.split(r"\n+", then.background) if text]
    return VersionText(
        line=lines(session, about, [number])[0],
        title=then.title,
        paragraphs=tuple(ParagraphText(0, place, (Piece(text, 0),)) for place, text in enumerate(texts, 1)),
        sources=(),
        topics=tuple(then.topics.splitlines()),
        stands=then == question_edits.wording(session, about.id, about.newest),
    )


def comparison(session: Session, about: Subject, older: int, newer: int) -> Comparison:
    """What became of each part between two versions. Raises ``NotFound``."""
    before, after = (question_edits.wording(session, about.id, number) for number in (older, newer))
    return Comparison(older, newer, differs=before != after, parts=comparing.questions(before, after))


def may_apply(session: Session, actor: Actor, question_id: int) -> bool:
    """Whether the actor restores the question's text."""
    return not why_not(session, actor, question_id)


def why_not(session: Session, actor: Actor, question_id: int) -> str:
    """Why the actor cannot restore it; empty where they can."""
    question = rows.question(session, question_id)
    return permissions.refusal(actor, Action.EDIT_QUESTION, question, author_id=question.author_id) or ""


def _line(made: QuestionVersion, name: str | None, before: QuestionVersion | None) -> VersionLine:
    return VersionLine(made.number, made.created_at, (person(name),), _kind(made, before), reason=made.reason)


def _kind(made: QuestionVersion, before: QuestionVersion | None) -> str:
    if before is None:
        return "asked"
    changed = [part for part in QuestionWording.__dataclass_fields__ if getattr(made, part) != getattr(before, part)]
    return changed[0] if len(changed) == 1 else "several"
