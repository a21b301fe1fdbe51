"""Reads a debate from the database the way a file holds it."""

from sqlmodel import Session, col, select

from debate_app.domain import hidden, tables
from debate_app.domain.files import exported_conversations, exported_texts, references, translations
from debate_app.domain.files.debate import Debate, QuestionVersion, Viewpoint
from debate_app.domain.files.exported_rows import Names, ViewpointRows, of_viewpoint


def write_out(session: Session, question_id: int) -> Debate:
    """The question with everything that was said in it, but for what is hidden or was erased: a file is read where
    nobody hides it. Raises ``NotFound``.

    A ``debate/3`` file that was imported comes out as it is. Two authors of one name become one, and votes become
    counts: who voted does not leave the database. Votes in quarantine are counted with the others: they were cast,
    and the quarantine, which is lifted or not, is no part of the file.
    """
    question = hidden.readable_question(session, question_id)
    asked = (
        select(tables.QuestionVersion)
        .where(col(tables.QuestionVersion.question_id) == question_id)
        .order_by(col(tables.QuestionVersion.number))
    )
    versions = session.exec(asked).all()
    listed = (
        select(tables.Viewpoint)
        .where(col(tables.Viewpoint.question_id) == question_id, hidden.stands(tables.Viewpoint))
        .order_by(col(tables.Viewpoint.position))
    )
    names = Names(session)
    names.learn([question.author_id, *(version.author_id for version in versions)])
    written = [of_viewpoint(session, viewpoint) for viewpoint in session.exec(listed).all()]
    viewpoints = tuple(_viewpoint(one, names) for one in written)
    return Debate(
        author=names.known[question.author_id],
        created_at=question.created_at,
        updated_at=question.updated_at,
        language=question.language,
        versions=tuple(_question_version(version, names) for version in versions),
        viewpoints=viewpoints,
        references=references.written_out(session, viewpoints),
        translations=translations.written_out(session, question_id, written, names),
    )


def _question_version(version: tables.QuestionVersion, names: Names) -> QuestionVersion:
    return QuestionVersion(
        title=version.title,
        background=version.background,
        topics=tuple(version.topics.splitlines()),
        author=names.known[version.author_id],
        at=version.created_at,
        reason=version.reason,
    )


def _viewpoint(written: ViewpointRows, names: Names) -> Viewpoint:
    names.learn(written.people())
    places = exported_texts.Places.of(written)
    return Viewpoint(
        author=names.known[written.viewpoint.author_id],
        created_at=written.viewpoint.created_at,
        language=written.viewpoint.language,
        paragraphs=exported_texts.paragraphs(written, names),
        sources=exported_texts.sources(written),
        versions=exported_texts.versions(written, places),
        conversation=exported_conversations.conversation(written, places, names),
    )
