"""The home page's list of questions: its orders, its search, and the numbers on each card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, literal, or_, sql, tuple_, union
from sqlmodel import Session, col, select

from debate_app.domain import dates, hidden, rows, search, slugs, snapshots
from debate_app.domain.initials import person
from debate_app.domain.refused import Invalid
from debate_app.domain.snapshot import QuestionCard
from debate_app.domain.tables import (
    ConversationEvent,
    Participant,
    QuarantinedVoter,
    Question,
    Tally,
    Viewpoint,
    Vote,
)
from debate_app.words import plain

LARGEST_PAGE = 100
EXCERPT_CHARACTERS = 220
ACTIVE_DAYS = 7


class Order(StrEnum):
    """The orders of the list, each falling back to the newest.

    Newest: when it was asked. Active: standing votes and conversation events of the last ``ACTIVE_DAYS``
    days, then the last update. Contested: the sum over its viewpoints of the smaller side, then all votes.
    """

    NEWEST = "newest"
    ACTIVE = "active"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """Some of the questions that matched, and how many matched in all."""

    cards: tuple[QuestionCard, ...]
    total: int


def page(session: Session, *, order: Order, words: str = "", start: int = 0, size: int = 20) -> QuestionPage:
    """The questions in which every one of ``words`` occurs, ``size`` (1 to ``LARGEST_PAGE``) from place
    ``start`` (from 0). Raises ``Invalid``."""
    if not (0 <= start <= rows.LARGEST_ID and 1 <= size <= LARGEST_PAGE):
        raise Invalid(plain("A page lists 1 to {most} questions, from place 0.", most=LARGEST_PAGE))
    wanted = and_(search.matching(words), hidden.stands(Question))
    listed = (
        select(Question, Participant.name)
        .join(Participant, col(Participant.id) == col(Question.author_id))
        .where(wanted)
        .order_by(*(key.desc() for key in _keys(order)), col(Question.id).desc())
        .offset(start)
        .limit(size)
    )
    total = session.exec(select(func.count()).select_from(Question).where(wanted)).one()
    return QuestionPage(_cards(session, session.exec(listed).all()), total)


Place = tuple[int | str, ...]
"""Where a question stands in an order: the keys that it is ordered by, and its id."""

KINDS: dict[Order, tuple[type[int] | type[str], ...]] = {
    Order.NEWEST: (str, int),
    Order.ACTIVE: (int, str, int),
    Order.CONTESTED: (int, int, str, int),
}
"""Of what kinds the parts of a place are in each order."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Questions in their order, which of them are sealed, and the place of the last where more follow."""

    cards: tuple[QuestionCard, ...]
    sealed: frozenset[int]
    last: Place | None


def portion(session: Session, *, order: Order, words: str, after: Place | None, size: int) -> Portion:
    """The questions in which every one of ``words`` occurs, ``size`` (1 to ``LARGEST_PAGE``) of those that come
    ``after`` a place, or the first. Raises ``Invalid``."""
    if not 1 <= size <= LARGEST_PAGE:
        raise Invalid(plain("A page lists 1 to {most} questions.", most=LARGEST_PAGE))
    place: list[Any] = [*_keys(order), col(Question.id)]
    listed: Any = sql.select(*place).where(search.matching(words), hidden.stands(Question))
    if after is not None:
        listed = listed.where(tuple_(*place) < tuple_(*map(literal, after)))
    session.flush()
    ordered = listed.order_by(*(key.desc() for key in place)).limit(size + 1)
    found = [_place(keys) for keys in session.connection().execute(ordered)]
    asked = _asked(session, [int(place[-1]) for place in found[:size]])
    return Portion(
        cards=_cards(session, asked),
        sealed=frozenset(rows.new_id(question.id) for question, _ in asked if snapshots.is_sealed(question)),
        last=found[size - 1] if len(found) > size else None,
    )


def _place(keys: Iterable[Any]) -> Place:
    """PostgreSQL's sums are decimals."""
    return tuple(key if isinstance(key, str) else int(key) for key in keys)


def _asked(session: Session, question_ids: Sequence[int]) -> list[tuple[Question, str | None]]:
    """These questions in this order, each with the name of its author."""
    found = (
        select(Question, Participant.name)
        .join(Participant, col(Participant.id) == col(Question.author_id))
        .where(col(Question.id).in_(question_ids))
    )
    by_id = {question.id: (question, name) for question, name in session.exec(found)}
    return [by_id[question_id] for question_id in question_ids]


def _keys(order: Order) -> list[SQLColumnExpression[object]]:
    match order:
        case Order.NEWEST:
            return [col(Question.created_at)]
        case Order.ACTIVE:
            return [_recent_acts(), col(Question.updated_at)]
        case Order.CONTESTED:
            return [*_contested(), col(Question.created_at)]


def _recent_acts() -> ColumnElement[int]:
    since = dates.days_ago(ACTIVE_DAYS)
    votes = (
        select(func.count())
        .select_from(Vote)
        .join(Viewpoint, col(Viewpoint.id) == col(Vote.viewpoint_id))
        .where(col(Viewpoint.question_id) == col(Question.id), col(Vote.cast_at) >= since, _counts())
    )
    events = (
        select(func.count())
        .select_from(ConversationEvent)
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(col(Viewpoint.question_id) == col(Question.id), col(ConversationEvent.at) >= since)
    )
    return votes.correlate(Question).scalar_subquery() + events.correlate(Question).scalar_subquery()


def _counts() -> ColumnElement[bool]:
    """The condition that a vote is not in quarantine; of a question without any nothing more is asked."""
    apart = select(QuarantinedVoter.quarantine_id).where(
        col(QuarantinedVoter.question_id) == col(Question.id),
        col(QuarantinedVoter.participant_id) == col(Vote.participant_id),
    )
    return or_(col(Question.quarantines) == 0, ~apart.exists())


def _contested() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """The votes on the smaller sides of the question's viewpoints, and all of their votes."""
    agrees, disagrees = func.sum(col(Tally.agrees)), func.sum(col(Tally.disagrees))
    of_each = (
        select(case((agrees < disagrees, agrees), else_=disagrees).label("smaller"), (agrees + disagrees).label("all"))
        .select_from(Tally)
        .join(Viewpoint, col(Viewpoint.id) == col(Tally.viewpoint_id))
        .where(col(Viewpoint.question_id) == col(Question.id))
        .group_by(col(Viewpoint.id))
        .correlate(Question)
        .subquery()
    )
    smaller, all_of_them = (
        select(func.coalesce(func.sum(number), 0)).scalar_subquery() for number in (of_each.c.smaller, of_each.c.all)
    )
    return smaller, all_of_them


def _cards(session: Session, listed: Sequence[tuple[Question, str | None]]) -> tuple[QuestionCard, ...]:
    ids = [rows.new_id(question.id) for question, _ in listed]
    numbers, people = _numbers(session, ids), _people(session, ids)
    return tuple(
        QuestionCard(
            id=(question_id := rows.new_id(question.id)),
            slug=slugs.slug(question.title),
            title=question.title,
            excerpt=excerpt(question.background),
            language=question.language,
            author=person(name),
            created_at=question.created_at,
            updated_at=question.updated_at,
            viewpoints=numbers.get(question_id, (0, 0))[0],
            votes=numbers.get(question_id, (0, 0))[1],
            people=people[question_id],
        )
        for question, name in listed
    )


def _numbers(session: Session, question_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Viewpoints and votes of each question."""
    votes = func.sum(col(Tally.agrees) + col(Tally.disagrees))
    counted = (
        select(Viewpoint.question_id, func.count(col(Viewpoint.id).distinct()), votes)
        .join(Tally, col(Tally.viewpoint_id) == col(Viewpoint.id))
        .where(col(Viewpoint.question_id).in_(question_ids))
        .group_by(col(Viewpoint.question_id))
    )
    return {question_id: (viewpoints, int(total)) for question_id, viewpoints, total in session.exec(counted)}


def _people(session: Session, question_ids: list[int]) -> dict[int, int]:
    """How many different participants asked, wrote or voted on each question; votes in quarantine do not count."""
    question_id = col(Viewpoint.question_id)
    voted = (
        select(question_id, col(Vote.participant_id))
        .join(Vote, col(Vote.viewpoint_id) == col(Viewpoint.id))
        .join(Question, col(Question.id) == question_id)
        .where(_counts())
    )
    edited = select(question_id, col(ConversationEvent.author_id)).join(
        ConversationEvent, col(ConversationEvent.viewpoint_id) == col(Viewpoint.id)
    )
    wrote = select(question_id, col(Viewpoint.author_id))
    asked = select(col(Question.id), col(Question.author_id)).where(col(Question.id).in_(question_ids))
    others = (one.where(col(Viewpoint.question_id).in_(question_ids)) for one in (voted, edited, wrote))
    everyone = union(*others, asked).subquery()
    counted = select(everyone.c.question_id, func.count()).group_by(everyone.c.question_id)
    return dict(session.exec(counted).all())


def excerpt(background: str) -> str:
    """The beginning of the background on one line, cut at a word."""
    line = " ".join(background.split())
    if len(line) <= EXCERPT_CHARACTERS:
        return line
    return (line[:EXCERPT_CHARACTERS].rpartition(" ")[0] or line[:EXCERPT_CHARACTERS]).rstrip(" ,;:.") + "…"
