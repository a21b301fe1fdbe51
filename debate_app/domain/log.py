"""The public log of moderation: lines are added, and the database refuses anything else."""

from dataclasses import dataclass

from sqlmodel import Session

from debate_app.domain import dates, rows
from debate_app.domain.tables import ActKind, ModerationAct, SubjectKind


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about, and the question that it belongs to, if any."""

    kind: SubjectKind
    id: int
    question_id: int | None = None


def write(
    session: Session,
    kind: ActKind,
    subject: Subject,
    by_id: int | None,
    reason: str,
    *,
    until: str | None = None,
    undoes_id: int | None = None,
) -> int:
    """Add a line; returns its id. ``by_id`` is None for the command line."""
    act = ModerationAct(
        kind=kind,
        subject_kind=subject.kind,
        subject_id=subject.id,
        question_id=subject.question_id,
        by_id=by_id,
        reason=reason,
        at=dates.now(),
        until=until,
        undoes_id=undoes_id,
    )
    session.add(act)
    session.flush()
    return rows.new_id(act.id)
