"""Tables of what viewpoints rest on: what was found at an address, and who says that it does not support a text."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from debate_app.domain.tables.base import Table


class Reference(Table, table=True):
    """What is known of a web address that sources name, whichever viewpoint they belong to.

    ``looked_up_at`` is when it last answered, ``unreachable_since`` when it first did not since then; ``failure``
    names why the last look-up brought nothing, as did ``failures`` in a row. ``published`` may be a year or a month.
    It is looked up again at ``next_look_at``; whoever looks it up puts that off first, so that nobody else does.
    """

    __table_args__ = (CheckConstraint("failures >= 0", name="failures_not_negative"),)

    address: str = Field(primary_key=True)
    leads_to: str = ""
    title: str = ""
    site: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    kind: str = ""
    failure: str = ""
    etag: str = ""
    last_modified: str = ""
    looked_up_at: str | None = None
    unreachable_since: str | None = None
    failures: int = 0
    next_look_at: str = Field(index=True)


class SourceDoubt(Table, table=True):
    """Somebody says that the source of this address does not support the text; the event holds why."""

    event_id: int = Field(foreign_key="conversation_event.id", primary_key=True)
    viewpoint_id: int = Field(foreign_key="viewpoint.id", index=True)
    address: str
