"""Reads a page's ``<head>``: title, meta elements, language, linked data. In bounded time, whatever comes.

lxml's events, not its tree: what nobody asks for is never kept. A page that nests without an end is given up.
"""

import re
from collections import defaultdict

from lxml import etree

from debate_app.clients.sources import charsets, described, linked_data
from debate_app.clients.sources.answers import SourceType
from debate_app.clients.sources.described import Described
from debate_app.clients.sources.linked_data import Work

END = re.compile(rb"</head", re.IGNORECASE)
"""Where reading may stop, in most encodings."""

_END = re.compile(r"</head", re.IGNORECASE)
_MOST_DEPTH = 500
_MOST_CHARACTERS = 4_000
_MOST_SCRIPT_CHARACTERS = 64_000
_MOST_SCRIPTS = 8
_MOST_VALUES = 20
_BIT_CHARACTERS = 8 * 1024
_TITLES = ("citation_title", "og:title", "twitter:title", "dc.title", "dcterms.title")
_SITES = ("citation_journal_title", "og:site_name", "citation_conference_title", "application-name")
_AUTHORS = ("article:author", "author", "dc.creator", "dcterms.creator", "parsely-author")
_DATES = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "article:published_time",
    "og:article:published_time",
    "book:release_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "datepublished",
    "parsely-pub-date",
    "date",
)
_LANGUAGES = ("citation_language", "dc.language", "og:locale", "content-language")
_TYPES = {
    "citation_journal_title": SourceType.ARTICLE,
    "citation_conference_title": SourceType.ARTICLE,
    "citation_technical_report_institution": SourceType.REPORT,
    "citation_dissertation_institution": SourceType.DOCUMENT,
    "citation_isbn": SourceType.BOOK,
}
_OPEN_GRAPH_TYPES = {"article": SourceType.ARTICLE, "book": SourceType.BOOK, "video": SourceType.VIDEO}
_KEPT = frozenset((*_TITLES, *_SITES, *_AUTHORS, *_DATES, *_LANGUAGES, *_TYPES, "citation_author", "og:type"))


class _Enough(Exception):
    """There is no use in reading on."""


class _Head:
    """What lxml calls while it reads."""

    def __init__(self) -> None:
        self.metas: defaultdict[str, list[str]] = defaultdict(list)
        self.title = ""
        self.language = ""
        self.scripts: list[str] = []
        self._depth = 0
        self._open = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise _Enough
        self._open = ""
        if tag == "html":
            self.language = self.language or attributes.get("lang", "")
        elif tag == "meta":
            self._take(attributes)
        elif tag == "title" and not self.title.strip():
            self._open = "title"
        elif tag == "script" and len(self.scripts) < _MOST_SCRIPTS and _is_linked_data(attributes):
            self.scripts.append("")
            self._open = "script"

    def end(self, _tag: str) -> None:
        self._depth -= 1
        self._open = ""

    def data(self, text: str) -> None:
        if self._open == "title":
            self.title += text[: max(0, _MOST_CHARACTERS - len(self.title))]
        elif self._open == "script":
            self.scripts[-1] += text[: max(0, _MOST_SCRIPT_CHARACTERS - len(self.scripts[-1]))]

    def close(self) -> None:
        """Nothing to hand over: the reader keeps this object."""

    def _take(self, attributes: dict[str, str]) -> None:
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attributes.get(key, "")[:60].strip().lower()
            if name in _KEPT and len(self.metas[name]) < _MOST_VALUES:
                self.metas[name].append(attributes.get("content", "")[:_MOST_CHARACTERS])
                return

    def values(self, names: tuple[str, ...]) -> list[str]:
        return [value for name in names for value in self.metas.get(name, ())]


def read(data: bytes, charset: str) -> Described:
    """What the page says about itself, as far as its first bytes tell."""
    head = _parsed(charsets.text(data, charset))
    work = linked_data.read(head.scripts)
    return Described(
        title=described.line([*head.values(_TITLES), work.title, head.title], described.TITLE_CHARACTERS),
        site=described.line([*head.values(_SITES), work.publisher], described.SITE_CHARACTERS),
        author=_authors(head, work),
        published=described.published([*head.values(_DATES[:3]), work.published, *head.values(_DATES[3:])]),
        language=described.language([head.language, work.language, *head.values(_LANGUAGES)]),
        type=_type(head, work),
    )


def _is_linked_data(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "")[:100].strip().lower() == "application/ld+json"


def _parsed(text: str) -> _Head:
    head = _Head()
    parser = etree.HTMLParser(target=head, encoding="utf-8", no_network=True)
    end = _END.search(text)
    shown = (text[: end.start()] if end else text).replace("\0", "")
    try:
        # Bit by bit: what the head's methods raise only ends the bit that is being read.
        for start in range(0, len(shown), _BIT_CHARACTERS):
            parser.feed(shown[start : start + _BIT_CHARACTERS].encode("utf-8", "replace"))
        parser.close()
    except (_Enough, etree.LxmlError):
        return head
    return head


def _authors(head: _Head, work: Work) -> str:
    spoken = [re.sub(r"^([^,;]+), ([^,;]+)$", r"\2 \1", name) for name in head.values(("citation_author",))]
    for names in (spoken, work.authors, *(head.values((name,)) for name in _AUTHORS)):
        if told := described.authors(names):
            return told
    return ""


def _type(head: _Head, work: Work) -> SourceType:
    cited = next((kind for name, kind in _TYPES.items() if name in head.metas), None)
    shared = next((_OPEN_GRAPH_TYPES.get(value.partition(".")[0].lower()) for value in head.values(("og:type",))), None)
    return cited or work.type or shared or SourceType.PAGE
