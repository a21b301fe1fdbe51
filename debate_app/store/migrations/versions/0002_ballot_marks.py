"""The last number seen of each browser's votes, so that a vote sent twice is counted once."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot_mark",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("viewpoint_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_ballot_mark_participant_id")),
        sa.ForeignKeyConstraint(["viewpoint_id"], ["viewpoint.id"], name=op.f("fk_ballot_mark_viewpoint_id")),
        sa.PrimaryKeyConstraint("participant_id", "viewpoint_id", "browser", name=op.f("pk_ballot_mark")),
    )


def downgrade() -> None:
    op.drop_table("ballot_mark")
