"""A viewpoint's text with its footnote marks, and the sources that they lead to."""


import reflex as rx

from debate_app.domain.snapshot import ParagraphText, Piece, SourceText
from debate_app.ui.links import link
from debate_app.ui.words import say


def paragraph(text: rx.Var[ParagraphText], viewpoint_id: rx.Var[int], **more: rx.Var[str] | str) -> rx.Component:
    """A paragraph, at an address of its own; one of a preview has none yet."""
    own_link = link(
        href=f"#paragraph-{text.id}",
        aria_label=say("Link to paragraph {number}", number=text.number),
        class_name="own-link",
    )
    return rx.el.p(
        rx.foreach(text.pieces, lambda piece: _piece(piece, viewpoint_id)),
        rx.cond(text.id > 0, own_link),
        id=f"paragraph-{text.id}",
        key=text.id,
        class_name="text",
        **more,
    )


def sources(listed: rx.Var[list[SourceText]], viewpoint_id: rx.Var[int]) -> rx.Component:
    """The sources as a numbered list of links; nothing where there is none."""
    return rx.cond(
        listed.length() > 0,
        rx.el.div(
            rx.el.h4(say("Sources")),
            rx.el.ol(rx.foreach(listed, lambda source: _source(source, viewpoint_id))),
            class_name="sources",
        ),
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


def _source(source: rx.Var[SourceText], viewpoint_id: rx.Var[int]) -> rx.Component:
    return rx.el.li(
        link(source.title, href=source.href, rel="nofollow ugc noopener", dir="auto"),
        " ",
        rx.el.span(source.site, class_name="site"),
        id=f"source-{viewpoint_id}-{source.number}",
        key=source.number,
    )
