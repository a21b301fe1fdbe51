"""A debate in the tables as they were at migration 0002, written by hand."""

from typing import Any

from sqlalchemy import Connection, text

DAY = "2026-11-01"  # a date, as an import may have it
EARLY, NOON, LATE = (f"2026-11-23T{hour}:00:00.000Z" for hour in ("09", "12", "18"))
FILE = {"id": 1, "digest": "d", "copy_number": 1, "imported_at": LATE}
GUEST: dict[str, Any] = {"kind": "guest", "name": None, "imported_file_id": None, "created_at": DAY}
QUESTION: dict[str, Any] = {"background": "It rains.", "language": "en", "author_id": 1, "created_at": DAY}
QUESTION |= {"updated_at": NOON, "sequence": 9, "text_sequence": 7, "search_text": "s", "imported_file_id": None}
EDIT: dict[str, Any] = {"kind": "edit", "status": "approved"}
CREATED = {"kind": "created", "status": None, "paragraph_id": None, "before_number": None, "after_number": None}

# Viewpoint 1: two paragraphs, the second was made first; an edit without a known text before, one that changed nothing.
# Viewpoint 2: the oldest known text is an edit's own, two texts are accounted for by no edit, and the
# last edit, before which the text is not known either, changed nothing.
# Viewpoint 3: its version is higher than its edits tell.
ROWS: dict[str, list[dict[str, Any]]] = {
    "imported_file": [FILE],
    "participant": [
        *(GUEST | {"id": number, "cookie_hash": f"hash {number}"} for number in (1, 2, 3)),
        {"id": 4, "kind": "imported", "name": "Eve", "cookie_hash": None, "imported_file_id": 1, "created_at": DAY},
    ],
    "question": [QUESTION | {"id": 1, "title": "Umbrellas?"}, QUESTION | {"id": 2, "title": "Boots?"}],
    "topic": [
        {"question_id": 1, "position": 2, "name": "Clothes"},
        {"question_id": 1, "position": 1, "name": "Weather"},
    ],
    "viewpoint": [
        {"id": 1, "question_id": 1, "position": 1, "title": "Yes", "author_id": 1, "created_at": DAY, "version": 4},
        {"id": 2, "question_id": 1, "position": 2, "title": "No", "author_id": 2, "created_at": EARLY, "version": 3},
        {"id": 3, "question_id": 2, "position": 1, "title": "Hm", "author_id": 3, "created_at": EARLY, "version": 3},
    ],
    "paragraph": [
        {"id": 11, "viewpoint_id": 1, "position": 2, "version_number": 3},
        {"id": 12, "viewpoint_id": 1, "position": 1, "version_number": 2},
        {"id": 21, "viewpoint_id": 2, "position": 1, "version_number": 4},
        {"id": 31, "viewpoint_id": 3, "position": 1, "version_number": 1},
    ],
    "paragraph_version": [
        {"paragraph_id": place, "number": number, "text": words, "author_id": author_id, "created_at": at}
        for place, number, words, author_id, at in (
            (11, 1, "It keeps one dry.", 1, DAY),
            (11, 2, "It keeps one quite dry.", 2, EARLY),
            (11, 3, "It keeps one dry.", 3, LATE),
            (12, 1, "Wind is rare.", 1, DAY),
            (12, 2, "Strong wind is rare.", 3, NOON),
            (21, 1, "Wind breaks them.", 3, EARLY),
            (21, 2, "Wind breaks it.", 2, EARLY),
            (21, 3, "Wind breaks it soon.", 1, NOON),
            (21, 4, "Wind breaks it at once.", 2, NOON),
            (31, 1, "Who knows.", 3, EARLY),
        )
    ],
    "source": [
        {"viewpoint_id": 1, "position": 1, "address": "https://example.org/", "label": "a"},
        {"viewpoint_id": 1, "position": 2, "address": "A book", "label": None},
    ],
    "conversation_event": [
        CREATED | {"id": 1, "viewpoint_id": 1, "author_id": 1, "at": DAY},
        CREATED | {"id": 2, "viewpoint_id": 2, "author_id": 2, "at": EARLY},
        *(
            EDIT
            | {"id": event_id, "viewpoint_id": place // 10, "author_id": author_id, "at": at}
            | {"paragraph_id": place, "before_number": before, "after_number": after}
            for event_id, place, before, after, author_id, at in (
                (3, 12, None, 2, 3, NOON),
                (4, 11, 2, 2, 1, NOON),
                (5, 11, 1, 2, 2, EARLY),
                (6, 11, None, 3, 3, LATE),
                (7, 21, None, 1, 3, EARLY),
                (8, 21, 2, 3, 1, NOON),
                (9, 21, None, 3, 3, LATE),
            )
        ),
    ],
    "vote": [
        {"participant_id": voter, "viewpoint_id": place, "side": side, "viewpoint_version": version, "cast_at": NOON}
        for voter, place, side, version in (
            (1, 1, "agree", 1),
            (2, 1, "disagree", 2),
            (3, 1, "agree", 2),
            (4, 1, "agree", 2),
            (4, 2, "disagree", 3),
        )
    ],
    "vote_event": [
        {"id": 1, "participant_id": 1, "viewpoint_id": 1, "act": "agree", "viewpoint_version": 1, "origin": "cast"}
        | {"at": NOON}
    ],
    "ballot_mark": [{"participant_id": 1, "viewpoint_id": 1, "browser": "b", "number": 1_700_000_000_000}],
    "tally": [
        {"viewpoint_id": 1, "agrees": 3, "disagrees": 1},
        {"viewpoint_id": 2, "agrees": 0, "disagrees": 1},
        {"viewpoint_id": 3, "agrees": 0, "disagrees": 0},
    ],
}


def insert(connection: Connection, listed: dict[str, list[dict[str, Any]]]) -> None:
    """Write the rows of each table, as they are."""
    for table, rows in listed.items():
        for row in rows:
            names = ", ".join(row)
            values = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)
