"""What became of a viewpoint's text since somebody voted on it."""

from dataclasses import replace

from sqlmodel import Session

from debate_app.domain import comparing, diff, hidden, versions
from debate_app.domain.history_texts import Part


def changes(session: Session, viewpoint_id: int, version: int) -> tuple[Part, ...]:
    """The parts that differ between that version and today's, each cut down to what is around its changes.

    None where today's text says the same again. Raises ``NotFound``.
    """
    newest = hidden.readable_viewpoint(session, viewpoint_id).version
    hidden.require_versions(session, viewpoint_id, [version])
    then, now = (versions.wording(session, viewpoint_id, number) for number in (version, newest))
    differing = (part for part in comparing.viewpoints(then, now) if part.fate != "same" or part.was)
    return tuple(replace(part, changes=diff.around(part.changes)) for part in differing)
