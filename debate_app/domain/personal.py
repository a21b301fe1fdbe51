"""What is one participant's own on a question's page: what they may do there, what they did, what they are told."""

from dataclasses import dataclass, field, replace

from sqlmodel import Session, col, select

from debate_app.domain import actors, dates, limits, notices, permissions, places, reviews, rows, support, votes
from debate_app.domain.actors import Actor
from debate_app.domain.edit_records import OPEN
from debate_app.domain.notices import NoticeText
from debate_app.domain.permissions import Action
from debate_app.domain.places import Asked
from debate_app.domain.reviews import ReviewItem
from debate_app.domain.tables import Comment, ConversationEvent, Edit, Side, Viewpoint
from debate_app.domain.votes import Stand

OWN_COMMENTS = 500


@dataclass(frozen=True, slots=True)
class Own:
    """``voting`` and ``writing`` say why the participant cannot vote or write on the question, empty where they may.

    ``decides`` are the viewpoints whose edits they decide on; ``edits`` their own open proposals; ``comments`` their
    own comments, with whether their words can still be changed; ``votes`` their votes on viewpoints, ``stands`` their
    side on proposals.
    """

    name: str = ""
    account: bool = False
    moderates: bool = False
    edits_question: bool = False
    voting: str = ""
    writing: str = ""
    decides: frozenset[int] = frozenset()
    edits: frozenset[int] = frozenset()
    comments: dict[int, bool] = field(default_factory=dict[int, bool])
    votes: dict[int, Stand] = field(default_factory=dict[int, Stand])
    stands: dict[int, Side] = field(default_factory=dict[int, Side])
    to_review: tuple[ReviewItem, ...] = ()
    notices: tuple[NoticeText, ...] = ()

    @property
    def sees(self) -> frozenset[int] | None:
        """The viewpoints whose counts they are shown while the question is sealed; None for all."""
        return None if self.moderates else frozenset(self.votes)


def read(session: Session, participant_id: int | None, question_id: int | None) -> Own:
    """The participant's own, on that question's page or on any other; None is somebody who has not acted so far.

    Whoever has no name has written nothing, decides nothing and is told nothing: a voter costs four queries.
    """
    actor = actors.of_visitor(session, participant_id)
    here = places.question(session, question_id)
    voting, writing = (_why_not(actor, action, here) for action in (Action.VOTE, Action.COMMENT))
    own = Own(account=actor.has_account, moderates=actor.moderates, voting=voting, writing=writing)
    if participant_id is None:
        return own
    own = replace(own, votes=votes.of(session, participant_id, question_id or 0))
    asked = here.id if here else 0
    own = replace(own, name=actor.name, stands=support.of(session, participant_id, asked))
    if not actor.name:
        return own
    return replace(
        own,
        edits_question=here is not None and (actor.moderates or here.author_id == participant_id),
        decides=frozenset(_decides(session, participant_id, asked, actor.moderates)),
        edits=frozenset(_edits(session, participant_id, asked)),
        comments=_comments(session, participant_id, asked),
        to_review=reviews.waiting(session, participant_id),
        notices=notices.unseen(session, participant_id),
    )


def _why_not(actor: Actor, action: Action, question: Asked | None) -> str:
    return permissions.refusal(actor, action, question) or "" if question is not None else ""


def _decides(session: Session, participant_id: int, question_id: int, moderates: bool) -> list[int]:
    here = select(Viewpoint.id).where(col(Viewpoint.question_id) == question_id)
    chosen = here if moderates else here.where(col(Viewpoint.author_id) == participant_id)
    return [rows.new_id(viewpoint_id) for viewpoint_id in session.exec(chosen)]


def _edits(session: Session, participant_id: int, question_id: int) -> list[int]:
    found = (
        select(Edit.id)
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .where(
            col(Viewpoint.question_id) == question_id,
            col(Edit.author_id) == participant_id,
            col(Edit.status).in_(OPEN),
        )
    )
    return [rows.new_id(edit_id) for edit_id in session.exec(found)]


def _comments(session: Session, participant_id: int, question_id: int) -> dict[int, bool]:
    found = (
        select(Comment.id, Comment.created_at)
        .join(ConversationEvent, col(ConversationEvent.id) == col(Comment.event_id))
        .join(Viewpoint, col(Viewpoint.id) == col(ConversationEvent.viewpoint_id))
        .where(
            col(Viewpoint.question_id) == question_id,
            col(Comment.author_id) == participant_id,
            col(Comment.removed_at).is_(None),
        )
        .order_by(col(Comment.id).desc())
        .limit(OWN_COMMENTS)
    )
    since = dates.minutes_ago(limits.COMMENT_EDIT_MINUTES)
    return {rows.new_id(comment_id): created_at >= since for comment_id, created_at in session.exec(found)}
