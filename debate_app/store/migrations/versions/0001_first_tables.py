"""The tables of a debate: who, questions, viewpoints and their texts, votes with their ledger, conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("copy_number", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_file")),
        sa.UniqueConstraint("digest", "copy_number", name=op.f("uq_imported_file_digest_copy_number")),
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("cookie_hash", sa.String(), nullable=True),
        sa.Column("imported_file_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'guest') = (cookie_hash IS NOT NULL)", name=op.f("ck_participant_guest_has_cookie")
        ),
        sa.CheckConstraint(
            "(kind = 'imported') = (imported_file_id IS NOT NULL)", name=op.f("ck_participant_imported_has_file")
        ),
        sa.CheckConstraint("kind IN ('guest', 'imported')", name=op.f("ck_participant_kind_known")),
        sa.ForeignKeyConstraint(
            ["imported_file_id"], ["imported_file.id"], name=op.f("fk_participant_imported_file_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("cookie_hash", name=op.f("uq_participant_cookie_hash")),
        sa.UniqueConstraint("imported_file_id", "name", name=op.f("uq_participant_imported_file_id_name")),
    )
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("background", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("text_sequence", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column("imported_file_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("sequence >= text_sequence", name=op.f("ck_question_sequence_leads")),
        sa.ForeignKeyConstraint(["author_id"], ["participant.id"], name=op.f("fk_question_author_id")),
        sa.ForeignKeyConstraint(["imported_file_id"], ["imported_file.id"], name=op.f("fk_question_imported_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("imported_file_id", name=op.f("uq_question_imported_file_id")),
    )
    op.create_index(op.f("ix_question_created_at"), "question", ["created_at"])
    op.create_index(op.f("ix_question_updated_at"), "question", ["updated_at"])
    op.create_table(
        "topic",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_topic_question_id")),
        sa.PrimaryKeyConstraint("question_id", "position", name=op.f("pk_topic")),
    )
    op.create_table(
        "viewpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_viewpoint_position_from_one")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_viewpoint_version_from_one")),
        sa.ForeignKeyConstraint(["author_id"], ["participant.id"], name=op.f("fk_viewpoint_author_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_viewpoint_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_viewpoint")),
        sa.UniqueConstraint("question_id", "position", name=op.f("uq_viewpoint_question_id_position")),
    )
    op.create_table(
        "paragraph",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("viewpoint_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_paragraph_position_from_one")),
        sa.ForeignKeyConstraint(["viewpoint_id"], ["viewpoint.id"], name=op.f("fk_paragraph_viewpoint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph")),
        sa.UniqueConstraint("viewpoint_id", "position", name=op.f("uq_paragraph_viewpoint_id_position")),
    )
    op.create_table(
        "source",
        sa.Column("viewpoint_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["viewpoint_id"], ["viewpoint.id"], name=op.f("fk_source_viewpoint_id")),
        sa.PrimaryKeyConstraint("viewpoint_id", "position", name=op.f("pk_source")),
    )
    op.create_table(
        "tally",
        sa.Column("viewpoint_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Integer(), nullable=False),
        sa.Column("disagrees", sa.Integer(), nullable=False),
        sa.CheckConstraint("agrees >= 0 AND disagrees >= 0", name=op.f("ck_tally_counts_not_negative")),
        sa.ForeignKeyConstraint(["viewpoint_id"], ["viewpoint.id"], name=op.f("fk_tally_viewpoint_id")),
        sa.PrimaryKeyConstraint("viewpoint_id", name=op.f("pk_tally")),
    )
    op.create_table(
        "vote",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("viewpoint_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("viewpoint_version", sa.Integer(), nullable=False),
        sa.Column("cast_at", sa.String(), nullable=False),
        sa.CheckConstraint("side IN ('agree', 'disagree')", name=op.f("ck_vote_side_known")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_vote_participant_id")),
        sa.ForeignKeyConstraint(["viewpoint_id"], ["viewpoint.id"], name=op.f("fk_vote_viewpoint_id")),
        sa.PrimaryKeyConstraint("participant_id", "viewpoint_id", name=op.f("pk_vote")),
    )
    op.create_index(op.f("ix_vote_viewpoint_id_cast_at"), "vote", ["viewpoint_id", "cast_at"])
    op.create_table(
        "vote_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("viewpoint_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("viewpoint_version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.CheckConstraint("act IN ('agree', 'disagree', 'withdraw')", name=op.f("ck_vote_event_act_known")),
        sa.CheckConstraint("origin IN ('cast', 'imported')", name=op.f("ck_vote_event_origin_known")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_vote_event_participant_id")),
        sa.ForeignKeyConstraint(["viewpoint_id"], ["viewpoint.id"], name=op.f("fk_vote_event_viewpoint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_event")),
    )
    op.create_index(op.f("ix_vote_event_viewpoint_id_at"), "vote_event", ["viewpoint_id", "at"])
    op.create_table(
        "paragraph_version",
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_paragraph_version_number_from_one")),
        sa.ForeignKeyConstraint(["author_id"], ["participant.id"], name=op.f("fk_paragraph_version_author_id")),
        sa.ForeignKeyConstraint(["paragraph_id"], ["paragraph.id"], name=op.f("fk_paragraph_version_paragraph_id")),
        sa.PrimaryKeyConstraint("paragraph_id", "number", name=op.f("pk_paragraph_version")),
    )
    op.create_table(
        "conversation_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("viewpoint_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("paragraph_id", sa.Integer(), nullable=True),
        sa.Column("before_number", sa.Integer(), nullable=True),
        sa.Column("after_number", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'edit') = (after_number IS NOT NULL)", name=op.f("ck_conversation_event_edit_has_text")
        ),
        sa.CheckConstraint(
            "(kind = 'edit') = (paragraph_id IS NOT NULL)", name=op.f("ck_conversation_event_edit_has_paragraph")
        ),
        sa.CheckConstraint(
            "(kind = 'edit') = (status IS NOT NULL)", name=op.f("ck_conversation_event_edit_has_status")
        ),
        sa.CheckConstraint("kind IN ('created', 'edit')", name=op.f("ck_conversation_event_kind_known")),
        sa.CheckConstraint("status IN ('approved')", name=op.f("ck_conversation_event_status_known")),
        sa.ForeignKeyConstraint(["author_id"], ["participant.id"], name=op.f("fk_conversation_event_author_id")),
        sa.ForeignKeyConstraint(
            ["paragraph_id", "after_number"],
            ["paragraph_version.paragraph_id", "paragraph_version.number"],
            name="fk_conversation_event_after",
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id", "before_number"],
            ["paragraph_version.paragraph_id", "paragraph_version.number"],
            name="fk_conversation_event_before",
        ),
        sa.ForeignKeyConstraint(["paragraph_id"], ["paragraph.id"], name=op.f("fk_conversation_event_paragraph_id")),
        sa.ForeignKeyConstraint(["viewpoint_id"], ["viewpoint.id"], name=op.f("fk_conversation_event_viewpoint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_event")),
    )
    op.create_index(
        op.f("ix_conversation_event_viewpoint_id_at_id"), "conversation_event", ["viewpoint_id", "at", "id"]
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_conversation_event_viewpoint_id_at_id"), table_name="conversation_event")
    op.drop_table("conversation_event")
    op.drop_table("paragraph_version")
    op.drop_index(op.f("ix_vote_event_viewpoint_id_at"), table_name="vote_event")
    op.drop_table("vote_event")
    op.drop_index(op.f("ix_vote_viewpoint_id_cast_at"), table_name="vote")
    op.drop_table("vote")
    op.drop_table("tally")
    op.drop_table("source")
    op.drop_table("paragraph")
    op.drop_table("viewpoint")
    op.drop_table("topic")
    op.drop_index(op.f("ix_question_updated_at"), table_name="question")
    op.drop_index(op.f("ix_question_created_at"), table_name="question")
    op.drop_table("question")
    op.drop_table("participant")
    op.drop_table("imported_file")
