"""Asking a question, and what every change of one does to its row."""

from collections.abc import Sequence

from sqlmodel import Session

from debate_app.domain import actors, dates, limits, participants, permissions, rows, search, texts
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid, Refused
from debate_app.domain.tables import EditKind, Question, QuestionVersion, Topic
from debate_app.words import plain_many


def ask(
    session: Session,
    author_id: int,
    title: str,
    background: str,
    topics: Sequence[str] = (),
    language: str = "en",
) -> int:
    """Ask a question; returns its id. The background may be empty, a topic given twice counts once.

    Raises the first fault that ``check`` finds, ``NameNeeded`` and ``NotFound``.
    """
    for fault in check(title, background, topics, language):
        raise fault
    permissions.require(actors.of(session, author_id), Action.ASK)
    author = participants.author(session, author_id)
    now = dates.now()
    question = Question(
        title=texts.title(title),
        background=texts.background(background),
        language=language,
        author_id=rows.new_id(author.id),
        created_at=now,
        updated_at=now,
        search_text="",
    )
    session.add(question)
    session.flush()
    question_id = rows.new_id(question.id)
    record(session, question, distinct_topics(topics), question.author_id, "", now)
    search.refresh(session, question)
    return question_id


def check(title: str, background: str, topics: Sequence[str] = (), language: str = "en") -> list[Refused]:
    """Every fault of a question, in the order of its fields (``title``, ``background``, ``topics``, ``language``)."""
    faults: list[Refused] = []
    for read, text in ((texts.title, title), (texts.background, background)):
        try:
            read(text)
        except Refused as fault:
            faults.append(fault)
    try:
        if len(distinct_topics(topics)) > limits.TOPICS:
            faults.append(_too_many_topics(len(topics)))
    except Refused as fault:
        faults.append(fault)
    try:
        texts.language(language)
    except Refused as fault:
        faults.append(fault)
    return faults


def declare(session: Session, by_id: int, question_id: int, language: str) -> None:
    """Say which language the question is written in; its viewpoints keep theirs, the same again changes nothing.

    Raises ``Invalid``, ``NotAllowed`` and ``NotFound``.
    """
    declared = texts.language(language)
    question = rows.locked_question(session, question_id)
    permissions.require(actors.of(session, by_id), Action.EDIT_QUESTION, question, author_id=question.author_id)
    if question.language != declared:
        question.language = declared
        texts_changed(session, question)


def distinct_topics(topics: Sequence[str]) -> list[str]:
    """The topics as cleaned, each once whatever its case. Raises ``Invalid``."""
    cleaned = [texts.topic(name) for name in topics]
    distinct: dict[str, str] = {}
    for name in cleaned:
        distinct.setdefault(name.casefold(), name)
    return list(distinct.values())


def record(session: Session, question: Question, topics: Sequence[str], by_id: int, reason: str, at: str) -> None:
    """Write the topics of the question, which has none now, and its text as it stands down as its newest version."""
    question_id = rows.new_id(question.id)
    session.add_all(
        Topic(question_id=question_id, position=position, name=name) for position, name in enumerate(topics, 1)
    )
    session.add(
        QuestionVersion(
            question_id=question_id,
            number=question.version,
            title=question.title,
            background=question.background,
            topics="\n".join(topics),
            reason=reason,
            author_id=by_id,
            created_at=at,
        )
    )


def talk_changed(question: Question) -> None:
    """Note on the locked row that what people say about its texts changed just now."""
    question.sequence += 1
    question.text_sequence = question.sequence


def applied(session: Session, question: Question, kind: EditKind) -> None:
    """Note on the locked row that an edit was applied just now: a translation leaves the texts as they are."""
    if kind is EditKind.TRANSLATION:
        talk_changed(question)
    else:
        texts_changed(session, question)


def texts_changed(session: Session, question: Question) -> None:
    """Note on the locked row that its texts, or those of its viewpoints, changed just now."""
    talk_changed(question)
    question.updated_at = dates.now()
    search.refresh(session, question)


def _too_many_topics(count: int) -> Invalid:
    sentence = plain_many(
        "There is {count} topic; {most} are allowed.",
        "There are {count} topics; {most} are allowed.",
        count,
        most=limits.TOPICS,
    )
    return Invalid(sentence, "topics")
