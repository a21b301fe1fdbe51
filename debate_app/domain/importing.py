"""Takes a checked debate file into the database, whole, in the caller's transaction."""

from collections.abc import Callable, Iterable

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from debate_app.domain import dates, imported_texts, imported_votes, rows, search
from debate_app.domain.debate import Debate, Viewpoint
from debate_app.domain.tables import ImportedFile, Participant, ParticipantKind, Question, Topic

Progress = Callable[[int, int], None]


def take_in(
    session: Session, debate: Debate, digest: str, again: bool = False, progress: Progress = lambda _done, _all: None
) -> int:
    """Write the debate; returns the id of its question. ``progress`` hears how many of the viewpoints are done.

    A file is known by its ``digest``: one that was taken in before writes nothing and gives the first
    question made of it, unless ``again`` asks for a copy. Two imports of one file at once make one question.

    Each name in the file becomes one participant of this import. The votes are those of nameless
    participants of this import, marked as imported in the ledger: as few as the counts allow, the first
    of them agreeing and the next disagreeing with each viewpoint. Their time is that of the import.
    """
    file_id = _register(session, digest, again)
    if file_id is None:
        return _question_of(session, digest)
    people = _people(session, debate, file_id)
    question = _ask(session, debate, file_id, people)
    question_id = rows.new_id(question.id)
    voters = imported_votes.add_voters(session, debate.viewpoints, file_id)
    for position, viewpoint in enumerate(debate.viewpoints, 1):
        row = imported_texts.write(session, viewpoint, question_id, position, people)
        imported_votes.write(session, viewpoint, row, voters)
        progress(position, len(debate.viewpoints))
    search.refresh(session, question)
    session.flush()
    return question_id


def _register(session: Session, digest: str, again: bool) -> int | None:
    """The id of this import; None when the file is here already. Waits for another import of it to end."""
    while True:
        copies = select(func.max(ImportedFile.copy_number)).where(col(ImportedFile.digest) == digest)
        newest = session.exec(copies).one() or 0
        if newest and not again:
            return None
        file = ImportedFile(digest=digest, copy_number=newest + 1, imported_at=dates.now())
        try:
            with session.begin_nested():
                session.add(file)
            return rows.new_id(file.id)
        except IntegrityError:
            continue  # another import of the file was faster, and has committed: look again


def _question_of(session: Session, digest: str) -> int:
    copies = select(Question.id).join(ImportedFile, col(ImportedFile.id) == col(Question.imported_file_id))
    first = copies.where(col(ImportedFile.digest) == digest).order_by(col(ImportedFile.copy_number)).limit(1)
    return rows.new_id(session.exec(first).one())


def _people(session: Session, debate: Debate, file_id: int) -> dict[str, int]:
    """Add a participant for each name in the file; returns their ids."""
    names = dict.fromkeys([debate.author, *(name for viewpoint in debate.viewpoints for name in _names(viewpoint))])
    now = dates.now()
    people = {
        name: Participant(kind=ParticipantKind.IMPORTED, name=name, imported_file_id=file_id, created_at=now)
        for name in names
    }
    session.add_all(people.values())
    session.flush()
    return {name: rows.new_id(participant.id) for name, participant in people.items()}


def _names(viewpoint: Viewpoint) -> Iterable[str]:
    return (viewpoint.author, *(event.author for event in viewpoint.conversation))


def _ask(session: Session, debate: Debate, file_id: int, people: dict[str, int]) -> Question:
    question = Question(
        title=debate.title,
        background=debate.background,
        language=debate.language,
        author_id=people[debate.author],
        created_at=debate.created_at,
        updated_at=debate.updated_at,
        search_text="",
        imported_file_id=file_id,
    )
    session.add(question)
    session.flush()
    question_id = rows.new_id(question.id)
    topics = enumerate(debate.topics, 1)
    session.add_all(Topic(question_id=question_id, position=position, name=name) for position, name in topics)
    return question
