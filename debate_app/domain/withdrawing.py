"""Taking back everything that one participant voted, however much it is: on viewpoints, and on proposed edits.

Whoever calls holds the locks of the questions.
"""

from collections.abc import Iterable
from typing import TypeVar

from sqlmodel import Session, col, select

from debate_app.domain import support, votes
from debate_app.domain.tables import Edit, EditVote, Viewpoint, Vote, VoteOrigin
from debate_app.domain.votes import Statement

TOGETHER = 1000
"""How many votes are written at once: databases bound the values of a statement."""

_T = TypeVar("_T")


def votes_of(session: Session, participant_id: int, origin: VoteOrigin) -> set[int]:
    """Withdraw every vote of the participant; returns the ids of the questions that changed."""
    held = select(Vote.viewpoint_id, Vote.viewpoint_version).where(col(Vote.participant_id) == participant_id)
    found = session.exec(held).all()
    return take(session, (Statement(participant_id, one, None, version) for one, version in found), origin)


def sides_of(session: Session, participant_id: int) -> set[int]:
    """Take back every side that the participant took on an edit; returns the ids of the questions that changed."""
    found = (
        select(EditVote, Edit, Viewpoint.question_id)
        .join(Edit, col(Edit.id) == col(EditVote.edit_id))
        .join(Viewpoint, col(Viewpoint.id) == col(Edit.viewpoint_id))
        .where(col(EditVote.participant_id) == participant_id)
    )
    changed: set[int] = set()
    for vote, edit, question_id in session.exec(found).all():
        support.drop(session, edit, vote)
        changed.add(question_id)
    return changed


def take(session: Session, statements: Iterable[Statement], origin: VoteOrigin) -> set[int]:
    """As ``votes.take``, some at a time."""
    changed: set[int] = set()
    for part in parts(statements):
        changed |= votes.take(session, part, origin)
    return changed


def parts(items: Iterable[_T]) -> list[list[_T]]:
    """The items in lists of at most ``TOGETHER``."""
    listed = list(items)
    return [listed[start : start + TOGETHER] for start in range(0, len(listed), TOGETHER)]
