"""The columns that migration 0003 changes.

Columns come open, without the rule that they are filled; once they are, they are closed. Closing makes a
table anew on SQLite, where ``migrate.py`` has switched foreign keys off.
"""

import sqlalchemy as sa
from alembic import op

FORMER_EVENT_CHECKS = {
    "edit_has_text": "(kind = 'edit') = (after_number IS NOT NULL)",
    "edit_has_paragraph": "(kind = 'edit') = (paragraph_id IS NOT NULL)",
    "edit_has_status": "(kind = 'edit') = (status IS NOT NULL)",
    "kind_known": "kind IN ('created', 'edit')",
    "status_known": "status IN ('approved')",
}
EVENT_CHECKS = {
    "edit_of_edit": "(kind IN ('edit', 'weighed')) = (edit_id IS NOT NULL)",
    "weighed_is_decided": "(kind = 'weighed') = (small IS NOT NULL)",
    "kind_known": "kind IN ('created', 'edit', 'comment', 'weighed')",
}
FORMER_EVENT_INDEX = "ix_conversation_event_viewpoint_id_at_id"
EVENT_INDEX = "ix_conversation_event_viewpoint_id_active_at_id"


def add() -> None:
    """Add the new columns, still open, and count votes by the viewpoint's version."""
    op.add_column("question", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("viewpoint", sa.Column("meaning_version", sa.Integer(), nullable=True))
    op.add_column("viewpoint", sa.Column("source_list", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("paragraph_version", sa.Column("credit", sa.String(), nullable=True))
    op.add_column("source", sa.Column("list_number", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("conversation_event", sa.Column("active_at", sa.String(), nullable=True))
    op.add_column("conversation_event", sa.Column("edit_id", sa.Integer(), nullable=True))
    op.add_column("conversation_event", sa.Column("small", sa.Boolean(), nullable=True))
    op.drop_table("tally")
    _create_tally("viewpoint_id", "viewpoint_version")


def close() -> None:
    """Put the new rules in force; what the old form alone has goes."""
    with op.batch_alter_table("question") as question:
        question.alter_column("version", server_default=None)
        question.create_check_constraint(op.f("ck_question_version_from_one"), "version >= 1")
    with op.batch_alter_table("viewpoint") as viewpoint:
        viewpoint.alter_column("meaning_version", nullable=False)
        viewpoint.alter_column("source_list", server_default=None)
        viewpoint.drop_constraint(op.f("ck_viewpoint_version_from_one"), type_="check")
        viewpoint.create_check_constraint(
            op.f("ck_viewpoint_version_leads"), "meaning_version >= 1 AND version >= meaning_version"
        )
    with op.batch_alter_table("paragraph") as paragraph:
        paragraph.alter_column("position", nullable=True)
    with op.batch_alter_table("paragraph_version") as paragraph_version:
        paragraph_version.alter_column("credit", nullable=False)
    with op.batch_alter_table("source") as source:
        source.alter_column("list_number", server_default=None)
        source.drop_constraint(op.f("pk_source"), type_="primary")
        source.create_primary_key(op.f("pk_source"), ["viewpoint_id", "list_number", "position"])
    _close_event()


def _close_event() -> None:
    op.drop_index(op.f(FORMER_EVENT_INDEX), table_name="conversation_event")
    with op.batch_alter_table("conversation_event") as event:
        event.drop_constraint(op.f("fk_conversation_event_before"), type_="foreignkey")
        event.drop_constraint(op.f("fk_conversation_event_after"), type_="foreignkey")
        for name in FORMER_EVENT_CHECKS:
            event.drop_constraint(op.f(f"ck_conversation_event_{name}"), type_="check")
        for column in ("status", "before_number", "after_number"):
            event.drop_column(column)
        event.alter_column("active_at", nullable=False)
        event.create_foreign_key(op.f("fk_conversation_event_edit_id"), "edit", ["edit_id"], ["id"])
        for name, condition in EVENT_CHECKS.items():
            event.create_check_constraint(op.f(f"ck_conversation_event_{name}"), condition)
    op.create_index(op.f("ix_conversation_event_edit_id"), "conversation_event", ["edit_id"])
    op.create_index(op.f(EVENT_INDEX), "conversation_event", ["viewpoint_id", "active_at", "id"])


def add_former() -> None:
    """Add the columns of the old form, still open, and count votes by viewpoint alone."""
    op.add_column("conversation_event", sa.Column("status", sa.String(), nullable=True))
    op.add_column("conversation_event", sa.Column("before_number", sa.Integer(), nullable=True))
    op.add_column("conversation_event", sa.Column("after_number", sa.Integer(), nullable=True))
    op.drop_table("tally")
    _create_tally("viewpoint_id")


def close_former_event() -> None:
    """Put the old rules of events in force; they no longer refer to edits."""
    op.drop_index(op.f(EVENT_INDEX), table_name="conversation_event")
    op.drop_index(op.f("ix_conversation_event_edit_id"), table_name="conversation_event")
    with op.batch_alter_table("conversation_event") as event:
        event.drop_constraint(op.f("fk_conversation_event_edit_id"), type_="foreignkey")
        for name in EVENT_CHECKS:
            event.drop_constraint(op.f(f"ck_conversation_event_{name}"), type_="check")
        for column in ("active_at", "edit_id", "small"):
            event.drop_column(column)
        for side in ("before", "after"):
            event.create_foreign_key(
                op.f(f"fk_conversation_event_{side}"),
                "paragraph_version",
                ["paragraph_id", f"{side}_number"],
                ["paragraph_id", "number"],
            )
        for name, condition in FORMER_EVENT_CHECKS.items():
            event.create_check_constraint(op.f(f"ck_conversation_event_{name}"), condition)
    op.create_index(op.f(FORMER_EVENT_INDEX), "conversation_event", ["viewpoint_id", "at", "id"])


def close_former() -> None:
    """Take the new columns of the other tables away, and put their old rules in force."""
    with op.batch_alter_table("question") as question:
        question.drop_constraint(op.f("ck_question_version_from_one"), type_="check")
        question.drop_column("version")
    with op.batch_alter_table("viewpoint") as viewpoint:
        viewpoint.drop_constraint(op.f("ck_viewpoint_version_leads"), type_="check")
        viewpoint.drop_column("meaning_version")
        viewpoint.drop_column("source_list")
        viewpoint.create_check_constraint(op.f("ck_viewpoint_version_from_one"), "version >= 1")
    with op.batch_alter_table("paragraph") as paragraph:
        paragraph.alter_column("position", nullable=False)
    with op.batch_alter_table("paragraph_version") as paragraph_version:
        paragraph_version.drop_column("credit")
    with op.batch_alter_table("source") as source:
        source.drop_constraint(op.f("pk_source"), type_="primary")
        source.drop_column("list_number")
        source.create_primary_key(op.f("pk_source"), ["viewpoint_id", "position"])


def _create_tally(*key: str) -> None:
    op.create_table(
        "tally",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in (*key, "agrees", "disagrees")),
        sa.CheckConstraint("agrees >= 0 AND disagrees >= 0", name=op.f("ck_tally_counts_not_negative")),
        sa.ForeignKeyConstraint(["viewpoint_id"], ["viewpoint.id"], name=op.f("fk_tally_viewpoint_id")),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_tally")),
    )
