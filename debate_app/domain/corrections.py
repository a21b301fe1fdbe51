"""Corrected translations: which text an edit translates, what is shown of it now, and what its approval puts there."""

from sqlmodel import Session

from debate_app import languages
from debate_app.domain import edit_records, rows, translations, versions
from debate_app.domain.originals import Original
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.tables import Edit, EditKind, Paragraph, Viewpoint
from debate_app.domain.translations import Key
from debate_app.domain.wordings import Amendment, Wording, part
from debate_app.words import plain


def at(session: Session, place: str) -> tuple[int, int | None]:
    """The viewpoint and the paragraph, None for the title, at a place such as ``paragraph-12``. Raises ``Invalid`` and
    ``NotFound``."""
    kind, _, digits = place.partition("-")
    number = rows.id_in(digits) or 0
    if kind == "title":
        return number, None
    if kind != "paragraph":
        raise Invalid(plain("Translations of titles and paragraphs can be corrected, others not."))
    paragraph = session.get(Paragraph, number) if rows.is_id(number) else None
    if paragraph is None:
        raise NotFound(plain("This paragraph does not exist."))
    return paragraph.viewpoint_id, number


def language(viewpoint: Viewpoint, given: str | None) -> str:
    """The language of a translation, without its region. Raises ``Invalid`` where there can be none into it."""
    into = languages.base(given or "")
    if not translations.is_language(into):
        raise Invalid(plain("This language is not known."), "language")
    if into == languages.base(viewpoint.language):
        raise Invalid(plain("The text is in this language already."), "language")
    return into


def shown(session: Session, viewpoint: Viewpoint, now: Wording, amendment: Amendment) -> str | None:
    """The translation that is shown where the amendment would put another; None where there is none."""
    about = _about(viewpoint, now, amendment.paragraph_id, amendment.language)
    there = translations.known(session, viewpoint.question_id, [about])
    return there[about].text if about in there else None


def keep(session: Session, viewpoint: Viewpoint, edit: Edit) -> None:
    """Show what the edit says, which was just approved, as the translation of the words that it was made for."""
    revision = edit_records.revision_of(session, edit)
    then = versions.wording(session, edit.viewpoint_id, revision.base_version)
    about = _about(viewpoint, then, edit.paragraph_id, edit.language)
    translations.correct(session, viewpoint.question_id, about, revision.text or "", edit)


def _about(viewpoint: Viewpoint, wording: Wording, paragraph_id: int | None, language: str | None) -> Key:
    said = part(wording, EditKind.TRANSLATION, paragraph_id)
    if said is None:
        raise Invalid(plain("This paragraph was taken out meanwhile. Your text is kept."), "text")
    return translations.key(Original(said, languages.base(viewpoint.language)), language or "")
