"""Somebody leaves: what goes, what stays, and under which name."""

import pytest
from sqlmodel import Session, col, func, select

from debate_app.domain import (
    appointments,
    browser_sessions,
    comments,
    decisions,
    edits,
    leaving,
    notices,
    participants,
    people,
    recount,
    reviews,
    snapshots,
    support,
    versions,
    viewpoints,
    votes,
)
from debate_app.domain.amendments import Draft
from debate_app.domain.files import exporting
from debate_app.domain.names import FORMER
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.snapshot import QuestionSnapshot
from debate_app.domain.tables import (
    Account,
    Act,
    ActKind,
    BrowserSession,
    Comment,
    EditKind,
    EditRevision,
    EditStatus,
    ModerationAct,
    Notice,
    Participant,
    ParticipantKind,
    Passkey,
    Question,
    Role,
    Side,
    Viewpoint,
    VoteEvent,
    VoteOrigin,
)
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay


def leave(session: Session, who: int, *, texts_go: bool = False, votes_go: bool = False) -> leaving.Left:
    return leaving.leave(session, who, texts_go=texts_go, votes_go=votes_go)


def texts_in(snapshot: QuestionSnapshot) -> str:
    return repr(snapshot)


@pytest.fixture
def zoe(session: Session) -> int:
    """Somebody with an account."""
    return scene.account(session, "Zoe Zed")


@ON_BOTH
def test_whoever_leaves_is_nobody_that_signs_in(session: Session, zoe: int) -> None:
    cookie = browser_sessions.open_for(session, participants.new_cookie(), zoe, "Firefox on Linux")
    session.add(Passkey(participant_id=zoe, credential_id="c", public_key="k", name="Key", created_at="2026-01-01"))
    left = leave(session, zoe)
    assert participants.hashed(cookie) in left.browsers
    assert participants.by_cookie(session, cookie) is None
    assert not browser_sessions.known(session, cookie).is_good
    row = session.get_one(Participant, zoe)
    assert (row.kind, row.name, row.name_key) == (ParticipantKind.FORMER, None, None)
    assert session.get(Account, zoe) is None
    for table in (Passkey, Notice):
        assert session.exec(select(func.count()).where(col(table.participant_id) == zoe)).one() == 0
    told = select(BrowserSession.browser, BrowserSession.drafts_before).where(col(BrowserSession.participant_id) == zoe)
    assert set(session.exec(told)) == {("", "")}
    with pytest.raises(NotFound):
        leave(session, zoe)
    assert scene.account(session, "Zoe Zed") != zoe  # the name is free again


def test_texts_that_stay_are_a_former_participants(session: Session, essay: Essay, zoe: int) -> None:
    place = scene.viewpoint(session, essay.question_id, "Zoe's", zoe)
    proposed = essay.change(zoe, essay.a, "Apes eat ripe apples.")
    essay.approve(proposed.edit_id)
    comments.say(session, zoe, essay.viewpoint_id, "I think so.")
    left = leave(session, zoe)
    assert left.questions == (essay.question_id,)
    shown = snapshots.read(session, essay.question_id)
    assert "Zoe" not in texts_in(shown).replace("Zoe's", "")
    assert "I think so." in texts_in(shown)
    assert [one.author.name for one in shown.viewpoints if one.id == place] == [""]
    assert essay.texts()[0] == "Apes eat ripe apples."
    assert "Zoe Zed" not in people.taking_part(session, essay.question_id)
    assert exporting.write_out(session, essay.question_id).viewpoints[1].author == FORMER


def test_texts_that_go_leave_their_places(session: Session, essay: Essay, zoe: int) -> None:
    place = scene.viewpoint(session, essay.question_id, "Zoe's", zoe)
    others = edits.submit(session, essay.cy, place, Draft(EditKind.TITLE, 1, text="Cy's idea"))
    said = comments.say(session, zoe, essay.viewpoint_id, "I think so.")
    comments.reply(session, essay.cy, said.event_id, "So do I.")
    leave(session, zoe, texts_go=True)
    shown = texts_in(snapshots.read(session, essay.question_id))
    for gone in ("Zoe's", "I think so.", "People read more", "example.org/sundays", "Cy's idea"):
        assert gone not in shown
    assert "So do I." in shown
    assert "Apes eat apples." in shown
    viewpoint = session.get_one(Viewpoint, place)
    assert viewpoint.erased_at is not None
    assert versions.wording(session, place, 1).sources == ""
    assert essay.edit(others.edit_id).status is EditStatus.DECLINED
    comment = session.get_one(Comment, said.comment_id)
    assert (comment.text, comment.removed_at is not None) == ("", True)
    assert "zoe" not in session.get_one(Question, essay.question_id).search_text
    assert len(exporting.write_out(session, essay.question_id).viewpoints) == 1


@ON_BOTH
def test_proposals_that_were_never_approved_are_taken_back_and_emptied(
    session: Session, essay: Essay, zoe: int
) -> None:
    waits = essay.change(zoe, essay.a, "Apes eat pears.", reason="They told me so.")
    declined = essay.change(zoe, essay.b, "Bears eat honey.")
    decisions.decline(session, essay.author, declined.edit_id, 1, "No.")
    taken = essay.change(zoe, essay.c, "Cats eat ripe cakes.")
    essay.approve(taken.edit_id)
    leave(session, zoe, texts_go=True)
    assert essay.edit(waits.edit_id).status is EditStatus.WITHDRAWN
    assert essay.edit(declined.edit_id).status is EditStatus.DECLINED
    for gone in (waits, declined):
        row = essay.wording(gone.edit_id)
        assert (row.before, row.text, row.reason) == (None, "", "")
    assert essay.wording(taken.edit_id).text == "Cats eat ripe cakes."
    assert essay.texts()[2] == "Cats eat ripe cakes."
    exported = exporting.write_out(session, essay.question_id)
    assert len(exported.viewpoints[0].conversation) == 2


@ON_BOTH
def test_a_question_goes_unless_somebody_else_took_part_in_it(session: Session, essay: Essay, zoe: int) -> None:
    alone, answered, voted, spoken = (scene.question(session, f"Zoe asks {n}?", zoe) for n in range(4))
    for question_id in (alone, voted, spoken):
        viewpoints.add(session, zoe, question_id, "Mine", ["So it is."], [])
    scene.viewpoint(session, answered, author_id=essay.author)
    mine = {
        one.question_id: one.id or 0 for one in session.exec(select(Viewpoint).where(col(Viewpoint.author_id) == zoe))
    }
    votes.cast(session, essay.cy, mine[voted], Side.AGREE)
    comments.say(session, essay.cy, mine[spoken], "Well.")
    left = leave(session, zoe, texts_go=True)
    assert {alone, answered, voted, spoken} <= set(left.questions)
    titles = {one: session.get_one(Question, one).title for one in (alone, answered, voted, spoken)}
    assert [bool(titles[one]) for one in (alone, answered, voted, spoken)] == [False, True, True, True]
    assert session.get_one(Question, alone).search_text.strip() == ""
    with pytest.raises(NotFound):
        exporting.write_out(session, alone)


@ON_BOTH
@pytest.mark.parametrize("votes_go", [True, False])
def test_votes_stay_or_go_and_tallies_are_exact(session: Session, essay: Essay, zoe: int, votes_go: bool) -> None:
    for who, side in ((zoe, Side.AGREE), (essay.cy, Side.DISAGREE)):
        votes.cast(session, who, essay.viewpoint_id, side)
    edit_id = essay.change(essay.cy, essay.a, "Apes eat pears.").edit_id
    support.stand(session, zoe, edit_id, 1, Side.AGREE)
    sequence = essay.sequence
    left = leave(session, zoe, votes_go=votes_go)
    assert recount.differences(session) == []
    [shown] = snapshots.tallies(session, essay.question_id)[1]
    assert (shown.agrees, shown.disagrees) == ((0, 1) if votes_go else (1, 1))
    assert essay.edit(edit_id).agrees == (0 if votes_go else 1)
    lines = select(VoteEvent.participant_id, col(VoteEvent.act)).where(col(VoteEvent.origin) == VoteOrigin.LEFT)
    assert session.exec(lines).all() == ([(zoe, Act.WITHDRAW)] if votes_go else [])
    assert left.questions == ((essay.question_id,) if votes_go else ())
    assert (essay.sequence > sequence) is votes_go


def test_a_guest_is_forgotten_in_the_same_way(session: Session, essay: Essay) -> None:
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
    leave(session, essay.cy, texts_go=True, votes_go=True)
    assert votes.of(session, essay.cy, essay.question_id) == {}
    assert session.get_one(Participant, essay.cy).kind is ParticipantKind.FORMER
    assert recount.differences(session) == []


@ON_BOTH
def test_nobody_is_told_who_left_and_moderators_decide_in_their_place(session: Session, essay: Essay, zoe: int) -> None:
    mo = scene.account(session, "Mo", Role.MODERATOR)
    place = scene.viewpoint(session, essay.question_id, "Zoe's", zoe)
    event_id = comments.say(session, zoe, place, "So it is.").event_id
    leave(session, zoe)
    assert comments.reply(session, essay.cy, event_id, "Is it?").told == ()
    sent = edits.submit(session, essay.cy, place, Draft(EditKind.TITLE, 1, text="Better"))
    assert [one.edit_id for one in reviews.waiting(session, mo)] == [sent.edit_id]
    assert reviews.deciders(session, place) == (mo,)


@ON_BOTH
def test_the_only_admin_cannot_leave(session: Session) -> None:
    first, mo = scene.account(session, "Ada", Role.ADMIN), scene.account(session, "Mo", Role.MODERATOR)
    with pytest.raises(Invalid, match="only admin"):
        leave(session, first)
    assert session.get(Account, first) is not None
    leave(session, mo)
    scene.account(session, "Bea", Role.ADMIN)
    leave(session, first)
    assert [one.name for one in appointments.listed(session)] == ["Bea"]
    log = select(ModerationAct.subject_id, ModerationAct.reason).where(col(ModerationAct.kind) == ActKind.DISMISS)
    assert session.exec(log.order_by(col(ModerationAct.id))).all() == [
        (mo, "As moderator, on leaving."),
        (first, "As admin, on leaving."),
    ]


def test_what_was_told_of_them_is_of_nobody_known(session: Session, essay: Essay, zoe: int) -> None:
    event_id = comments.say(session, essay.cy, essay.viewpoint_id, "So?").event_id
    comments.reply(session, zoe, event_id, "So.")
    leave(session, zoe, texts_go=True)
    [told] = notices.unseen(session, essay.cy)
    assert (told.by.name, told.detail) == ("", "")


def test_nobody_calls_themselves_what_the_page_calls_those_who_left(session: Session) -> None:
    for name in (FORMER, "A  FORMER-participant"):
        with pytest.raises(Invalid, match="Choose another name"):
            participants.take_name(session, scene.guest(session), name)


def test_somebody_suspended_stays_so_on_the_row_that_remains(session: Session, zoe: int) -> None:
    session.get_one(Participant, zoe).suspended_until = "2099-01-01T00:00:00.000Z"
    leave(session, zoe)
    assert session.get_one(Participant, zoe).suspended_until == "2099-01-01T00:00:00.000Z"


@ON_BOTH
def test_all_wordings_of_an_edit_are_emptied(session: Session, essay: Essay) -> None:
    sent = essay.change(essay.cy, essay.a, "Apes eat pears.")
    edits.revise(session, essay.cy, sent.edit_id, 1, "Apes eat plums.", "Better.")
    leave(session, essay.cy, texts_go=True)
    kept = select(EditRevision.text, EditRevision.reason).where(col(EditRevision.edit_id) == sent.edit_id)
    assert session.exec(kept).all() == [("", ""), ("", "")]
