"""The tables that migration 0003 adds."""

import sqlalchemy as sa
from alembic import op


def create() -> None:
    """Make the tables; those that they refer to are there."""
    _create_moderator()
    _create_question_version()
    _create_edit()
    _create_edit_revision()
    _create_edit_vote()
    _create_viewpoint_version()
    _create_comment()
    _create_notice()


def drop_conversation() -> None:
    """Drop the tables that refer to events."""
    op.drop_table("notice")
    op.drop_table("comment")


def drop() -> None:
    """Drop the others; nothing else refers to an edit any more."""
    for table in ("viewpoint_version", "edit_vote", "edit_revision", "edit", "question_version", "moderator"):
        op.drop_table(table)


def _create_moderator() -> None:
    op.create_table(
        "moderator",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        _word("added_at"),
        _key("moderator", "participant_id", "participant"),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_moderator")),
    )


def _create_question_version() -> None:
    op.create_table(
        "question_version",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(_word(name) for name in ("title", "background", "topics", "reason")),
        sa.Column("author_id", sa.Integer(), nullable=False),
        _word("created_at"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_question_version_number_from_one")),
        _key("question_version", "question_id", "question"),
        _key("question_version", "author_id", "participant"),
        sa.PrimaryKeyConstraint("question_id", "number", name=op.f("pk_question_version")),
    )


def _create_edit() -> None:
    op.create_table(
        "edit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("viewpoint_id", sa.Integer(), nullable=False),
        _word("kind"),
        sa.Column("paragraph_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        _word("created_at"),
        _word("status"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.String(), nullable=True),
        _word("decision"),
        sa.Column("version", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("voted_from", "agrees", "disagrees")),
        *_edit_checks(),
        _key("edit", "viewpoint_id", "viewpoint"),
        _key("edit", "paragraph_id", "paragraph"),
        _key("edit", "author_id", "participant"),
        _key("edit", "decided_by_id", "participant"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edit")),
    )
    op.create_index(op.f("ix_edit_viewpoint_id_status"), "edit", ["viewpoint_id", "status"])
    op.create_index(op.f("ix_edit_author_id"), "edit", ["author_id"])
    op.create_index(op.f("ix_edit_paragraph_id"), "edit", ["paragraph_id"])


def _edit_checks() -> tuple[sa.CheckConstraint, ...]:
    kinds = "'change', 'insert', 'remove', 'move', 'title', 'sources', 'restore'"
    statuses = "'proposed', 'needs_look', 'approved', 'declined', 'withdrawn'"
    return (
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_edit_kind_known")),
        sa.CheckConstraint(f"status IN ({statuses})", name=op.f("ck_edit_status_known")),
        sa.CheckConstraint("(decided_by_id IS NULL) = (decided_at IS NULL)", name=op.f("ck_edit_decided_by_somebody")),
        sa.CheckConstraint("version IS NULL OR status = 'approved'", name=op.f("ck_edit_version_when_approved")),
        sa.CheckConstraint("agrees >= 0 AND disagrees >= 0", name=op.f("ck_edit_counts_not_negative")),
    )


def _create_edit_revision() -> None:
    causes = "'proposed', 'revised', 'carried', 'adjusted'"
    op.create_table(
        "edit_revision",
        sa.Column("edit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _word("cause"),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("after_id", sa.Integer(), nullable=True),
        sa.Column("restores", sa.Integer(), nullable=True),
        _word("reason"),
        sa.Column("author_id", sa.Integer(), nullable=False),
        _word("created_at"),
        sa.CheckConstraint(f"cause IN ({causes})", name=op.f("ck_edit_revision_cause_known")),
        _key("edit_revision", "edit_id", "edit"),
        _key("edit_revision", "after_id", "paragraph"),
        _key("edit_revision", "author_id", "participant"),
        sa.PrimaryKeyConstraint("edit_id", "number", name=op.f("pk_edit_revision")),
    )


def _create_edit_vote() -> None:
    op.create_table(
        "edit_vote",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("edit_id", sa.Integer(), nullable=False),
        _word("side"),
        sa.Column("revision", sa.Integer(), nullable=False),
        _word("cast_at"),
        sa.CheckConstraint("side IN ('agree', 'disagree')", name=op.f("ck_edit_vote_side_known")),
        _key("edit_vote", "participant_id", "participant"),
        _key("edit_vote", "edit_id", "edit"),
        sa.PrimaryKeyConstraint("participant_id", "edit_id", name=op.f("pk_edit_vote")),
    )


def _create_viewpoint_version() -> None:
    op.create_table(
        "viewpoint_version",
        sa.Column("viewpoint_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _word("title"),
        sa.Column("source_list", sa.Integer(), nullable=False),
        _word("paragraphs"),
        sa.Column("edit_id", sa.Integer(), nullable=True),
        sa.Column("small", sa.Boolean(), nullable=False),
        _word("created_at"),
        sa.CheckConstraint("number >= 1", name=op.f("ck_viewpoint_version_number_from_one")),
        _key("viewpoint_version", "viewpoint_id", "viewpoint"),
        _key("viewpoint_version", "edit_id", "edit"),
        sa.PrimaryKeyConstraint("viewpoint_id", "number", name=op.f("pk_viewpoint_version")),
    )
    op.create_index(op.f("ix_viewpoint_version_edit_id"), "viewpoint_version", ["edit_id"])


def _create_comment() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        _word("text"),
        _word("created_at"),
        sa.Column("edited_at", sa.String(), nullable=True),
        sa.Column("removed_at", sa.String(), nullable=True),
        sa.CheckConstraint("removed_at IS NULL OR text = ''", name=op.f("ck_comment_removed_is_empty")),
        _key("comment", "event_id", "conversation_event"),
        _key("comment", "author_id", "participant"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_comment_event_id_number")),
    )
    op.create_index(op.f("ix_comment_author_id"), "comment", ["author_id"])


def _create_notice() -> None:
    kinds = "'approved', 'declined', 'needs_look', 'replied', 'mentioned'"
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        _word("kind"),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _word("at"),
        sa.Column("seen_at", sa.String(), nullable=True),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_notice_kind_known")),
        _key("notice", "participant_id", "participant"),
        _key("notice", "event_id", "conversation_event"),
        _key("notice", "by_id", "participant"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_participant_id_seen_at"), "notice", ["participant_id", "seen_at"])


def _word(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(), nullable=False)


def _key(table: str, column: str, referred: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{referred}.id"], name=op.f(f"fk_{table}_{column}"))
