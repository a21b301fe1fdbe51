"""What one person wrote: questions, viewpoints, proposed edits with what became of each, and comments."""

from sqlmodel import Session, col

from debate_app.domain.mine import lines
from debate_app.domain.mine.lines import CommentLine, ProposalLine, TextLine
from debate_app.domain.mine.portions import Portion, fetch
from debate_app.domain.tables import Comment, Edit, Question, Viewpoint


def questions(session: Session, participant_id: int, start: int) -> Portion[TextLine]:
    """The questions that the participant asked, the latest first."""
    theirs = lines.questions().where(col(Question.author_id) == participant_id)
    found, start, total = fetch(session, theirs.order_by(col(Question.id).desc()), start)
    return Portion(tuple(lines.question(participant_id, *row) for row in found), start, total)


def viewpoints(session: Session, participant_id: int, start: int) -> Portion[TextLine]:
    """The viewpoints that the participant added, the latest first."""
    theirs = lines.viewpoints().where(col(Viewpoint.author_id) == participant_id)
    found, start, total = fetch(session, theirs.order_by(col(Viewpoint.id).desc()), start)
    return Portion(tuple(lines.viewpoint(participant_id, *row) for row in found), start, total)


def proposals(session: Session, participant_id: int, start: int) -> Portion[ProposalLine]:
    """The edits that the participant made or proposed, as they were worded last, the latest first."""
    theirs = lines.proposals().where(col(Edit.author_id) == participant_id)
    found, start, total = fetch(session, theirs.order_by(col(Edit.id).desc()), start)
    return Portion(tuple(lines.proposal(participant_id, *row) for row in found), start, total)


def comments(session: Session, participant_id: int, start: int) -> Portion[CommentLine]:
    """What the participant said, the latest first."""
    theirs = lines.comments().where(col(Comment.author_id) == participant_id)
    found, start, total = fetch(session, theirs.order_by(col(Comment.id).desc()), start)
    return Portion(tuple(lines.comment(participant_id, *row) for row in found), start, total)
