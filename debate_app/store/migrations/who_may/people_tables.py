"""The tables that migration 0004 brings for people: how they sign in, and what they are appointed to."""

import sqlalchemy as sa
from alembic import op

TABLES = ("account", "appointment", "browser_session", "mailed_link", "passkey", "passkey_challenge")


def create() -> None:
    """Create them, those first that others refer to."""
    _account()
    _appointment()
    _browser_session()
    _mailed_link()
    _passkey()
    _passkey_challenge()


def drop() -> None:
    """Drop them again."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("drafts", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("email_confirmed_at", sa.String(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_account_participant_id")),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_account")),
        sa.UniqueConstraint("name_key", name=op.f("uq_account_name_key")),
    )


def _appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.CheckConstraint("role IN ('moderator', 'admin')", name=op.f("ck_appointment_role_known")),
        sa.ForeignKeyConstraint(["by_id"], ["participant.id"], name=op.f("fk_appointment_by_id")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_appointment_participant_id")),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_appointment")),
    )


def _browser_session() -> None:
    op.create_table(
        "browser_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cookie_hash", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("drafts_before", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=False),
        sa.Column("expires_at", sa.String(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_browser_session_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_browser_session")),
        sa.UniqueConstraint("cookie_hash", name=op.f("uq_browser_session_cookie_hash")),
    )
    op.create_index(op.f("ix_browser_session_expires_at"), "browser_session", ["expires_at"])
    op.create_index(op.f("ix_browser_session_participant_id"), "browser_session", ["participant_id"])


def _mailed_link() -> None:
    op.create_table(
        "mailed_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("expires_at", sa.String(), nullable=False),
        sa.Column("used_at", sa.String(), nullable=True),
        sa.CheckConstraint("purpose IN ('confirm', 'recover')", name=op.f("ck_mailed_link_purpose_known")),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_mailed_link_participant_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_mailed_link")),
    )
    op.create_index(op.f("ix_mailed_link_participant_id"), "mailed_link", ["participant_id"])


def _passkey() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("used_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["participant_id"], ["participant.id"], name=op.f("fk_passkey_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index(op.f("ix_passkey_participant_id"), "passkey", ["participant_id"])


def _passkey_challenge() -> None:
    op.create_table(
        "passkey_challenge",
        sa.Column("cookie_hash", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("challenge", sa.String(), nullable=False),
        sa.Column("expires_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("cookie_hash", "purpose", name=op.f("pk_passkey_challenge")),
    )
