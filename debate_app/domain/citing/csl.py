"""CSL-JSON, as citation programs take it: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html"""

import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from debate_app.domain.citations import Work
from debate_app.domain.citing.identified import doi, isbn

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "article": "article",
        "book": "book",
        "report": "report",
        "dataset": "dataset",
        "video": "motion_picture",
        "image": "graphic",
        "document": "document",
    }
)


def written(works: Iterable[Work]) -> str:
    """The works as one JSON array."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False, indent=2) + "\n"


def _item(work: Work) -> dict[str, Any]:
    source = work.source
    told: dict[str, Any] = {
        "id": work.key,
        "type": _TYPES.get(source.kind, "webpage"),
        "title": source.title,
        "author": [{"literal": name} for name in filter(None, source.author.split("; "))],
        "issued": _date(source.published),
        "accessed": _date(source.looked_up_at[:10]),
        "container-title": source.site,
        "language": source.language,
        "URL": source.href,
        "DOI": doi(source.href),
        "ISBN": isbn(source.href),
    }
    return {name: value for name, value in told.items() if value}


def _date(day: str) -> dict[str, Any] | None:
    """A day, a month or a year."""
    parts = [int(part) for part in day.split("-")] if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", day) else []
    return {"date-parts": [parts]} if parts else None
