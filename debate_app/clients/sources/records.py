"""Reads the record of a DOI: CSL-JSON, as doi.org's agencies answer when they are asked for it."""

import html
import re
from typing import Any

from debate_app.clients.sources import described
from debate_app.clients.sources.answers import SourceType
from debate_app.clients.sources.described import Described
from debate_app.clients.sources.loose import Json, fields, listed, parsed

MEDIA_TYPES = ("application/vnd.citationstyles.csl+json", "application/citeproc+json")
HOSTS = ("doi.org", "www.doi.org", "dx.doi.org")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,100}>")
_MOST_PEOPLE = 20
_TYPES = {
    "book": SourceType.BOOK,
    "monograph": SourceType.BOOK,
    "edited-book": SourceType.BOOK,
    "reference-book": SourceType.BOOK,
    "report": SourceType.REPORT,
    "dataset": SourceType.DATASET,
    "figure": SourceType.IMAGE,
    "graphic": SourceType.IMAGE,
    "motion_picture": SourceType.VIDEO,
    "webpage": SourceType.PAGE,
    "thesis": SourceType.DOCUMENT,
    "dissertation": SourceType.DOCUMENT,
    "manuscript": SourceType.DOCUMENT,
}


def read(data: bytes) -> Described | None:
    """What the record says, or None when it is none."""
    record = fields(parsed(data))
    if not record:
        return None
    sites = [*_texts(record.get("container-title")), *_texts(record.get("publisher"))]
    return Described(
        title=described.line(_texts(record.get("title")), described.TITLE_CHARACTERS),
        site=described.line(sites, described.SITE_CHARACTERS),
        author=described.authors(_names(record.get("author") or record.get("editor"))),
        published=described.published(_date(record.get(key)) for key in ("issued", "published", "created")),
        language=described.language([record.get("language")]),
        type=_TYPES.get(str(record.get("type"))[:40], SourceType.ARTICLE),
    )


def _texts(value: Any) -> list[str]:
    """Titles come as a text or a list of them, with a little markup in them."""
    return [html.unescape(_TAG.sub("", text[:4_000])) for text in listed(value, 5) if isinstance(text, str)]


def _names(people: Any) -> list[str]:
    return [_name(fields(person)) for person in listed(people, _MOST_PEOPLE)]


def _name(person: Json) -> str:
    parts = [person.get(key) for key in ("given", "non-dropping-particle", "family", "suffix")]
    spoken = " ".join(part for part in parts if isinstance(part, str))
    return spoken or next((whole for key in ("literal", "name") if isinstance(whole := person.get(key), str)), "")


def _date(value: Any) -> str:
    told = fields(value)
    parts = listed(next(iter(listed(told.get("date-parts"), 1)), None), 3)
    if parts and all(re.fullmatch("[0-9]{1,4}", str(part)) for part in parts):
        return "-".join(map(str, parts))
    return raw if isinstance(raw := told.get("raw"), str) else ""
