"""Editing a question's own text: its title, its background, its topics. Its author and moderators do, at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlmodel import Session, col

from debate_app.domain import actors, conflicts, dates, participants, permissions, questions, rows, texts
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.tables import QuestionVersion, Topic
from debate_app.words import plain


@dataclass(frozen=True, slots=True)
class QuestionWording:
    """Everything that a question says; ``topics`` as lines."""

    title: str
    background: str
    topics: str


def edit(
    session: Session,
    author_id: int,
    question_id: int,
    base_version: int,
    title: str,
    background: str,
    topics: Sequence[str],
    reason: str = "",
) -> None:
    """Give the question another text, made on that version of it.

    What others changed meanwhile in another field stays as they left it; in the same field it raises ``Late``,
    whose ``field`` is its name. Raises ``NotAllowed``, ``NotFound``, and ``Invalid`` for the first fault.
    """
    for fault in questions.check(title, background, topics):
        raise fault
    question = rows.locked_question(session, question_id)
    actor = actors.of(session, author_id)
    permissions.require(actor, Action.EDIT_QUESTION, question, author_id=question.author_id)
    participants.author(session, author_id)
    lines = "\n".join(questions.distinct_topics(topics))
    mine = QuestionWording(texts.title(title), texts.background(background), lines)
    base, now = wording(session, question_id, base_version), wording(session, question_id, question.version)
    wanted = QuestionWording(
        *(_chosen(field, base, mine, now, question.version) for field in QuestionWording.__dataclass_fields__)
    )
    if wanted == now:
        raise Invalid(plain("Nothing has changed yet."), "title")
    reason = texts.reason(reason)
    question.title, question.background = wanted.title, wanted.background
    question.version += 1
    session.exec(delete(Topic).where(col(Topic.question_id) == question_id))
    questions.record(session, question, wanted.topics.splitlines(), author_id, reason, dates.now())
    questions.texts_changed(session, question)


def wording(session: Session, question_id: int, number: int) -> QuestionWording:
    """The question's text at that version. Raises ``NotFound``."""
    known = rows.is_id(question_id) and rows.is_id(number)
    version = session.get(QuestionVersion, (question_id, number)) if known else None
    if version is None:
        raise NotFound(plain("This version does not exist."))
    return QuestionWording(version.title, version.background, version.topics)


def _chosen(field: str, base: QuestionWording, mine: QuestionWording, now: QuestionWording, version: int) -> str:
    began, wanted, stands = (getattr(said, field) for said in (base, mine, now))
    if stands in (began, wanted):
        return wanted
    if wanted == began:
        return stands
    raise conflicts.late(began, wanted, stands, version, field)
