"""The new form of what is there when migration 0003 comes: edits, versions, credit, tallies."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, text

from debate_app.domain import credit

EDIT = text(
    "INSERT INTO edit (viewpoint_id, kind, paragraph_id, author_id, created_at, status, revision, decision, version,"
    " voted_from, agrees, disagrees) SELECT viewpoint_id, 'change', paragraph_id, author_id, at, 'approved', 1, '',"
    " :version, 1, 0, 0 FROM conversation_event WHERE id = :event_id RETURNING id"
)
EDIT_REVISION = text(
    "INSERT INTO edit_revision (edit_id, number, cause, base_version, before, text, reason, author_id, created_at)"
    " VALUES (:edit_id, 1, 'proposed', :base_version, :before, :after, '', :author_id, :at)"
)
EDIT_EVENTS = text(
    "SELECT event.id, event.author_id, event.at, event.paragraph_id, event.before_number, event.after_number,"
    " earlier.text AS before_text, later.text AS after_text FROM conversation_event AS event"
    " JOIN paragraph_version AS later"
    " ON later.paragraph_id = event.paragraph_id AND later.number = event.after_number"
    " LEFT JOIN paragraph_version AS earlier"
    " ON earlier.paragraph_id = event.paragraph_id AND earlier.number = event.before_number"
    " WHERE event.viewpoint_id = :viewpoint_id AND event.kind = 'edit' ORDER BY event.at, event.id"
)
QUESTION_VERSION = text(
    "INSERT INTO question_version (question_id, number, title, background, topics, reason, author_id, created_at)"
    " SELECT id, 1, title, background, :topics, '', author_id, created_at FROM question WHERE id = :question_id"
)
VIEWPOINT_VERSION = text(
    "INSERT INTO viewpoint_version"
    " (viewpoint_id, number, title, source_list, paragraphs, edit_id, small, created_at)"
    " VALUES (:viewpoint_id, :number, :title, 1, :paragraphs, :edit_id, false, :created_at)"
)
TALLIES = text(
    "INSERT INTO tally (viewpoint_id, viewpoint_version, agrees, disagrees)"
    " SELECT viewpoint_id, viewpoint_version, SUM(agrees), SUM(disagrees) FROM ("
    "SELECT viewpoint_id, viewpoint_version, CASE WHEN side = 'agree' THEN 1 ELSE 0 END AS agrees,"
    " CASE WHEN side = 'disagree' THEN 1 ELSE 0 END AS disagrees FROM vote"
    " UNION ALL SELECT id, version, 0, 0 FROM viewpoint"
    ") AS counted GROUP BY viewpoint_id, viewpoint_version"
)


@dataclass(frozen=True, slots=True)
class Version:
    """A viewpoint at one of its versions: the version of each of its paragraphs, in order, and what made it."""

    paragraphs: dict[int, int]
    edit_id: int | None
    created_at: str


def retell(connection: Connection) -> None:
    """Fill the new tables and columns. Holds one viewpoint's texts at a time; votes stay in the database."""
    for question_id in _ids(connection, "question"):
        names = connection.scalars(
            text("SELECT name FROM topic WHERE question_id = :id ORDER BY position"), {"id": question_id}
        )
        connection.execute(QUESTION_VERSION, {"question_id": question_id, "topics": "\n".join(names)})
    for viewpoint_id in _ids(connection, "viewpoint"):
        _retell_viewpoint(connection, viewpoint_id)
    connection.execute(text("UPDATE conversation_event SET active_at = at"))
    connection.execute(TALLIES)


def _ids(connection: Connection, table: str) -> list[int]:
    return [*connection.scalars(text(f"SELECT id FROM {table} ORDER BY id"))]  # noqa: S608


def _retell_viewpoint(connection: Connection, viewpoint_id: int) -> None:
    viewpoint = connection.execute(text("SELECT * FROM viewpoint WHERE id = :id"), {"id": viewpoint_id}).one()
    standing = text("SELECT id, version_number FROM paragraph WHERE viewpoint_id = :id ORDER BY position")
    today = {row.id: row.version_number for row in connection.execute(standing, {"id": viewpoint_id})}
    versions = _versions(connection, viewpoint, today)
    rows = [
        {
            "viewpoint_id": viewpoint_id,
            "number": number,
            "title": viewpoint.title,
            "paragraphs": json.dumps([*version.paragraphs.items()], separators=(",", ":")),
            "edit_id": version.edit_id,
            "created_at": version.created_at,
        }
        for number, version in enumerate(versions, 1)
    ]
    connection.execute(VIEWPOINT_VERSION, rows)
    numbered = text("UPDATE viewpoint SET version = :number, meaning_version = :number WHERE id = :id")
    connection.execute(numbered, {"number": len(versions), "id": viewpoint_id})
    for paragraph_id in today:
        _tell_credit(connection, paragraph_id)


def _versions(connection: Connection, viewpoint: Row[Any], today: dict[int, int]) -> list[Version]:
    """The viewpoint's versions, oldest first, with the edits that made them written. The last is ``today``'s.

    As imports counted them, one for each edit that is not known to have left the text as it was: that is one
    to a version that neither it nor an earlier edit began from.
    """
    versions = [Version(dict.fromkeys(today, 1), None, viewpoint.created_at)]
    reached = dict.fromkeys(today, 0)
    for event in connection.execute(EDIT_EVENTS, {"viewpoint_id": viewpoint.id}).all():
        place, base = event.paragraph_id, len(versions)
        changes = event.after_number > max(reached[place], event.before_number or 0)
        edit_id = _write_edit(connection, event, base, base + 1 if changes else None)
        reached[place] = max(reached[place], event.after_number)
        if changes:
            versions.append(Version(versions[-1].paragraphs | {place: event.after_number}, edit_id, event.at))
    versions += [Version(today, None, versions[-1].created_at)] * (viewpoint.version - len(versions))
    versions[-1] = Version(today, versions[-1].edit_id, versions[-1].created_at)
    return versions


def _write_edit(connection: Connection, event: Row[Any], base: int, version: int | None) -> int:
    edit_id = connection.execute(EDIT, {"event_id": event.id, "version": version}).scalar_one()
    wording = {"edit_id": edit_id, "base_version": base, "before": event.before_text, "after": event.after_text}
    connection.execute(EDIT_REVISION, wording | {"author_id": event.author_id, "at": event.at})
    named = text("UPDATE conversation_event SET edit_id = :edit_id WHERE id = :id")
    connection.execute(named, {"edit_id": edit_id, "id": event.id})
    return edit_id


def _tell_credit(connection: Connection, paragraph_id: int) -> None:
    read = text("SELECT number, text, author_id FROM paragraph_version WHERE paragraph_id = :id ORDER BY number")
    first, *later = connection.execute(read, {"id": paragraph_id}).all()
    runs = credit.first(first.text, first.author_id)
    told = [{"number": first.number, "credit": credit.encode(runs)}]
    before = first.text
    for version in later:
        runs = credit.then(runs, before, version.text, version.author_id)
        told.append({"number": version.number, "credit": credit.encode(runs)})
        before = version.text
    write = text("UPDATE paragraph_version SET credit = :credit WHERE paragraph_id = :id AND number = :number")
    connection.execute(write.bindparams(bindparam("id", paragraph_id)), told)
