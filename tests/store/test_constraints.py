"""What the database refuses by itself, whoever writes to it."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from debate_app.domain.tables import (
    Act,
    Comment,
    ConversationEvent,
    Edit,
    EditKind,
    EditStatus,
    EventKind,
    Participant,
    ParticipantKind,
    Side,
    Tally,
    Viewpoint,
    Vote,
    VoteEvent,
    VoteOrigin,
)
from tests import scene
from tests.databases import ON_BOTH

pytestmark = ON_BOTH

AT = "2026-11-23"


@pytest.fixture
def voter(session: Session) -> int:
    return scene.guest(session)


@pytest.fixture
def viewpoint_id(session: Session) -> int:
    return scene.viewpoint(session, scene.question(session))


def refuses(session: Session, row: SQLModel, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), session.begin_nested():
        session.add(row)


def vote(voter: int, viewpoint_id: int, side: Side) -> Vote:
    return Vote(participant_id=voter, viewpoint_id=viewpoint_id, side=side, viewpoint_version=1, cast_at=AT)


def test_a_second_vote_on_a_viewpoint(session: Session, voter: int, viewpoint_id: int) -> None:
    session.add(vote(voter, viewpoint_id, Side.AGREE))
    session.flush()
    session.expunge_all()
    refuses(session, vote(voter, viewpoint_id, Side.DISAGREE), "(?i)unique")


def test_a_side_that_is_none(session: Session, voter: int, viewpoint_id: int) -> None:
    refuses(session, vote(voter, viewpoint_id, "abstain"), "ck_vote_side_known")  # type: ignore[arg-type]


def test_a_vote_of_nobody(session: Session, viewpoint_id: int) -> None:
    refuses(session, vote(999_999, viewpoint_id, Side.AGREE), "(?i)foreign key")


def test_an_act_that_is_none(session: Session, voter: int, viewpoint_id: int) -> None:
    line = VoteEvent(
        participant_id=voter,
        viewpoint_id=viewpoint_id,
        act="shout",  # type: ignore[arg-type]
        viewpoint_version=1,
        origin=VoteOrigin.CAST,
        at=AT,
    )
    refuses(session, line, "ck_vote_event_act_known")
    line = VoteEvent(
        participant_id=voter,
        viewpoint_id=viewpoint_id,
        act=Act.AGREE,
        viewpoint_version=1,
        origin="dreamt",  # type: ignore[arg-type]
        at=AT,
    )
    refuses(session, line, "ck_vote_event_origin_known")


def test_a_negative_tally(session: Session, viewpoint_id: int) -> None:
    tally = session.get_one(Tally, (viewpoint_id, 1))
    with pytest.raises(IntegrityError, match="ck_tally_counts_not_negative"), session.begin_nested():
        tally.agrees = -1


def test_an_account_without_a_name_a_former_one_with_one_and_an_import_without_a_file(session: Session) -> None:
    refuses(session, Participant(kind=ParticipantKind.ACCOUNT, created_at=AT), "ck_participant_account_has_name")
    former = Participant(kind=ParticipantKind.FORMER, name="Ada", created_at=AT)
    refuses(session, former, "ck_participant_former_has_no_name")
    refuses(session, Participant(kind=ParticipantKind.IMPORTED, created_at=AT), "ck_participant_imported_has_file")


def test_two_viewpoints_at_one_place(session: Session, viewpoint_id: int) -> None:
    first = session.get_one(Viewpoint, viewpoint_id)
    second = Viewpoint(
        question_id=first.question_id,
        position=first.position,
        title="x",
        language="en",
        author_id=first.author_id,
        created_at=AT,
    )
    refuses(session, second, "(?i)unique")


def test_an_event_of_an_edit_without_the_edit(session: Session, voter: int, viewpoint_id: int) -> None:
    event = ConversationEvent(viewpoint_id=viewpoint_id, kind=EventKind.EDIT, author_id=voter, at=AT, active_at=AT)
    refuses(session, event, "ck_conversation_event_edit_of_edit")
    event = ConversationEvent(viewpoint_id=viewpoint_id, kind=EventKind.CREATED, author_id=voter, at=AT, active_at=AT)
    event.small = True
    refuses(session, event, "ck_conversation_event_weighed_is_decided")


def test_an_edit_that_made_a_version_without_being_approved(session: Session, voter: int, viewpoint_id: int) -> None:
    proposed = Edit(
        viewpoint_id=viewpoint_id,
        kind=EditKind.TITLE,
        author_id=voter,
        created_at=AT,
        status=EditStatus.PROPOSED,
        version=2,
    )
    refuses(session, proposed, "ck_edit_version_when_approved")


def test_a_decision_of_nobody(session: Session, voter: int, viewpoint_id: int) -> None:
    decided = Edit(
        viewpoint_id=viewpoint_id,
        kind=EditKind.TITLE,
        author_id=voter,
        created_at=AT,
        status=EditStatus.DECLINED,
        decided_at=AT,
    )
    refuses(session, decided, "ck_edit_decided_by_somebody")


def test_a_removed_comment_that_keeps_its_text(session: Session, voter: int, viewpoint_id: int) -> None:
    event_id = session.exec(select(ConversationEvent.id)).one()
    comment = Comment(
        event_id=event_id or 0, number=1, author_id=voter, text="gone", language="en", created_at=AT, removed_at=AT
    )
    refuses(session, comment, "ck_comment_removed_is_empty")


def test_two_comments_at_one_place(session: Session, voter: int, viewpoint_id: int) -> None:
    event_id = session.exec(select(ConversationEvent.id)).one() or 0
    session.add(Comment(event_id=event_id, number=1, author_id=voter, text="one", language="en", created_at=AT))
    session.flush()
    refuses(
        session,
        Comment(event_id=event_id, number=1, author_id=voter, text="two", language="en", created_at=AT),
        "(?i)unique",
    )
