"""The readable end of a question's address, and texts as parts of addresses."""

import re
import unicodedata
from urllib.parse import quote

SLUG_CHARACTERS = 60
_TAKEN = frozenset({"sources", "translation"})
"""What stands below a question's address and is not its page."""


def slug(title: str) -> str:
    """The title's words in lower case, joined by hyphens, at most ``SLUG_CHARACTERS``; never empty."""
    joined = re.sub(r"['’]", "", unicodedata.normalize("NFKC", title).lower())
    kept = "".join(sign if unicodedata.category(sign)[0] in "LNM" else "-" for sign in joined)
    words = re.sub("-+", "-", kept).strip("-")
    if len(words) > SLUG_CHARACTERS:
        cut = words[: SLUG_CHARACTERS + 1].rpartition("-")[0]
        words = cut or words[:SLUG_CHARACTERS]
    return f"{words}-question" if words in _TAKEN else words or "question"


def path(question_id: int, title: str) -> str:
    """The address of a question's page on this site."""
    return f"/q/{question_id}/{slug(title)}"


def quoted(text: str) -> str:
    """The text as a part of an address, escaped as browsers do it (``encodeURIComponent``)."""
    return quote(text, safe="!~*'()")
