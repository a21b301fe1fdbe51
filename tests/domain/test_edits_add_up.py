"""Whatever three people do to a viewpoint, its versions, its proposals and its history keep together."""

import random
from collections.abc import Generator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from debate_app.domain import amendments, credit, decisions, edit_records, edits, support, tokens, versions
from debate_app.domain.amendments import Draft
from debate_app.domain.edits import Sent
from debate_app.domain.refused import Refused
from debate_app.domain.tables import (
    Edit,
    EditKind,
    EditRevision,
    EditStatus,
    EditVote,
    Paragraph,
    ParagraphVersion,
    Side,
    Source,
    Viewpoint,
    ViewpointVersion,
)
from debate_app.domain.wordings import Standing, Wording, amended, fits
from debate_app.store.engine import transaction
from tests import scene
from tests.databases import SQLiteDatabases

_TEXTS = [
    "Great apes eat apples.",
    "Apes eat apples, always.",
    "Apes eat figs and dates.",
    "Great apes eat figs, always.",
    "猿は食べる 3.14",
    "",
]
_LINES = ["", "example.org/food", "example.org/food\n[2] example.com", "example.com", "no address"]

_KINDS = [*EditKind, EditKind.CHANGE, EditKind.CHANGE, EditKind.CHANGE]
_VERBS = ["approve", "approve", "approve changed", "decline", "revise", "withdraw", "weigh", "stand"]


class Play:
    """Three people at one viewpoint: its author, a moderator, and somebody who proposes."""

    def __init__(self, session: Session, chance: random.Random) -> None:
        self.session, self.chance = session, chance
        self.essay = scene.essay(session)
        self.people = [self.essay.author, scene.guest(session, "Mo"), self.essay.cy]
        scene.appoint(session, self.people[1])
        self.paragraphs = [self.essay.a, self.essay.b, self.essay.c]
        self.first_wordings: dict[int, str | None] = {}
        self.seen: list[Wording] = [self.essay.now()]

    def goes_on(self) -> None:
        """Somebody does something. A refusal leaves all as it was: a point is set before, and gone back to."""
        point = self.session.begin_nested()
        try:
            sent = self._submit() if self.chance.random() < 0.6 else self._decide(self.chance.choice(_VERBS))
            point.commit()
        except Refused:
            point.rollback()
            return
        if sent is not None and sent.paragraph_id not in (0, *self.paragraphs):
            self.paragraphs.append(sent.paragraph_id)
        if self.essay.viewpoint.version > len(self.seen):
            self.seen.append(self.essay.now())

    def _submit(self) -> Sent:
        chance, version = self.chance, self.essay.viewpoint.version
        kind = chance.choice(_KINDS)
        draft = Draft(
            kind,
            max(1, version - chance.choice([0, 0, 0, 1, 2])),
            paragraph_id=chance.choice(self.paragraphs[:4]),
            text=chance.choice(_LINES if kind is EditKind.SOURCES else _TEXTS),
            after_id=chance.choice([None, *self.paragraphs]),
            restores=chance.randint(1, version),
        )
        who = chance.choice([self.essay.cy, *self.people])
        sent = edits.submit(self.session, who, self.essay.viewpoint_id, draft)
        self.first_wordings[sent.edit_id] = self.session.get_one(EditRevision, (sent.edit_id, 1)).text
        return sent

    def _decide(self, verb: str) -> Sent | None:
        session, chance, version = self.session, self.chance, self.essay.viewpoint.version
        waits = col(Edit.status).in_(edit_records.OPEN)
        listed = session.exec(select(Edit).where(waits if verb != "weigh" else col(Edit.version) > 0)).all()
        if not listed:
            return None
        edit, by_id, text = chance.choice(listed), chance.choice(self.people[:2]), chance.choice(_TEXTS)
        edit_id, small, side = edit.id or 0, chance.choice([None, True, False]), chance.choice([*Side, None])
        acts = {
            "approve": lambda: decisions.approve(session, by_id, edit_id, edit.revision, small),
            "approve changed": lambda: decisions.approve_changed(
                session, by_id, edit_id, edit.revision, version, text, small
            ),
            "decline": lambda: decisions.decline(session, by_id, edit_id, edit.revision, "No"),
            "revise": lambda: edits.revise(session, edit.author_id, edit_id, version, text, ""),
            "withdraw": lambda: edits.withdraw(session, edit.author_id, edit_id),
            "weigh": lambda: decisions.weigh(session, by_id, edit_id, bool(small)),
            "stand": lambda: support.stand(session, chance.choice(self.people), edit_id, edit.revision, side),
        }
        return acts[verb]()


def _check_versions(play: Play) -> None:
    """There is one for each change, and none was ever touched again."""
    session, viewpoint = play.session, play.essay.viewpoint
    rows = session.exec(select(ViewpointVersion).order_by(col(ViewpointVersion.number))).all()
    assert [one.number for one in rows] == [*range(1, viewpoint.version + 1)]
    assert [versions.wording(session, play.essay.viewpoint_id, one.number) for one in rows] == play.seen
    assert viewpoint.meaning_version == max(one.number for one in rows if not one.small)
    made = session.exec(select(Edit).where(col(Edit.version).is_not(None)).order_by(col(Edit.version))).all()
    assert [(one.version, one.id) for one in made] == [(one.number, one.edit_id) for one in rows[1:]]


def _check_replay(play: Play) -> None:
    """The approved wordings, made one after the other, lead to each version and to what stands today."""
    session = play.session
    made = session.exec(select(Edit).where(col(Edit.version).is_not(None)).order_by(col(Edit.version))).all()
    before = play.seen[0]
    for edit, after in zip(made, play.seen[1:], strict=True):
        revision = session.get_one(EditRevision, (edit.id, edit.revision))
        wordings = dict(enumerate(play.seen, 1))
        today = play.essay.viewpoint.model_copy(update={"version": (edit.version or 0) - 1})
        asked = edit.model_copy(update={"paragraph_id": None}) if edit.kind is EditKind.INSERT else edit
        wanted = amended(before, amendments.of_revision(today, asked, revision, wordings))
        assert _said(wanted) == _said(after)
        if edit.kind is EditKind.RESTORE:
            assert after == play.seen[(revision.restores or 0) - 1]
        before = after


def _said(wording: Wording) -> tuple[str, str, list[str]]:
    return wording.title, wording.sources, [one.text for one in wording.paragraphs]


def _check_texts(play: Play) -> None:
    """What stands in the tables is the newest version; places are counted from one; each word is somebody's."""
    session = play.session
    standing = session.exec(
        select(Paragraph).where(col(Paragraph.position).is_not(None)).order_by(col(Paragraph.position))
    ).all()
    assert [one.position for one in standing] == [*range(1, len(standing) + 1)]
    texts = session.exec(select(ParagraphVersion)).all()
    said = {(one.paragraph_id, one.number): one.text for one in texts}
    assert play.seen[-1].paragraphs == tuple(
        Standing(one.id or 0, one.version_number, said[one.id or 0, one.version_number]) for one in standing
    )
    viewpoint = session.exec(select(Viewpoint)).one()
    listed = select(Source.address).where(col(Source.list_number) == viewpoint.source_list)
    addresses = [line.split("] ")[-1] for line in play.seen[-1].sources.splitlines()]
    assert list(session.exec(listed.order_by(col(Source.position)))) == addresses
    for one in texts:
        runs = credit.decode(one.credit)
        assert sum(count for _, count in runs) == len(tokens.words(one.text))
        assert {author_id for author_id, _ in runs} <= set(play.people)


def _check_proposals(play: Play) -> None:
    """What says that it is proposed can be approved now; nothing that was ever sent is lost, not even a vote."""
    session, now = play.session, play.seen[-1]
    for edit in session.exec(select(Edit)).all():
        assert session.get_one(EditRevision, (edit.id, 1)).text == play.first_wordings[edit.id or 0]
        revisions = session.exec(select(EditRevision.number).where(col(EditRevision.edit_id) == edit.id))
        assert sorted(revisions) == [*range(1, edit.revision + 1)]
        sides = select(EditVote.side).where(col(EditVote.edit_id) == edit.id, col(EditVote.revision) >= edit.voted_from)
        votes = list(session.exec(sides))
        assert (edit.agrees, edit.disagrees) == (votes.count(Side.AGREE), votes.count(Side.DISAGREE))
        if edit.status is EditStatus.PROPOSED:
            revision = session.get_one(EditRevision, (edit.id, edit.revision))
            wordings = amendments.wordings_about(session, play.essay.viewpoint, [revision])
            amendment = amendments.of_revision(play.essay.viewpoint, edit, revision, wordings)
            assert fits(wordings[revision.base_version], now, amendment)
            assert amended(now, amendment) != now
            point = session.begin_nested()
            assert play.essay.approve(edit.id or 0).status is EditStatus.APPROVED
            point.rollback()


@pytest.fixture(scope="module")
def place(sqlite_databases: SQLiteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Generator[Engine]:
    with sqlite_databases.fresh(tmp_path_factory.mktemp("place")) as engine:
        yield engine


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), acts=st.integers(15, 30))
def test_versions_proposals_and_history_keep_together(place: Engine, seed: int, acts: int) -> None:
    with transaction(place) as session:
        play = Play(session, random.Random(seed))
        for _ in range(acts):
            play.goes_on()
        for check in (_check_versions, _check_replay, _check_texts, _check_proposals):
            check(play)
        session.rollback()
