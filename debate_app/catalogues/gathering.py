"""Finds every message in the code, and brings a catalogue up to date with what is found."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from debate_app import catalogues
from debate_app.catalogues import FOLDER

_ROOT = Path(__file__).parents[2]
_PLURAL = (1, 2)
_CALLS = {
    "debate_app": ("python", {"plain": None, "message": None, "say": None}, ("plain_many", "say_many", "counting")),
    "assets": ("javascript", {"say": None}, ("sayMany",)),
}
_SILENT = ("debate_app/cli/", "debate_app/catalogues/")
_WIDTH = 120
GATHERED = datetime(2026, 11, 23, tzinfo=UTC)
"""The catalogues do not say when they were brought up to date: that would be a change each time."""


def gathered() -> Catalog:
    """Every message that the code says, with the files that it stands in."""
    catalog = Catalog(charset="utf-8")
    for folder, (method, single, plural) in _CALLS.items():
        keywords = {**single, **dict.fromkeys(plural, _PLURAL)}
        for path in _files(folder, method):
            for _, message, comments, _ in extract_from_file(method, _ROOT / path, keywords=keywords):
                catalog.add(message, locations=[(path, 0)], auto_comments=comments)
    return catalog


def update(language: str) -> list[str]:
    """Bring the language's file up to date: new messages come without words, those that nothing says go. Returns the
    messages that wait for words."""
    catalog = catalogues.read(language)
    catalog.update(gathered(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.creation_date = GATHERED
    written = io.BytesIO()
    write_po(written, catalog, width=_WIDTH, sort_output=True, include_lineno=False)
    (FOLDER / f"{language}.po").write_bytes(written.getvalue())
    return waiting(catalog)


def waiting(catalog: Catalog) -> list[str]:
    """The messages of a catalogue that have no words yet, or not in every form, or words that are not sure."""
    return [one.message for one in catalogues.entries(catalog) if not one.is_said]


def _files(folder: str, method: str) -> Iterator[str]:
    suffix = ".py" if method == "python" else ".js"
    for path in sorted((_ROOT / folder).rglob(f"*{suffix}")):
        name = path.relative_to(_ROOT).as_posix()
        if not name.startswith(_SILENT):
            yield name
