"""A source as it was typed, with what is known of it since somebody looked it up."""

from dataclasses import replace

from debate_app.domain import links
from debate_app.domain.snapshot import SourceText
from debate_app.domain.tables import Reference

ARCHIVE = "https://web.archive.org/web"


def described(source: SourceText, known: Reference | None, doubts: int = 0) -> SourceText:
    """The source with what it says about itself. A label that is words stays its title."""
    if known is None:
        return replace(source, doubts=doubts)
    named = known.title and (not source.label or links.is_mark(source.label))
    return replace(
        source,
        title=known.title if named else source.title,
        language=known.language if named else "",
        site=known.site or source.site,
        author=known.author,
        published=known.published,
        kind=known.kind,
        looked_up_at=known.looked_up_at or "",
        unreachable_since=known.unreachable_since or "",
        archive=archived(source.href, known),
        doubts=doubts,
    )


def archived(href: str, known: Reference) -> str:
    """Where the web archive has a copy of what can not be reached, from when it was last seen; else empty."""
    if not known.unreachable_since:
        return ""
    day = (known.looked_up_at or known.unreachable_since)[:10].replace("-", "")
    return f"{ARCHIVE}/{day}/{href}"
