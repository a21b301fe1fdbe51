"""Asking a question."""

import pytest
from sqlmodel import Session

from debate_app.domain import participants, questions, snapshots
from debate_app.domain.refused import Invalid, NameNeeded, NotFound
from debate_app.domain.tables import Question
from tests import scene
from tests.databases import ON_BOTH


def test_a_question_is_asked_in_the_name_of_its_author(session: Session) -> None:
    ada = scene.guest(session, "Ada Byron")
    asked = questions.ask(session, ada, " Is it fair? ", "One.\n\nTwo.", ["Law", " law", "Youth"], "pt-BR")
    read = snapshots.read(session, asked).question
    assert (read.title, read.background, read.topics) == ("Is it fair?", ("One.", "Two."), ("Law", "Youth"))
    assert (read.author.name, read.author.initials, read.language) == ("Ada Byron", "AB", "pt-BR")
    assert read.slug == "is-it-fair"
    assert read.created_at == read.updated_at


@ON_BOTH
def test_its_words_can_be_searched_at_once(session: Session) -> None:
    asked = session.get_one(Question, scene.question(session, "Où est l'Été?"))
    assert "ou est l'ete?" in asked.search_text
    assert "saturday" in asked.search_text


def test_a_guest_without_a_name_is_asked_for_one(session: Session) -> None:
    with pytest.raises(NameNeeded):
        questions.ask(session, scene.guest(session), "Is it fair?", "")


def test_nobody_cannot_ask(session: Session) -> None:
    with pytest.raises(NotFound):
        questions.ask(session, 2**63, "Is it fair?", "")


def test_every_fault_is_found_at_once() -> None:
    faults = questions.check("", "word " * 1_001, ["a", "b", "c", "d", "e", "f"], "English")
    assert [fault.field for fault in faults] == ["title", "background", "topics", "language"]
    assert faults[1].sentence == "The background has 1,001 words; 1,000 are allowed."
    assert faults[2].sentence == "There are 6 topics; 5 are allowed."


def test_the_first_fault_is_raised_and_nothing_is_written(session: Session) -> None:
    ada = scene.guest(session, "Ada")
    with pytest.raises(Invalid, match="The title is empty"):
        questions.ask(session, ada, "\u200b", "x")
    assert participants.name_of(session, ada) == "Ada"
    with pytest.raises(NotFound):
        snapshots.read(session, 1)


def test_a_repeated_topic_stays_where_it_first_stood(session: Session) -> None:
    assert questions.distinct_topics(["Trams", "Town", "trams"]) == ["Trams", "Town"]
