"""Atom documents (RFC 4287): how they are written, whatever they tell.

Identifiers are made from what an entry is and the moment it began, not from its address: a site may move to another
host, or be reached under several, and a reader's program still knows which entries it has shown. The moment tells two
sites' entries apart.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from debate_app.domain.snapshot import Person
from debate_app.web.found.excerpts import clean
from debate_app.words import plain

MEDIA_TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_IDS = uuid.UUID("5b0c3c1e-7d5e-5d0e-9f0a-6f3a2f6b8c11")


@dataclass(frozen=True)
class Entry:
    """One entry; ``content`` are XHTML elements, made by ``element``."""

    id: str
    title: str
    author: Person
    published: str
    updated: str
    link: str
    language: str = ""
    content: list[Element] = field(default_factory=list)


@dataclass(frozen=True)
class Feed:
    """A feed: where it is itself (``address``), and the page that tells the same (``link``). Its title may be in
    another language than the words of ours in it."""

    id: str
    title: str
    subtitle: str
    updated: str
    address: str
    link: str
    language: str
    entries: tuple[Entry, ...]
    title_language: str = ""


def id_of(kind: str, row_id: int, began_at: str) -> str:
    """The identifier of something in the debate, for ever."""
    return f"urn:uuid:{uuid.uuid5(_IDS, f'{kind} {row_id} {began_at}')}"


def moment(at: str) -> datetime:
    """A time of the tables; a day counts from its beginning."""
    when = datetime.fromisoformat(at)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def http_date(at: str) -> str:
    """The time as headers have it."""
    return format_datetime(moment(at), usegmt=True)


def element(tag: str, text: str = "", given: Mapping[str, str] | None = None) -> Element:
    """An XHTML element of a content."""
    made = Element(tag, {name: clean(value) for name, value in (given or {}).items()})
    made.text = clean(text)
    return made


def written(feed: Feed) -> bytes:
    """The document."""
    root = Element("feed", {"xmlns": _ATOM, **_language(feed.language)})
    SubElement(root, "title", _language(feed.title_language)).text = clean(feed.title)
    _texts(root, {"id": feed.id, "subtitle": feed.subtitle, "updated": _date(feed.updated)})
    SubElement(root, "link", {"rel": "self", "type": MEDIA_TYPE, "href": feed.address})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.link})
    root.extend(map(_entry, feed.entries))
    return tostring(root, encoding="utf-8", xml_declaration=True)


def newest(times: Iterable[str]) -> str:
    """The last of these times; of a day and a moment in it the moment."""
    return max(times, key=moment)


def _entry(entry: Entry) -> Element:
    made = Element("entry", _language(entry.language))
    told = {"id": entry.id, "title": entry.title, "published": _date(entry.published), "updated": _date(entry.updated)}
    _texts(made, told)
    _texts(SubElement(made, "author"), {"name": entry.author.name or plain("a former participant")})
    SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": entry.link})
    content = SubElement(SubElement(made, "content", {"type": "xhtml"}), "div", {"xmlns": _XHTML})
    content.extend(entry.content)
    return made


def _texts(parent: Element, told: Mapping[str, str]) -> None:
    for tag, text in told.items():
        SubElement(parent, tag).text = clean(text)


def _language(language: str) -> dict[str, str]:
    return {"xml:lang": language} if language else {}


def _date(at: str) -> str:
    return moment(at).isoformat().replace("+00:00", "Z")
