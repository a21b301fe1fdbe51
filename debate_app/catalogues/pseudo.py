"""A language that nobody speaks: English with accents, in brackets, two fifths longer. Where a page that is said in it
shows plain English, a word was forgotten; where a bracket is cut off, there is too little room for other languages."""

import re

_VALUE = re.compile(r"(\{\w+\})")
_ACCENTED = str.maketrans(
    "aceghijklnorstuwyzACEGHIJKLNORSTUWYZ",
    "áçéğĥíĵķļñőřšţúŵýžÁÇÉĞĤÍĴĶĻÑŐŘŠŢÚŴÝŽ",
)


def said(message: str) -> str:
    """The message as the pseudo-language says it; what is filled in stays."""
    parts = _VALUE.split(message)
    accented = "".join(part if _VALUE.fullmatch(part) else part.translate(_ACCENTED) for part in parts)
    more = "~" * (2 * sum(len(part) for part in parts[::2]) // 5)
    return f"⟦{accented}{more}⟧"
