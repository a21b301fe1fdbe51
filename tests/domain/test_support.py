"""Where people stand on a proposed edit."""

from sqlmodel import Session, col, select

from debate_app.domain import edits, support
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.tables import EditVote, Side
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay
from tests.written import everything, refused


def _counts(essay: Essay, edit_id: int) -> tuple[int, int]:
    edit = essay.edit(edit_id)
    return edit.agrees, edit.disagrees


def test_a_side_is_stated_changed_and_taken_back(session: Session, essay: Essay) -> None:
    edit_id, guest = essay.change(essay.cy, essay.a, "Apes.").edit_id, scene.guest(session)
    before, seen = essay.sequence, []
    for side in (Side.AGREE, Side.DISAGREE, None):
        support.stand(session, guest, edit_id, 1, side)
        seen.append((_counts(essay, edit_id), support.of(session, guest, essay.question_id)))
    assert seen == [((1, 0), {edit_id: Side.AGREE}), ((0, 1), {edit_id: Side.DISAGREE}), ((0, 0), {})]
    assert essay.sequence == before + 3


def test_the_same_side_again_writes_nothing(session: Session, essay: Essay) -> None:
    edit_id, guest = essay.change(essay.cy, essay.a, "Apes.").edit_id, scene.guest(session)
    for side in (None, Side.AGREE):
        support.stand(session, guest, edit_id, 1, side)
        before = everything(session)
        support.stand(session, guest, edit_id, 1, side)
        assert everything(session) == before


def test_everybody_has_one_side(session: Session, essay: Essay) -> None:
    edit_id = essay.change(essay.cy, essay.a, "Apes.").edit_id
    for who, side in ((essay.author, Side.DISAGREE), (essay.cy, Side.AGREE), (scene.guest(session), Side.AGREE)):
        support.stand(session, who, edit_id, 1, side)
    assert _counts(essay, edit_id) == (2, 1)
    assert support.of(session, essay.author, essay.question_id) == {edit_id: Side.DISAGREE}
    assert support.of(session, essay.author, 999) == {}


def test_sides_on_a_wording_that_was_replaced_count_no_more(session: Session, essay: Essay) -> None:
    edit_id, guest = essay.change(essay.cy, essay.a, "Apes.").edit_id, scene.guest(session)
    support.stand(session, guest, edit_id, 1, Side.AGREE)
    edits.revise(session, essay.cy, edit_id, 1, "Great apes.", "")
    assert (_counts(essay, edit_id), support.of(session, guest, essay.question_id)) == ((0, 0), {})
    with refused(session, Invalid, "worded anew while you read it"):
        support.stand(session, guest, edit_id, 1, Side.AGREE)
    support.stand(session, guest, edit_id, 2, None)
    support.stand(session, guest, edit_id, 2, Side.DISAGREE)
    assert (_counts(essay, edit_id), len(session.exec(select(EditVote)).all())) == ((0, 1), 1)


@ON_BOTH
def test_sides_go_on_where_a_wording_was_only_carried_over(session: Session, essay: Essay) -> None:
    edit_id, guest = essay.change(essay.cy, essay.a, "Apes eat apples, always.").edit_id, scene.guest(session)
    support.stand(session, guest, edit_id, 1, Side.AGREE)
    essay.change(essay.author, essay.a, "Great apes eat apples.")
    assert (essay.edit(edit_id).revision, _counts(essay, edit_id)) == (2, (1, 0))
    assert support.of(session, guest, essay.question_id) == {edit_id: Side.AGREE}
    support.stand(session, scene.guest(session), edit_id, 1, Side.AGREE)  # read before it was carried over
    support.stand(session, guest, edit_id, 2, Side.DISAGREE)
    assert _counts(essay, edit_id) == (1, 1)
    own = select(EditVote.revision).where(col(EditVote.participant_id) == guest)
    assert session.exec(own).one() == 2


def test_what_was_decided_is_voted_on_no_more(session: Session, essay: Essay) -> None:
    edit_id = essay.change(essay.cy, essay.a, "Apes.").edit_id
    support.stand(session, essay.cy, edit_id, 1, Side.AGREE)
    essay.approve(edit_id)
    with refused(session, Invalid, "approved meanwhile"):
        support.stand(session, essay.cy, edit_id, 1, None)
    assert support.of(session, essay.cy, essay.question_id) == {}
    assert _counts(essay, edit_id) == (1, 0)


def test_what_does_not_exist_is_not_found(session: Session, essay: Essay) -> None:
    edit_id = essay.change(essay.cy, essay.a, "Apes.").edit_id
    for row_id in (0, -1, 999_999, 2**31, 2**63, -(2**70)):
        with refused(session, NotFound):
            support.stand(session, essay.cy, row_id, 1, Side.AGREE)
        with refused(session, NotFound):
            support.stand(session, row_id, edit_id, 1, Side.AGREE)
    for revision in (0, 2, -1, 2**70):
        with refused(session, Invalid, "worded anew"):
            support.stand(session, essay.cy, edit_id, revision, Side.AGREE)
