"""The tables that migration 0004 brings for moderation: its log, and what it is about."""

import sqlalchemy as sa
from alembic import op

TABLES = ("moderation_act", "appeal", "report", "quarantine", "quarantined_voter")

ACTS = (
    "'hide', 'restore', 'lock', 'unlock', 'suspend', 'lift', 'quarantine', 'release', 'kept', 'upheld', 'appoint',"
    " 'dismiss', 'settings', 'erased'"
)


def create() -> None:
    """Create them, those first that others refer to."""
    _moderation_act()
    _appeal()
    _report()
    _quarantine()
    _quarantined_voter()


def drop() -> None:
    """Drop them again."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _moderation_act() -> None:
    op.create_table(
        "moderation_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            f"kind IN ({ACTS})",
            name=op.f("ck_moderation_act_kind_known"),
        ),
        sa.CheckConstraint(
            "subject_kind IN ('question', 'viewpoint', 'edit', 'comment', 'participant')",
            name=op.f("ck_moderation_act_subject_kind_known"),
        ),
        sa.ForeignKeyConstraint(["by_id"], ["participant.id"], name=op.f("fk_moderation_act_by_id")),
        sa.ForeignKeyConstraint(["undoes_id"], ["moderation_act.id"], name=op.f("fk_moderation_act_undoes_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_act")),
    )
    op.create_index(op.f("ix_moderation_act_question_id"), "moderation_act", ["question_id"])
    op.create_index(op.f("ix_moderation_act_subject_kind_subject_id"), "moderation_act", ["subject_kind", "subject_id"])


def _appeal() -> None:
    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["moderation_act.id"], name=op.f("fk_appeal_act_id")),
        sa.ForeignKeyConstraint(["answer_id"], ["moderation_act.id"], name=op.f("fk_appeal_answer_id")),
        sa.ForeignKeyConstraint(["by_id"], ["participant.id"], name=op.f("fk_appeal_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("act_id", name=op.f("uq_appeal_act_id")),
    )
    op.create_index(op.f("ix_appeal_by_id"), "appeal", ["by_id"])


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.String(), nullable=True),
        sa.CheckConstraint(
            "cause IN ('spam', 'abuse', 'private', 'false', 'other')", name=op.f("ck_report_cause_known")
        ),
        sa.CheckConstraint(
            "subject_kind IN ('question', 'viewpoint', 'edit', 'comment', 'participant')",
            name=op.f("ck_report_subject_kind_known"),
        ),
        sa.CheckConstraint("(closed_at IS NULL) = (act_id IS NULL)", name=op.f("ck_report_closed_by_an_act")),
        sa.ForeignKeyConstraint(["act_id"], ["moderation_act.id"], name=op.f("fk_report_act_id")),
        sa.ForeignKeyConstraint(["by_id"], ["participant.id"], name=op.f("fk_report_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_by_id"), "report", ["by_id"])
    op.create_index(
        op.f("ix_report_closed_at_subject_kind_subject_id"), "report", ["closed_at", "subject_kind", "subject_id"]
    )


def _quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("guests_only", sa.Boolean(), nullable=False),
        sa.Column("began_at", sa.String(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("lifted_act_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["moderation_act.id"], name=op.f("fk_quarantine_act_id")),
        sa.ForeignKeyConstraint(["lifted_act_id"], ["moderation_act.id"], name=op.f("fk_quarantine_lifted_act_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_quarantine_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
    )
    op.create_index(op.f("ix_quarantine_question_id"), "quarantine", ["question_id"])


def _quarantined_voter() -> None:
    op.create_table(
        "quarantined_voter",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("quarantine_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_quarantined_voter_participant_id")
        ),
        sa.ForeignKeyConstraint(["quarantine_id"], ["quarantine.id"], name=op.f("fk_quarantined_voter_quarantine_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_quarantined_voter_question_id")),
        sa.PrimaryKeyConstraint("question_id", "participant_id", name=op.f("pk_quarantined_voter")),
    )
    op.create_index(op.f("ix_quarantined_voter_quarantine_id"), "quarantined_voter", ["quarantine_id"])


_REFUSED = "the log of moderation is only ever added to"


def seal_log() -> None:
    """Let the database itself refuse to change or delete a line of the log."""
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER moderation_act_no_{act.lower()} BEFORE {act} ON moderation_act"
                f" BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_moderation_act() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER moderation_act_only_added BEFORE UPDATE OR DELETE ON moderation_act"
        " FOR EACH ROW EXECUTE FUNCTION refuse_moderation_act()"
    )


def unseal_log() -> None:
    """Take that back; SQLite drops its triggers with the table."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER moderation_act_only_added ON moderation_act")
        op.execute("DROP FUNCTION refuse_moderation_act()")
