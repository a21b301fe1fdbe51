"""Alembic's entry: runs the migrations on the connection, and in the transaction, that migrate.py hands over."""

from alembic import context

from debate_app.domain import tables

context.configure(connection=context.config.attributes["connection"], target_metadata=tables.Question.metadata)
context.run_migrations()
