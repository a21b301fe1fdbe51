"""Takes a checked debate file into the database, whole, in the caller's transaction."""

from collections.abc import Callable, Iterator

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from debate_app.domain import dates, names, rows, search
from debate_app.domain.files import (
    imported_conversations,
    imported_texts,
    imported_votes,
    references,
    translations,
)
from debate_app.domain.files.debate import Debate, Event
from debate_app.domain.files.debate_file import DebateFile
from debate_app.domain.tables import ImportedFile, Participant, ParticipantKind, Question, QuestionVersion, Topic

Progress = Callable[[int, int], None]


def take_in(
    session: Session, file: DebateFile, again: bool = False, progress: Progress = lambda _done, _all: None
) -> int:
    """Write the debate; returns the id of its question. ``progress`` hears how many of the viewpoints are done.

    A file is known by its digest: one that was taken in before writes nothing and gives the first question made
    of it, unless ``again`` asks for a copy. Two imports of one file at once make one question.

    Each name in the file becomes one participant of this import. The votes are those of nameless participants of
    this import, marked as imported in the ledger: as few as the counts allow. Their time is that of the import.
    """
    file_id = _register(session, file.digest, again)
    if file_id is None:
        return _question_of(session, file.digest)
    people = _people(session, file.debate, file_id)
    question = _ask(session, file.debate, file_id, people)
    question_id = rows.new_id(question.id)
    viewpoints = file.debate.viewpoints
    voters = imported_votes.add_voters(session, viewpoints, file_id)
    edits: list[dict[int, int]] = []
    for position, viewpoint in enumerate(viewpoints, 1):
        ids = imported_texts.write(session, viewpoint, question_id, position, people)
        edit_ids = imported_conversations.write(session, viewpoint, ids, people)
        edits.append(edit_ids)
        imported_texts.write_versions(session, viewpoint, ids, edit_ids)
        imported_votes.write(session, viewpoint, ids.viewpoint, edit_ids, voters)
        progress(position, len(viewpoints))
    references.take_in(session, file.debate)
    translations.take_in(session, file.debate, question_id, edits, people)
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


def _people(session: Session, taken: Debate, file_id: int) -> dict[str, int]:
    """Add a participant for each name in the file; returns their ids."""
    now = dates.now()
    people = {
        name: Participant(
            kind=ParticipantKind.IMPORTED,
            name=name,
            name_key=names.key(name),
            imported_file_id=file_id,
            created_at=now,
        )
        for name in dict.fromkeys(_names(taken))
    }
    session.add_all(people.values())
    session.flush()
    return {name: rows.new_id(participant.id) for name, participant in people.items()}


def _names(taken: Debate) -> Iterator[str]:
    yield taken.author
    yield from (version.author for version in taken.versions)
    for viewpoint in taken.viewpoints:
        yield viewpoint.author
        yield from (text.author for paragraph in viewpoint.paragraphs for text in paragraph)
        for event in viewpoint.conversation:
            yield from _names_in(event)
    yield from (translation.author for translation in taken.translations)


def _names_in(event: Event) -> Iterator[str]:
    yield event.author
    yield from (reply.author for reply in event.replies)
    if event.edit is not None:
        yield from (revision.author for revision in event.edit.revisions)
        if event.edit.decision is not None:
            yield event.edit.decision.author


def _ask(session: Session, taken: Debate, file_id: int, people: dict[str, int]) -> Question:
    today = taken.versions[-1]
    question = Question(
        title=today.title,
        background=today.background,
        language=taken.language,
        author_id=people[taken.author],
        created_at=taken.created_at,
        updated_at=taken.updated_at,
        version=len(taken.versions),
        search_text="",
        imported_file_id=file_id,
    )
    session.add(question)
    session.flush()
    question_id = rows.new_id(question.id)
    topics = enumerate(today.topics, 1)
    session.add_all(Topic(question_id=question_id, position=position, name=name) for position, name in topics)
    session.add_all(
        QuestionVersion(
            question_id=question_id,
            number=number,
            title=version.title,
            background=version.background,
            topics="\n".join(version.topics),
            reason=version.reason,
            author_id=people[version.author],
            created_at=version.at,
        )
        for number, version in enumerate(taken.versions, 1)
    )
    return question
