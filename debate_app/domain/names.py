"""Display names, and telling apart those that look alike: nobody may write under a name that is taken for another's."""

import unicodedata

from debate_app.domain import texts
from debate_app.domain.refused import Invalid
from debate_app.words import message, plain

FORMER = message("a former participant")
"""What stands where the name of somebody stood who left."""

_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts whose letters look alike."""


def shown(name: str | None) -> str:
    """The name of whoever wrote something, for pages and files that are made on the server."""
    return name or FORMER


def read(name: str, field: str = "name") -> str:
    """The name as it is shown. Raises ``Invalid``, for a name that mixes look-alike alphabets too."""
    cleaned = texts.name(name, field)
    if key(cleaned) == key(FORMER):
        raise Invalid(plain("That is what the page calls people who left. Choose another name."), field)
    alphabets = {_alphabet(sign) for sign in cleaned} - {""}
    if len(alphabets) > 1:
        raise Invalid(plain("The name mixes letters of different alphabets. Write it in one."), field)
    return cleaned


def key(name: str) -> str:
    """The name without what does not tell people apart: case, spaces, punctuation, accents typed in another way."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] in "LN")


def _alphabet(sign: str) -> str:
    if not sign.isalpha():
        return ""
    return next((name for name in _ALPHABETS if unicodedata.name(sign, "").startswith(name)), "")
