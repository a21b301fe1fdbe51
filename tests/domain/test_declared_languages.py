"""Which language a question, a viewpoint and a comment are written in: as their authors say."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from debate_app.domain import comments, question_edits, questions, snapshots, viewpoints
from debate_app.domain.refused import Invalid, NotAllowed, NotFound
from debate_app.domain.snapshot import QuestionSnapshot
from tests import scene


def shown(session: Session, question_id: int) -> QuestionSnapshot:
    return snapshots.read(session, question_id)


def test_a_text_is_in_the_language_of_what_it_belongs_to_unless_its_author_says_otherwise(session: Session) -> None:
    ada, bo = scene.guest(session, "Ada Byron"), scene.guest(session, "Bo Li")
    asked = questions.ask(session, ada, "Abrir ao domingo?", "", (), "pt")
    alike = scene.viewpoint(session, asked)
    other = viewpoints.add(session, bo, asked, "افتحوها", ["الناس يقرأون أكثر."], [], "ar")
    said = [
        comments.say(session, ada, alike, "Porquê?"),
        comments.say(session, ada, other, "Pourquoi ?", None, "fr"),
        comments.reply(session, bo, comments.say(session, bo, other, "لأن").event_id, "Because.", "en-GB"),
    ]
    page = shown(session, asked)
    assert [page.question.language, *(one.language for one in page.viewpoints)] == ["pt", "pt", "ar"]
    spoken = {
        one.id: one.language for talk in page.talks for event in talk.events for one in (*event.said, *event.replies)
    }
    assert [spoken.pop(one.comment_id) for one in said] == ["pt", "fr", "en-GB"]
    assert [*spoken.values()] == ["ar"]


@pytest.mark.parametrize("language", ["the king's", "e", "en_GB", "en-", " ", "<b>", "x" * 40, "pt\n"])
def test_what_is_no_language_is_refused(session: Session, language: str) -> None:
    ada = scene.guest(session, "Ada Byron")
    question_id = scene.question(session, author_id=ada)
    viewpoint_id = scene.viewpoint(session, question_id, author_id=ada)
    event_id = comments.say(session, ada, viewpoint_id, "Why?").event_id
    before = shown(session, question_id)
    refused: list[Callable[[], object]] = [
        lambda: questions.ask(session, ada, "Trams?", "", (), language),
        lambda: questions.declare(session, ada, question_id, language),
        lambda: viewpoints.add(session, ada, question_id, "Keep it closed", ["It is warm."], [], language),
        lambda: viewpoints.declare(session, ada, viewpoint_id, language),
        lambda: comments.say(session, ada, viewpoint_id, "Which?", None, language),
        lambda: comments.reply(session, ada, event_id, "These.", language),
    ]
    for write in refused:
        with pytest.raises(Invalid) as fault:
            write()
        assert fault.value.field == "language"
    assert shown(session, question_id) == before


def test_its_author_or_a_moderator_says_it_anew_and_every_page_is_told(session: Session) -> None:
    ada, bo, mo = (scene.guest(session, name) for name in ("Ada Byron", "Bo Li", "Mo Derator"))
    scene.appoint(session, mo)
    question_id = scene.question(session, author_id=ada)
    viewpoint_id = scene.viewpoint(session, question_id, author_id=bo)
    comments.say(session, ada, viewpoint_id, "Why?")
    for by_id, language in ((bo, "pt"), (mo, "pt-BR")):
        before = shown(session, question_id)
        assert viewpoints.declare(session, by_id, viewpoint_id, language).question_id == question_id
        after = shown(session, question_id)
        assert after.viewpoints[0].language == language
        assert after.text_sequence == after.sequence > before.text_sequence
    for by_id, language in ((ada, "fr"), (mo, "de")):
        questions.declare(session, by_id, question_id, language)
        assert shown(session, question_id).question.language == language
    page = shown(session, question_id)
    assert [page.viewpoints[0].language, page.talks[0].events[0].said[0].language] == ["pt-BR", "en"]
    assert (page.question.version, page.viewpoints[0].version) == (1, 1)
    questions.declare(session, mo, question_id, "de")
    viewpoints.declare(session, mo, viewpoint_id, "pt-BR")
    assert shown(session, question_id).sequence == page.sequence


def test_nobody_else_does(session: Session) -> None:
    question_id, cy = scene.question(session), scene.guest(session, "Cy Twombly")
    viewpoint_id = scene.viewpoint(session, question_id)
    with pytest.raises(NotAllowed):
        questions.declare(session, cy, question_id, "pt")
    with pytest.raises(NotAllowed):
        viewpoints.declare(session, cy, viewpoint_id, "pt")
    for declare in (questions.declare, viewpoints.declare):
        with pytest.raises(NotFound):
            declare(session, cy, 2**40, "pt")


def test_a_comment_changes_its_language_with_its_words_or_alone(session: Session) -> None:
    ada = scene.guest(session, "Ada Byron")
    question_id = scene.question(session)
    said = comments.say(session, ada, scene.viewpoint(session, question_id), "Porquê?")

    def comment() -> tuple[str, str, bool]:
        [one] = shown(session, question_id).talks[0].events[0].said
        return one.sayings[0].text, one.language, bool(one.edited_at)

    comments.change(session, ada, said.comment_id, "Porquê?")
    assert comment() == ("Porquê?", "en", False)
    comments.change(session, ada, said.comment_id, "Porquê?", "pt")
    assert comment() == ("Porquê?", "pt", True)
    comments.change(session, ada, said.comment_id, "Mas porquê?")
    assert comment() == ("Mas porquê?", "pt", True)


def test_an_edit_of_the_text_leaves_the_language(session: Session) -> None:
    ada = scene.guest(session, "Ada Byron")
    question_id = questions.ask(session, ada, "Abrir ao domingo?", "", (), "pt")
    viewpoint_id = scene.viewpoint(session, question_id)
    question_edits.edit(session, ada, question_id, 1, "Abrir aos domingos?", "", ())
    scene.edited(session, viewpoint_id, "Mais gente lê.")
    page = shown(session, question_id)
    assert (page.question.language, page.viewpoints[0].language) == ("pt", "pt")
