"""What a text would look like on the page, before anybody has sent it."""

from collections.abc import Sequence

from debate_app.domain import limits, links, texts
from debate_app.domain.refused import Refused
from debate_app.domain.snapshot import ParagraphText, SourceText


def sources(addresses: Sequence[str]) -> list[SourceText]:
    """The addresses that can be opened, each under the number that it has in the form."""
    shown: list[SourceText] = []
    for number, address in enumerate(addresses[: limits.SOURCES], 1):
        try:
            shown.append(links.source(number, texts.plain(address), None))
        except Refused:
            continue
    return shown


def paragraphs(written: Sequence[str], addresses: Sequence[str]) -> list[ParagraphText]:
    """The paragraphs with their marks; those that say nothing are left out."""
    labels = [None] * min(len(addresses), limits.SOURCES)
    return [
        ParagraphText(0, number, links.pieces(texts.plain(text), labels))
        for number, text in enumerate(written[: limits.PARAGRAPHS], 1)
        if not texts.is_blank(text)
    ]
