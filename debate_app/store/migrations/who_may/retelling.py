"""What migration 0004 makes of the people who are there, and of what they are when it is taken back."""

import unicodedata
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

GUEST_DAYS = 400
SESSIONS = text(
    "INSERT INTO browser_session (cookie_hash, participant_id, browser, drafts_before, created_at, seen_at, expires_at)"
    " SELECT cookie_hash, id, '', '', created_at, created_at, :expires FROM participant WHERE cookie_hash IS NOT NULL"
)
APPOINTMENTS = text(
    "INSERT INTO appointment (participant_id, role, added_at)"
    " SELECT participant_id, 'moderator', added_at FROM moderator"
)
MODERATORS = text("INSERT INTO moderator (participant_id, added_at) SELECT participant_id, added_at FROM appointment")
COOKIES = text(
    "UPDATE participant SET kind = 'guest', cookie_hash = COALESCE((SELECT MAX(cookie_hash) FROM browser_session"
    " WHERE browser_session.participant_id = participant.id AND ended_at IS NULL), 'gone ' || id)"
    " WHERE kind <> 'imported'"
)


def retell(connection: Connection) -> None:
    """Cookies become browser sessions, moderators are appointed, names get their keys."""
    expires = (datetime.now(UTC) + timedelta(days=GUEST_DAYS)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    connection.execute(SESSIONS, {"expires": expires})
    connection.execute(APPOINTMENTS)
    named = connection.execute(text("SELECT id, name FROM participant WHERE name IS NOT NULL")).all()
    keys = [{"id": row.id, "key": _key(row.name)} for row in named]
    if keys:
        connection.execute(text("UPDATE participant SET name_key = :key WHERE id = :id"), keys)


def retell_former(connection: Connection) -> None:
    """Everybody but those who came with a file is a guest; who is signed in nowhere keeps a cookie that nobody has."""
    connection.execute(MODERATORS)
    connection.execute(COOKIES)
    connection.execute(text("UPDATE vote_event SET origin = 'cast' WHERE origin IN ('merged', 'left')"))


def _key(name: str) -> str:
    """As ``names.key`` was when this migration was written."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] in "LN")
