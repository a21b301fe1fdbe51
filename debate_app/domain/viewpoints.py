"""Adding a viewpoint to a question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from debate_app.domain import (
    actors,
    dates,
    hidden,
    limits,
    links,
    participants,
    permissions,
    questions,
    rows,
    search,
    source_lines,
    texts,
    versions,
)
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, Refused
from debate_app.domain.tables import ConversationEvent, EventKind, Viewpoint
from debate_app.domain.wordings import Standing, Wording
from debate_app.words import plain, plain_many

SIMILAR_TITLES = 5


@dataclass(frozen=True, slots=True)
class Declared:
    """Where a language was declared; nobody is told of it."""

    question_id: int
    viewpoint_id: int
    told: tuple[int, ...] = ()


def add(
    session: Session,
    author_id: int,
    question_id: int,
    title: str,
    paragraphs: Sequence[str],
    sources: Sequence[str],
    language: str = "",
) -> int:
    """Add a viewpoint at the end of the question's list, in the question's language where none is given; returns
    its id.

    Raises the first fault that ``check`` finds, ``NotFound``, and ``NameNeeded`` while the author has no name.
    """
    for fault in check(title, paragraphs, sources, language):
        raise fault
    question = rows.locked_question(session, question_id)
    permissions.require(actors.of(session, author_id), Action.ADD, question)
    author = participants.author(session, author_id)
    _refuse_repeat(session, author_id, question_id, texts.title(title))
    viewpoint = Viewpoint(
        question_id=question_id,
        position=_next_position(session, question_id),
        title=texts.title(title),
        language=language or question.language,
        author_id=rows.new_id(author.id),
        created_at=dates.now(),
    )
    session.add(viewpoint)
    session.flush()
    written = tuple(Standing(0, 0, texts.paragraph(text, number)) for number, text in enumerate(paragraphs, 1))
    lines = source_lines.joined((texts.plain(address), None) for address in sources)
    versions.write_first(session, viewpoint, Wording(viewpoint.title, lines, written))
    session.add(_created(viewpoint))
    questions.texts_changed(session, question)
    return rows.new_id(viewpoint.id)


def declare(session: Session, by_id: int, viewpoint_id: int, language: str) -> Declared:
    """Say which language the viewpoint is written in; what was said about it keeps its own, the same again changes
    nothing.

    Raises ``Invalid``, ``NotAllowed`` and ``NotFound``.
    """
    declared = texts.language(language)
    question, viewpoint = rows.locked_viewpoint(session, viewpoint_id)
    actor = actors.of(session, by_id)
    permissions.require(actor, Action.EDIT, question, author_id=viewpoint.author_id, viewpoint=viewpoint)
    if viewpoint.language != declared:
        viewpoint.language = declared
        questions.texts_changed(session, question)
    return Declared(rows.new_id(question.id), viewpoint_id)


def check(title: str, paragraphs: Sequence[str], sources: Sequence[str], language: str = "") -> list[Refused]:
    """Every fault at once, in the order of the form.

    Fields: ``title``; ``paragraphs`` and ``sources`` for their number; ``paragraphs.1``, ``sources.2`` (from 1);
    ``language``, which may be empty.
    """
    faults = _faults(lambda: texts.title(title))
    if not paragraphs:
        faults.append(Invalid(plain("Write at least one paragraph."), "paragraphs"))
    if len(paragraphs) > limits.PARAGRAPHS:
        faults.append(_too_many(len(paragraphs)))
    for number, text in enumerate(paragraphs[: limits.PARAGRAPHS], 1):
        faults += _faults(lambda number=number, text=text: texts.paragraph(text, number))
    if len(sources) > limits.SOURCES:
        faults.append(source_lines.too_many(len(sources)))
    for number, address in enumerate(sources[: limits.SOURCES], 1):
        faults += _faults(lambda number=number, address=address: links.read(address, f"sources.{number}"))
    return faults + (_faults(lambda: texts.language(language)) if language else [])


def similar(session: Session, question_id: int, title: str) -> tuple[tuple[int, str], ...]:
    """Viewpoints of the question whose title shares much with ``title``: (id, title), at most ``SIMILAR_TITLES``."""
    if not rows.is_id(question_id):
        return ()
    here = (col(Viewpoint.question_id) == question_id, hidden.stands(Viewpoint))
    listed = select(Viewpoint).where(*here).order_by(col(Viewpoint.position))
    alike = [one for one in session.exec(listed) if search.alike(title[: 2 * limits.TITLE_CHARACTERS], one.title)]
    return tuple((rows.new_id(one.id), one.title) for one in alike[:SIMILAR_TITLES])


def _refuse_repeat(session: Session, author_id: int, question_id: int, title: str) -> None:
    """A form that is sent again, because its answer was lost on the way, is published once."""
    same = select(Viewpoint.id).where(
        col(Viewpoint.question_id) == question_id, col(Viewpoint.author_id) == author_id, col(Viewpoint.title) == title
    )
    if session.exec(same).first() is not None:
        raise Invalid(plain("You have published a viewpoint with this title here already. Look for it below."), "title")


def _next_position(session: Session, question_id: int) -> int:
    highest = select(func.max(Viewpoint.position)).where(col(Viewpoint.question_id) == question_id)
    return (session.exec(highest).one() or 0) + 1


def _created(viewpoint: Viewpoint) -> ConversationEvent:
    at = viewpoint.created_at
    return ConversationEvent(
        viewpoint_id=rows.new_id(viewpoint.id),
        kind=EventKind.CREATED,
        author_id=viewpoint.author_id,
        at=at,
        active_at=at,
    )


def _too_many(count: int) -> Invalid:
    sentence = plain_many(
        "There is {count} paragraph; {most} are allowed.",
        "There are {count} paragraphs; {most} are allowed.",
        count,
        most=limits.PARAGRAPHS,
    )
    return Invalid(sentence, "paragraphs")


def _faults(read: Callable[[], object]) -> list[Refused]:
    try:
        read()
    except Refused as fault:
        return [fault]
    return []
