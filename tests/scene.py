"""People and debates for the tests to begin with."""

from sqlmodel import Session

from debate_app.domain import participants, questions, viewpoints


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
