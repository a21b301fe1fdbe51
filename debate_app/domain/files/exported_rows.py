"""All rows of one viewpoint, in the order in which they were written, and the names of the people in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import not_
from sqlmodel import Session, col, select

from debate_app.domain import credit, hidden, names, rows
from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    Edit,
    EditRevision,
    Paragraph,
    ParagraphVersion,
    Participant,
    Source,
    SourceDoubt,
    Tally,
    Viewpoint,
    ViewpointVersion,
)

_ASKED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class ViewpointRows:
    """What is written down of a viewpoint; ``doubted`` holds the addresses of doubted sources, by event."""

    viewpoint: Viewpoint
    paragraphs: list[Paragraph]
    texts: list[ParagraphVersion]
    sources: list[Source]
    versions: list[ViewpointVersion]
    tallies: list[Tally]
    edits: list[Edit]
    revisions: list[EditRevision]
    events: list[ConversationEvent]
    comments: list[Comment]
    doubted: dict[int, str]

    def people(self) -> Iterator[int]:
        """The ids of everybody who wrote something of it, some of them often."""
        yield self.viewpoint.author_id
        for written in (self.texts, self.edits, self.revisions, self.events, self.comments):
            yield from (row.author_id for row in written)
        yield from (edit.decided_by_id for edit in self.edits if edit.decided_by_id is not None)
        for text in self.texts:
            yield from (author_id for author_id, _ in credit.decode(text.credit))


@dataclass(slots=True)
class Names:
    """The display names of participants, asked for many at once."""

    session: Session
    known: dict[int, str] = field(default_factory=dict[int, str])

    def learn(self, participant_ids: Iterable[int]) -> None:
        """Read the names that are not known yet."""
        unknown = sorted(set(participant_ids) - self.known.keys())
        for began in range(0, len(unknown), _ASKED_AT_ONCE):
            asked = col(Participant.id).in_(unknown[began : began + _ASKED_AT_ONCE])
            found = self.session.exec(select(Participant.id, Participant.name).where(asked))
            self.known |= {rows.new_id(participant_id): names.shown(name) for participant_id, name in found}


def of_viewpoint(session: Session, viewpoint: Viewpoint) -> ViewpointRows:
    """All rows of the viewpoint, but those of edits that are hidden or were erased."""
    viewpoint_id = rows.new_id(viewpoint.id)
    paragraphs = select(Paragraph).where(col(Paragraph.viewpoint_id) == viewpoint_id)
    texts = select(ParagraphVersion).join(Paragraph).where(col(Paragraph.viewpoint_id) == viewpoint_id)
    sources = select(Source).where(col(Source.viewpoint_id) == viewpoint_id)
    versions = select(ViewpointVersion).where(col(ViewpointVersion.viewpoint_id) == viewpoint_id)
    told = (col(Edit.viewpoint_id) == viewpoint_id, hidden.stands(Edit))
    edits = select(Edit).where(*told)
    revisions = select(EditRevision).join(Edit, col(Edit.id) == col(EditRevision.edit_id)).where(*told)
    untold = select(Edit.id).where(col(Edit.viewpoint_id) == viewpoint_id, not_(hidden.stands(Edit)))
    kept = col(ConversationEvent.edit_id).is_(None) | col(ConversationEvent.edit_id).not_in(untold)
    events = select(ConversationEvent).where(col(ConversationEvent.viewpoint_id) == viewpoint_id, kept)
    comments = select(Comment).join(ConversationEvent).where(col(ConversationEvent.viewpoint_id) == viewpoint_id, kept)
    doubts = select(SourceDoubt.event_id, SourceDoubt.address).where(col(SourceDoubt.viewpoint_id) == viewpoint_id)
    return ViewpointRows(
        viewpoint=viewpoint,
        paragraphs=[*session.exec(paragraphs.order_by(col(Paragraph.id)))],
        texts=[*session.exec(texts.order_by(col(ParagraphVersion.paragraph_id), col(ParagraphVersion.number)))],
        sources=[*session.exec(sources.order_by(col(Source.list_number), col(Source.position)))],
        versions=[*session.exec(versions.order_by(col(ViewpointVersion.number)))],
        tallies=[*session.exec(select(Tally).where(col(Tally.viewpoint_id) == viewpoint_id))],
        edits=[*session.exec(edits)],
        revisions=[*session.exec(revisions.order_by(col(EditRevision.edit_id), col(EditRevision.number)))],
        events=[*session.exec(events.order_by(col(ConversationEvent.id)))],
        comments=[*session.exec(comments.order_by(col(Comment.event_id), col(Comment.number)))],
        doubted=dict(session.exec(doubts).all()),
    )
