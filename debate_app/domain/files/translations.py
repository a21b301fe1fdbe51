"""What people made of a debate's texts in other languages, as a file holds it: read, checked, written out, taken in.

What a machine made can be made again, and is in no file. Translations are from and into languages, whatever the region.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from debate_app import languages
from debate_app.domain import rows, tables
from debate_app.domain.files import bulk
from debate_app.domain.files.debate import Debate, Translation, Viewpoint
from debate_app.domain.files.edit_coherence import form_of
from debate_app.domain.files.exported_rows import Names, ViewpointRows
from debate_app.domain.files.exported_texts import Places
from debate_app.domain.files.forms import clean
from debate_app.domain.files.parts import Path
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import EditKind, EditStatus
from debate_app.domain.translations import digest
from debate_app.words import plain

Tree = dict[str, Any]
Place = tuple[int, int, int]
"""A viewpoint, a paragraph or 0 for its title, and the version of either, all from 1."""


def read(tree: Tree, viewpoints: Sequence[Viewpoint]) -> tuple[Translation, ...]:
    """The translations of a file without a fault, in the order of their texts."""
    found = (_translation(part, viewpoints) for part in tree.get("translations", ()))
    return tuple(sorted(found, key=_order))


def content(translation: Translation, written_in: str) -> dict[str, Any]:
    """The translation as an object of a file, of a viewpoint that is ``written_in`` that language."""
    as_written = translation.source_language == languages.base(written_in)
    said = {
        "viewpoint": translation.viewpoint,
        "paragraph": translation.paragraph,
        "version": translation.version,
        "from": None if as_written else translation.source_language,
        "language": translation.language,
        "text": translation.text,
        "author": translation.author,
        "at": translation.at,
        "edit": translation.edit,
    }
    return {key: value for key, value in said.items() if value}


def faults(tree: Tree) -> Iterator[tuple[Path, str]]:
    """The keyword ``x-translations-cohere``: each is of a text that is there, into another language, fits in its
    place, is the only one of those words, and names the edit that made it, if any."""
    seen = set[tuple[str, str, str]]()
    for number, part in enumerate(tree.get("translations", ())):
        for key, sentence in _faults(tree, part, seen):
            yield ("translations", number, key), sentence


def written_out(
    session: Session, question_id: int, written: Sequence[ViewpointRows], names: Names
) -> tuple[Translation, ...]:
    """What people made of the texts of these viewpoints, but for what an edit made that is hidden or was erased."""
    by_people = (col(tables.Translation.question_id) == question_id, col(tables.Translation.engine) == "")
    kept = session.exec(select(tables.Translation).where(*by_people)).all()
    if not kept:
        return ()
    names.learn(row.author_id for row in kept if row.author_id is not None)
    stands, edits = _texts_of(written), _edits_of(written)
    told = (_told(row, stands[row.digest], edits, names) for row in kept)
    return tuple(sorted((one for one in told if one is not None), key=_order))


def take_in(
    session: Session, debate: Debate, question_id: int, edits: Sequence[dict[int, int]], people: dict[str, int]
) -> None:
    """Write the translations of the question; ``edits`` are the ids of each viewpoint's edits, by their events."""
    written = [
        {
            "question_id": question_id,
            "digest": digest(_original(debate, one)),
            "source_language": one.source_language,
            "language": one.language,
            "text": one.text,
            "engine": "",
            "doubtful": False,
            "edit_id": edits[one.viewpoint - 1][one.edit] if one.edit else None,
            "author_id": people[one.author],
            "made_at": one.at,
        }
        for one in debate.translations
    ]
    bulk.insert(session, tables.Translation, written)


def _translation(part: Tree, viewpoints: Sequence[Viewpoint]) -> Translation:
    paragraph = int(part["paragraph"]) if "paragraph" in part else None
    viewpoint = int(part["viewpoint"])
    return Translation(
        viewpoint=viewpoint,
        paragraph=paragraph,
        version=int(part["version"]),
        source_language=languages.base(clean("language", part.get("from", viewpoints[viewpoint - 1].language))),
        language=languages.base(clean("language", part["language"])),
        text=clean(form_of(EditKind.TRANSLATION, paragraph is not None), part["text"]),
        author=clean("name", part["author"]),
        at=clean("day-or-moment", part["at"]),
        edit=int(part["edit"]) if "edit" in part else None,
    )


def _faults(tree: Tree, part: Tree, seen: set[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    if part["viewpoint"] > len(tree["viewpoints"]):
        yield "viewpoint", plain("There is no viewpoint {number}.", number=int(part["viewpoint"]))
        return
    viewpoint = tree["viewpoints"][int(part["viewpoint"]) - 1]
    paragraph = int(part.get("paragraph", 0))
    if paragraph > len(viewpoint["paragraphs"]):
        yield "paragraph", plain("There is no paragraph {number}.", number=paragraph)
        return
    texts = viewpoint["paragraphs"][paragraph - 1] if paragraph else viewpoint["versions"]
    if part["version"] > len(texts):
        yield "version", plain("There is no version {number}.", number=int(part["version"]))
        return
    form, key = ("paragraph", "text") if paragraph else ("title", "title")
    try:
        clean(form_of(EditKind.TRANSLATION, bool(paragraph)), part["text"])
    except Invalid as fault:
        yield "text", fault.sentence
    written_in = viewpoint.get("language", tree["question"].get("language", "en"))
    original = digest(clean(form, texts[int(part["version"]) - 1][key]))
    wanted = (original, languages.base(part.get("from", written_in)), languages.base(part["language"]))
    if wanted[1] == wanted[2]:
        yield "language", plain("The text is in this language already.")
    elif wanted in seen:
        yield "language", plain("A translation of this text into this language stands in the list already.")
    seen.add(wanted)
    if "edit" in part and not _is_made_by(part, viewpoint.get("conversation", ())):
        yield "edit", plain("This event is no approved translation of the text into this language.")


def _is_made_by(part: Tree, events: Sequence[Tree]) -> bool:
    if part["edit"] > len(events):
        return False
    event = events[int(part["edit"]) - 1]
    made = {"kind": "edit", "does": EditKind.TRANSLATION, "status": EditStatus.APPROVED}
    same = event.get("paragraph") == part.get("paragraph")
    into = languages.base(event.get("language", "")) == languages.base(part["language"])
    return same and into and all(event.get(key) == value for key, value in made.items())


def _original(debate: Debate, translation: Translation) -> str:
    viewpoint = debate.viewpoints[translation.viewpoint - 1]
    if translation.paragraph is None:
        return viewpoint.versions[translation.version - 1].title
    return viewpoint.paragraphs[translation.paragraph - 1][translation.version - 1].text


def _texts_of(written: Sequence[ViewpointRows]) -> dict[str, list[Place]]:
    """Where each text stands or stood, by the digest of its words, in order."""
    found: dict[str, list[Place]] = defaultdict(list)
    for number, viewpoint in enumerate(written, 1):
        paragraphs = Places.of(viewpoint).paragraphs
        for version in viewpoint.versions:
            found[digest(version.title)].append((number, 0, version.number))
        for text in viewpoint.texts:
            found[digest(text.text)].append((number, paragraphs[text.paragraph_id], text.number))
    return found


def _edits_of(written: Sequence[ViewpointRows]) -> dict[int, Place]:
    """The viewpoint, the paragraph and the event of each edit that is told, by its id."""
    found: dict[int, Place] = {}
    for number, viewpoint in enumerate(written, 1):
        places = Places.of(viewpoint)
        for edit in viewpoint.edits:
            edit_id = rows.new_id(edit.id)
            found[edit_id] = (number, places.paragraphs.get(edit.paragraph_id or 0, 0), places.edits[edit_id])
    return found


def _told(row: tables.Translation, stands: list[Place], edits: dict[int, Place], names: Names) -> Translation | None:
    if not stands or row.author_id is None or (row.edit_id is not None and row.edit_id not in edits):
        return None
    made_in = edits.get(row.edit_id or 0)
    place = next((one for one in stands if made_in and one[:2] == made_in[:2]), stands[0])
    viewpoint, paragraph, version = place
    told = Translation(
        viewpoint=viewpoint,
        paragraph=paragraph or None,
        version=version,
        source_language=row.source_language,
        language=row.language,
        text=row.text,
        author=names.known[row.author_id],
        at=row.made_at,
        edit=None,
    )
    return replace(told, edit=made_in[2]) if made_in and made_in[:2] == place[:2] else told


def _order(translation: Translation) -> tuple[int, int, int, str, str]:
    where = (translation.viewpoint, translation.paragraph or 0, translation.version)
    return *where, translation.source_language, translation.language
