"""People and debates for the tests to begin with."""

from sqlmodel import Session, col, select

from debate_app.domain import participants, questions, viewpoints
from debate_app.domain.tables import ConversationEvent, EditStatus, EventKind, Paragraph, ParagraphVersion


def guest(session: Session, name: str = "") -> int:
    """A participant who has acted; with a name when one is given."""
    participant_id = participants.ensure(session, participants.new_cookie())
    if name:
        participants.take_name(session, participant_id, name)
    return participant_id


def question(session: Session, title: str = "Should the library open on Sundays?", author_id: int = 0) -> int:
    """A question with a background of two paragraphs."""
    background = "It closes at noon on Saturday.\n\nMany people work all week."
    return questions.ask(session, author_id or guest(session, "Ada Byron"), title, background)


def viewpoint(session: Session, question_id: int, title: str = "Open it", author_id: int = 0) -> int:
    """A viewpoint of one paragraph and one source."""
    author_id = author_id or guest(session, "Bo Li")
    return viewpoints.add(session, author_id, question_id, title, ["People read more. [1]"], ["example.org/sundays"])


def edited(session: Session, viewpoint_id: int, text: str, at: str, compared: bool = True) -> int:
    """An approved edit of the viewpoint's first paragraph; the id of its event."""
    place = session.exec(select(Paragraph).where(col(Paragraph.viewpoint_id) == viewpoint_id)).one()
    editor = guest(session, "Cy Twombly")
    place.version_number += 1
    version = ParagraphVersion(
        paragraph_id=place.id or 0, number=place.version_number, text=text, author_id=editor, created_at=at
    )
    session.add(version)
    session.flush()
    edit = ConversationEvent(
        viewpoint_id=viewpoint_id,
        kind=EventKind.EDIT,
        author_id=editor,
        at=at,
        status=EditStatus.APPROVED,
        paragraph_id=place.id,
        before_number=version.number - 1 if compared else None,
        after_number=version.number,
    )
    session.add(edit)
    session.flush()
    return edit.id or 0
