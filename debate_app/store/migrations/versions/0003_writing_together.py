"""Edits with their wordings, whole versions of questions and viewpoints, tallies by version, credit, comments,
notices, moderators. What was recorded of edits before becomes approved edits, with the versions that they made.

Going back loses what the old form cannot hold: edits that are no approved change of one paragraph, reasons,
comments, notices, moderators, earlier lists of sources, versions of questions, paragraphs that were taken out.
"""

from alembic import op

from debate_app.store.migrations.writing_together import columns, going_back, new_tables, retelling

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    new_tables.create()
    columns.add()
    retelling.retell(op.get_bind())
    columns.close()
    op.execute("UPDATE conversation_event SET paragraph_id = NULL WHERE kind = 'edit'")  # the edit tells it


def downgrade() -> None:
    new_tables.drop_conversation()
    columns.add_former()
    going_back.retell(op.get_bind())
    columns.close_former_event()
    new_tables.drop()
    going_back.forget(op.get_bind())
    columns.close_former()
