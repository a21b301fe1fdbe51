"""People and debates for the tests to begin with."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from debate_app.domain import (
    dates,
    decisions,
    edits,
    names,
    participants,
    questions,
    rows,
    versions,
    viewpoints,
)
from debate_app.domain.amendments import Draft
from debate_app.domain.edits import Sent
from debate_app.domain.tables import (
    Account,
    Appointment,
    ConversationEvent,
    Edit,
    EditKind,
    EditRevision,
    ImportedFile,
    Paragraph,
    Participant,
    ParticipantKind,
    Role,
    Viewpoint,
)
from debate_app.domain.wordings import Wording


def guest(session: Session, name: str = "") -> int:
    """A participant who has acted; with a name when one is given."""
    participant_id = participants.ensure(session, participants.new_cookie())
    if name:
        participants.take_name(session, participant_id, name)
    return participant_id


def account(session: Session, name: str, role: Role | None = None) -> int:
    """A participant who has an account, and a role where one is given; nobody knows their password."""
    participant_id = guest(session, name)
    row = session.get_one(Participant, participant_id)
    row.kind = ParticipantKind.ACCOUNT
    session.add(
        Account(
            participant_id=participant_id,
            name_key=names.key(name),
            drafts=f"{participant_id:016x}",
            created_at=dates.now(),
        )
    )
    session.flush()
    if role is not None:
        appoint(session, participant_id, role)
    return participant_id


def appoint(session: Session, participant_id: int, role: Role = Role.MODERATOR) -> None:
    """Give the participant a role, as if they had an account."""
    session.add(Appointment(participant_id=participant_id, role=role, added_at=dates.now()))
    session.flush()


def imported(session: Session, name: str) -> int:
    """A participant who came with a file, and cannot sign in."""
    file = ImportedFile(digest=name, copy_number=1, imported_at="2026-03-01T10:00:00.000Z")
    session.add(file)
    session.flush()
    came = Participant(
        kind=ParticipantKind.IMPORTED, name=name, imported_file_id=file.id, created_at="2026-03-01T10:00:00.000Z"
    )
    session.add(came)
    session.flush()
    return came.id or 0


def question(session: Session, title: str = "Should the library open on Sundays?", author_id: int = 0) -> int:
    """A question with a background of two paragraphs."""
    background = "It closes at noon on Saturday.\n\nMany people work all week."
    return questions.ask(session, author_id or guest(session, "Ada Byron"), title, background)


def viewpoint(session: Session, question_id: int, title: str = "Open it", author_id: int = 0) -> int:
    """A viewpoint of one paragraph and one source."""
    author_id = author_id or guest(session, "Bo Li")
    return viewpoints.add(session, author_id, question_id, title, ["People read more. [1]"], ["example.org/sundays"])


def edited(session: Session, viewpoint_id: int, text: str, at: str = "") -> int:
    """A proposed edit of the viewpoint's first paragraph that its author approved; the id of its event.

    With ``at`` it is told of as if it had happened then.
    """
    viewpoint = rows.viewpoint(session, viewpoint_id)
    first = (col(Paragraph.viewpoint_id) == viewpoint_id) & (col(Paragraph.position) == 1)
    paragraph_id = session.exec(select(Paragraph.id).where(first)).one()
    draft = Draft(EditKind.CHANGE, viewpoint.version, paragraph_id=paragraph_id, text=text)
    proposed = edits.submit(session, guest(session, "Cy Twombly"), viewpoint_id, draft)
    decisions.approve(session, viewpoint.author_id, proposed.edit_id, 1, None)
    event = session.exec(select(ConversationEvent).where(col(ConversationEvent.edit_id) == proposed.edit_id)).one()
    event.at, event.active_at = at or event.at, at or event.active_at
    session.flush()
    return rows.new_id(event.id)


@dataclass(frozen=True)
class Essay:
    """A viewpoint of three paragraphs and one source, its author, and somebody who would improve it.

    ``a``, ``b`` and ``c`` are its paragraphs: "Apes eat apples.", "Bears eat berries." and "Cats eat cakes."
    """

    session: Session
    question_id: int
    viewpoint_id: int
    author: int
    cy: int
    a: int
    b: int
    c: int

    @property
    def viewpoint(self) -> Viewpoint:
        """As it stands."""
        return rows.viewpoint(self.session, self.viewpoint_id)

    @property
    def sequence(self) -> int:
        """The question's."""
        return rows.question(self.session, self.question_id).sequence

    def now(self) -> Wording:
        """What it says today."""
        return versions.wording(self.session, self.viewpoint_id, self.viewpoint.version)

    def texts(self) -> list[str]:
        """Its paragraphs, as they stand."""
        return [one.text for one in self.now().paragraphs]

    def edit(self, edit_id: int) -> Edit:
        """The edit, as it stands."""
        return rows.edit(self.session, edit_id)

    def wording(self, edit_id: int) -> EditRevision:
        """Its newest wording."""
        return self.session.get_one(EditRevision, (edit_id, self.edit(edit_id).revision))

    def send(self, who: int, kind: EditKind, *, base: int = 0, **rest: Any) -> Sent:
        """Somebody's edit, made on that version or on today's."""
        draft = Draft(kind, base or self.viewpoint.version, **rest)
        return edits.submit(self.session, who, self.viewpoint_id, draft)

    def change(self, who: int, paragraph_id: int, text: str, **rest: Any) -> Sent:
        """Somebody's edit of a paragraph."""
        return self.send(who, EditKind.CHANGE, paragraph_id=paragraph_id, text=text, **rest)

    def approve(self, edit_id: int, small: bool | None = None, reason: str = "") -> Sent:
        """The author approves the edit as it is worded now."""
        return decisions.approve(self.session, self.author, edit_id, self.edit(edit_id).revision, small, reason)


def essay(session: Session) -> Essay:
    """A viewpoint of three paragraphs, and the people around it."""
    question_id, author = question(session), guest(session, "Bo Li")
    paragraphs = ["Apes eat apples.", "Bears eat berries.", "Cats eat cakes."]
    viewpoint_id = viewpoints.add(session, author, question_id, "Who eats what", paragraphs, ["example.org/food"])
    placed = select(col(Paragraph.id)).where(col(Paragraph.viewpoint_id) == viewpoint_id)
    a, b, c = session.exec(placed.order_by(col(Paragraph.position)))
    return Essay(session, question_id, viewpoint_id, author, guest(session, "Cy Twombly"), a, b, c)
