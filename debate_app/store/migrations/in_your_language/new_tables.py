"""The tables that migration 0005 brings: translations, what is known of sources, and who doubts them."""

import sqlalchemy as sa
from alembic import op

TABLES = ("translation", "translation_claim", "reference", "source_doubt")


def create() -> None:
    """Create them."""
    _translation()
    _translation_claim()
    _reference()
    _source_doubt()


def drop() -> None:
    """Drop them again."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _key_of_text() -> list[sa.Column[str] | sa.Column[int]]:
    words = ("digest", "source_language", "language")
    return [
        sa.Column("question_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in words),
    ]


def _translation() -> None:
    op.create_table(
        "translation",
        *_key_of_text(),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("doubtful", sa.Boolean(), nullable=False),
        sa.Column("edit_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.CheckConstraint("(engine = '') = (author_id IS NOT NULL)", name=op.f("ck_translation_made_by_one")),
        sa.ForeignKeyConstraint(["author_id"], ["participant.id"], name=op.f("fk_translation_author_id")),
        sa.ForeignKeyConstraint(["edit_id"], ["edit.id"], name=op.f("fk_translation_edit_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_translation_question_id")),
        sa.PrimaryKeyConstraint("question_id", "digest", "source_language", "language", name=op.f("pk_translation")),
    )
    op.create_index(op.f("ix_translation_edit_id"), "translation", ["edit_id"])


def _translation_claim() -> None:
    op.create_table(
        "translation_claim",
        *_key_of_text(),
        sa.Column("until", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_translation_claim_question_id")),
        sa.PrimaryKeyConstraint(
            "question_id", "digest", "source_language", "language", name=op.f("pk_translation_claim")
        ),
    )


def _reference() -> None:
    told = ("leads_to", "title", "site", "author", "published", "language", "kind", "failure", "etag", "last_modified")
    op.create_table(
        "reference",
        sa.Column("address", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in told),
        *(sa.Column(name, sa.String(), nullable=True) for name in ("looked_up_at", "unreachable_since")),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_look_at", sa.String(), nullable=False),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_reference_failures_not_negative")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_reference")),
    )
    op.create_index(op.f("ix_reference_next_look_at"), "reference", ["next_look_at"])


def _source_doubt() -> None:
    op.create_table(
        "source_doubt",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("viewpoint_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["conversation_event.id"], name=op.f("fk_source_doubt_event_id")),
        sa.ForeignKeyConstraint(["viewpoint_id"], ["viewpoint.id"], name=op.f("fk_source_doubt_viewpoint_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_source_doubt")),
    )
    op.create_index(op.f("ix_source_doubt_viewpoint_id"), "source_doubt", ["viewpoint_id"])
