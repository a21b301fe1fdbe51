"""Reads JSON-LD (schema.org) as pages carry it: the one work that the page is about, in bounded time and depth."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import Any

from debate_app.clients.sources.answers import SourceType
from debate_app.clients.sources.loose import Json, fields, listed, parsed

_MOST_NODES = 2_000
_MOST_NAMES = 20
# In the order in which a page that has several is about them.
_TYPES = {
    "Article": SourceType.ARTICLE,
    "NewsArticle": SourceType.ARTICLE,
    "ReportageNewsArticle": SourceType.ARTICLE,
    "AnalysisNewsArticle": SourceType.ARTICLE,
    "OpinionNewsArticle": SourceType.ARTICLE,
    "BackgroundNewsArticle": SourceType.ARTICLE,
    "ScholarlyArticle": SourceType.ARTICLE,
    "MedicalScholarlyArticle": SourceType.ARTICLE,
    "TechArticle": SourceType.ARTICLE,
    "BlogPosting": SourceType.ARTICLE,
    "LiveBlogPosting": SourceType.ARTICLE,
    "Report": SourceType.REPORT,
    "Dataset": SourceType.DATASET,
    "Book": SourceType.BOOK,
    "VideoObject": SourceType.VIDEO,
}
_RANK = {name: rank for rank, name in enumerate(_TYPES)}


@dataclass(frozen=True, slots=True)
class Work:
    """What is said of the work: strings as they came, or whatever else came in their place."""

    type: SourceType | None = None
    title: Any = ""
    publisher: Any = ""
    authors: tuple[Any, ...] = ()
    published: Any = ""
    language: Any = ""


def read(scripts: Iterable[str]) -> Work:
    """The work that the scripts describe; an empty one where they describe none."""
    works = [(rank, number, node) for number, (rank, node) in enumerate(_works(scripts))]
    if not works:
        return Work()
    rank, _, node = min(works, key=lambda work: work[:2])
    return Work(
        type=[*_TYPES.values()][rank],
        title=node.get("headline") or node.get("name"),
        publisher=_name(node.get("publisher")),
        authors=tuple(map(_name, listed(node.get("author"), _MOST_NAMES))),
        published=node.get("datePublished"),
        language=node.get("inLanguage"),
    )


def _works(scripts: Iterable[str]) -> Generator[tuple[int, Json]]:
    waiting = [parsed(script) for script in scripts][::-1]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, list):
            waiting += listed(node, _MOST_NODES)[::-1]
            continue
        told = fields(node)
        names = [name for name in listed(told.get("@type"), _MOST_NAMES) if isinstance(name, str)]
        if ranks := [_RANK[name] for name in names if name in _RANK]:
            yield min(ranks), told
        waiting += [told[key] for key in ("mainEntity", "@graph") if key in told]


def _name(value: Any) -> Any:
    return fields(value).get("name") if isinstance(value, dict) else value
