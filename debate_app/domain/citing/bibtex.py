"""BibTeX, in UTF-8 as BibLaTeX reads it: every text is shown as it is, whatever signs are in it."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from debate_app.domain.citations import Work
from debate_app.domain.citing.identified import arxiv, doi, isbn

MEDIA_TYPE = "application/x-bibtex"

_TYPES: Mapping[str, str] = MappingProxyType(
    {"article": "article", "book": "book", "report": "report", "dataset": "dataset", "document": "misc"}
)
_ESCAPED = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts every brace, escaped or not
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
_IN_ADDRESS = MappingProxyType({"{": "%7B", "}": "%7D", "\\": "%5C"})


def written(works: Iterable[Work]) -> str:
    """One entry for each work."""
    return "\n".join(_entry(work) for work in works)


def _entry(work: Work) -> str:
    source = work.source
    names = [_name(name) for name in source.author.split("; ") if name]
    told = {
        "title": f"{{{_text(source.title)}}}",  # no style may change the case of another language
        "author": " and ".join(names),
        "date": source.published[:10],
        "year": source.published[:4],
        "journal" if source.kind == "article" else "organization": _text(source.site),
        "langid": source.language,
        "doi": _address(doi(source.href)),
        "isbn": isbn(source.href),
        "eprint": _address(arxiv(source.href)),
        "url": _address(source.href),
        "urldate": source.looked_up_at[:10],
    }
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in told.items() if value)
    return f"@{_TYPES.get(source.kind, 'online')}{{{work.key}{lines}\n}}\n"


def _name(name: str) -> str:
    """A name as it is spoken; one that BibTeX would take for two, or turn round, stays whole."""
    whole = "," in name or " and " in f" {name.lower()} "
    return f"{{{_text(name)}}}" if whole else _text(name)


def _text(text: str) -> str:
    return re.sub(r"[\\{}~^&%$#_]", lambda sign: _ESCAPED[sign[0]], " ".join(text.split()))


def _address(address: str) -> str:
    """An address is taken as it is written; only braces and backslashes would end the field."""
    return re.sub(r"[{}\\]", lambda sign: _IN_ADDRESS[sign[0]], address)
