"""Names of works that are no web addresses yet lead to one: DOIs, ISBNs and arXiv ids."""

import re
from urllib.parse import quote, unquote

from debate_app.domain.refused import Invalid
from debate_app.words import plain

DOI_SITE, ISBN_SITE, ARXIV_SITE = "doi.org", "openlibrary.org", "arxiv.org"

_DOI = re.compile(r"(?:doi:\s*)?(10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+)", re.IGNORECASE)
_ISBN = re.compile(r"ISBN(?:-1[03])?:?\s*([0-9X][0-9X\s\u2010-\u2015-]{8,20})", re.IGNORECASE)
_BARE_ISBN = re.compile(r"97[89][\s-]?(?:[0-9][\s-]?){9}[0-9]")
_ARXIV_NEW = r"[0-9]{4}\.[0-9]{4,5}"
_ARXIV_OLD = r"[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[a-z]{2})?/[0-9]{7}"
_ARXIV = re.compile(rf"arxiv:\s*((?:{_ARXIV_NEW}|{_ARXIV_OLD})(?:v[0-9]+)?)(?:\s*\[[\w.-]+\])?", re.IGNORECASE)
_BARE_ARXIV = re.compile(rf"({_ARXIV_OLD}(?:v[0-9]+)?)")
_IN_DOI = "/!$&'()*+,;=:@-._~"


def address(typed: str, field: str = "") -> str | None:
    """The https address of the work that ``typed`` names; None where it names none.

    Raises ``Invalid`` for an ISBN whose digits do not add up.
    """
    if found := _DOI.fullmatch(typed):
        return f"https://{DOI_SITE}/{quote(found[1].lower(), _IN_DOI)}"
    if found := _ARXIV.fullmatch(typed) or _BARE_ARXIV.fullmatch(typed):
        return f"https://{ARXIV_SITE}/abs/{found[1].lower()}"
    if (found := _ISBN.fullmatch(typed)) or _BARE_ISBN.fullmatch(typed):
        return f"https://{ISBN_SITE}/isbn/{_isbn(found[1] if found else typed, field)}"
    return None


def shown(site: str, path: str) -> str:
    """How one calls the work that this path of one of the sites above leads to; empty where it leads to none."""
    name = unquote(path)
    if site == DOI_SITE:
        return name.removeprefix("/")
    if site == ISBN_SITE and name.startswith("/isbn/"):
        return f"ISBN {name.removeprefix('/isbn/')}"
    if site == ARXIV_SITE and name.startswith("/abs/"):
        return f"arXiv {name.removeprefix('/abs/')}"
    return ""


def _isbn(typed: str, field: str) -> str:
    """The thirteen digits."""
    digits = re.sub(r"[^0-9X]", "", typed.upper())
    if len(digits) == 10 and re.fullmatch("[0-9]{9}[0-9X]", digits) and _adds_up_to_11(digits):
        return _with_check_digit(f"978{digits[:9]}")
    if len(digits) == 13 and digits.isdigit() and _with_check_digit(digits[:12]) == digits:
        return digits
    raise Invalid(plain("The digits of this ISBN do not add up. Look at it again."), field)


def _adds_up_to_11(digits: str) -> bool:
    """ISO 2108, the older form: the digits, weighed 10 to 1, are a multiple of 11; an X is 10."""
    return sum((10 - place) * (10 if one == "X" else int(one)) for place, one in enumerate(digits)) % 11 == 0


def _with_check_digit(twelve: str) -> str:
    """ISO 2108: the digits, weighed 1 and 3 in turn, are a multiple of 10."""
    return f"{twelve}{-sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(twelve)) % 10}"
