"""Where one person stands: on viewpoints, with what became of the text since, and on proposed edits."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from debate_app.domain.mine.portions import Place, Portion, fetch, place
from debate_app.domain.tables import (
    ConversationEvent,
    Edit,
    EditStatus,
    EditVote,
    EventKind,
    Question,
    Side,
    Viewpoint,
    Vote,
)


@dataclass(frozen=True, slots=True)
class VoteLine:
    """A vote. ``version`` is the viewpoint's that it was cast on, ``newest`` today's; ``changed`` tells that the text
    says something else since, and ``comparison`` is where both stand beside each other."""

    place: Place
    side: Side
    at: str
    version: int
    newest: int
    changed: bool
    comparison: str


@dataclass(frozen=True, slots=True)
class SideLine:
    """A side taken on a proposed edit, and what became of that."""

    place: Place
    side: Side
    at: str
    status: EditStatus


def votes(session: Session, participant_id: int, start: int) -> Portion[VoteLine]:
    """The participant's votes, the latest first."""
    found = (
        select(Vote, Viewpoint, Question)
        .join(Viewpoint, col(Viewpoint.id) == col(Vote.viewpoint_id))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .where(col(Vote.participant_id) == participant_id)
        .order_by(col(Vote.cast_at).desc(), col(Vote.viewpoint_id).desc())
    )
    lines, start, total = fetch(session, found, start)
    return Portion(tuple(_vote(participant_id, *line) for line in lines), start, total)


def sides(session: Session, participant_id: int, start: int) -> Portion[SideLine]:
    """The sides that the participant took on proposed edits, the latest first."""
    found = (
        select(EditVote, Edit, col(ConversationEvent.id), Viewpoint, Question)
        .join(Edit, col(Edit.id) == col(EditVote.edit_id))
        .join(ConversationEvent, col(ConversationEvent.edit_id) == col(Edit.id))
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .join(Question, col(Question.id) == col(Viewpoint.question_id))
        .where(col(EditVote.participant_id) == participant_id, col(ConversationEvent.kind) == EventKind.EDIT)
        .order_by(col(EditVote.cast_at).desc(), col(EditVote.edit_id).desc())
    )
    lines, start, total = fetch(session, found, start)
    told = (
        SideLine(place(participant_id, question, viewpoint, f"event-{event_id}"), vote.side, vote.cast_at, edit.status)
        for vote, edit, event_id, viewpoint, question in lines
    )
    return Portion(tuple(told), start, total)


def _vote(participant_id: int, vote: Vote, viewpoint: Viewpoint, question: Question) -> VoteLine:
    since = vote.viewpoint_version < viewpoint.version
    comparison = f"/history/viewpoint/{viewpoint.id}/{viewpoint.version}?against={vote.viewpoint_version}"
    return VoteLine(
        place=place(participant_id, question, viewpoint),
        side=vote.side,
        at=vote.cast_at,
        version=vote.viewpoint_version,
        newest=viewpoint.version,
        changed=vote.viewpoint_version < viewpoint.meaning_version,
        comparison=comparison if since else "",
    )
