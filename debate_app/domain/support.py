"""Where people stand on a proposed edit: to agree or disagree with it, while it waits for a decision."""

from sqlmodel import Session, col, select

from debate_app.domain import actors, dates, edit_records, edits, permissions, questions
from debate_app.domain.edits import Sent
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import Edit, EditVote, Side, Viewpoint
from debate_app.words import plain


def stand(session: Session, participant_id: int, edit_id: int, revision: int, side: Side | None) -> Sent:
    """State that the participant's side on the proposal, as worded in that revision, is now ``side``; None is none.

    A statement, never a toggle. Raises ``NotFound``, and ``Invalid`` where it was decided or worded anew meanwhile.
    """
    one = edit_records.locked_open(session, edit_id)
    permissions.require(actors.of(session, participant_id), Action.SUPPORT, one.question, viewpoint=one.viewpoint)
    edit = one.edit
    if not edit.voted_from <= revision <= edit.revision:
        raise Invalid(plain("This proposal was worded anew while you read it. Look at it again."))
    mine = session.get(EditVote, (participant_id, edit_id))
    counted = mine.side if mine is not None and mine.revision >= edit.voted_from else None
    if counted is side:
        return edits.sent(one.viewpoint, edit)
    if mine is not None:
        session.delete(mine)
        session.flush()
    if side is not None:
        vote = EditVote(
            participant_id=participant_id, edit_id=edit_id, side=side, revision=revision, cast_at=dates.now()
        )
        session.add(vote)
    edit.agrees += (side is Side.AGREE) - (counted is Side.AGREE)
    edit.disagrees += (side is Side.DISAGREE) - (counted is Side.DISAGREE)
    questions.talk_changed(one.question)
    return edits.sent(one.viewpoint, edit)


def drop(session: Session, edit: Edit, vote: EditVote) -> None:
    """Take the side back, and out of the counts if it was in them. The caller holds the question's lock."""
    if vote.revision >= edit.voted_from:
        edit.agrees -= vote.side is Side.AGREE
        edit.disagrees -= vote.side is Side.DISAGREE
    session.delete(vote)
    session.flush()


def of(session: Session, participant_id: int, question_id: int) -> dict[int, Side]:
    """Where the participant stands on the proposals of the question, as they are worded now: side by edit."""
    found = (
        select(EditVote.edit_id, col(EditVote.side))
        .join(Edit, col(Edit.id) == col(EditVote.edit_id))
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .where(
            col(EditVote.participant_id) == participant_id,
            col(Viewpoint.question_id) == question_id,
            col(Edit.status).in_(edit_records.OPEN),
            col(EditVote.revision) >= col(Edit.voted_from),
        )
    )
    return {edit_id: Side(side) for edit_id, side in session.exec(found)}
