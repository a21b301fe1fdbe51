"""New versions of a viewpoint for the tests of votes, made as its author makes them."""

from sqlmodel import Session

from debate_app.domain import edits, rows, versions
from debate_app.domain.amendments import Draft
from debate_app.domain.tables import EditKind


def begin(session: Session, viewpoint_id: int, small: bool = False, text: str = "") -> int:
    """The author words the first paragraph anew, which may be called ``small``; returns the version that it made."""
    viewpoint = rows.viewpoint(session, viewpoint_id)
    session.refresh(viewpoint)
    [paragraph, *_] = versions.wording(session, viewpoint_id, viewpoint.version).paragraphs
    wanted = text or f"People read more, it says in version {viewpoint.version + 1}. [1]"
    draft = Draft(EditKind.CHANGE, viewpoint.version, paragraph.id, wanted, small=small)
    edits.submit(session, viewpoint.author_id, viewpoint_id, draft)
    session.flush()
    return viewpoint.version
