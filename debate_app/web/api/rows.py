"""The same as tables: each class is the row of a CSV file, its fields are the columns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ViewpointRow:
    """A viewpoint and its votes, which are empty while the question is sealed."""

    viewpoint_id: int
    number: int
    title: str | None
    author: str | None
    created_at: str
    version: int
    paragraphs: int
    sources: int
    agrees: int | None
    disagrees: int | None
    on_earlier_meaning: int | None
    quarantined_agrees: int | None
    quarantined_disagrees: int | None
    hidden: bool
    erased: bool
    page: str


@dataclass(frozen=True, slots=True)
class TalkRow:
    """An event of a conversation, or a reply to one. Of an edit, ``text`` is the wording proposed."""

    event_id: int
    comment_id: int | None
    kind: str
    author: str | None
    at: str
    paragraph_number: int | None
    edit_kind: str | None
    edit_status: str | None
    reason: str | None
    text: str | None
    removed: bool
    hidden: bool
    page: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of the ledger of votes."""

    hour: str
    viewpoint_id: int
    version: int
    act: str
    imported: bool
    in_quarantine: bool
    times: int
