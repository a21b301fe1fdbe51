"""The home page's list of questions."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import dates, listing, questions, votes
from debate_app.domain.listing import Order
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import Question, Side
from debate_app.store.engine import reading, transaction
from tests import scene, versions
from tests.databases import ON_BOTH, statements

pytestmark = ON_BOTH


def titles(session: Session, order: Order = Order.NEWEST, words: str = "", start: int = 0, size: int = 20) -> list[str]:
    page = listing.page(session, order=order, words=words, start=start, size=size)
    return [card.title for card in page.cards]


def asked(session: Session, title: str, at: str) -> int:
    question_id = scene.question(session, title)
    question = session.get_one(Question, question_id)
    question.created_at = question.updated_at = at
    return question_id


def vote(session: Session, viewpoint_id: int, agrees: int, disagrees: int) -> None:
    for side in [Side.AGREE] * agrees + [Side.DISAGREE] * disagrees:
        votes.cast(session, scene.guest(session), viewpoint_id, side)


def test_an_empty_house_lists_nothing(session: Session) -> None:
    for order in Order:
        assert listing.page(session, order=order) == listing.QuestionPage((), 0)


def test_the_newest_come_first(session: Session) -> None:
    for title, at in (("Two", "2026-01-02"), ("Three", "2026-01-02T08:00:00.000Z"), ("One", "2026-01-01")):
        asked(session, title, at)
    assert titles(session) == ["Three", "Two", "One"]


def test_the_most_active_is_where_people_voted_and_wrote_this_week(session: Session) -> None:
    quiet, busy = asked(session, "Quiet", "2020-01-02"), asked(session, "Busy", "2020-01-01")
    asked(session, "Silent", "2020-01-03")
    vote(session, scene.viewpoint(session, busy), 2, 0)
    scene.viewpoint(session, quiet)
    for question_id, at in ((quiet, "2020-01-02"), (busy, "2020-01-01")):
        session.get_one(Question, question_id).updated_at = at
    assert titles(session, Order.ACTIVE) == ["Busy", "Quiet", "Silent"]


def test_clicking_a_vote_on_and_off_makes_nothing_active(session: Session) -> None:
    first, second = asked(session, "First", "2020-01-01"), asked(session, "Second", "2020-01-02")
    viewpoint_id, voter = scene.viewpoint(session, first), scene.guest(session)
    scene.viewpoint(session, second)
    for side in [Side.AGREE, None] * 5:
        votes.cast(session, voter, viewpoint_id, side)
    for question_id in (first, second):
        session.get_one(Question, question_id).updated_at = f"2020-01-0{question_id}"
    assert titles(session, Order.ACTIVE) == ["Second", "First"]


def test_the_most_contested_has_the_largest_minorities(session: Session) -> None:
    for title, agrees, disagrees in (("Agreed", 5, 0), ("Torn", 2, 2), ("Torn, fewer", 1, 1), ("Leaning", 3, 2)):
        vote(session, scene.viewpoint(session, asked(session, title, "2026-01-01")), agrees, disagrees)
    assert titles(session, Order.CONTESTED) == ["Leaning", "Torn", "Torn, fewer", "Agreed"]


def test_a_new_version_makes_a_question_neither_more_nor_less_contested(session: Session) -> None:
    contested = scene.viewpoint(session, asked(session, "Torn", "2026-01-01"))
    vote(session, contested, 2, 0)
    versions.begin(session, contested)
    vote(session, contested, 0, 2)
    vote(session, scene.viewpoint(session, asked(session, "Torn, fewer", "2026-01-01")), 1, 1)
    assert titles(session, Order.CONTESTED) == ["Torn", "Torn, fewer"]
    cards = listing.page(session, order=Order.CONTESTED).cards
    assert [(card.viewpoints, card.votes) for card in cards] == [(1, 4), (1, 2)]


def test_every_word_must_occur_somewhere_in_the_question(session: Session) -> None:
    question_id = asked(session, "Où est l'Été?", "2026-01-01")
    scene.viewpoint(session, question_id, "Straße frei")
    asked(session, "Something else", "2026-01-02")
    for words in ("ou ete", "ÉTÉ", "strasse", "ＳＴＲＡＳＳＥ saturday", "people read more"):
        assert titles(session, words=words) == ["Où est l'Été?"], words
    assert titles(session, words="été bananas") == []
    assert len(titles(session, words="  ")) == 2
    assert len(titles(session, words="saturday")) == 2


def test_topics_are_searched_too(session: Session) -> None:
    questions.ask(session, scene.guest(session, "Ada"), "Is it fair?", "", ["Policing"])
    assert titles(session, words="policing") == ["Is it fair?"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "100%", "a_b", "'", '"', "\x00", "\ud800", "%" * 100])
def test_signs_of_the_database_are_words_like_others(session: Session, words: str) -> None:
    asked(session, "Plain", "2026-01-01")
    expected = ["Plain"] if words in ("\x00", "\ud800") else []
    assert titles(session, words=words) == expected
    asked(session, f"Odd {words}"[:150], "2026-01-02")
    assert titles(session, words=words)[0].startswith("Odd")


def test_only_the_first_ten_words_count(session: Session) -> None:
    asked(session, "a b c d e f g h i j", "2026-01-01")
    assert titles(session, words="a b c d e f g h i j bananas") == ["a b c d e f g h i j"]


def test_a_page_is_cut_and_counts_all(session: Session) -> None:
    for number in range(5):
        asked(session, f"Number {number}", f"2026-01-0{number + 1}")
    page = listing.page(session, order=Order.NEWEST, words="number", start=1, size=2)
    assert ([card.title for card in page.cards], page.total) == (["Number 3", "Number 2"], 5)
    assert listing.page(session, order=Order.NEWEST, start=100).cards == ()


@pytest.mark.parametrize(("start", "size"), [(-1, 20), (0, 0), (0, -1), (0, 101), (2**63, 20), (0, 2**63)])
def test_a_page_that_makes_no_sense_is_refused(session: Session, start: int, size: int) -> None:
    with pytest.raises(Invalid):
        listing.page(session, order=Order.NEWEST, start=start, size=size)


def test_a_card_counts_viewpoints_votes_and_people(session: Session) -> None:
    question_id = asked(session, "Counted?", "2026-01-01")
    bo, voter = scene.guest(session, "Bo"), scene.guest(session)
    first, second = (scene.viewpoint(session, question_id, title, bo) for title in ("One", "Two"))
    for participant, viewpoint_id in ((voter, first), (voter, second), (bo, second)):
        votes.cast(session, participant, viewpoint_id, Side.AGREE)
    card = listing.page(session, order=Order.NEWEST).cards[0]
    assert (card.viewpoints, card.votes, card.people) == (2, 3, 3)  # who asked, who wrote, who voted
    assert (card.author.name, card.slug) == ("Ada Byron", "counted")
    assert card.excerpt == "It closes at noon on Saturday. Many people work all week."
    assert card.updated_at <= dates.now()


def test_the_number_of_queries_does_not_grow_with_the_page(engine: Engine) -> None:
    with transaction(engine) as session:
        for number in range(6):
            scene.viewpoint(session, scene.question(session, f"Number {number}"))
    for size in (1, 6):
        with reading(engine) as session, statements(engine) as seen:
            listing.page(session, order=Order.ACTIVE, size=size)
        assert len(seen) == 4


def test_an_excerpt_is_cut_at_a_word() -> None:
    assert listing.excerpt("One.\n\nTwo.") == "One. Two."
    cut = listing.excerpt("word, " * 100)
    assert cut.endswith("word…")
    assert len(cut) <= listing.EXCERPT_CHARACTERS + 1
    assert listing.excerpt("字" * 1_000) == "字" * listing.EXCERPT_CHARACTERS + "…"
