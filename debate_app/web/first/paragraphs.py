"""A viewpoint's text with its footnote marks, and the sources that they lead to."""

from collections.abc import Sequence

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import ParagraphText, Piece, SourceText
from debate_app.words import plain


def paragraph(text: ParagraphText, viewpoint_id: int, **more: str | None) -> Node:
    """A paragraph, at an address of its own; ``more`` are attributes."""
    return h.p(".text", more, id=f"paragraph-{text.id}")[
        (_piece(piece, viewpoint_id) for piece in text.pieces),
        h.a(
            ".own-link",
            href=f"#paragraph-{text.id}",
            aria_label=plain("Link to paragraph {number}", number=text.number),
        ),
    ]


def sources(listed: Sequence[SourceText], viewpoint_id: int, heading: h.Element = h.h4) -> Node:
    """The sources as a numbered list of links, under a ``heading`` of its level; nothing where there is none."""
    if not listed:
        return None
    return h.div(".sources")[heading[plain("Sources")], h.ol[(_source(source, viewpoint_id) for source in listed)]]


def _piece(piece: Piece, viewpoint_id: int) -> Node:
    if not piece.source:
        return piece.text
    name = plain("Source {number}", number=piece.source)
    return h.sup[h.a(href=f"#source-{viewpoint_id}-{piece.source}", aria_label=name)[piece.text]]


def _source(source: SourceText, viewpoint_id: int) -> Node:
    return h.li(id=f"source-{viewpoint_id}-{source.number}")[
        h.a(href=source.href, rel="nofollow ugc noopener", dir="auto")[source.title],
        " ",
        h.span(".site")[source.site],
    ]
