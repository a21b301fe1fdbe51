"""A viewpoint's text with its footnote marks."""

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import ParagraphText, Piece
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


def _piece(piece: Piece, viewpoint_id: int) -> Node:
    if not piece.source:
        return piece.text
    name = plain("Source {number}", number=piece.source)
    return h.sup[h.a(href=f"#source-{viewpoint_id}-{piece.source}", aria_label=name)[piece.text]]
