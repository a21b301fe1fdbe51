"""Looking sources up: which are due, who does it, what is kept, and what is forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from debate_app.domain import erasing, hiding, references, rows, snapshots, viewpoints
from debate_app.domain.references import Answered, Outcome, Says, Silent
from debate_app.domain.tables import EditKind, Reference, Role, Source, SubjectKind
from debate_app.store.engine import transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay

FOOD = "https://example.org/food"
SAYS = Says(FOOD, "What apes eat", "Food News", "Ada Byron", "2021-03", "de", "article")
BROKEN = Silent("timed_out", unreachable=True)


def answered(fresh_days: float = 10, says: Says | None = SAYS) -> Answered:
    return Answered("an etag", "", int(fresh_days * 86_400), says)


def looked(session: Session, *outcomes: Outcome, address: str = FOOD) -> Reference:
    references.note(session)
    for outcome in outcomes:
        references.keep(session, {address: outcome})
    return session.get_one(Reference, address)


def hours_until(moment: str) -> float:
    return (datetime.fromisoformat(moment) - datetime.now(UTC)) / timedelta(hours=1)


def due(session: Session) -> list[str]:
    references.note(session)
    session.flush()
    return [one.address for one in references.claim(session, 10)]


@ON_BOTH
def test_what_stands_is_due_once_and_whoever_claims_it_has_it_alone(engine: Engine) -> None:
    with transaction(engine) as session:
        essay = scene.essay(session)
        essay.send(essay.cy, EditKind.SOURCES, text="example.org/proposed")
        assert references.has_new(session)
        references.note(session)
        assert (references.has_new(session), references.has_due(session)) == (False, True)
    with transaction(engine) as session:
        assert [one.address for one in references.claim(session, 10)] == [FOOD]
    with transaction(engine) as session:
        assert references.claim(session, 10) == []
        session.get_one(Reference, FOOD).next_look_at = "2026-01-01T00:00:00.000Z"
        assert len(references.claim(session, 10)) == 1


def test_sources_that_were_here_before_are_noted_too(session: Session, essay: Essay) -> None:
    session.add(Source(viewpoint_id=essay.viewpoint_id, position=2, address="http://example.net/a?utm_source=b#c"))
    session.flush()
    assert sorted(due(session)) == ["https://example.net/a", FOOD]


@pytest.mark.parametrize("kind", [SubjectKind.VIEWPOINT, SubjectKind.QUESTION])
def test_what_is_hidden_or_erased_is_never_looked_up(session: Session, essay: Essay, kind: SubjectKind) -> None:
    looked(session, answered())
    session.get_one(Reference, FOOD).next_look_at = "2026-01-01T00:00:00.000Z"
    mo = scene.account(session, "Mo Derator", Role.MODERATOR)
    subject_id = essay.viewpoint_id if kind is SubjectKind.VIEWPOINT else essay.question_id
    hiding.hide(session, mo, kind, subject_id, "No.")
    assert due(session) == []
    hiding.restore(session, mo, kind, subject_id, "Yes.")
    assert due(session) == [FOOD]
    hiding.hide(session, mo, kind, subject_id, "No.")
    assert references.keep(session, {FOOD: BROKEN}) == []


@ON_BOTH
def test_what_a_source_says_is_on_the_page(session: Session, essay: Essay) -> None:
    before = rows.question(session, essay.question_id)
    told = (before.text_sequence, before.updated_at)
    looked(session, answered())
    after = rows.question(session, essay.question_id)
    assert after.text_sequence > told[0]
    assert after.updated_at == told[1]
    [source] = snapshots.read(session, essay.question_id).viewpoints[0].sources
    assert (source.title, source.site, source.host) == ("What apes eat", "Food News", "example.org")
    assert (source.author, source.published, source.language, source.kind) == ("Ada Byron", "2021-03", "de", "article")
    assert source.looked_up_at
    assert references.keep(session, {FOOD: answered()}) == []


def test_a_label_that_is_words_stays_the_title(session: Session, essay: Essay) -> None:
    essay.send(essay.author, EditKind.SOURCES, text=f"[Apes] {FOOD}")
    looked(session, answered())
    [source] = snapshots.read(session, essay.question_id).viewpoints[0].sources
    assert (source.title, source.language, source.author) == ("Apes", "", "Ada Byron")


def test_a_failure_loses_nothing_and_says_since_when(session: Session, essay: Essay) -> None:
    looked(session, answered(), BROKEN)
    first = session.get_one(Reference, FOOD).unreachable_since
    found = looked(session, BROKEN)
    assert (found.title, found.etag, found.failures, found.unreachable_since) == ("What apes eat", "an etag", 2, first)
    [source] = snapshots.read(session, essay.question_id).viewpoints[0].sources
    assert source.unreachable_since == first
    assert source.archive == f"https://web.archive.org/web/{source.looked_up_at[:10].replace('-', '')}/{FOOD}"
    found = looked(session, answered(says=None))
    assert (found.title, found.unreachable_since, found.failures) == ("What apes eat", None, 0)


def test_a_source_that_does_not_want_us_to_look_is_not_called_unreachable(session: Session, essay: Essay) -> None:
    assert looked(session, Silent("forbidden", unreachable=False)).unreachable_since is None
    first = looked(session, BROKEN).unreachable_since
    assert looked(session, Silent("busy", unreachable=False)).unreachable_since == first


def test_failures_are_tried_again_ever_later(session: Session, essay: Essay) -> None:
    waits = [hours_until(looked(session, BROKEN).next_look_at) for _ in range(12)]
    assert [round(wait) for wait in waits] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 336, 336, 336]


def test_a_site_that_asks_for_time_gets_it(session: Session, essay: Essay) -> None:
    asked = Silent("busy", unreachable=False, retry_after_seconds=5 * 3600)
    assert round(hours_until(looked(session, asked).next_look_at)) == 5


@pytest.mark.parametrize(("fresh", "least", "most"), [(0, 7, 7.7), (10, 9, 11), (365, 27, 30)])
def test_what_answered_is_asked_again_within_a_month(
    session: Session, essay: Essay, fresh: float, least: float, most: float
) -> None:
    assert least <= hours_until(looked(session, answered(fresh)).next_look_at) / 24 + 0.01 <= most + 0.02


def test_what_no_source_names_any_more_is_forgotten_in_time(session: Session, essay: Essay) -> None:
    looked(session, answered())
    essay.send(essay.author, EditKind.SOURCES, text="example.net")
    looked(session, address="https://example.net")
    for age, known in ((29, 2), (31, 1)):
        for one in session.exec(select(Reference)):
            one.next_look_at = (datetime.now(UTC) - timedelta(days=age)).isoformat()
        references.forget_unnamed(session)
        assert len(session.exec(select(Reference)).all()) == known


def test_erasing_leaves_nothing_that_no_other_viewpoint_names(session: Session, essay: Essay) -> None:
    essay.send(essay.author, EditKind.SOURCES, text=f"example.org/own\n{FOOD}")
    viewpoints.add(session, essay.cy, essay.question_id, "Another", ["Text."], [FOOD])
    looked(session, answered())
    erasing.erase_viewpoint(session, essay.viewpoint)
    assert session.exec(select(Reference.address)).all() == [FOOD]
    assert session.exec(select(Source.reference).where(col(Source.viewpoint_id) == essay.viewpoint_id)).all() == []
    assert references.keep(session, {"https://example.org/own": answered()}) == []
