"""The old form of what is there when migration 0003 is taken back."""

from sqlalchemy import Connection, text

CHANGED_PARAGRAPHS = text(
    "SELECT DISTINCT paragraph.id FROM paragraph JOIN edit ON edit.paragraph_id = paragraph.id"
    " WHERE paragraph.position IS NOT NULL AND edit.kind = 'change' AND edit.status = 'approved'"
)
CHANGES = text(
    "SELECT event.id, COALESCE(edit.decided_at, event.at) AS at, edit_revision.before AS before_text,"
    " edit_revision.text AS after_text FROM conversation_event AS event JOIN edit ON edit.id = event.edit_id"
    " JOIN edit_revision ON edit_revision.edit_id = edit.id AND edit_revision.number = edit.revision"
    " WHERE edit.paragraph_id = :paragraph_id AND event.kind = 'edit' AND edit.kind = 'change'"
    " AND edit.status = 'approved' ORDER BY COALESCE(edit.decided_at, event.at), event.id"
)
FORMER_EVENT = text(
    "UPDATE conversation_event SET at = :at, status = 'approved', paragraph_id = :paragraph_id,"
    " before_number = :before_number, after_number = :after_number WHERE id = :id"
)
TALLIES = text(
    "INSERT INTO tally (viewpoint_id, agrees, disagrees) SELECT viewpoint.id,"
    " SUM(CASE WHEN side = 'agree' THEN 1 ELSE 0 END), SUM(CASE WHEN side = 'disagree' THEN 1 ELSE 0 END)"
    " FROM viewpoint LEFT JOIN vote ON vote.viewpoint_id = viewpoint.id GROUP BY viewpoint.id"
)


def retell(connection: Connection) -> None:
    """Let events name the versions that they lead from and to, as of when they were decided; drop those that
    cannot. Count votes by viewpoint."""
    for paragraph_id in connection.scalars(CHANGED_PARAGRAPHS).all():
        _retell_changes(connection, paragraph_id)
    connection.execute(text("DELETE FROM conversation_event WHERE kind <> 'created' AND after_number IS NULL"))
    connection.execute(TALLIES)


def forget(connection: Connection) -> None:
    """Delete what does not stand now: paragraphs that were taken out, earlier lists of sources."""
    removed = "SELECT id FROM paragraph WHERE position IS NULL"
    connection.execute(text(f"DELETE FROM paragraph_version WHERE paragraph_id IN ({removed})"))  # noqa: S608
    connection.execute(text("DELETE FROM paragraph WHERE position IS NULL"))
    today = "SELECT source_list FROM viewpoint WHERE viewpoint.id = source.viewpoint_id"
    connection.execute(text(f"DELETE FROM source WHERE list_number <> ({today})"))  # noqa: S608


def _retell_changes(connection: Connection, paragraph_id: int) -> None:
    read = text("SELECT text FROM paragraph_version WHERE paragraph_id = :id ORDER BY number")
    texts = [*connection.scalars(read, {"id": paragraph_id})]
    reached = 1
    for change in connection.execute(CHANGES, {"paragraph_id": paragraph_id}).all():
        before = _number(texts, change.before_text, reached)
        after = _number(texts, change.after_text, before or reached)
        if after is not None:
            reached = after
            numbers = {"paragraph_id": paragraph_id, "before_number": before, "after_number": after}
            connection.execute(FORMER_EVENT, {"id": change.id, "at": change.at, **numbers})


def _number(texts: list[str], wanted: str | None, first: int) -> int | None:
    """The number, ``first`` or above, of the first version whose text is ``wanted``; None where there is none."""
    return next((number for number, one in enumerate(texts, 1) if number >= first and one == wanted), None)
