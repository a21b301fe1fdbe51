"""The catalogues: complete, nothing in them that the code does not say, and right in every number."""

import re
from collections import Counter

import pytest
from babel import Locale
from babel.messages import Catalog
from babel.messages.pofile import read_po

from debate_app import catalogues, languages, words
from debate_app.catalogues import gathering, pseudo

OTHERS = languages.INTERFACE[1:]
NUMBERS = (*range(130), 200, 999, 1_000, 1_000_000, 1_000_001)
VALUE = re.compile(r"\{\w+\}")

in_each_language = pytest.mark.parametrize("language", OTHERS)


@pytest.fixture(scope="module")
def said() -> Catalog:
    """Every message that the code says."""
    return gathering.gathered()


def ids(catalog: Catalog) -> set[tuple[str, str | None]]:
    return {(one.message, one.many) for one in catalogues.entries(catalog)}


@in_each_language
def test_every_message_has_words_and_no_words_are_left_over(language: str, said: Catalog):
    catalog = catalogues.read(language)
    assert ids(said) - ids(catalog) == set(), "new: run python -m debate_app.catalogues, and translate"
    assert ids(catalog) - ids(said) == set(), "stale: run python -m debate_app.catalogues"
    assert gathering.waiting(catalog) == []
    assert not catalog.obsolete


@in_each_language
def test_what_is_filled_in_is_filled_in_in_every_language(language: str):
    for one in catalogues.entries(catalogues.read(language)):
        values = Counter(VALUE.findall(one.many or one.message))
        for text in one.forms:
            found = Counter(VALUE.findall(text))
            assert found <= values, (one.message, text)
            missing = values - found  # "one word" needs no number
            assert missing <= Counter({"{count}": values["{count}"]}), (one.message, text)
            assert text == text.strip() or one.message != one.message.strip(), text
            assert "<" not in text


@in_each_language
def test_the_browser_and_the_server_take_the_same_form_for_every_number(language: str):
    catalogue = catalogues.of(language)
    rule, names = Locale.parse(language).plural_form, catalogues.names_of_forms(language, catalogue.plural)
    assert {number: names[rule(number)] for number in NUMBERS} == {n: catalogue.plural(n) for n in NUMBERS}
    forms = {len(forms) for forms in catalogue.forms.values()}
    assert forms == {max(names.values()) + 1}


def test_numbers_dates_and_plurals_are_said_as_the_language_says_them():
    with languages.speaking("de"):
        assert words.number(1_234_567) == "1.234.567"
        assert words.day("2026-10-09T12:30:00.000Z") == "09.10.2026"
    with languages.speaking("ja"):
        assert words.moment("2026-10-09T12:30:00.000Z") == "2026/10/09, 12:30 UTC"
    with languages.speaking("ar"):
        assert words.number(1_234) == "1,234"
        said = [words.plain_many("{count} vote", "{count} votes", number) for number in (0, 1, 2, 3, 11, 100)]
        assert len(set(said)) == 6
    assert words.plain_many("{count} vote", "{count} votes", 1) == "1 vote"


def test_a_message_without_words_stays_english():
    with languages.speaking("fr"):
        assert words.plain("No code says this to {name}.", name="Zoë") == "No code says this to Zoë."


def test_what_waits_for_words_is_found():
    lines = (
        *('msgid ""', 'msgstr ""', '"Language: de\\n"', ""),
        *('msgid "a"', 'msgstr ""', ""),
        *('msgid "b"', 'msgid_plural "c"', 'msgstr[0] "x"', 'msgstr[1] ""', ""),
        *("#, fuzzy", 'msgid "d"', 'msgstr "y"', ""),
        *('msgid "e"', 'msgstr "z"'),
    )
    catalog = read_po(lines, locale="de")  # pyright: ignore[reportArgumentType]
    assert gathering.waiting(catalog) == ["a", "b", "d"]


def test_the_pseudo_language_is_longer_and_keeps_what_is_filled_in():
    said = pseudo.said("{count} votes on “{title}”")
    assert VALUE.findall(said) == ["{count}", "{title}"]
    assert said.startswith("⟦")
    assert len(said) > 1.2 * len("{count} votes on “{title}”")
    with languages.speaking(languages.PSEUDO):
        assert words.plain("Sign in") == pseudo.said("Sign in")


def test_another_catalogue_has_another_address():
    addresses = {language: catalogues.address(language) for language in languages.INTERFACE}
    assert addresses[languages.ENGLISH] == ""
    assert len(set(addresses.values())) == len(languages.INTERFACE)


def test_the_language_that_a_browser_asks_for_most_is_taken():
    asked = {
        "pt-BR,pt;q=0.9,en;q=0.8": "pt",
        "nl, ja;q=0.3, de;q=0.4": "de",
        "de;q=0, fr;q=0.1": "fr",
        "AR-eg": "ar",
        "nl": "en",
        "*": "en",
        "": "en",
        "de;q=x, es": "es",
        ",;,;;q=,=" * 400: "en",
    }
    assert {accepted: languages.best(accepted) for accepted in asked} == asked
