"""Reads the history of a viewpoint, or of one paragraph of it, in the same few queries however long it is."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from debate_app.domain import comparing, hidden, links, made_versions, permissions, rows, slugs, versions
from debate_app.domain.actors import Actor
from debate_app.domain.history_texts import Comparison, Subject, VersionLine, VersionText
from debate_app.domain.permissions import Action
from debate_app.domain.refused import NotFound
from debate_app.domain.snapshot import ParagraphText, SourceText
from debate_app.domain.tables import Paragraph, Question, Source, ViewpointVersion
from debate_app.domain.wordings import Wording
from debate_app.words import plain


def subject(session: Session, viewpoint_id: int) -> Subject:
    """The viewpoint as it stands. Raises ``NotFound``."""
    viewpoint = hidden.readable_viewpoint(session, viewpoint_id)
    question = session.get_one(Question, viewpoint.question_id)
    return Subject(
        kind="viewpoint",
        id=viewpoint_id,
        title=viewpoint.title,
        language=viewpoint.language,
        path=f"{slugs.path(viewpoint.question_id, hidden.title_of(question))}#viewpoint-{viewpoint_id}",
        question_id=viewpoint.question_id,
        newest=viewpoint.version,
        paragraph_id=0,
        paragraph_number=0,
    )


def of_paragraph(session: Session, about: Subject, paragraph_id: int) -> Subject:
    """The same for one paragraph that stands in it, or once stood. Raises ``NotFound``."""
    place = session.get(Paragraph, paragraph_id) if rows.is_id(paragraph_id) else None
    if place is None or place.viewpoint_id != about.id:
        raise NotFound(plain("This paragraph does not exist."))
    return replace(about, paragraph_id=paragraph_id, paragraph_number=place.position or 0)


def require(session: Session, about: Subject, number: int) -> None:
    """Raises ``NotFound`` where there is no such version."""
    _version(session, about.id, number)


def numbers(session: Session, about: Subject) -> list[int]:
    """The versions, newest first; of a paragraph's history, those in which its text came, changed or went."""
    if not about.paragraph_id:
        return [*range(about.newest, 0, -1)]
    listed = (
        select(ViewpointVersion)
        .where(col(ViewpointVersion.viewpoint_id) == about.id)
        .order_by(col(ViewpointVersion.number))
    )
    found: list[int] = []
    stood = None
    for version in session.exec(listed):
        stands = dict(versions.arrangement(version)).get(about.paragraph_id)
        if stands != stood:
            found.append(version.number)
        stood = stands
    return found[::-1]


def lines(session: Session, about: Subject, chosen: Sequence[int]) -> tuple[VersionLine, ...]:
    """What the list tells of these versions, in their order."""
    return made_versions.lines(session, rows.viewpoint(session, about.id), chosen)


def version(session: Session, about: Subject, number: int) -> VersionText:
    """The viewpoint, or the paragraph alone, as it stood at that version. Raises ``NotFound``."""
    hidden.require_versions(session, about.id, [number])
    chosen = [_version(session, about.id, place) for place in {number, about.newest}]
    found = versions.wordings_of(session, chosen)
    then, now = found[about.id, number], found[about.id, about.newest]
    listed = next(one.source_list for one in chosen if one.number == number)
    paragraphs, sources = _shown(session, about, then, listed)
    if about.paragraph_id:
        stands = then.paragraph(about.paragraph_id) == now.paragraph(about.paragraph_id)
    else:
        stands = then == now
    line = lines(session, about, [number])[0]
    return VersionText(line, then.title, paragraphs, sources, (), stands)


def comparison(session: Session, about: Subject, older: int, newer: int) -> Comparison:
    """What became of each part, or of the paragraph alone, between two versions. Raises ``NotFound``."""
    hidden.require_versions(session, about.id, [older, newer])
    found = versions.wordings_of(session, [_version(session, about.id, number) for number in (older, newer)])
    before, after = found[about.id, older], found[about.id, newer]
    parts = comparing.viewpoints(before, after)
    if about.paragraph_id:
        parts = tuple(part for part in parts if part.id == about.paragraph_id)
    differs = any(part.fate != "same" or part.was for part in parts)
    return Comparison(older, newer, differs=differs, parts=parts)


def may_apply(session: Session, actor: Actor, viewpoint_id: int) -> bool:
    """Whether what the actor restores is applied at once."""
    author_id = rows.viewpoint(session, viewpoint_id).author_id
    return permissions.refusal(actor, Action.EDIT, author_id=author_id) is None


def why_not(session: Session, actor: Actor, viewpoint_id: int) -> str:
    """Why the actor can neither restore nor propose it; empty where they can."""
    viewpoint = rows.viewpoint(session, viewpoint_id)
    question = rows.question(session, viewpoint.question_id)
    action = Action.EDIT if may_apply(session, actor, viewpoint_id) else Action.PROPOSE
    return permissions.refusal(actor, action, question, author_id=viewpoint.author_id, viewpoint=viewpoint) or ""


def _version(session: Session, viewpoint_id: int, number: int) -> ViewpointVersion:
    found = session.get(ViewpointVersion, (viewpoint_id, number)) if rows.is_id(number) else None
    if found is None:
        raise NotFound(plain("This version does not exist."))
    return found


def _shown(
    session: Session, about: Subject, then: Wording, list_number: int
) -> tuple[tuple[ParagraphText, ...], tuple[SourceText, ...]]:
    listed = (
        select(Source.address, Source.label)
        .where(col(Source.viewpoint_id) == about.id, col(Source.list_number) == list_number)
        .order_by(col(Source.position))
    )
    entries = session.exec(listed).all()
    labels = [label for _, label in entries]
    paragraphs = tuple(
        ParagraphText(one.id, number, links.pieces(one.text, labels))
        for number, one in enumerate(then.paragraphs, 1)
        if about.paragraph_id in (0, one.id)
    )
    return paragraphs, tuple(links.source(number, *entry) for number, entry in enumerate(entries, 1))
