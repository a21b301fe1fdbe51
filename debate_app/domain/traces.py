"""Where a participant stands in the tables: every column that names one, and the questions that they touched.

Whoever becomes part of somebody else, or leaves, is found here; a test walks all tables, so that none is forgotten.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Select, select, union
from sqlmodel import Session

from debate_app.domain.tables import Participant

_TABLES = Participant.metadata.tables


def _columns(*names: str) -> tuple[Column[Any], ...]:
    return tuple(_TABLES[table].c[column] for table, _, column in (name.partition(".") for name in names))


SIGNED = _columns(
    "question.author_id",
    "question_version.author_id",
    "viewpoint.author_id",
    "paragraph_version.author_id",
    "edit.author_id",
    "edit.decided_by_id",
    "edit_revision.author_id",
    "conversation_event.author_id",
    "comment.author_id",
    "translation.author_id",
)
"""Whose text or decision it is; only somebody with a name has any. ``ParagraphVersion.credit`` names them too."""

TOLD = _columns("notice.participant_id", "notice.by_id")
"""Who is told, and of whom: of somebody with a name."""

STOOD = _columns(
    "vote.participant_id", "edit_vote.participant_id", "ballot_mark.participant_id", "quarantined_voter.participant_id"
)
"""Whose vote it is: one for each participant and thing."""

ASKED = _columns("report.by_id", "appeal.by_id")
"""Who asked moderators for something."""

SIGNED_IN = _columns(
    "account.participant_id",
    "passkey.participant_id",
    "mailed_link.participant_id",
    "browser_session.participant_id",
    "appointment.participant_id",
)
"""Who signs in, from where, and as what."""

RECORDED = _columns("vote_event.participant_id", "moderation_act.by_id", "appointment.by_id")
"""Who did something: lines that are added, and stay as they are."""

_PARENTS = (
    ("question_id", "question"),
    ("viewpoint_id", "viewpoint"),
    ("edit_id", "edit"),
    ("event_id", "conversation_event"),
    ("paragraph_id", "paragraph"),
)


def questions_of(session: Session, participant_id: int, columns: Sequence[Column[Any]]) -> list[int]:
    """The questions in which one of the columns names the participant, in order of their ids."""
    session.flush()
    found = union(*(_questions(column.table, column == participant_id) for column in columns))
    return sorted(question_id for (question_id,) in session.connection().execute(found))


def _questions(table: FromClause, chosen: ColumnElement[bool]) -> Select[Any]:
    """The questions that the chosen rows belong to."""
    if table is _TABLES["question"]:
        return select(table.c.id).where(chosen)
    name, parent = next((name, _TABLES[parent]) for name, parent in _PARENTS if name in table.c)
    return _questions(parent, parent.c.id.in_(select(table.c[name]).where(chosen)))
