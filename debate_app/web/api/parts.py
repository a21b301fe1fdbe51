"""What several answers hold: names, what hides a text, paragraphs, sources."""

from collections.abc import Iterable

from debate_app.domain.snapshot import Hiding, ParagraphText, Person, SourceText
from debate_app.web.api import address
from debate_app.web.api.shapes import Hidden, Paragraph, Source


def link(origin: str, *steps: int | str) -> str:
    """The address of an answer: ``link(origin, "questions", 7)``."""
    return "/".join((f"{origin}{address.ROOT}", *map(str, steps)))


def name(person: Person) -> str | None:
    """The name that somebody writes under."""
    return person.name or None


def hidden(origin: str, hiding: Hiding) -> Hidden | None:
    """What hides a text, if anything does."""
    if not hiding.act_id:
        return None
    return Hidden(name(hiding.by), hiding.at, hiding.reason, f"{origin}/moderation/log/{hiding.act_id}")


def paragraphs(texts: Iterable[ParagraphText]) -> tuple[Paragraph, ...]:
    """Each in one piece."""
    return tuple(
        Paragraph(
            one.id,
            one.number,
            "".join(piece.text for piece in one.pieces),
            tuple(dict.fromkeys(piece.source for piece in one.pieces if piece.source)),
        )
        for one in texts
    )


def sources(texts: Iterable[SourceText]) -> tuple[Source, ...]:
    """Each with the address that it opens."""
    return tuple(map(source, texts))


def source(text: SourceText) -> Source:
    """The same of one."""
    return Source(
        text.number,
        text.href,
        text.site,
        text.title,
        author=text.author or None,
        published=text.published or None,
        language=text.language or None,
        kind=text.kind or None,
        looked_up_at=text.looked_up_at or None,
        unreachable_since=text.unreachable_since or None,
        archive=text.archive or None,
        doubts=text.doubts,
    )
