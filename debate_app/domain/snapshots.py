"""Reads a question's page into a ``QuestionSnapshot``, in the same few queries however long the page is.

The caller's session should see one moment of the database (``store.engine.reading``).
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import ColumnElement, sql
from sqlmodel import Session, col, select

from debate_app.domain import (
    credit,
    doubted,
    hidden,
    links,
    permissions,
    rows,
    slugs,
    source_texts,
    talks,
    texts,
)
from debate_app.domain.credit import Runs
from debate_app.domain.initials import person
from debate_app.domain.refused import NotFound
from debate_app.domain.search import current_text
from debate_app.domain.snapshot import (
    Credit,
    ParagraphText,
    QuestionSnapshot,
    QuestionText,
    SourceText,
    ViewpointTally,
    ViewpointText,
)
from debate_app.domain.tables import (
    Paragraph,
    ParagraphVersion,
    Participant,
    Question,
    Reference,
    Source,
    Tally,
    Topic,
    Viewpoint,
)
from debate_app.words import plain

Numbers = tuple[int, tuple[ViewpointTally, ...]]
"""A question's sequence and the counts of its viewpoints."""


def read(session: Session, question_id: int) -> QuestionSnapshot:
    """The question's page as it stands. Raises ``NotFound``."""
    asked = rows.question(session, question_id)
    sequence, counts = tallies(session, question_id)
    return QuestionSnapshot(
        sequence=sequence,
        text_sequence=asked.text_sequence,
        question=_question(session, asked),
        viewpoints=_viewpoints(session, col(Viewpoint.question_id) == question_id),
        talks=talks.read(session, question_id),
        tallies=counts,
    )


def question(session: Session, question_id: int) -> QuestionText:
    """The question alone. Raises ``NotFound``."""
    return _question(session, rows.question(session, question_id))


def viewpoints(session: Session, question_id: int) -> tuple[ViewpointText, ...]:
    """The texts of a question's viewpoints alone, in the page's order. Raises ``NotFound``."""
    rows.question(session, question_id)
    return _viewpoints(session, col(Viewpoint.question_id) == question_id)


def viewpoint(session: Session, viewpoint_id: int) -> tuple[QuestionText, ViewpointText, ViewpointTally]:
    """One viewpoint as it stands, with its question and its counts. Raises ``NotFound``."""
    asked = rows.question(session, rows.viewpoint(session, viewpoint_id).question_id)
    [text] = _viewpoints(session, col(Viewpoint.id) == viewpoint_id)
    _, counts = tallies(session, rows.new_id(asked.id))
    return _question(session, asked), text, next(one for one in counts if one.viewpoint_id == viewpoint_id)


def sequences(session: Session, question_id: int) -> tuple[int, int]:
    """The question's sequence, and that at which its text last changed. Raises ``NotFound``."""
    columns = select(Question.sequence, Question.text_sequence).where(col(Question.id) == question_id)
    found = session.exec(columns).one_or_none() if rows.is_id(question_id) else None
    if found is None:
        raise NotFound(plain("This question does not exist."))
    return found


def tallies(session: Session, question_id: int) -> Numbers:
    """The question's sequence and the counts of its viewpoints, in the page's order. Raises ``NotFound``."""
    version = (col(Tally.viewpoint_version), col(Tally.agrees), col(Tally.disagrees))
    apart = (col(Tally.apart_agrees), col(Tally.apart_disagrees))
    counts = (
        sql.select(col(Question.sequence), col(Viewpoint.id), col(Viewpoint.meaning_version), *version, *apart)
        .outerjoin(Viewpoint, col(Viewpoint.question_id) == col(Question.id))
        .outerjoin(Tally, col(Tally.viewpoint_id) == col(Viewpoint.id))
        .where(col(Question.id) == question_id)
        .order_by(col(Viewpoint.position), col(Tally.viewpoint_version).desc())
    )
    session.flush()
    found = session.connection().execute(counts).all() if rows.is_id(question_id) else ()
    if not found:
        raise NotFound(plain("This question does not exist."))
    by_viewpoint = groupby(found, lambda row: row[1])
    return found[0][0], tuple(
        _tally(viewpoint_id, [row[2:] for row in versions])
        for viewpoint_id, versions in by_viewpoint
        if viewpoint_id is not None  # a question without viewpoints is one row of nothing
    )


def _tally(viewpoint_id: int, versions: Sequence[tuple[int, int, int, int, int, int]]) -> ViewpointTally:
    """The sum of a viewpoint's versions: of each, the viewpoint's ``meaning_version``, its number and its counts.

    A viewpoint without a tally is one row of nothing.
    """
    voted = [version[:4] for version in versions if version[2] or version[3]]
    return ViewpointTally(
        viewpoint_id=viewpoint_id,
        agrees=sum(agrees for _, _, agrees, _ in voted),
        disagrees=sum(disagrees for _, _, _, disagrees in voted),
        earlier=sum(agrees + disagrees for meaning, number, agrees, disagrees in voted if number < meaning),
        versions=tuple((number, agrees, disagrees) for _, number, agrees, disagrees in voted),
        apart=(sum(version[4] or 0 for version in versions), sum(version[5] or 0 for version in versions)),
    )


def _question(session: Session, question: Question) -> QuestionText:
    question_id = rows.new_id(question.id)
    topics = select(Topic.name).where(col(Topic.question_id) == question_id).order_by(col(Topic.position))
    shown = not hidden.is_hidden(question)
    background = question.background if shown else ""
    return QuestionText(
        id=question_id,
        slug=slugs.slug(hidden.title_of(question)),
        version=question.version,
        title=hidden.title_of(question),
        background=texts.paragraphs(background),
        body=background,
        language=question.language,
        author=person(rows.participant(session, question.author_id).name),
        created_at=question.created_at,
        updated_at=question.updated_at,
        topics=tuple(session.exec(topics)) if shown else (),
        status=permissions.status(question),
        opens_at=question.opens_at or "",
        closes_at=question.closes_at or "",
        sealed=is_sealed(question),
        locked=question.locked,
        hidden=hidden.told(session, [question.hidden_id])[question.hidden_id],
        gone=question.erased_at is not None,
    )


def is_sealed(question: Question) -> bool:
    """Whether a viewpoint's counts are shown only to those who have voted on it: never once the result is final."""
    return not question.tallies_first and permissions.status(question) != "closed"


def turns_at(question: QuestionText, now: str) -> str:
    """When the question next opens or closes by itself; empty where it does not."""
    return min((at for at in (question.opens_at, question.closes_at) if at > now), default="")


def _viewpoints(session: Session, chosen: ColumnElement[bool]) -> tuple[ViewpointText, ...]:
    sources, labels = _sources(session, chosen)
    paragraphs, credited = _paragraphs(session, chosen, labels)
    found = (
        select(Viewpoint, Participant.name)
        .join(Participant, col(Participant.id) == col(Viewpoint.author_id))
        .where(chosen)
        .order_by(col(Viewpoint.position))
    )
    read = session.exec(found).all()
    hidings = hidden.told(session, {viewpoint.hidden_id for viewpoint, _ in read})
    return tuple(
        ViewpointText(
            id=(viewpoint_id := rows.new_id(viewpoint.id)),
            number=viewpoint.position,
            title=hidden.title_of(viewpoint),
            language=viewpoint.language,
            author=person(name),
            created_at=viewpoint.created_at,
            version=viewpoint.version,
            meaning_version=viewpoint.meaning_version,
            paragraphs=tuple(paragraphs[viewpoint_id]),
            sources=tuple(sources[viewpoint_id]),
            credits=credited[viewpoint_id],
            locked=viewpoint.locked,
            hidden=hidings[viewpoint.hidden_id],
            gone=viewpoint.erased_at is not None,
        )
        for viewpoint, name in read
    )


def _sources(
    session: Session, chosen: ColumnElement[bool]
) -> tuple[dict[int, list[SourceText]], dict[int, list[str | None]]]:
    found = (
        select(Source.viewpoint_id, Source.address, Source.label, Reference)
        .join(Viewpoint, col(Viewpoint.id) == col(Source.viewpoint_id))
        .outerjoin(Reference, col(Reference.address) == col(Source.reference))
        .where(chosen, hidden.stands(Viewpoint))
        .where(col(Source.list_number) == col(Viewpoint.source_list))
        .order_by(col(Source.viewpoint_id), col(Source.position))
    )
    sources: dict[int, list[SourceText]] = defaultdict(list)
    labels: dict[int, list[str | None]] = defaultdict(list)
    doubts = doubted.counts(session, chosen)
    for viewpoint_id, address, label, reference in session.exec(found):
        source = links.source(len(sources[viewpoint_id]) + 1, address, label)
        open_doubts = doubts.get((viewpoint_id, links.read(address).address), 0)
        sources[viewpoint_id].append(source_texts.described(source, reference, open_doubts))
        labels[viewpoint_id].append(label)
    return sources, labels


def _paragraphs(
    session: Session, chosen: ColumnElement[bool], labels: dict[int, list[str | None]]
) -> tuple[dict[int, list[ParagraphText]], dict[int, tuple[Credit, ...]]]:
    """The paragraphs that stand, and whose words they are, by viewpoint."""
    found = (
        select(Paragraph.viewpoint_id, ParagraphVersion.paragraph_id, ParagraphVersion.text, ParagraphVersion.credit)
        .join(ParagraphVersion, current_text())
        .join(Viewpoint, col(Viewpoint.id) == col(Paragraph.viewpoint_id))
        .where(chosen, hidden.stands(Viewpoint))
        .order_by(col(Paragraph.viewpoint_id), col(Paragraph.position))
    )
    paragraphs: dict[int, list[ParagraphText]] = defaultdict(list)
    runs: dict[int, list[Runs]] = defaultdict(list)
    for viewpoint_id, paragraph_id, text, written in session.exec(found):
        pieces = links.pieces(text, labels[viewpoint_id])
        paragraphs[viewpoint_id].append(ParagraphText(paragraph_id, len(paragraphs[viewpoint_id]) + 1, pieces))
        runs[viewpoint_id].append(credit.decode(written))
    return paragraphs, _credits(session, runs)


def _credits(session: Session, runs: dict[int, list[Runs]]) -> dict[int, tuple[Credit, ...]]:
    """Whose words each viewpoint is made of, most of them first, then by name: a copy of it tells the same."""
    shares = {viewpoint_id: credit.shares(written) for viewpoint_id, written in runs.items()}
    author_ids = {author_id for counted in shares.values() for author_id, _ in counted}
    named = select(Participant.id, Participant.name).where(col(Participant.id).in_(author_ids))
    names = dict(session.exec(named).all())
    return defaultdict(
        tuple[Credit, ...],
        {
            viewpoint_id: tuple(
                Credit(person(names[author_id]), max(1, round(100 * words / sum(count for _, count in counted))))
                for author_id, words in sorted(counted, key=lambda share: (-share[1], names[share[0]] or ""))
            )
            for viewpoint_id, counted in shares.items()
        },
    )
