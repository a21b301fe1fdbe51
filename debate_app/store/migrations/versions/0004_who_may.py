"""Browser sessions, accounts, roles, the settings of a question, moderation and its log, votes in quarantine.

Going back loses accounts (their people are guests in the browsers where they are signed in), everything of
moderation, and the settings of questions.
"""

import sqlalchemy as sa
from alembic import op

from debate_app.store.migrations.who_may import columns, moderation_tables, people_tables, retelling

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    people_tables.create()
    moderation_tables.create()
    moderation_tables.seal_log()
    columns.add()
    retelling.retell(op.get_bind())
    op.drop_table("moderator")
    columns.close()


def downgrade() -> None:
    op.create_table(
        "moderator",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_moderator_participant_id")),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_moderator")),
    )
    columns.open_again()
    retelling.retell_former(op.get_bind())
    columns.drop()
    moderation_tables.unseal_log()
    moderation_tables.drop()
    people_tables.drop()
