"""Applies an edit: the viewpoint's next version, and what becomes of the other edits that wait."""

import time
from collections.abc import Iterator, Mapping

from sqlmodel import Session, col, select

from debate_app.domain import amendments, corrections, edit_records, merge, notices, rows, versions
from debate_app.domain.amendments import REWORDING
from debate_app.domain.edit_records import OPEN, Signed
from debate_app.domain.tables import Edit, EditKind, EditRevision, EditStatus, NoticeKind, RevisionCause, Viewpoint
from debate_app.domain.versions import Writers
from debate_app.domain.wordings import Amendment, Wording, fits, makes_a_difference, part

MERGE_SECONDS = 0.25
"""How long the merging for one applied edit may take; what is not carried over by then needs another look."""


def apply(
    session: Session,
    viewpoint: Viewpoint,
    edit: Edit,
    now: Wording,
    wanted: Wording,
    writers: Writers,
    small: bool | None,
) -> tuple[int, ...]:
    """Make ``wanted`` the viewpoint's text instead of ``now``: the work of ``edit``, which was just approved. A
    translation leaves the text as it is.

    A ``small`` correction leaves votes on today's meaning; None takes it for what it looks like. Returns the
    participants who were told that their own edit needs another look. The caller holds the question's lock.
    """
    if edit.kind is EditKind.TRANSLATION:
        corrections.keep(session, viewpoint, edit)
        return ()
    if small is None:
        revision = edit_records.revision_of(session, edit)
        small = amendments.looks_small(edit.kind, revision.before, revision.text)
    at = edit.decided_at or edit.created_at
    version = versions.write_next(session, viewpoint, now, wanted, writers, rows.new_id(edit.id), at)
    version.small = small
    if not small:
        viewpoint.meaning_version = version.number
    edit.version = version.number
    if edit.kind is EditKind.INSERT:
        before = {one.id for one in now.paragraphs}
        edit.paragraph_id = next(one for one, _ in versions.arrangement(version) if one not in before)
    session.flush()
    return tuple(_carry_over(session, viewpoint, edit, at))


def _carry_over(session: Session, viewpoint: Viewpoint, applied: Edit, at: str) -> Iterator[int]:
    """Bring the edits that wait to the text that stands now; what no longer fits needs another look, of which
    their authors are told."""
    waiting = session.exec(
        select(Edit, EditRevision)
        .join(EditRevision, edit_records.newest())
        .where(col(Edit.viewpoint_id) == viewpoint.id, col(Edit.status).in_(OPEN))
        .where(col(Edit.kind) != EditKind.TRANSLATION)
        .order_by(col(Edit.id))
    ).all()
    wordings = amendments.wordings_about(session, viewpoint, [revision for _, revision in waiting])
    now = wordings[viewpoint.version]
    until = time.monotonic() + MERGE_SECONDS
    for edit, revision in waiting:
        fits_still = _fits(viewpoint, edit, revision, wordings)
        if fits_still or (time.monotonic() < until and _merged(session, viewpoint, edit, revision, now, at)):
            edit.status = EditStatus.PROPOSED
        elif edit.status is EditStatus.PROPOSED:
            edit.status = EditStatus.NEEDS_LOOK
            event = edit_records.stirred(session, edit, at)
            by_id = applied.decided_by_id or applied.author_id
            yield from notices.tell(session, edit.author_id, NoticeKind.NEEDS_LOOK, rows.new_id(event.id), by_id)


def _fits(viewpoint: Viewpoint, edit: Edit, revision: EditRevision, wordings: Mapping[int, Wording]) -> bool:
    """Whether the edit can be made today as it is worded."""
    base, now = wordings[revision.base_version], wordings[viewpoint.version]
    amendment = amendments.of_revision(viewpoint, edit, revision, wordings)
    return fits(base, now, amendment) and makes_a_difference(now, amendment)


def _merged(session: Session, viewpoint: Viewpoint, edit: Edit, revision: EditRevision, now: Wording, at: str) -> bool:
    """Whether the edit and what stands now go together, in another wording that is then written down."""
    theirs = part(now, edit.kind, edit.paragraph_id)
    if edit.kind not in REWORDING or theirs is None:
        return False
    both = merge.merged(revision.before or "", revision.text or "", theirs)
    if not both.fits or both.text == theirs or not amendments.is_allowed(edit.kind, both.text):
        return False
    merged, signed = Amendment(edit.kind, edit.paragraph_id, both.text), Signed(edit.author_id, revision.reason, at)
    edit_records.reword(session, edit, RevisionCause.CARRIED, viewpoint.version, merged, theirs, signed)
    return True
