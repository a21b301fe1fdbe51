"""The settings of a question."""

import pytest
from sqlmodel import Session, col, select

from debate_app.domain import dates, question_settings, rows, snapshots
from debate_app.domain.question_settings import QuestionSettings
from debate_app.domain.refused import Invalid, NotAllowed, NotFound
from debate_app.domain.tables import ActKind, Audience, ModerationAct
from tests import scene
from tests.databases import ON_BOTH
from tests.written import refused

STRICT = QuestionSettings(Audience.ACCOUNTS, Audience.MODERATORS, False, "2026-11-01T08:00", "2027-11-01T08:00:00Z")


@pytest.fixture
def asked(session: Session) -> tuple[int, int]:
    """A question and its author."""
    author = scene.guest(session, "Ada")
    return scene.question(session, author_id=author), author


@ON_BOTH
def test_its_author_and_moderators_set_it_and_the_log_tells(session: Session, asked: tuple[int, int]) -> None:
    question_id, author = asked
    before = rows.question(session, question_id).text_sequence
    question_settings.change(session, author, question_id, STRICT)
    question = rows.question(session, question_id)
    assert question_settings.of(question) == QuestionSettings(
        Audience.ACCOUNTS, Audience.MODERATORS, False, "2026-11-01T08:00:00.000Z", "2027-11-01T08:00:00.000Z"
    )
    assert question.text_sequence > before
    (line,) = session.exec(select(ModerationAct).where(col(ModerationAct.kind) == ActKind.SETTINGS))
    assert (line.by_id, line.subject_id, line.question_id) == (author, question_id, question_id)
    assert line.reason == (
        "People with an account may vote; moderators may write; counts show after voting;"
        " opens on 1 November 2026, 08:00 UTC; closes on 1 November 2027, 08:00 UTC."
    )
    question_settings.change(
        session, scene.account(session, "Mo", scene.Role.MODERATOR), question_id, QuestionSettings()
    )
    assert question_settings.of(rows.question(session, question_id)) == QuestionSettings()


def test_the_same_again_is_no_line_and_no_change(session: Session, asked: tuple[int, int]) -> None:
    question_id, author = asked
    sequence = rows.question(session, question_id).sequence
    question_settings.change(session, author, question_id, QuestionSettings())
    assert rows.question(session, question_id).sequence == sequence
    assert session.exec(select(ModerationAct)).all() == []


def test_nobody_else_sets_it(session: Session, asked: tuple[int, int]) -> None:
    question_id, _ = asked
    for stranger in (scene.guest(session, "Eve"), scene.account(session, "Bo")):
        with refused(session, NotAllowed, "Only the author of this question"):
            question_settings.change(session, stranger, question_id, STRICT)
    with refused(session, NotFound, "does not exist"):
        question_settings.change(session, asked[1], 999, STRICT)


@pytest.mark.parametrize(
    ("opens", "closes", "field"),
    [
        ("soon", "", "opens_at"),
        ("", "2026-13-01T00:00", "closes_at"),
        ("2027-01-02T00:00", "2027-01-01T00:00", "closes_at"),
    ],
)
def test_times_that_are_none_or_in_the_wrong_order(
    session: Session, asked: tuple[int, int], opens: str, closes: str, field: str
) -> None:
    question_id, author = asked
    with refused(session, Invalid) as refusal:
        question_settings.change(session, author, question_id, QuestionSettings(opens_at=opens, closes_at=closes))
    assert refusal.value.field == field


def test_a_closed_question_says_so_and_shows_its_counts(session: Session, asked: tuple[int, int]) -> None:
    question_id, author = asked
    question_settings.change(session, author, question_id, QuestionSettings(tallies_first=False))
    assert snapshots.read(session, question_id).question.sealed
    closed = QuestionSettings(tallies_first=False, closes_at=dates.minutes_ago(1))
    question_settings.change(session, author, question_id, closed)
    shown = snapshots.read(session, question_id).question
    assert (shown.status, shown.sealed) == ("closed", False)
