"""Reads the comments of conversation events: the one that an event is made of, and the newest replies to it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import func
from sqlmodel import Session, col, select

from debate_app.domain import hidden, rows
from debate_app.domain.initials import person
from debate_app.domain.sayings import sayings
from debate_app.domain.snapshot import CommentText, Hiding
from debate_app.domain.tables import Comment, Participant


@dataclass(slots=True)
class Comments:
    """What was said of one event; ``replies`` are its newest, oldest first, ``total`` is how many there are."""

    said: list[CommentText] = field(default_factory=list)
    replies: list[CommentText] = field(default_factory=list)
    total: int = 0


def of_events(session: Session, event_ids: Collection[int], names: Collection[str], most: int) -> dict[int, Comments]:
    """The comments of these events, by event: their own, and the ``most`` newest replies to each.

    ``names`` are those that a comment may mention.
    """
    newest_first = func.row_number().over(partition_by=col(Comment.event_id), order_by=col(Comment.number).desc())
    replies = func.count().filter(col(Comment.number) > 0).over(partition_by=col(Comment.event_id))
    ranked = (
        select(Comment.id, newest_first.label("place"), replies.label("total"))
        .where(col(Comment.event_id).in_(event_ids))
        .subquery()
    )
    found = (
        select(Comment, Participant.name, ranked.c.total)
        .join(ranked, ranked.c.id == col(Comment.id))
        .join(Participant, col(Participant.id) == col(Comment.author_id))
        .where((ranked.c.place <= most) | (col(Comment.number) == 0))
        .order_by(col(Comment.event_id), col(Comment.number))
    )
    comments: dict[int, Comments] = defaultdict(Comments)
    read = session.exec(found).all()
    hidings = hidden.told(session, {comment.hidden_id for comment, _, _ in read})
    for comment, name, total in read:
        of_event = comments[comment.event_id]
        of_event.total = total
        (of_event.replies if comment.number else of_event.said).append(
            _text(comment, name, names, hidings[comment.hidden_id])
        )
    return comments


def _text(comment: Comment, name: str | None, names: Collection[str], hiding: Hiding) -> CommentText:
    return CommentText(
        id=rows.new_id(comment.id),
        author=person(name),
        language=comment.language,
        at=comment.created_at,
        edited_at=comment.edited_at or "",
        removed=comment.removed_at is not None,
        sayings=() if hiding.act_id else sayings(comment.text, names),
        hidden=hiding,
    )
