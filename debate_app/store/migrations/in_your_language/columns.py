"""The columns and rules that migration 0005 changes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

EVENTS = "'created', 'edit', 'comment', 'weighed', 'doubted'"
FORMER_EVENTS = "'created', 'edit', 'comment', 'weighed'"
EDITS = "'change', 'insert', 'remove', 'move', 'title', 'sources', 'restore', 'translation'"
FORMER_EDITS = "'change', 'insert', 'remove', 'move', 'title', 'sources', 'restore'"

_OF_QUESTION = "(SELECT language FROM question WHERE question.id = viewpoint.question_id)"
_OF_EVENT = """(SELECT viewpoint.language FROM conversation_event
    JOIN viewpoint ON viewpoint.id = conversation_event.viewpoint_id
    WHERE conversation_event.id = comment.event_id)"""


def add() -> None:
    """Add the columns; what is there is in its question's language."""
    for table in ("viewpoint", "comment", "edit", "participant"):
        op.add_column(table, sa.Column("language", sa.String(), nullable=True))
    op.add_column("source", sa.Column("reference", sa.String(), nullable=True))
    op.create_index(op.f("ix_source_reference"), "source", ["reference"])
    op.execute(f"UPDATE viewpoint SET language = {_OF_QUESTION}")  # noqa: S608 - constant
    op.execute(f"UPDATE comment SET language = {_OF_EVENT}")  # noqa: S608 - constant


def close() -> None:
    """Put the new rules in force."""
    for table in ("viewpoint", "comment"):
        with op.batch_alter_table(table) as written:
            written.alter_column("language", nullable=False)
    with op.batch_alter_table("edit") as edit:
        _known(edit, "edit", EDITS)
        edit.create_check_constraint(
            op.f("ck_edit_language_of_translation"), "(kind = 'translation') = (language IS NOT NULL)"
        )
    with op.batch_alter_table("conversation_event") as event:
        _known(event, "conversation_event", EVENTS)


def forget() -> None:
    """A doubt stays as the comment that it was made with; corrected translations go."""
    op.execute("UPDATE conversation_event SET kind = 'comment' WHERE kind = 'doubted'")
    edits = "SELECT id FROM edit WHERE kind = 'translation'"
    events = f"SELECT id FROM conversation_event WHERE edit_id IN ({edits})"  # noqa: S608 - constant
    for table in ("comment", "notice"):
        op.execute(f"DELETE FROM {table} WHERE event_id IN ({events})")  # noqa: S608 - constant
    for table in ("conversation_event", "edit_revision", "edit_vote"):
        op.execute(f"DELETE FROM {table} WHERE edit_id IN ({edits})")  # noqa: S608 - constant
    op.execute("DELETE FROM edit WHERE kind = 'translation'")


def drop() -> None:
    """Put the old rules in force, and drop the columns."""
    with op.batch_alter_table("conversation_event") as event:
        _known(event, "conversation_event", FORMER_EVENTS)
    with op.batch_alter_table("edit") as edit:
        edit.drop_constraint(op.f("ck_edit_language_of_translation"), type_="check")
        _known(edit, "edit", FORMER_EDITS)
    for table in ("viewpoint", "comment", "edit", "participant"):
        with op.batch_alter_table(table) as written:
            written.drop_column("language")
    op.drop_index(op.f("ix_source_reference"), "source")
    with op.batch_alter_table("source") as source:
        source.drop_column("reference")


def _known(altered: Any, table: str, kinds: str) -> None:
    altered.drop_constraint(op.f(f"ck_{table}_kind_known"), type_="check")
    altered.create_check_constraint(op.f(f"ck_{table}_kind_known"), f"kind IN ({kinds})")
