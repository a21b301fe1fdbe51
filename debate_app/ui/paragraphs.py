"""A viewpoint's text with its footnote marks."""

import reflex as rx

from debate_app.domain.snapshot import ParagraphText, Piece, Talk, ViewpointText
from debate_app.ui.links import link
from debate_app.ui.translated import TranslatedText, corrected, paragraph_text
from debate_app.ui.words import say


def paragraph(text: rx.Var[ParagraphText], viewpoint_id: rx.Var[int], **more: rx.Var[str] | str) -> rx.Component:
    """A paragraph, at an address of its own; one of a preview has none yet."""
    return rx.el.p(
        _pieces(text, viewpoint_id),
        rx.cond(text.id > 0, _own_link(text)),
        id=f"paragraph-{text.id}",
        key=text.id,
        class_name="text",
        **more,
    )


def translated_paragraph(
    text: rx.Var[ParagraphText], viewpoint: rx.Var[ViewpointText], talk: rx.Var[Talk]
) -> rx.Component:
    """The same, in the reader's language where they want that."""
    return TranslatedText.create(
        rx.fragment(_pieces(text, viewpoint.id)),
        _own_link(text),
        kind="p",
        place=f"paragraph-{text.id}",
        of=paragraph_text(text),
        corrected=corrected(talk, f"paragraph-{text.id}"),
        viewpoint=viewpoint.id,
        lang=viewpoint.language,
        id=f"paragraph-{text.id}",
        key=text.id,
        class_name="text",
    )


def _pieces(text: rx.Var[ParagraphText], viewpoint_id: rx.Var[int]) -> rx.Component:
    return rx.foreach(text.pieces, lambda piece: _piece(piece, viewpoint_id))


def _own_link(text: rx.Var[ParagraphText]) -> rx.Component:
    return link(
        href=f"#paragraph-{text.id}",
        aria_label=say("Link to paragraph {number}", number=text.number),
        class_name="own-link",
    )


def _piece(piece: rx.Var[Piece], viewpoint_id: rx.Var[int]) -> rx.Component:
    mark = rx.el.sup(
        link(
            piece.text,
            href=f"#source-{viewpoint_id}-{piece.source}",
            aria_label=say("Source {number}", number=piece.source),
        )
    )
    return rx.cond(piece.source > 0, mark, rx.fragment(piece.text))
