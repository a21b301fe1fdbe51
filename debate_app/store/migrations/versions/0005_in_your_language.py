"""Languages of texts and of people, translations, what is known of sources.

Going back loses translations and their corrections, what was looked up of sources, and the chosen languages; a doubt
about a source stays as a comment.
"""

from debate_app.store.migrations.in_your_language import columns, new_tables

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    new_tables.create()
    columns.add()
    columns.close()


def downgrade() -> None:
    new_tables.drop()
    columns.forget()
    columns.drop()
