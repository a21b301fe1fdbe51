"""Finding rows by ids that come from outside, and locking the question that a write belongs to."""

from typing import Any, TypeVar

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from debate_app.domain.refused import NotFound
from debate_app.domain.tables import Comment, ConversationEvent, Edit, Participant, Question, Viewpoint
from debate_app.words import plain

LARGEST_ID = 2**31 - 1  # what an INTEGER column of PostgreSQL can hold

Row = TypeVar("Row", bound=SQLModel)


def is_id(number: int) -> bool:
    """Whether ``number`` can be an id at all; a database may be asked only about such."""
    return 1 <= number <= LARGEST_ID


def id_in(text: str) -> int | None:
    """The number that an address spells in a few plain digits, whether or not a row has it; else None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def participant(session: Session, participant_id: int) -> Participant:
    """The participant, or ``NotFound``."""
    return _found(session, Participant, participant_id, plain("This participant does not exist."))


def question(session: Session, question_id: int) -> Question:
    """The question, or ``NotFound``."""
    return _found(session, Question, question_id, plain("This question does not exist."))


def viewpoint(session: Session, viewpoint_id: int) -> Viewpoint:
    """The viewpoint, or ``NotFound``."""
    return _found(session, Viewpoint, viewpoint_id, plain("This viewpoint does not exist."))


def edit(session: Session, edit_id: int) -> Edit:
    """The edit, or ``NotFound``."""
    return _found(session, Edit, edit_id, plain("This edit does not exist."))


def event(session: Session, event_id: int) -> ConversationEvent:
    """The conversation event, or ``NotFound``."""
    return _found(session, ConversationEvent, event_id, plain("This event does not exist."))


def comment(session: Session, comment_id: int) -> Comment:
    """The comment, or ``NotFound``."""
    return _found(session, Comment, comment_id, plain("This comment does not exist."))


def locked_question(session: Session, question_id: int) -> Question:
    """The question, read anew, that nobody else can write to until this transaction ends; or ``NotFound``."""
    one = select(Question).where(col(Question.id) == question_id).with_for_update()
    found = session.exec(one, execution_options={"populate_existing": True}).first() if is_id(question_id) else None
    if found is None:
        raise NotFound(plain("This question does not exist."))
    return found


def locked_viewpoint(session: Session, viewpoint_id: int) -> tuple[Question, Viewpoint]:
    """The viewpoint, read anew under the lock of its question, and that question; or ``NotFound``."""
    one = viewpoint(session, viewpoint_id)
    locked = locked_question(session, one.question_id)
    session.refresh(one)
    return locked, one


def new_id(row_id: int | None) -> int:
    """The id of a row that has been flushed."""
    assert row_id is not None, "the row has not been flushed"
    return row_id


def added(session: Session, table: type[SQLModel], row: dict[str, Any], *unique: str) -> bool:
    """Write the row, unless there is one with the same values in its ``unique`` columns; whether it was written.

    Of two that are written at once, one is: the other waits for it.
    """
    session.flush()
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    once = dialect.insert(table).on_conflict_do_nothing(index_elements=unique)
    return session.connection().execute(once.returning(literal(1)), row).first() is not None


def _found(session: Session, table: type[Row], row_id: int, sentence: str) -> Row:
    row = session.get(table, row_id) if is_id(row_id) else None
    if row is None:
        raise NotFound(sentence)
    return row
