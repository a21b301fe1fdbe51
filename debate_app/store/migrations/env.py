"""Alembic's entry: runs the migrations on the connection, and in the transaction, that migrate.py hands over."""

from alembic import context

from debate_app.domain.tables import SQLModel

context.configure(connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata)
context.run_migrations()
