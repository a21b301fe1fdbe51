"""What is known of the web addresses that sources name: which are to be looked up, and what that brought.

Only what everybody can read is looked up: the sources that stand in viewpoints and questions which are shown.
Several processes share the work: whoever claims an address puts its next look-up off, so that nobody else takes it.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, exists
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from debate_app.domain import dates, hidden, limits, links, questions, rows
from debate_app.domain.refused import Refused
from debate_app.domain.tables import Question, Reference, Source, Viewpoint

NOTED_AT_ONCE = 500
LEASE_MINUTES = 10
"""How long whoever claimed an address may take. After that somebody else may look it up."""
FIRST_RETRY_HOURS = 1
LAST_RETRY_HOURS = 14 * 24
FRESH_DAYS = (7, 30)
KEPT_UNNAMED_DAYS = 30

_SHOWN = ("title", "site", "author", "published", "language", "kind", "unreachable_since")


@dataclass(frozen=True, slots=True)
class Claimed:
    """An address to look up now, and the words with which it proved last time what it was."""

    address: str
    etag: str
    last_modified: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The address answered, as it did before where it ``says`` nothing new."""

    etag: str
    last_modified: str
    fresh_seconds: int
    says: "Says | None" = None


@dataclass(frozen=True, slots=True)
class Says:
    """What a source says about itself; empty where it does not. ``leads_to`` is where redirects led."""

    leads_to: str = ""
    title: str = ""
    site: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Silent:
    """The look-up brought nothing: the source is ``unreachable``, or nobody knows: it does not want us to look."""

    failure: str
    unreachable: bool
    retry_after_seconds: int | None = None


Outcome = Answered | Silent


def stands() -> ColumnElement[bool]:
    """The condition that a source stands in its viewpoint, and that everybody can read it."""
    return and_(
        col(Source.list_number) == col(Viewpoint.source_list), hidden.stands(Viewpoint), hidden.stands(Question)
    )


def note(session: Session) -> None:
    """Note addresses that sources name and nobody knew of yet, ``NOTED_AT_ONCE`` at the most: those that came with a
    file or were here before, too."""
    for source in session.exec(_unread().limit(NOTED_AT_ONCE)):
        source.reference = _address_of(source)
    session.flush()
    now = dates.now()
    for address in sorted(filter(None, session.exec(_new().limit(NOTED_AT_ONCE)))):
        rows.added(session, Reference, Reference(address=address, next_look_at=now).model_dump(), "address")


def has_new(session: Session) -> bool:
    """Whether there is anything to ``note``."""
    return session.exec(_unread().limit(1)).first() is not None or session.exec(_new().limit(1)).first() is not None


def has_due(session: Session) -> bool:
    """Whether there is anything to ``claim``."""
    return session.exec(_due().limit(1)).first() is not None


def claim(session: Session, most: int) -> list[Claimed]:
    """Take up to ``most`` addresses that are due, the longest due first, to look them up within ``LEASE_MINUTES``."""
    due = _due().order_by(col(Reference.next_look_at), col(Reference.address)).limit(most)
    claimed = session.exec(due.with_for_update(skip_locked=True), execution_options={"populate_existing": True}).all()
    for one in claimed:
        one.next_look_at = dates.in_minutes(LEASE_MINUTES)
    return [Claimed(one.address, one.etag, one.last_modified) for one in claimed]


def keep(session: Session, outcomes: Mapping[str, Outcome]) -> list[int]:
    """Write down what looking up these addresses brought; returns the questions whose pages show something else now."""
    naming = _naming(session, outcomes)
    for question_id in sorted({one for shown in naming.values() for one in shown}):
        rows.locked_question(session, question_id)  # before the references: whoever erases holds it, too
    changed: set[int] = set()
    for address in sorted(outcomes):
        reference = session.get(Reference, address, populate_existing=True)
        if reference is not None and _write(reference, outcomes[address]):
            changed |= naming.get(address, set())
    for question_id in changed:
        questions.talk_changed(rows.question(session, question_id))
    return sorted(changed)


def known(session: Session, addresses: Iterable[str]) -> dict[str, Reference]:
    """What is known of those of the addresses that were looked up or tried."""
    found = select(Reference).where(col(Reference.address).in_(set(addresses)))
    return {one.address: one for one in session.exec(found)}


def forget_unnamed(session: Session) -> None:
    """Forget what was found at addresses that no source names any more, a month after it would be looked up again."""
    past = dates.days_ago(KEPT_UNNAMED_DAYS)
    session.exec(delete(Reference).where(col(Reference.next_look_at) <= past, ~_is_named()))


def forget_sources(session: Session, viewpoint_id: int) -> None:
    """Delete the sources of the viewpoint in all its versions, and what is known of those that no other names."""
    theirs = col(Source.viewpoint_id) == viewpoint_id
    gone = [*filter(None, session.exec(select(Source.reference).where(theirs).distinct()))]
    session.exec(delete(Source).where(theirs))
    named = exists().where(col(Source.reference) == col(Reference.address))
    session.exec(delete(Reference).where(col(Reference.address).in_(gone), ~named))


def _standing() -> SelectOfScalar[str | None]:
    """The addresses of the sources that everybody can read."""
    named: SelectOfScalar[str | None] = select(col(Source.reference))  # pyright: ignore[reportAssignmentType]
    return (
        named.join(Viewpoint, col(Viewpoint.id) == col(Source.viewpoint_id))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .where(stands())
    )


def _is_named() -> ColumnElement[bool]:
    return exists(_standing().where(col(Source.reference) == col(Reference.address)))


def _unread() -> SelectOfScalar[Source]:
    """Sources of which nobody has written down under which address they are known."""
    return select(Source).where(col(Source.reference).is_(None))


def _new() -> SelectOfScalar[str | None]:
    """The addresses of which nothing is known yet."""
    known = exists().where(col(Reference.address) == col(Source.reference))
    return _standing().where(col(Source.reference) != "", ~known).distinct()


def _due() -> SelectOfScalar[Reference]:
    return select(Reference).where(col(Reference.next_look_at) <= dates.now(), _is_named())


def _address_of(source: Source) -> str:
    try:
        return links.read(source.address).address
    except Refused:
        return ""  # what is no address any more, since domains come and go


def _naming(session: Session, addresses: Iterable[str]) -> dict[str, set[int]]:
    """The questions whose pages show each of the addresses."""
    found = (
        select(Source.reference, Viewpoint.question_id)
        .join(Viewpoint, col(Viewpoint.id) == col(Source.viewpoint_id))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .where(col(Source.reference).in_(list(addresses)), stands())
    )
    naming: dict[str, set[int]] = {}
    for address, question_id in session.exec(found):
        naming.setdefault(address or "", set()).add(question_id)
    return naming


def _write(reference: Reference, outcome: Outcome) -> bool:
    """Whether the page shows something else of it now. What it said last is kept however often it fails."""
    before = [getattr(reference, name) for name in _SHOWN]
    now = dates.now()
    if isinstance(outcome, Answered):
        _answered(reference, outcome, now)
    else:
        _failed(reference, outcome, now)
    return before != [getattr(reference, name) for name in _SHOWN]


def _answered(reference: Reference, outcome: Answered, now: str) -> None:
    reference.etag, reference.last_modified = outcome.etag, outcome.last_modified
    reference.looked_up_at, reference.unreachable_since = now, None
    reference.failure, reference.failures = "", 0
    least, most = (days * 24 * 60 for days in FRESH_DAYS)
    fresh = min(max(outcome.fresh_seconds // 60, least), most)
    later = random.uniform(0.9, 1.1) * fresh  # noqa: S311 - not all of one day at the same moment again
    reference.next_look_at = dates.in_minutes(round(min(max(later, least), most)))
    if outcome.says is not None:
        for name in Says.__slots__:
            setattr(reference, name, getattr(outcome.says, name)[: limits.REFERENCE_CHARACTERS])


def _failed(reference: Reference, outcome: Silent, now: str) -> None:
    reference.failure, reference.failures = outcome.failure, reference.failures + 1
    if outcome.unreachable:
        reference.unreachable_since = reference.unreachable_since or now
    doubled = FIRST_RETRY_HOURS * 2 ** min(reference.failures - 1, 20)
    asked = (outcome.retry_after_seconds or 0) / 60
    wait = min(max(60 * doubled, asked), 60 * LAST_RETRY_HOURS)
    reference.next_look_at = dates.in_minutes(round(wait))
