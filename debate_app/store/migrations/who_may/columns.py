"""The columns that migration 0004 adds and takes away."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

AUDIENCES = "'everyone', 'accounts', 'moderators'"
KINDS = "'guest', 'account', 'imported', 'former'"
FORMER_KINDS = "'guest', 'imported'"
ORIGINS = "'cast', 'imported', 'merged', 'left'"
FORMER_ORIGINS = "'cast', 'imported'"
HIDDEN = ("question", "viewpoint", "edit", "comment")
ERASED = ("question", "viewpoint", "edit")
QUESTION = (
    ("voters", sa.String(), "everyone"),
    ("writers", sa.String(), "everyone"),
    ("tallies_first", sa.Boolean(), sa.true()),
    ("locked", sa.Boolean(), sa.false()),
    ("quarantines", sa.Integer(), "0"),
)


def add() -> None:
    """Add the new columns."""
    _add_filled("question", QUESTION)
    _add_filled("viewpoint", (("locked", sa.Boolean(), sa.false()),))
    _add_filled("tally", (("apart_agrees", sa.Integer(), "0"), ("apart_disagrees", sa.Integer(), "0")))
    for table in HIDDEN:
        op.add_column(table, sa.Column("hidden_id", sa.Integer(), nullable=True))
    for table in ERASED:
        op.add_column(table, sa.Column("erased_at", sa.String(), nullable=True))
    for column in ("opens_at", "closes_at"):
        op.add_column("question", sa.Column(column, sa.String(), nullable=True))
    for column in ("name_key", "suspended_until"):
        op.add_column("participant", sa.Column(column, sa.String(), nullable=True))


def close() -> None:
    """Put the new rules in force, once the rows obey them; a guest's cookie is a browser session now."""
    for table in HIDDEN:
        with op.batch_alter_table(table) as hidden:
            hidden.create_foreign_key(op.f(f"fk_{table}_hidden_id"), "moderation_act", ["hidden_id"], ["id"])
    with op.batch_alter_table("question") as question:
        for column in ("voters", "writers"):
            question.create_check_constraint(op.f(f"ck_question_{column}_known"), f"{column} IN ({AUDIENCES})")
    with op.batch_alter_table("tally") as tally:
        tally.create_check_constraint(op.f("ck_tally_apart_not_negative"), "apart_agrees >= 0 AND apart_disagrees >= 0")
    with op.batch_alter_table("participant") as participant:
        participant.drop_constraint(op.f("ck_participant_guest_has_cookie"), type_="check")
        participant.drop_constraint(op.f("uq_participant_cookie_hash"), type_="unique")
        participant.drop_column("cookie_hash")
        _known(participant, "participant", "kind", KINDS)
        participant.create_check_constraint(
            op.f("ck_participant_former_has_no_name"), "kind <> 'former' OR name IS NULL"
        )
        participant.create_check_constraint(
            op.f("ck_participant_account_has_name"), "kind <> 'account' OR name IS NOT NULL"
        )
    op.create_index(op.f("ix_participant_name_key"), "participant", ["name_key"])
    with op.batch_alter_table("vote_event") as vote_event:
        _known(vote_event, "vote_event", "origin", ORIGINS)
    op.drop_index(op.f("ix_vote_event_viewpoint_id_at"), table_name="vote_event")
    op.create_index(
        op.f("ix_vote_event_viewpoint_id_at_participant_id"), "vote_event", ["viewpoint_id", "at", "participant_id"]
    )


def open_again() -> None:
    """Take the new rules back, and give participants room for the hash of a cookie."""
    op.drop_index(op.f("ix_vote_event_viewpoint_id_at_participant_id"), table_name="vote_event")
    op.create_index(op.f("ix_vote_event_viewpoint_id_at"), "vote_event", ["viewpoint_id", "at"])
    op.add_column("participant", sa.Column("cookie_hash", sa.String(), nullable=True))
    for table in HIDDEN:
        with op.batch_alter_table(table) as hidden:
            hidden.drop_constraint(op.f(f"fk_{table}_hidden_id"), type_="foreignkey")
    with op.batch_alter_table("question") as question:
        for column in ("voters", "writers"):
            question.drop_constraint(op.f(f"ck_question_{column}_known"), type_="check")
    with op.batch_alter_table("tally") as tally:
        tally.drop_constraint(op.f("ck_tally_apart_not_negative"), type_="check")
    op.drop_index(op.f("ix_participant_name_key"), table_name="participant")
    with op.batch_alter_table("participant") as participant:
        for name in ("former_has_no_name", "account_has_name", "kind_known"):
            participant.drop_constraint(op.f(f"ck_participant_{name}"), type_="check")


def drop() -> None:
    """Drop the new columns, once the rows obey the old rules, and put those in force."""
    _drop("question", [*(name for name, _, _ in QUESTION), "opens_at", "closes_at", "hidden_id", "erased_at"])
    _drop("viewpoint", ["locked", "hidden_id", "erased_at"])
    _drop("edit", ["hidden_id", "erased_at"])
    _drop("comment", ["hidden_id"])
    _drop("tally", ["apart_agrees", "apart_disagrees"])
    with op.batch_alter_table("participant") as participant:
        participant.drop_column("name_key")
        participant.drop_column("suspended_until")
        participant.create_check_constraint(op.f("ck_participant_kind_known"), f"kind IN ({FORMER_KINDS})")
        participant.create_check_constraint(
            op.f("ck_participant_guest_has_cookie"), "(kind = 'guest') = (cookie_hash IS NOT NULL)"
        )
        participant.create_unique_constraint(op.f("uq_participant_cookie_hash"), ["cookie_hash"])
    with op.batch_alter_table("vote_event") as vote_event:
        _known(vote_event, "vote_event", "origin", FORMER_ORIGINS)


def _add_filled(table: str, columns: Sequence[tuple[str, Any, Any]]) -> None:
    """Add columns that are never empty: what is there gets the given value, what comes says its own."""
    for name, kind, value in columns:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=value))
    with op.batch_alter_table(table) as altered:
        for name, _, _ in columns:
            altered.alter_column(name, server_default=None)


def _drop(table: str, columns: Sequence[str]) -> None:
    with op.batch_alter_table(table) as altered:
        for name in columns:
            altered.drop_column(name)


def _known(altered: Any, table: str, column: str, values: str) -> None:
    altered.drop_constraint(op.f(f"ck_{table}_{column}_known"), type_="check")
    altered.create_check_constraint(op.f(f"ck_{table}_{column}_known"), f"{column} IN ({values})")
