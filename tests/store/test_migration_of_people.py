"""Migration 0004: cookies become browser sessions, moderators are appointed, and the other way round."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from debate_app.domain import names, participants
from debate_app.store import migrate
from debate_app.store.engine import reading
from tests.store import former_debate
from tests.store.former_debate import DAY, LATE, ROWS

COOKIE = "c" * 43


@pytest.fixture
def upgraded(empty_engine: Engine) -> Engine:
    migrate.upgrade(empty_engine, "0002")
    with empty_engine.begin() as connection:
        former_debate.insert(connection, ROWS)
    migrate.upgrade(empty_engine, "0003")
    with empty_engine.begin() as connection:
        kept = {"hash": participants.hashed(COOKIE)}
        connection.execute(text("UPDATE participant SET name = 'Ada  BYRON', cookie_hash = :hash WHERE id = 1"), kept)
        connection.execute(text("INSERT INTO moderator (participant_id, added_at) VALUES (2, :at)"), {"at": LATE})
    migrate.upgrade(empty_engine)
    return empty_engine


def rows(engine: Engine, query: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_who_held_a_cookie_holds_it_still(upgraded: Engine) -> None:
    with reading(upgraded) as session:
        assert participants.by_cookie(session, COOKIE) == 1
    assert rows(
        upgraded, "SELECT participant_id, created_at, ended_at FROM browser_session ORDER BY participant_id"
    ) == [(number, DAY, None) for number in (1, 2, 3)]


def test_names_have_the_keys_that_they_would_have_today(upgraded: Engine) -> None:
    found = rows(upgraded, "SELECT name, name_key FROM participant WHERE name IS NOT NULL ORDER BY id")
    assert [key for _, key in found] == [names.key(str(name)) for name, _ in found]
    assert ("Ada  BYRON", "adabyron") in found


def test_moderators_are_appointed_and_questions_are_open_to_everybody(upgraded: Engine) -> None:
    assert rows(upgraded, "SELECT participant_id, role, by_id, added_at FROM appointment") == [
        (2, "moderator", None, LATE)
    ]
    open_to_all = "SELECT DISTINCT voters, writers, opens_at, closes_at, quarantines, hidden_id FROM question"
    assert rows(upgraded, open_to_all) == [("everyone", "everyone", None, None, 0, None)]
    assert rows(upgraded, "SELECT DISTINCT apart_agrees, apart_disagrees FROM tally") == [(0, 0)]


def test_going_back_leaves_everybody_a_guest_with_the_cookie_of_their_last_browser(upgraded: Engine) -> None:
    with upgraded.begin() as connection:
        connection.execute(text("UPDATE participant SET kind = 'account', name = 'Bo' WHERE id = 2"))
        connection.execute(text("UPDATE browser_session SET ended_at = :at WHERE participant_id = 3"), {"at": LATE})
    migrate.downgrade(upgraded, "0003")
    assert rows(upgraded, "SELECT id, kind, cookie_hash FROM participant ORDER BY id") == [
        (1, "guest", participants.hashed(COOKIE)),
        (2, "guest", "hash 2"),
        (3, "guest", "gone 3"),
        (4, "imported", None),
    ]
    assert rows(upgraded, "SELECT participant_id, added_at FROM moderator") == [(2, LATE)]
    migrate.upgrade(upgraded)
    with reading(upgraded) as session:
        assert participants.by_cookie(session, COOKIE) == 1


@pytest.mark.parametrize("change", ["UPDATE moderation_act SET reason = 'other'", "DELETE FROM moderation_act"])
def test_the_database_itself_keeps_the_log_of_moderation(upgraded: Engine, change: str) -> None:
    line = (
        "INSERT INTO moderation_act (kind, subject_kind, subject_id, reason, at)"
        " VALUES ('hide', 'question', 1, 'why', 'x')"
    )
    with upgraded.begin() as connection:
        connection.execute(text(line))
    with pytest.raises(DBAPIError, match="only ever added to"), upgraded.begin() as connection:
        connection.execute(text(change))
    assert rows(upgraded, "SELECT reason FROM moderation_act") == [("why",)]
