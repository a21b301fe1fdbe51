"""Migration 0003: edits as they were recorded before become the new form, and the old one again."""

from typing import Any

import pytest
from sqlalchemy import Engine, text

from debate_app.domain import credit
from debate_app.store import migrate
from tests.store import former_debate
from tests.store.former_debate import DAY, EARLY, LATE, NOON, ROWS

EDIT: dict[str, Any] = {"viewpoint_id": 3, "decision": "", "voted_from": 1, "agrees": 0, "disagrees": 0}
WORDING: dict[str, Any] = {"cause": "proposed", "base_version": 3, "reason": "Why", "author_id": 1, "created_at": NOON}
EVENT: dict[str, Any] = {"viewpoint_id": 3, "author_id": 1, "at": LATE, "active_at": LATE}
WRITTEN_SINCE: dict[str, list[dict[str, Any]]] = {
    "paragraph": [{"id": 32, "viewpoint_id": 3, "position": None, "version_number": 2}],
    "paragraph_version": [
        {"paragraph_id": place, "number": number, "text": words, "credit": "", "author_id": 3, "created_at": NOON}
        for place, number, words in ((31, 2, "Who?"), (31, 3, "You?"), (32, 1, "Out."), (32, 2, "Gone."))
    ],
    "edit": [
        EDIT
        | {
            "id": edit_id,
            "kind": kind,
            "paragraph_id": place,
            "status": status,
            "revision": revision,
            "version": version,
        }
        | {"author_id": 1, "created_at": at, "decided_by_id": 3 if decided else None, "decided_at": decided}
        for edit_id, kind, place, status, revision, version, at, decided in (
            (101, "change", 31, "approved", 2, 5, EARLY, "2026-11-25"),
            (102, "change", 31, "approved", 1, 4, NOON, "2026-11-24"),
            (103, "change", 31, "proposed", 1, None, LATE, None),
            (104, "remove", 32, "approved", 1, 6, LATE, LATE),
            (105, "change", 32, "approved", 1, 3, EARLY, NOON),
        )
    ],
    "edit_revision": [
        WORDING | {"edit_id": edit_id, "number": number, "before": before, "text": after, "after_id": behind}
        for edit_id, number, before, after, behind in (
            (101, 1, "Who knows.", "You.", None),
            (101, 2, "Who?", "You?", None),
            (102, 1, "Who knows.", "Who?", None),
            (103, 1, "You?", "Who?", 32),
            (104, 1, "Gone.", None, None),
            (105, 1, "Out.", "Gone.", None),
        )
    ],
    "edit_vote": [{"participant_id": 1, "edit_id": 103, "side": "agree", "revision": 1, "cast_at": LATE}],
    "conversation_event": [
        *(EVENT | {"id": edit_id, "kind": "edit", "edit_id": edit_id} for edit_id in range(101, 106)),
        EVENT | {"id": 106, "kind": "weighed", "edit_id": 101, "small": True},
        EVENT | {"id": 107, "kind": "comment", "paragraph_id": 32},
    ],
    "comment": [{"id": 1, "event_id": 107, "number": 0, "author_id": 3, "text": "Hm", "created_at": LATE}],
    "notice": [{"id": 1, "participant_id": 1, "kind": "replied", "event_id": 107, "by_id": 3, "at": LATE}],
    "moderator": [{"participant_id": 1, "added_at": LATE}],
    "source": [{"viewpoint_id": 1, "list_number": 2, "position": 1, "address": "Another book"}],
}


@pytest.fixture
def upgraded(empty_engine: Engine) -> Engine:
    migrate.upgrade(empty_engine, "0002")
    with empty_engine.begin() as connection:
        former_debate.insert(connection, ROWS)
    migrate.upgrade(empty_engine, "0003")
    return empty_engine


def rows(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def table(engine: Engine, name: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(f"SELECT * FROM {name}")).mappings()]


def in_order(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted((dict(sorted(row.items())) for row in listed), key=repr)


def test_each_edit_that_was_recorded_is_an_approved_one(upgraded: Engine) -> None:
    edits = rows(
        upgraded,
        "SELECT event.id, edit.viewpoint_id, edit.paragraph_id, edit.author_id, edit.created_at, edit.version"
        " FROM edit JOIN conversation_event AS event ON event.edit_id = edit.id ORDER BY event.id",
    )
    assert edits == [
        (3, 1, 12, 3, NOON, 3),
        (4, 1, 11, 1, NOON, None),
        (5, 1, 11, 2, EARLY, 2),
        (6, 1, 11, 3, LATE, 4),
        (7, 2, 21, 3, EARLY, 2),
        (8, 2, 21, 1, NOON, 3),
        (9, 2, 21, 3, LATE, None),
    ]
    common = "kind, status, revision, decided_by_id, decided_at, decision, voted_from, agrees, disagrees"
    assert set(rows(upgraded, f"SELECT {common} FROM edit")) == {
        ("change", "approved", 1, None, None, "", 1, 0, 0),
    }


def test_each_edit_has_the_one_wording_that_is_known(upgraded: Engine) -> None:
    wordings = rows(
        upgraded,
        "SELECT event.id, base_version, before, text, wording.author_id, wording.created_at"
        " FROM edit_revision AS wording JOIN conversation_event AS event ON event.edit_id = wording.edit_id"
        " ORDER BY event.id",
    )
    assert wordings == [
        (3, 2, None, "Strong wind is rare.", 3, NOON),
        (4, 3, "It keeps one quite dry.", "It keeps one quite dry.", 1, NOON),
        (5, 1, "It keeps one dry.", "It keeps one quite dry.", 2, EARLY),
        (6, 3, None, "It keeps one dry.", 3, LATE),
        (7, 1, None, "Wind breaks them.", 3, EARLY),
        (8, 2, "Wind breaks it.", "Wind breaks it soon.", 1, NOON),
        (9, 3, None, "Wind breaks it soon.", 3, LATE),
    ]
    common = "number, cause, after_id, restores, reason"
    assert set(rows(upgraded, f"SELECT {common} FROM edit_revision")) == {(1, "proposed", None, None, "")}


def test_each_version_of_a_viewpoint_is_told_as_a_whole(upgraded: Engine) -> None:
    versions = rows(
        upgraded,
        "SELECT version.viewpoint_id, number, title, paragraphs, event.id, created_at"
        " FROM viewpoint_version AS version LEFT JOIN conversation_event AS event ON event.edit_id = version.edit_id"
        " ORDER BY version.viewpoint_id, number",
    )
    assert versions == [
        (1, 1, "Yes", "[[12,1],[11,1]]", None, DAY),
        (1, 2, "Yes", "[[12,1],[11,2]]", 5, EARLY),
        (1, 3, "Yes", "[[12,2],[11,2]]", 3, NOON),
        (1, 4, "Yes", "[[12,2],[11,3]]", 6, LATE),
        (2, 1, "No", "[[21,1]]", None, EARLY),
        (2, 2, "No", "[[21,1]]", 7, EARLY),
        (2, 3, "No", "[[21,4]]", 8, NOON),
        (3, 1, "Hm", "[[31,1]]", None, EARLY),
        (3, 2, "Hm", "[[31,1]]", None, EARLY),
        (3, 3, "Hm", "[[31,1]]", None, EARLY),
    ]
    assert {
        (lists, bool(small)) for lists, small in rows(upgraded, "SELECT source_list, small FROM viewpoint_version")
    } == {(1, False)}


def test_a_viewpoint_is_at_the_last_of_its_versions(upgraded: Engine) -> None:
    numbers = rows(upgraded, "SELECT id, version, meaning_version, source_list FROM viewpoint ORDER BY id")
    assert numbers == [(1, 4, 4, 1), (2, 3, 3, 1), (3, 3, 3, 1)]


def test_a_viewpoint_whose_version_was_too_low_is_at_the_last_that_its_edits_made(empty_engine: Engine) -> None:
    migrate.upgrade(empty_engine, "0002")
    with empty_engine.begin() as connection:
        former_debate.insert(connection, ROWS)
        connection.execute(text("UPDATE viewpoint SET version = 1 WHERE id = 1"))
    migrate.upgrade(empty_engine)
    assert rows(empty_engine, "SELECT version, meaning_version FROM viewpoint WHERE id = 1") == [(4, 4)]
    assert rows(empty_engine, "SELECT MAX(number) FROM viewpoint_version WHERE viewpoint_id = 1") == [(4,)]


def test_the_credit_of_each_text_follows_from_the_one_before(upgraded: Engine) -> None:
    found = rows(upgraded, "SELECT number, credit FROM paragraph_version WHERE paragraph_id = 11 ORDER BY number")
    texts = ("It keeps one dry.", "It keeps one quite dry.", "It keeps one dry.")
    runs = [credit.first(texts[0], 1)]
    runs.append(credit.then(runs[-1], texts[0], texts[1], 2))
    runs.append(credit.then(runs[-1], texts[1], texts[2], 3))
    assert found == [(number, credit.encode(one)) for number, one in enumerate(runs, 1)]
    assert rows(upgraded, "SELECT COUNT(*) FROM paragraph_version WHERE credit = ''") == [(0,)]


def test_votes_are_counted_by_version_with_a_row_for_todays(upgraded: Engine) -> None:
    tallies = rows(upgraded, "SELECT * FROM tally ORDER BY viewpoint_id, viewpoint_version")
    assert tallies == [(1, 1, 1, 0), (1, 2, 2, 1), (1, 4, 0, 0), (2, 3, 0, 1), (3, 3, 0, 0)]


def test_a_question_has_its_first_version(upgraded: Engine) -> None:
    assert rows(upgraded, "SELECT version FROM question") == [(1,), (1,)]
    assert rows(upgraded, "SELECT * FROM question_version ORDER BY question_id") == [
        (1, 1, "Umbrellas?", "It rains.", "Weather\nClothes", "", 1, DAY),
        (2, 1, "Boots?", "It rains.", "", "", 1, DAY),
    ]


def test_events_were_last_active_when_they_happened(upgraded: Engine) -> None:
    events = rows(upgraded, "SELECT id, at, active_at, paragraph_id, small FROM conversation_event ORDER BY id")
    former = sorted(ROWS["conversation_event"], key=lambda event: event["id"])
    assert events == [(one["id"], one["at"], one["at"], None, None) for one in former]


def test_what_the_new_form_leaves_alone_stays(upgraded: Engine) -> None:
    assert rows(upgraded, "SELECT list_number, position, address, label FROM source ORDER BY position") == [
        (1, 1, "https://example.org/", "a"),
        (1, 2, "A book", None),
    ]
    for name in ("participant", "topic", "paragraph", "vote", "vote_event", "ballot_mark"):
        assert in_order(table(upgraded, name)) == in_order(ROWS[name]), name


def test_a_downgrade_brings_every_row_back(upgraded: Engine) -> None:
    migrate.downgrade(upgraded, "0002")
    for name, former in ROWS.items():
        assert in_order(table(upgraded, name)) == in_order(former), name


def test_a_downgrade_keeps_what_the_old_form_can_hold(upgraded: Engine) -> None:
    """Of two approved changes, the one that was proposed first was decided last."""
    with upgraded.begin() as connection:
        former_debate.insert(connection, WRITTEN_SINCE)
        connection.execute(text("UPDATE paragraph SET version_number = 3 WHERE id = 31"))
        connection.execute(text("UPDATE viewpoint SET source_list = 2 WHERE id = 1"))
    migrate.downgrade(upgraded, "0002")
    events = rows(
        upgraded,
        "SELECT id, at, status, paragraph_id, before_number, after_number FROM conversation_event"
        " WHERE viewpoint_id = 3 ORDER BY at",
    )
    assert events == [(102, "2026-11-24", "approved", 31, 1, 2), (101, "2026-11-25", "approved", 31, 2, 3)]
    assert rows(upgraded, "SELECT id FROM paragraph WHERE viewpoint_id = 3") == [(31,)]
    assert rows(upgraded, "SELECT COUNT(*) FROM paragraph_version WHERE paragraph_id = 32") == [(0,)]
    assert rows(upgraded, "SELECT position, address FROM source WHERE viewpoint_id = 1") == [(1, "Another book")]
