"""The interface's words in other languages: one gettext catalogue each, ``es.po`` beside this file.

The English message is its own key. ``python -m debate_app.catalogues`` brings the catalogues up to date with the code
(``gathering.py``), and a test fails until every message of it is translated in each.
"""

import functools
import gettext
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.pofile import read_po

from debate_app import languages
from debate_app.catalogues import pseudo

FOLDER = Path(__file__).parent
_OF_BROWSERS = (
    *("debate_app/debate_app.py", "debate_app/ui/", "assets/"),
    *("debate_app/domain/edit_words.py", "debate_app/domain/names.py"),
)
_SAMPLES = (*range(201), 1_000_000)
"""Numbers that show every plural form there is."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A language's words; ``plural`` tells which of a message's ``forms`` fits a number."""

    words: Mapping[str, str]
    forms: Mapping[str, tuple[str, ...]]
    plural: Callable[[int], int]

    def said(self, message: str) -> str:
        """The message in this language, or as it is where there is no translation."""
        return self.words.get(message, message)

    def counted(self, one: str, many: str, count: int) -> str:
        """The form of the message that fits the number."""
        forms = self.forms.get(one)
        return forms[self.plural(count)] if forms else (one if count == 1 else many)


@dataclass(frozen=True, slots=True)
class Entry:
    """A message of a catalogue's file, its plural where it has one, its ``forms`` in the language, and the ``files``
    of the code that it stands in. It ``is_said`` once every form has words that are sure."""

    message: str
    many: str | None
    forms: tuple[str, ...]
    files: frozenset[str]
    is_said: bool


@functools.cache
def of(language: str) -> Catalogue:
    """The catalogue of one of ``languages.INTERFACE``, or the pseudo-language's; English has an empty one."""
    if language == languages.ENGLISH:
        return Catalogue({}, {}, _english)
    if language == languages.PSEUDO:
        return _pseudo()
    catalog = read(language)
    said = [one for one in entries(catalog) if one.is_said]
    words = {one.message: one.forms[0] for one in said if one.many is None}
    forms = {one.message: one.forms for one in said if one.many is not None}
    return Catalogue(words, forms, gettext.c2py(catalog.plural_expr))  # pyright: ignore[reportAttributeAccessIssue]


def read(language: str) -> Catalog:
    """The catalogue's file, whole."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def entries(catalog: Catalog) -> Iterator[Entry]:
    """The messages of a file in its order."""
    for one in catalog:
        ids, forms = _texts(one.id), _texts(one.string)
        if ids[0]:
            many = ids[1] if one.pluralizable else None
            files = frozenset(file for file, _ in one.locations)
            yield Entry(ids[0], many, forms, files, is_said=all(forms) and not one.fuzzy)


@functools.cache
def for_browsers(language: str) -> bytes:
    """What the browser looks words up in (``words.js``), as JSON: a message's text, or its forms by the name that
    ``Intl.PluralRules`` has for them."""
    catalogue, theirs = of(language), _messages_of_browsers()
    names = names_of_forms(language, catalogue.plural)
    words = {message: text for message, text in catalogue.words.items() if message in theirs}
    forms = {
        message: {name: forms[at] for name, at in names.items()}
        for message, forms in catalogue.forms.items()
        if message in theirs
    }
    return json.dumps({**words, **forms}, ensure_ascii=False, separators=(",", ":")).encode()


@functools.cache
def address(language: str) -> str:
    """Where browsers find it: another address for other words. Empty for English, which stands in the code."""
    if language == languages.ENGLISH:
        return ""
    return f"/words/{language}-{sha256(for_browsers(language)).hexdigest()[:16]}.json"


def names_of_forms(language: str, plural: Callable[[int], int]) -> dict[str, int]:
    """Which of a message's forms each of the language's plural categories takes (CLDR's: ``one``, ``few`` …)."""
    rule = Locale.parse("en" if language == languages.PSEUDO else language).plural_form
    return {rule(count): plural(count) for count in reversed(_SAMPLES)}


def _english(count: int) -> int:
    return int(count != 1)


@functools.cache
def _messages_of_browsers() -> frozenset[str]:
    """The messages that stand in components, in scripts, and in tables that both share."""
    found = entries(read(_FULLEST))
    return frozenset(one.message for one in found if any(file.startswith(_OF_BROWSERS) for file in one.files))


def _pseudo() -> Catalogue:
    listed = [*entries(read(_FULLEST))]
    words = {one.message: pseudo.said(one.message) for one in listed if one.many is None}
    forms = {one.message: (pseudo.said(one.message), pseudo.said(one.many)) for one in listed if one.many is not None}
    return Catalogue(words, forms, _english)


def _texts(texts: str | Iterable[str] | None) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ("",))


_FULLEST = languages.INTERFACE[1]
"""Every catalogue holds every message; this one is asked which there are."""
