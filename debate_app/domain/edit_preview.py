"""What an edit would change, shown to its author before it is sent."""

from dataclasses import dataclass

from sqlmodel import Session

from debate_app.domain import amendments, diff, hidden, versions
from debate_app.domain.snapshot import Change
from debate_app.domain.tables import EditKind
from debate_app.domain.wordings import part


@dataclass(frozen=True, slots=True)
class Preview:
    """The change word by word, and whether it looks like a small correction."""

    changes: tuple[Change, ...]
    small: bool


def preview(
    session: Session, viewpoint_id: int, kind: EditKind, paragraph_id: int, base_version: int, text: str
) -> Preview:
    """What the text would change in that part of that version. Raises ``Invalid`` and ``NotFound``."""
    hidden.require_versions(session, viewpoint_id, [base_version])
    wanted = amendments.cleaned(kind, text, paragraph_id or None) or ""
    if kind is EditKind.TRANSLATION:
        return Preview((), small=False)  # it changes no part of that version
    before = part(versions.wording(session, viewpoint_id, base_version), kind, paragraph_id) or ""
    if kind is EditKind.MOVE or wanted == before:
        return Preview((), small=kind is EditKind.MOVE)
    return Preview(diff.around(diff.changes(before, wanted)), amendments.looks_small(kind, before, wanted))
