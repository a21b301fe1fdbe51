"""A viewpoint's whole wording at one version, and what an edit makes of it. Pure: no database.

An edit names the version that it was made on. Whether it still fits a later wording is decided here too, by the
part that it is about: what changed elsewhere does not matter to it.
"""

from dataclasses import dataclass, replace

from debate_app.domain import limits
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import EditKind
from debate_app.words import message, plain

LATE = message("This part of the viewpoint has changed since. Look at what stands there now, then decide again.")


@dataclass(frozen=True, slots=True)
class Standing:
    """A paragraph where it stands: its id, the number of its version and that version's text.

    A text that is not written yet has the number 0, a paragraph that is not written yet the id 0 too.
    """

    id: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything that a viewpoint says: its title, its sources as lines, its paragraphs in order."""

    title: str
    sources: str
    paragraphs: tuple[Standing, ...]

    def paragraph(self, paragraph_id: int | None) -> Standing | None:
        """The paragraph where it stands; None where it does not."""
        return next((one for one in self.paragraphs if one.id == paragraph_id), None)

    def number_of(self, paragraph_id: int | None) -> int:
        """The place of the paragraph, from 1; 0 where it does not stand."""
        return next((place for place, one in enumerate(self.paragraphs, 1) if one.id == paragraph_id), 0)


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an edit would do: ``text`` takes the place of the part; an insertion or a move puts the paragraph
    behind ``after_id``, or first where it is None; a restoration goes back to ``restored``, the wording of version
    ``restores``; a translation says the part in ``language`` and leaves it as it is."""

    kind: EditKind
    paragraph_id: int | None = None
    text: str | None = None
    after_id: int | None = None
    restores: int | None = None
    restored: Wording | None = None
    language: str | None = None


def part(wording: Wording, kind: EditKind, paragraph_id: int | None) -> str | None:
    """The text that an edit of this kind is about, as it stands; None where the paragraph does not stand.

    An insertion and a restoration are about no text: theirs is empty. A translation without a paragraph is one of the
    title.
    """
    if kind is EditKind.TRANSLATION and paragraph_id is None:
        return wording.title
    if kind in (EditKind.CHANGE, EditKind.REMOVE, EditKind.MOVE, EditKind.TRANSLATION):
        standing = wording.paragraph(paragraph_id)
        return standing.text if standing else None
    return {EditKind.TITLE: wording.title, EditKind.SOURCES: wording.sources}.get(kind, "")


def fits(base: Wording, now: Wording, amendment: Amendment) -> bool:
    """Whether an amendment made on ``base`` means the same on ``now``."""
    kind, paragraph_id = amendment.kind, amendment.paragraph_id
    if kind is EditKind.TRANSLATION:
        return True  # of the words as they stood then, whatever has become of them
    if kind is EditKind.RESTORE:
        return base == now
    if kind is EditKind.MOVE:
        return now.paragraph(paragraph_id) is not None
    there = part(now, kind, paragraph_id)
    return there is not None and there == part(base, kind, paragraph_id)


def anchored(base: Wording, now: Wording, amendment: Amendment) -> Amendment:
    """The amendment with a place that stands in ``now``: where the paragraph that it comes behind was taken out,
    behind the one before that in ``base``, its own left aside."""
    after_id = amendment.after_id
    if after_id is None or now.paragraph(after_id):
        return amendment
    earlier = (one.id for one in reversed(base.paragraphs[: base.number_of(after_id)]))
    stands = (one for one in earlier if one != amendment.paragraph_id and now.paragraph(one))
    return replace(amendment, after_id=next(stands, None))


def amended(now: Wording, amendment: Amendment) -> Wording:
    """``now`` with the amendment made, whose place stands there (``anchored``).

    Raises ``Invalid`` where its paragraph does not stand, where it would change nothing, or where it would
    leave a viewpoint without a paragraph, or with too many.
    """
    wanted = _amended(now, amendment)
    if wanted == now and amendment.kind is not EditKind.TRANSLATION:
        raise Invalid(plain("Nothing has changed yet."), "text")
    if not wanted.paragraphs:
        raise Invalid(plain("A viewpoint keeps at least one paragraph."))
    if len(wanted.paragraphs) > limits.PARAGRAPHS:
        raise Invalid(plain("A viewpoint has at most {paragraphs} paragraphs.", paragraphs=limits.PARAGRAPHS), "text")
    return wanted


def makes_a_difference(now: Wording, amendment: Amendment) -> bool:
    """Whether the amendment can be made on ``now`` and changes anything."""
    try:
        amended(now, amendment)
    except Invalid:
        return False
    return True


def _amended(now: Wording, amendment: Amendment) -> Wording:
    text = amendment.text or ""
    match amendment.kind:
        case EditKind.TRANSLATION:
            return now
        case EditKind.TITLE:
            return replace(now, title=text)
        case EditKind.SOURCES:
            return replace(now, sources=text)
        case EditKind.RESTORE:
            assert amendment.restored is not None, "a restoration names a wording"
            return amendment.restored
        case EditKind.INSERT:
            return replace(now, paragraphs=_put(now.paragraphs, Standing(0, 0, text), amendment.after_id))
        case EditKind.CHANGE | EditKind.REMOVE | EditKind.MOVE:
            return replace(now, paragraphs=_paragraphs(now, amendment))


def _paragraphs(now: Wording, amendment: Amendment) -> tuple[Standing, ...]:
    standing = now.paragraph(amendment.paragraph_id)
    if standing is None:
        raise Invalid(plain("This paragraph was taken out meanwhile. Your text is kept."), "text")
    if amendment.kind is EditKind.CHANGE:
        changed = standing if amendment.text == standing.text else Standing(standing.id, 0, amendment.text or "")
        return tuple(changed if one == standing else one for one in now.paragraphs)
    others = tuple(one for one in now.paragraphs if one != standing)
    if amendment.kind is EditKind.REMOVE:
        return others
    if amendment.after_id == standing.id:
        raise Invalid(plain("A paragraph cannot come behind itself."))
    return _put(others, standing, amendment.after_id)


def _put(paragraphs: tuple[Standing, ...], one: Standing, after_id: int | None) -> tuple[Standing, ...]:
    if after_id is None:
        return (one, *paragraphs)
    place = next(place for place, other in enumerate(paragraphs, 1) if other.id == after_id)
    return (*paragraphs[:place], one, *paragraphs[place:])
