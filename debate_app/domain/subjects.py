"""What can be reported, and decided about: found by its kind and id, locked for an act, and read by moderators."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from debate_app.domain import edit_records, hidden, people, rows, slugs, versions
from debate_app.domain.log import Subject
from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    Edit,
    EventKind,
    Participant,
    Question,
    SubjectKind,
    Viewpoint,
)

EXCERPT_CHARACTERS = 200

Text = Question | Viewpoint | Edit | Comment


@dataclass(frozen=True, slots=True)
class Found:
    """A subject as it stands: its row, who wrote it, and where it is. Participants are their own authors."""

    subject: Subject
    row: Text | Participant
    author_id: int
    question: Question | None = None
    viewpoint: Viewpoint | None = None


def find(session: Session, kind: SubjectKind, subject_id: int) -> Found:
    """The subject, or ``NotFound``."""
    match kind:
        case SubjectKind.QUESTION:
            question = rows.question(session, subject_id)
            return Found(Subject(kind, subject_id, subject_id), question, question.author_id, question)
        case SubjectKind.VIEWPOINT:
            viewpoint = rows.viewpoint(session, subject_id)
            return _in_viewpoint(session, kind, viewpoint, viewpoint)
        case SubjectKind.EDIT:
            edit = rows.edit(session, subject_id)
            return _in_viewpoint(session, kind, edit, rows.viewpoint(session, edit.viewpoint_id))
        case SubjectKind.COMMENT:
            comment = rows.comment(session, subject_id)
            event = rows.event(session, comment.event_id)
            return _in_viewpoint(session, kind, comment, rows.viewpoint(session, event.viewpoint_id))
        case SubjectKind.PARTICIPANT:
            return Found(Subject(kind, subject_id), rows.participant(session, subject_id), subject_id)


def locked(session: Session, kind: SubjectKind, subject_id: int) -> Found:
    """The same, read anew under the lock of its question, or of the participant. Raises ``NotFound``."""
    found = find(session, kind, subject_id)
    if found.question is not None:
        rows.locked_question(session, rows.new_id(found.question.id))
        for row in (found.viewpoint, found.row):
            if row is not None:
                session.refresh(row)
        return found
    one = select(Participant).where(col(Participant.id) == subject_id).with_for_update(key_share=True)
    session.exec(one, execution_options={"populate_existing": True}).one()
    return found


def place_of(session: Session, subject: Subject) -> str:
    """The path of the page, with the place in it, where everybody sees the subject; empty for a participant, who has
    none. It does not spell a title that is hidden."""
    found = find(session, subject.kind, subject.id)
    if found.question is None:
        return ""
    path = slugs.path(rows.new_id(found.question.id), hidden.title_of(found.question))
    return path + _anchor(session, found.row)


def has_text(found: Found) -> bool:
    """Whether there is a text to hide: it was neither erased nor removed."""
    row = found.row
    if isinstance(row, Comment):
        return row.removed_at is None
    return not isinstance(row, Participant) and row.erased_at is None


def is_hidden(found: Found) -> bool:
    """Whether its own text is hidden, wherever it stands."""
    return not isinstance(found.row, Participant) and found.row.hidden_id is not None


def text_of(session: Session, found: Found) -> tuple[str, ...]:
    """What the subject says, hidden or not, part by part: for moderators and its author. A participant says nothing
    but their name."""
    match found.row:
        case Question() as question:
            parts = [question.title, question.background]
        case Viewpoint() as viewpoint:
            wording = versions.wording(session, found.subject.id, viewpoint.version)
            parts = [wording.title, *(one.text for one in wording.paragraphs), wording.sources]
        case Edit() as edit:
            revision = edit_records.revision_of(session, edit)
            parts = [revision.text or "", revision.reason]
        case Comment() as comment:
            parts = [comment.text]
        case Participant() as participant:
            parts = [people.called(participant)]
    return tuple(part for part in parts if part)


def excerpt(session: Session, found: Found) -> str:
    """How the text begins."""
    whole = " · ".join(text_of(session, found))
    return whole if len(whole) <= EXCERPT_CHARACTERS else whole[:EXCERPT_CHARACTERS].rstrip() + "…"


def _in_viewpoint(session: Session, kind: SubjectKind, row: Viewpoint | Edit | Comment, viewpoint: Viewpoint) -> Found:
    question = rows.question(session, viewpoint.question_id)
    subject = Subject(kind, rows.new_id(row.id), viewpoint.question_id)
    return Found(subject, row, row.author_id, question, viewpoint)


def _anchor(session: Session, row: Text | Participant) -> str:
    match row:
        case Viewpoint():
            return f"#viewpoint-{row.id}"
        case Edit() if row.status in edit_records.OPEN:
            return f"#proposal-{row.id}"
        case Edit():
            told = (col(ConversationEvent.edit_id) == row.id) & (col(ConversationEvent.kind) == EventKind.EDIT)
            return f"#event-{session.exec(select(ConversationEvent.id).where(told)).one()}"
        case Comment(number=0):
            return f"#event-{row.event_id}"
        case Comment():
            return f"#comment-{row.id}"
        case _:
            return ""
