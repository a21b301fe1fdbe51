"""A viewpoint: title, author, text, sources, votes, conversation."""

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import Credit, ParagraphText, SourceText, Talk, ViewpointText
from debate_app.web.first import people
from debate_app.web.first.conversation import conversation
from debate_app.web.first.paragraphs import paragraph
from debate_app.web.first.parts import in_its_place, opener
from debate_app.web.first.proposals import proposals
from debate_app.web.first.shown import Shown
from debate_app.web.first.sources import doubting, sources
from debate_app.web.first.votes import more_votes, vote_buttons
from debate_app.words import plain, plain_many


def viewpoint_card(viewpoint: ViewpointText, talk: Talk, shown: Shown) -> Node:
    """The whole card or, where its words are not shown, what stands in its place."""
    title_id = f"title-of-{viewpoint.id}"
    card = h.article(".card", id=f"viewpoint-{viewpoint.id}", aria_labelledby=title_id)
    if not viewpoint.title:
        return card[h.header[h.h3(id=title_id)[plain("Hidden viewpoint")]], in_its_place(viewpoint.hidden)]
    may_write = shown.may_write(viewpoint)

    def doubt(source: SourceText) -> Node:
        return doubting(source, viewpoint, may_write=may_write)

    return card[
        _head(viewpoint, title_id),
        proposals(f"title-{viewpoint.id}", viewpoint, talk, shown),
        (_paragraph(text, viewpoint, talk, shown) for text in viewpoint.paragraphs),
        sources(viewpoint.sources, viewpoint.id, beside=doubt),
        proposals(f"sources-{viewpoint.id}", viewpoint, talk, shown),
        vote_buttons(viewpoint, shown),
        more_votes(viewpoint, shown),
        conversation(viewpoint, talk, shown),
    ]


def _head(viewpoint: ViewpointText, title_id: str) -> Node:
    more = plain("More for “{title}”", title=viewpoint.title)
    return h.header[
        h.h3(id=title_id, dir="auto", lang=viewpoint.language)[h.a(href=f"#viewpoint-{viewpoint.id}")[viewpoint.title]],
        h.p(".quiet.byline")[
            people.name(viewpoint.author),
            " · ",
            people.day(viewpoint.created_at),
            opener(plain("More"), f"about-{viewpoint.id}", "tool", more),
        ],
        words_by(viewpoint),
        h.p(".quiet")[plain("Locked by a moderator: it can be read and voted on.")] if viewpoint.locked else None,
    ]


def words_by(viewpoint: ViewpointText) -> Node:
    """Whose words these are, where they are more than one person's."""
    if len(viewpoint.credits) < 2:
        return None
    return h.p(".quiet.credits")[plain("Words by"), " ", map(_credit, viewpoint.credits)]


def _credit(credit: Credit) -> Node:
    return h.span[people.name(credit.person), " ", h.bdi[plain("{share}%", share=credit.share)]]


def _paragraph(text: ParagraphText, viewpoint: ViewpointText, talk: Talk, shown: Shown) -> Node:
    return h.div(".part")[
        h.div(".paragraph", dir="auto")[
            paragraph(text, viewpoint.id, lang=viewpoint.language), " ", _tools(text, viewpoint, talk, shown)
        ],
        proposals(f"paragraph-{text.id}", viewpoint, talk, shown),
    ]


def _tools(text: ParagraphText, viewpoint: ViewpointText, talk: Talk, shown: Shown) -> Node:
    edit, more = (
        plain("Edit paragraph {number}", number=text.number),
        plain("More for paragraph {number}", number=text.number),
    )
    remarks = dict(talk.remarks).get(text.id, 0)
    told = plain_many("{count} comment", "{count} comments", remarks)
    return h.span(".paragraph-tools")[
        opener(plain("Edit"), f"change-{text.id}", "tool", edit) if shown.may_write(viewpoint) else None,
        opener(plain("More"), f"more-{text.id}", "tool", more),
        opener(told, f"remarks-{text.id}", "tool") if remarks else None,
    ]
