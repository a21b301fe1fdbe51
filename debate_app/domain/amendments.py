"""Makes a checked amendment out of what somebody sends or of what is written down, and tells when it is late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from debate_app.domain import conflicts, corrections, hidden, meaning, rows, source_lines, texts, versions
from debate_app.domain.edit_records import Locked
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import Edit, EditKind, EditRevision, Viewpoint
from debate_app.domain.wordings import LATE, Amendment, Wording, amended, anchored, fits, part
from debate_app.words import plain

REWORDING = (EditKind.CHANGE, EditKind.TITLE, EditKind.SOURCES)
"""The kinds that put one text in the place of another."""

_OF_PARAGRAPHS = (EditKind.CHANGE, EditKind.REMOVE, EditKind.MOVE, EditKind.TRANSLATION)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to do to a viewpoint, made on ``base_version`` of it.

    ``paragraph_id`` is what is changed, removed or moved; ``after_id`` what an insertion or a move comes behind
    (None: it comes first); ``restores`` the version to go back to; a translation, into ``language``, is one of the
    paragraph or (None) of the title. ``small`` is what they say of the change, or None for what it looks like.
    """

    kind: EditKind
    base_version: int
    paragraph_id: int | None = None
    text: str | None = None
    after_id: int | None = None
    restores: int | None = None
    reason: str = ""
    small: bool | None = None
    language: str | None = None


def of_draft(session: Session, viewpoint: Viewpoint, draft: Draft, base: Wording, now: Wording) -> Amendment:
    """The amendment that a draft made on ``base`` asks for: its text cleaned, at a place that stands in ``now``.

    Raises ``Invalid`` and ``NotFound``.
    """
    restores = draft.restores if draft.kind is EditKind.RESTORE else None
    restored = None
    if draft.kind is EditKind.RESTORE:
        restored = versions.wording(session, rows.new_id(viewpoint.id), restores or 0)
    paragraph_id = draft.paragraph_id if draft.kind in _OF_PARAGRAPHS else None
    after_id = draft.after_id if draft.kind in (EditKind.INSERT, EditKind.MOVE) else None
    if after_id is not None and not (base.paragraph(after_id) or now.paragraph(after_id)):
        raise Invalid(plain("There is no such place in this viewpoint."))
    language = corrections.language(viewpoint, draft.language) if draft.kind is EditKind.TRANSLATION else None
    text = cleaned(draft.kind, draft.text, paragraph_id)
    return anchored(base, now, Amendment(draft.kind, paragraph_id, text, after_id, restores, restored, language))


def of_revision(viewpoint: Viewpoint, edit: Edit, revision: EditRevision, wordings: Mapping[int, Wording]) -> Amendment:
    """The amendment that a wording of an edit asks for, at a place that stands today.

    ``wordings`` are those that it is about (``wordings_about``).
    """
    restored = wordings[revision.restores] if revision.restores else None
    place = (edit.paragraph_id, revision.text, revision.after_id, revision.restores)
    asked = Amendment(edit.kind, *place, restored, edit.language)
    return anchored(wordings[revision.base_version], wordings[viewpoint.version], asked)


def wordings_about(session: Session, viewpoint: Viewpoint, revisions: Iterable[EditRevision]) -> dict[int, Wording]:
    """The viewpoint as it stands, as it stood where these wordings were made, and where they go back to: by version."""
    numbers = {viewpoint.version}
    for revision in revisions:
        numbers |= {revision.base_version, revision.restores or revision.base_version}
    return versions.chosen(session, rows.new_id(viewpoint.id), numbers)


def cleaned(kind: EditKind, text: str | None, paragraph_id: int | None = None) -> str | None:
    """The text of an edit of this kind as it is kept; None where the kind has none. Raises ``Invalid``."""
    match kind:
        case EditKind.CHANGE | EditKind.INSERT:
            return texts.paragraph(text or "", 0, "text")
        case EditKind.TITLE:
            return texts.title(text or "", "text")
        case EditKind.SOURCES:
            return source_lines.cleaned(text or "")
        case EditKind.TRANSLATION:
            return texts.translation(text or "", one_line=paragraph_id is None)
        case EditKind.REMOVE | EditKind.MOVE | EditKind.RESTORE:
            return None


def is_allowed(kind: EditKind, text: str) -> bool:
    """Whether the text is within the limits of its kind, as it stands."""
    try:
        return cleaned(kind, text) == text
    except Invalid:
        return False


def applied(now: Wording, version: int, base: Wording, amendment: Amendment) -> Wording:
    """What the amendment, made on ``base``, makes of ``now``, which is the wording of that version and where its
    place stands.

    Raises ``Late`` with the texts to choose from, or a sentence, where it no longer fits, and ``Invalid``.
    """
    if not fits(base, now, amendment):
        _refuse_late(now, version, base, amendment)
    return amended(now, amendment)


def before(session: Session, viewpoint: Viewpoint, now: Wording, amendment: Amendment) -> str | None:
    """What the amendment's text would take the place of: the part as it stands or, for a translation, the one of it
    that is shown."""
    if amendment.kind is EditKind.TRANSLATION:
        return corrections.shown(session, viewpoint, now, amendment)
    return part(now, amendment.kind, amendment.paragraph_id)


def began(one: Locked, now: Wording) -> tuple[int, str | None]:
    """The version that another wording of the edit is made on, and what its text would take the place of. A
    translation stays one of the words that it was made for."""
    if one.edit.kind is EditKind.TRANSLATION:
        return one.revision.base_version, one.revision.before
    return one.viewpoint.version, part(now, one.edit.kind, one.edit.paragraph_id)


def looks_small(kind: EditKind, before: str | None, text: str | None) -> bool:
    """Whether an edit looks like a small correction: what is assumed where nobody says."""
    if kind in (EditKind.SOURCES, EditKind.MOVE):
        return True
    if kind not in REWORDING or before is None or text is None:
        return False
    return meaning.is_small_correction(before, text)


def base_of(session: Session, viewpoint: Viewpoint, now: Wording, version: int) -> Wording:
    """The wording that an edit was made on. Raises ``NotFound`` for a version that never was."""
    if version == viewpoint.version:
        return now
    hidden.require_versions(session, rows.new_id(viewpoint.id), [version])
    return versions.wording(session, rows.new_id(viewpoint.id), version)


def _refuse_late(now: Wording, version: int, base: Wording, amendment: Amendment) -> None:
    theirs = part(now, amendment.kind, amendment.paragraph_id)
    began = part(base, amendment.kind, amendment.paragraph_id)
    if amendment.kind not in REWORDING or amendment.text is None:
        raise Invalid(plain(LATE), "text")
    if theirs is None or began is None:
        raise Invalid(plain("This paragraph was taken out meanwhile. Your text is kept."), "text")
    if amendment.text == theirs:
        raise Invalid(plain("Exactly this stands here already."), "text")
    raise conflicts.late(began, amendment.text, theirs, version)
