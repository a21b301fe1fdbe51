"""A viewpoint's sources: where each leads, what it says about itself, and how many doubt that it supports the text."""

from collections.abc import Callable, Sequence

import htpy as h
from htpy import Node

from debate_app.domain.snapshot import SourceText, ViewpointText
from debate_app.web.first import people
from debate_app.web.first.parts import opener
from debate_app.words import plain, plain_many

_PLACES = 100
REL = "nofollow ugc noopener"


def sources(
    listed: Sequence[SourceText],
    viewpoint_id: int,
    heading: h.Element = h.h4,
    beside: Callable[[SourceText], Node] = lambda _: None,
) -> Node:
    """The sources as a numbered list of links, under a ``heading`` of its level, with what stands ``beside`` each;
    nothing where there is none."""
    if not listed:
        return None
    return h.div(".sources")[
        heading[plain("Sources")], h.ol[(_source(source, viewpoint_id, beside(source)) for source in listed)]
    ]


def doubting(source: SourceText, viewpoint: ViewpointText, *, may_write: bool) -> Node:
    """How many readers doubt it, and where one does."""
    name = plain("Doubt source {number}", number=source.number)
    return h.fragment[
        doubts(source.doubts),
        opener("…", f"doubt-{viewpoint.id * _PLACES + source.number}", "tool", name) if may_write else None,
    ]


def doubts(count: int) -> Node:
    """How many readers doubt a source."""
    counted = plain_many("{count} reader doubts it", "{count} readers doubt it", count)
    return h.span(".doubts")[counted] if count else None


def described(source: SourceText) -> Node:
    """Its title, which leads there, and what it says about itself."""
    return h.fragment[
        h.a(href=source.href, rel=REL, dir="auto", lang=source.language)[source.title],
        " — ",
        h.span(".site", dir="auto")[source.site],
        h.span(".site")[source.host] if source.site != source.host else None,
        h.span(".made", dir="auto")[source.author] if source.author else None,
        h.span(".made")[_published(source)] if source.published else None,
        _unreachable(source) if source.unreachable_since else None,
    ]


def _source(source: SourceText, viewpoint_id: int, beside: Node) -> Node:
    return h.li(id=f"source-{viewpoint_id}-{source.number}")[described(source), beside]


def _published(source: SourceText) -> Node:
    """A day as people say it, a month or a year as it came."""
    return people.day(source.published) if len(source.published) >= len("2026-11-23") else source.published


def _unreachable(source: SourceText) -> Node:
    return h.span(".unreachable")[
        plain("Not reachable since"),
        " ",
        people.day(source.unreachable_since),
        " ",
        h.a(href=source.archive, rel=REL)[plain("Copy in the web archive")],
    ]
