"""The versions of a viewpoint as a whole: reading one, and writing the next."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import func, tuple_
from sqlmodel import Session, col, select

from debate_app.domain import credit, links, rows, source_lines, tallies
from debate_app.domain.refused import NotFound
from debate_app.domain.tables import Paragraph, ParagraphVersion, Source, Viewpoint, ViewpointVersion
from debate_app.domain.wordings import Standing, Wording
from debate_app.words import plain

Writers = Sequence[tuple[str, int]]
"""The steps by which a new text came to be, each with who took it: the proposed wording, then the approver's."""


def wording(session: Session, viewpoint_id: int, number: int) -> Wording:
    """The viewpoint as it stood at that version. Raises ``NotFound``."""
    known = rows.is_id(viewpoint_id) and rows.is_id(number)
    version = session.get(ViewpointVersion, (viewpoint_id, number)) if known else None
    if version is None:
        raise NotFound(plain("This version does not exist."))
    return wordings_of(session, [version])[viewpoint_id, number]


def chosen(session: Session, viewpoint_id: int, numbers: Collection[int]) -> dict[int, Wording]:
    """The viewpoint as it stood at each of these versions, by number."""
    found = select(ViewpointVersion).where(
        col(ViewpointVersion.viewpoint_id) == viewpoint_id, col(ViewpointVersion.number).in_(numbers)
    )
    return {number: said for (_, number), said in wordings_of(session, session.exec(found)).items()}


def wordings_of(session: Session, versions: Iterable[ViewpointVersion]) -> dict[tuple[int, int], Wording]:
    """The wordings of several versions in two queries, by viewpoint and number."""
    chosen = {(one.viewpoint_id, one.number): one for one in versions}
    standing = {place: arrangement(one) for place, one in chosen.items()}
    texts = _texts(session, {paragraph for paragraphs in standing.values() for paragraph in paragraphs})
    sources = _sources(session, {(one.viewpoint_id, one.source_list) for one in chosen.values()})
    return {
        place: Wording(
            one.title,
            source_lines.joined(sources[one.viewpoint_id, one.source_list]),
            tuple(Standing(*paragraph, texts[paragraph]) for paragraph in standing[place]),
        )
        for place, one in chosen.items()
    }


def arrangement(version: ViewpointVersion) -> list[tuple[int, int]]:
    """The paragraphs of a version in order: (paragraph, version of the paragraph)."""
    return [(paragraph_id, number) for paragraph_id, number in json.loads(version.paragraphs)]


def arranged(paragraphs: Iterable[tuple[int, int]]) -> str:
    """The same as it is kept."""
    return json.dumps([[paragraph_id, number] for paragraph_id, number in paragraphs], separators=(",", ":"))


def write_first(session: Session, viewpoint: Viewpoint, wanted: Wording) -> None:
    """Write the texts of a viewpoint that was just added, all of them its author's, as its version 1."""
    _write_texts(session, viewpoint, Wording(viewpoint.title, "", ()), wanted, (), viewpoint.created_at)
    _record(session, viewpoint, viewpoint.created_at)


def write_next(
    session: Session, viewpoint: Viewpoint, now: Wording, wanted: Wording, writers: Writers, edit_id: int, at: str
) -> ViewpointVersion:
    """Make ``wanted`` the viewpoint's wording instead of ``now``, as its next version.

    ``writers`` tells of the one text in it that is new. The caller holds the question's lock.
    """
    _write_texts(session, viewpoint, now, wanted, writers, at)
    viewpoint.version += 1
    return _record(session, viewpoint, at, edit_id)


def _write_texts(
    session: Session, viewpoint: Viewpoint, now: Wording, wanted: Wording, writers: Writers, at: str
) -> None:
    viewpoint_id = rows.new_id(viewpoint.id)
    viewpoint.title = wanted.title
    if wanted.sources != now.sources:
        viewpoint.source_list = _write_sources(session, viewpoint_id, wanted.sources)
    listed = session.exec(select(Paragraph).where(col(Paragraph.viewpoint_id) == viewpoint_id))
    places = {rows.new_id(place.id): place for place in listed}
    for place in places.values():
        place.position = None  # first: two paragraphs may not stand in one place even for a moment
    session.flush()
    for position, standing in enumerate(wanted.paragraphs, 1):
        place = places.get(standing.id) or _new_place(session, viewpoint_id)
        if not standing.number:
            steps = writers or [(standing.text, viewpoint.author_id)]
            place.version_number = _write_text(session, rows.new_id(place.id), now, steps, at)
        else:
            place.version_number = standing.number
        place.position = position
    session.flush()


def _new_place(session: Session, viewpoint_id: int) -> Paragraph:
    place = Paragraph(viewpoint_id=viewpoint_id, position=None, version_number=0)
    session.add(place)
    session.flush()
    return place


def _write_text(session: Session, paragraph_id: int, now: Wording, steps: Writers, at: str) -> int:
    """Write the text that the last step led to, credited to whoever took each; returns its number."""
    newest = select(func.max(ParagraphVersion.number)).where(col(ParagraphVersion.paragraph_id) == paragraph_id)
    number = (session.exec(newest).one() or 0) + 1
    standing = now.paragraph(paragraph_id)
    kept = session.get(ParagraphVersion, (paragraph_id, standing.number)) if standing else None
    before, runs = (kept.text, credit.decode(kept.credit)) if kept else ("", ())
    for text, author_id in steps:
        before, runs = text, credit.then(runs, before, text, author_id)
    session.add(
        ParagraphVersion(
            paragraph_id=paragraph_id,
            number=number,
            text=before,
            credit=credit.encode(runs),
            author_id=steps[0][1],
            created_at=at,
        )
    )
    return number


def _write_sources(session: Session, viewpoint_id: int, lines: str) -> int:
    newest = select(func.max(ViewpointVersion.source_list)).where(col(ViewpointVersion.viewpoint_id) == viewpoint_id)
    number = (session.exec(newest).one() or 0) + 1
    session.add_all(
        Source(
            viewpoint_id=viewpoint_id,
            list_number=number,
            position=position,
            address=address,
            label=label,
            reference=links.read(address).address,
        )
        for position, (address, label) in enumerate(source_lines.entries(lines), 1)
    )
    return number


def _record(session: Session, viewpoint: Viewpoint, at: str, edit_id: int | None = None) -> ViewpointVersion:
    """Write what stands now down as the viewpoint's newest version, on which nobody has voted yet."""
    viewpoint_id = rows.new_id(viewpoint.id)
    standing = (
        select(Paragraph.id, Paragraph.version_number)
        .where(col(Paragraph.viewpoint_id) == viewpoint_id, col(Paragraph.position).is_not(None))
        .order_by(col(Paragraph.position))
    )
    version = ViewpointVersion(
        viewpoint_id=viewpoint_id,
        number=viewpoint.version,
        title=viewpoint.title,
        source_list=viewpoint.source_list,
        paragraphs=arranged((rows.new_id(paragraph_id), number) for paragraph_id, number in session.exec(standing)),
        edit_id=edit_id,
        created_at=at,
    )
    session.add(version)
    tallies.open_version(session, viewpoint_id, viewpoint.version)
    return version


def _texts(session: Session, paragraphs: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    found = select(ParagraphVersion.paragraph_id, ParagraphVersion.number, ParagraphVersion.text).where(
        tuple_(col(ParagraphVersion.paragraph_id), col(ParagraphVersion.number)).in_(paragraphs)
    )
    return {(paragraph_id, number): text for paragraph_id, number, text in session.exec(found)}


def _sources(session: Session, lists: Collection[tuple[int, int]]) -> dict[tuple[int, int], list[source_lines.Entry]]:
    place = tuple_(col(Source.viewpoint_id), col(Source.list_number))
    listed: dict[tuple[int, int], list[source_lines.Entry]] = defaultdict(list)
    for source in session.exec(select(Source).where(place.in_(lists)).order_by(col(Source.position))):
        listed[source.viewpoint_id, source.list_number].append((source.address, source.label))
    return listed
