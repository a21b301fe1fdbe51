"""The texts of a question that can be read in another language, by their places on its page.

``question-title``, ``background-0`` and so on, ``title-3`` of a viewpoint, ``paragraph-12``, ``edit-5`` (what is
proposed, as it is worded last) and its ``reason-5``, ``comment-7``. What is hidden or gone has no place here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, literal, select
from sqlmodel import Session, col

from debate_app import languages
from debate_app.domain import edit_records, hidden, people, rows, texts
from debate_app.domain.search import current_text
from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    Edit,
    EditKind,
    EditRevision,
    Paragraph,
    ParagraphVersion,
    Question,
    Source,
    Viewpoint,
)

SOURCE_LANGUAGES = 200
_WORDED = (EditKind.CHANGE, EditKind.INSERT, EditKind.TITLE, EditKind.TRANSLATION)
"""The edits whose text people read; sources are addresses."""

_Rows = Select[*tuple[Any, ...]]

Wanted = dict[str, set[int]]
"""The numbers that are asked for, by the kind of place."""


class Original(NamedTuple):
    """A text as its author wrote it, and the language without its region; ``viewpoint_id`` is that of a paragraph,
    whose marks cite its sources."""

    text: str
    language: str
    viewpoint_id: int = 0


@dataclass(frozen=True, slots=True)
class Cited:
    """What the marks and mentions in these texts lead to: labels of sources by viewpoint, and people's names."""

    labels: dict[int, list[str | None]]
    names: tuple[str, ...]


class _Chosen(NamedTuple):
    """How the texts of a kind of place are found, and the column that numbers them."""

    rows: _Rows
    key: Any


def read(session: Session, question_id: int, places: Collection[str]) -> dict[str, Original]:
    """The texts that stand at these places, by place, in their order; there is none at a place that is not in it.

    Raises ``NotFound`` for the question.
    """
    question = rows.question(session, question_id)
    wanted = _wanted(places)
    found: dict[str, Original] = dict(_of_question(question))
    for kind, chosen in _CHOSEN.items():
        if wanted[kind]:
            found |= _found(session, kind, chosen, question_id, wanted[kind])
    return {place: found[place] for place in places if place in found}


def cited(session: Session, question_id: int, places: Collection[str], viewpoint_ids: Collection[int]) -> Cited:
    """What these texts may cite."""
    labels: dict[int, list[str | None]] = defaultdict(list)
    listed = (
        select(col(Source.viewpoint_id), col(Source.label))
        .join(Viewpoint, col(Viewpoint.id) == col(Source.viewpoint_id))
        .where(col(Viewpoint.id).in_(viewpoint_ids), col(Source.list_number) == col(Viewpoint.source_list))
        .order_by(col(Source.viewpoint_id), col(Source.position))
    )
    for viewpoint_id, label in session.connection().execute(listed) if viewpoint_ids else ():
        labels[viewpoint_id].append(label)
    said = any(place.startswith("comment-") for place in places)
    return Cited(labels, tuple(people.taking_part(session, question_id)) if said else ())


def languages_of(session: Session, question_id: int) -> list[str]:
    """The languages, without regions, of the texts that are read in the question. Raises ``NotFound``."""
    question = rows.question(session, question_id)
    shown = (col(Viewpoint.question_id) == question_id, hidden.stands(Viewpoint))
    viewpoints = select(col(Viewpoint.language)).where(*shown)
    said = _comments().where(*shown, _is_read(Comment)).with_only_columns(col(Comment.language))
    found = session.connection().execute(viewpoints.union(said).limit(SOURCE_LANGUAGES))
    return sorted({languages.base(language) for language in (question.language, *found.scalars())})


def _wanted(places: Collection[str]) -> Wanted:
    wanted: Wanted = defaultdict(set)
    for place in places:
        kind, _, digits = place.rpartition("-")
        number = rows.id_in(digits)
        if number is not None and rows.is_id(number):
            wanted[kind].add(number)
    return wanted


def _of_question(question: Question) -> Iterator[tuple[str, Original]]:
    if hidden.is_hidden(question):
        return
    language = languages.base(question.language)
    yield "question-title", Original(question.title, language)
    for number, text in enumerate(texts.paragraphs(question.background)):
        yield f"background-{number}", Original(text, language)


def _found(session: Session, kind: str, chosen: _Chosen, question_id: int, numbers: set[int]) -> dict[str, Original]:
    """Rows of an id, a text, a language, and the viewpoint whose sources are cited."""
    standing = chosen.rows.where(
        col(Viewpoint.question_id) == question_id, hidden.stands(Viewpoint), chosen.key.in_(numbers)
    )
    return {
        f"{kind}-{number}": Original(text, languages.base(language), viewpoint_id)
        for number, text, language, viewpoint_id in session.connection().execute(standing)
        if text
    }


def _titles() -> _Chosen:
    told = (col(Viewpoint.id), col(Viewpoint.title), col(Viewpoint.language), _cites_nothing())
    return _Chosen(select(*told), col(Viewpoint.id))


def _paragraphs() -> _Chosen:
    told = (col(Paragraph.id), col(ParagraphVersion.text), col(Viewpoint.language), col(Viewpoint.id))
    found = (
        select(*told)
        .join(ParagraphVersion, current_text())
        .join(Viewpoint, col(Viewpoint.id) == col(Paragraph.viewpoint_id))
    )
    return _Chosen(found, col(Paragraph.id))


def _edits(text: Any, language: Any, *kinds: EditKind) -> _Chosen:
    found = (
        select(col(Edit.id), text, language, _cites_nothing())
        .join(EditRevision, edit_records.newest())
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .where(hidden.stands(Edit), col(Edit.kind).in_(kinds))
    )
    return _Chosen(found, col(Edit.id))


def _comments() -> _Rows:
    return (
        select(col(Comment.id), col(Comment.text), col(Comment.language), _cites_nothing())
        .join(ConversationEvent, col(ConversationEvent.id) == col(Comment.event_id))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
    )


def _is_read(comment: type[Comment]) -> ColumnElement[bool]:
    return and_(col(comment.removed_at).is_(None), col(comment.hidden_id).is_(None))


def _cites_nothing() -> ColumnElement[int]:
    return literal(0)


_CHOSEN = {
    "title": _titles(),
    "paragraph": _paragraphs(),
    "edit": _edits(col(EditRevision.text), func.coalesce(col(Edit.language), col(Viewpoint.language)), *_WORDED),
    "reason": _edits(col(EditRevision.reason), col(Viewpoint.language), *EditKind),
    "comment": _Chosen(_comments().where(_is_read(Comment)), col(Comment.id)),
}
