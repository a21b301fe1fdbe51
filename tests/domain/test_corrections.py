"""Corrected translations: proposed, decided and kept like edits, for the words that they translate."""

import pytest
from sqlmodel import Session, select

from debate_app.domain import (
    comments,
    decisions,
    edit_texts,
    edits,
    erasing,
    hiding,
    leaving,
    notices,
    originals,
    recount,
    rows,
    talks,
    translations,
    votes,
)
from debate_app.domain.edits import Sent
from debate_app.domain.initials import person
from debate_app.domain.originals import Original
from debate_app.domain.refused import Invalid, NameNeeded, NotFound
from debate_app.domain.snapshot import NOBODY, Change
from debate_app.domain.tables import EditKind, EditStatus, Role, Side, SubjectKind, Translation
from debate_app.domain.translations import Claim, Translated
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay
from tests.written import refused

APES, MACHINE, BETTER = "Apes eat apples.", "Macacos comem maçãs.", "Os macacos comem maçãs."


@pytest.fixture
def place(session: Session, essay: Essay) -> str:
    """The first paragraph, which a machine has translated into Portuguese."""
    place = f"paragraph-{essay.a}"
    claim = claimed(session, essay, place)
    translations.keep(session, claim, dict.fromkeys(claim.texts, (MACHINE, False)), "parrot")
    return place


def claimed(session: Session, essay: Essay, place: str) -> Claim:
    found = originals.read(session, essay.question_id, [place])
    wanted = {place: translations.key(one, "pt") for place, one in found.items()}
    return translations.claim(session, essay.question_id, wanted)


def shown(session: Session, essay: Essay, text: str = APES) -> Translated | None:
    key = translations.key(Original(text, "en"), "pt")
    return translations.known(session, essay.question_id, [key]).get(key)


def correct(session: Session, essay: Essay, who: int, text: str = BETTER, of: str = APES, language: str = "pt") -> Sent:
    return edits.correct(session, who, f"paragraph-{essay.a}", language, of, text, "More natural")


def test_what_the_author_corrects_is_shown_at_once_and_no_machine_replaces_it(
    session: Session, essay: Essay, place: str
) -> None:
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
    before = essay.viewpoint.model_copy()
    assert shown(session, essay) == Translated(MACHINE, "parrot", NOBODY, doubtful=False, hidden=False)
    claim = claimed(session, essay, f"paragraph-{essay.b}")
    sent = correct(session, essay, essay.author)
    assert (sent.status, sent.paragraph_id) == (EditStatus.APPROVED, essay.a)
    assert shown(session, essay) == Translated(BETTER, "", person("Bo Li"), doubtful=False, hidden=False)
    edits.correct(session, essay.author, f"paragraph-{essay.b}", "pt", "Bears eat berries.", "Ursos")
    kept = translations.keep(session, claim, dict.fromkeys(claim.texts, ("Machine", False)), "parrot")
    assert [one.text for one in kept.values()] == ["Ursos"]
    assert (essay.viewpoint.version, essay.viewpoint.meaning_version) == (before.version, before.meaning_version)
    assert recount.differences(session) == []
    with refused(session, Invalid, "Nothing has changed yet."):
        correct(session, essay, essay.author)
    correct(session, essay, scene.account(session, "Mo Salah", Role.MODERATOR), "Macacos: maçãs.")
    told = shown(session, essay)
    assert told is not None
    assert (told.text, told.by.name) == ("Macacos: maçãs.", "Mo Salah")


def test_what_anybody_else_corrects_is_a_proposal(session: Session, essay: Essay, place: str) -> None:
    sent = correct(session, essay, essay.cy)
    assert sent.status is EditStatus.PROPOSED
    with refused(session, Invalid, "You have proposed exactly this already."):
        correct(session, essay, essay.cy)
    assert shown(session, essay) == Translated(MACHINE, "parrot", NOBODY, doubtful=False, hidden=False)
    [text] = edit_texts.chosen(session, [sent.edit_id]).values()
    assert (text.kind, text.place, text.language, text.small) == ("translation", place, "pt", False)
    assert Change("Os macacos", "added") in text.changes
    [talk] = talks.read(session, essay.question_id)
    assert [one.edit.id for one in talk.proposals if one.edit] == [sent.edit_id]
    edits.revise(session, essay.cy, sent.edit_id, 1, "Os macacos comem muitas maçãs.", "")
    decisions.approve_changed(session, essay.author, sent.edit_id, 2, 1, BETTER, None)
    told = shown(session, essay)
    assert told is not None
    assert (told.text, told.by.name) == (BETTER, "Cy Twombly")
    assert [one.kind for one in notices.unseen(session, essay.cy)] == ["approved"]
    edit = essay.edit(sent.edit_id)
    assert (edit.version, edit.language, essay.viewpoint.version) == (None, "pt", 1)
    with refused(session, Invalid, "This edit changed nothing in the text."):
        decisions.weigh(session, essay.author, sent.edit_id, small=True)


def test_a_title_is_translated_on_one_line_and_by_whoever_has_a_name(session: Session, essay: Essay) -> None:
    title, nameless = f"title-{essay.viewpoint_id}", scene.guest(session)
    with refused(session, NameNeeded):
        edits.correct(session, nameless, title, "pt", "Who eats what", "Quem come o quê")
    sent = edits.correct(session, essay.cy, title, "pt-BR", "Who eats what", " Quem come\no quê ")
    [text] = edit_texts.chosen(session, [sent.edit_id]).values()
    assert (text.text, text.place, text.language) == ("Quem come o quê", title, "pt")
    essay.approve(sent.edit_id)
    told = shown(session, essay, "Who eats what")
    assert told is not None
    assert told.text == "Quem come o quê"


def test_it_stays_with_the_words_that_it_translates(session: Session, essay: Essay, place: str) -> None:
    sent = correct(session, essay, essay.cy)
    essay.change(essay.author, essay.a, "Apes eat pears.")
    assert essay.edit(sent.edit_id).status is EditStatus.PROPOSED
    with refused(session, Invalid, "This text was changed meanwhile."):
        correct(session, essay, essay.author, "Other")
    edits.revise(session, essay.cy, sent.edit_id, 2, "Macacos gostam de maçãs.", "")
    essay.send(essay.author, EditKind.REMOVE, paragraph_id=essay.a)
    essay.approve(sent.edit_id)
    assert shown(session, essay, "Apes eat pears.") is None
    told = shown(session, essay)
    assert told is not None
    assert told.text == "Macacos gostam de maçãs."
    with refused(session, Invalid, "This text was changed meanwhile."):
        correct(session, essay, essay.author, "Other")


def test_what_cannot_be_corrected_is_refused(session: Session, essay: Essay, place: str) -> None:
    for text, field in (("", "text"), ("x" * 8_001, "text")):
        with refused(session, Invalid, field=field):
            correct(session, essay, essay.cy, text)
    with refused(session, Invalid, "The text is in this language already."):
        correct(session, essay, essay.cy, language="en-GB")
    for language in ("", "xx", "x" * 1_000):
        with refused(session, Invalid, "This language is not known."):
            correct(session, essay, essay.cy, language=language)
    for odd in ("comment-1", "edit-1", "nonsense", ""):
        with refused(session, Invalid):
            edits.correct(session, essay.cy, odd, "pt", APES, BETTER)
    for nothing in ("paragraph-999", f"title-{2**70}", "title-0", "paragraph"):
        with refused(session, NotFound):
            edits.correct(session, essay.cy, nothing, "pt", APES, BETTER)
    moderator = scene.account(session, "Mo Salah", Role.MODERATOR)
    hiding.hide(session, moderator, SubjectKind.VIEWPOINT, essay.viewpoint_id, "Off topic")
    with refused(session, NotFound, "This viewpoint is hidden."):
        correct(session, essay, essay.cy)


def test_a_hidden_correction_is_not_shown_and_an_erased_one_leaves_the_place_to_the_machine(
    session: Session, essay: Essay, place: str
) -> None:
    sent = correct(session, essay, essay.author)
    moderator = scene.account(session, "Mo Salah", Role.MODERATOR)
    hiding.hide(session, moderator, SubjectKind.EDIT, sent.edit_id, "Rude")
    assert shown(session, essay) == Translated("", "", person("Bo Li"), doubtful=False, hidden=True)
    erasing.erase_edit(session, essay.edit(sent.edit_id))
    assert shown(session, essay) is None
    assert [*claimed(session, essay, place).texts.values()] == [APES]


def test_whatever_is_erased_takes_its_translations_along(session: Session, essay: Essay, place: str) -> None:
    said = comments.say(session, essay.cy, essay.viewpoint_id, "Hear, hear")
    for other in (f"comment-{said.comment_id}", "question-title", "background-1", f"title-{essay.viewpoint_id}"):
        claim = claimed(session, essay, other)
        translations.keep(session, claim, dict.fromkeys(claim.texts, ("x", False)), "parrot")
    correct(session, essay, essay.cy)
    count = lambda: len(session.exec(select(Translation)).all())  # noqa: E731
    assert count() == 5
    comments.change(session, essay.cy, said.comment_id, "Here")
    assert count() == 4
    leaving.leave(session, essay.author, texts_go=True, votes_go=False)
    assert count() == 2
    erasing.erase_question(session, rows.question(session, essay.question_id))
    assert count() == 0


@ON_BOTH
def test_of_several_who_claim_a_text_one_has_it_until_its_time_is_over(
    session: Session, essay: Essay, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = f"paragraph-{essay.a}"
    first = claimed(session, essay, place)
    second = claimed(session, essay, place)
    assert ([*first.texts.values()], second.texts, second.elsewhere) == ([APES], {}, frozenset(first.texts))
    assert translations.release(session, first, first.texts) == set(first.texts)
    monkeypatch.setattr(translations, "CLAIM_MINUTES", -1)
    slow = claimed(session, essay, place)
    monkeypatch.undo()
    quick = claimed(session, essay, place)
    assert quick.texts == slow.texts
    made = dict.fromkeys(quick.texts, ("quick", True))
    assert translations.keep(session, slow, dict.fromkeys(slow.texts, ("slow", False)), "parrot") == {}
    assert [one.text for one in translations.keep(session, quick, made, "parrot").values()] == ["quick"]
    again = claimed(session, essay, place)
    assert (again.texts, [one.doubtful for one in again.known.values()]) == ({}, [True])
    correct(session, essay, essay.author)
    told = shown(session, essay)
    assert told is not None
    assert told.text == BETTER
    assert translations.corrected(session, essay.question_id) == {"en": {"pt"}}
