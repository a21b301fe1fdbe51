"""Typographic signs, which the models drop together with the sense that they give a sentence: “, –, ’."""

import re

_PLAIN = str.maketrans("“”„«»‘’–—‑\u00a0\u202f", '"""""\'\'---  ', "\u00ad")
_SPOKEN = re.compile(r'"([^"\n]*)"')


def plain(text: str) -> str:
    """The text as the models know how to read it."""
    return text.translate(_PLAIN)


def typographic(translated: str, original: str) -> str:
    """The translation with such dashes and quotation marks as the original has, where it has no plain ones."""
    if " – " in original or " — " in original:
        translated = translated if " - " in original else translated.replace(" - ", " – ")
    if {"“", "„", "«"} & set(original) and '"' not in original:
        translated = _SPOKEN.sub(r"“\1”", translated)
    return translated
