"""The words of a question as search sees them: without case, accents and look-alike forms."""

import re
import unicodedata

from sqlalchemy import ColumnElement, and_, true
from sqlmodel import Session, col, select

from debate_app.domain import hidden, rows, texts
from debate_app.domain.tables import Paragraph, ParagraphVersion, Question, Topic, Viewpoint

WORDS = 10
_QUERY_CHARACTERS = 500


def folded(text: str) -> str:
    """``text`` in lower case, compatibility forms made plain, accents taken off."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", texts.plain(text)).casefold())
    return unicodedata.normalize("NFC", "".join(sign for sign in spread if not unicodedata.combining(sign)))


def words(query: str) -> tuple[str, ...]:
    """The words that a query asks for, folded, at most ``WORDS``; more are ignored."""
    return tuple(dict.fromkeys(folded(query[:_QUERY_CHARACTERS]).split()))[:WORDS]


def matching(query: str) -> ColumnElement[bool]:
    """The condition that every word of ``query`` occurs in the question; true when it has none."""
    asked = [col(Question.search_text).contains(word, autoescape=True) for word in words(query)]
    return and_(true(), *asked)


def refresh(session: Session, question: Question) -> None:
    """Write the question's ``search_text`` anew from its texts as they stand in this transaction."""
    session.flush()
    question.search_text = folded("\n".join(_texts(session, question)))


def _texts(session: Session, question: Question) -> list[str]:
    question_id = rows.new_id(question.id)
    topics = select(Topic.name).where(col(Topic.question_id) == question_id).order_by(col(Topic.position))
    here = (col(Viewpoint.question_id) == question_id, hidden.stands(Viewpoint))
    titles = select(Viewpoint.title).where(*here).order_by(col(Viewpoint.position))
    paragraphs = (
        select(ParagraphVersion.text)
        .join(Paragraph, current_text())
        .join(Viewpoint, col(Viewpoint.id) == col(Paragraph.viewpoint_id))
        .where(*here)
        .order_by(col(Viewpoint.position), col(Paragraph.position))
    )
    found = [*session.exec(topics), *session.exec(titles), *session.exec(paragraphs)]
    return [question.title, question.background, *found]


def current_text() -> ColumnElement[bool]:
    """The condition that joins a paragraph that stands with the version that stands there now."""
    return and_(
        col(Paragraph.position).is_not(None),
        col(ParagraphVersion.paragraph_id) == col(Paragraph.id),
        col(ParagraphVersion.number) == col(Paragraph.version_number),
    )


def alike(one: str, other: str) -> bool:
    """Whether two titles share at least half of the words of the shorter one, small words aside."""
    first, second = (_telling_words(title) for title in (one, other))
    return bool(first and second) and 2 * len(first & second) >= min(len(first), len(second))


def _telling_words(title: str) -> set[str]:
    found = re.findall(r"\w+", folded(title))
    return {word for word in found if len(word) > 3} or set(found)
