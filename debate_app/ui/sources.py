"""A viewpoint's sources: where each leads, what it says about itself, and who doubts that it supports the text."""

from collections.abc import Callable

import reflex as rx

from debate_app.domain.snapshot import SourceText, ViewpointText
from debate_app.ui import people
from debate_app.ui.allowed import may_write
from debate_app.ui.browser import Opened, Opener, on_demand
from debate_app.ui.doubt_forms import doubt_form
from debate_app.ui.links import link
from debate_app.ui.words import say, say_many

Source = rx.Var[SourceText]
_PLACES = 100
"""More than a viewpoint has sources: so each form has a place of its own."""


def sources(
    listed: rx.Var[list[SourceText]],
    viewpoint_id: rx.Var[int],
    beside: Callable[[Source], rx.Component] = lambda _: rx.fragment(),
) -> rx.Component:
    """The sources as a numbered list of links, with what stands ``beside`` each; nothing where there is none."""
    return rx.cond(
        listed.length() > 0,
        rx.el.div(
            rx.el.h4(say("Sources")),
            rx.el.ol(rx.foreach(listed, lambda source: _source(source, viewpoint_id, beside(source)))),
            class_name="sources",
        ),
    )


def doubting(source: Source, viewpoint: rx.Var[ViewpointText]) -> rx.Component:
    """How many readers doubt it, and the form in which one does."""
    place = rx.Var.create(f"doubt-{viewpoint.id * _PLACES + source.number}")
    opener = Opener.create(
        "…", controls=place, class_name="tool", aria_label=say("Doubt source {number}", number=source.number)
    )
    counted = say_many("{count} reader doubts it", "{count} readers doubt it", source.doubts)
    return rx.fragment(
        rx.cond(source.doubts > 0, rx.el.span(counted, class_name="doubts")),
        rx.cond(may_write(viewpoint), opener),
        Opened.create(on_demand(doubt_form, source=source, viewpoint=viewpoint, place=place), part=place),
    )


def _source(source: Source, viewpoint_id: rx.Var[int], beside: rx.Component) -> rx.Component:
    return rx.el.li(
        link(source.title, href=source.href, rel="nofollow ugc noopener", dir="auto", lang=source.language),
        " — ",
        rx.el.span(source.site, class_name="site", dir="auto"),
        rx.cond(source.site != source.host, rx.el.span(source.host, class_name="site")),
        _described(source),
        rx.cond(source.unreachable_since, _unreachable(source)),
        beside,
        id=f"source-{viewpoint_id}-{source.number}",
        key=source.number,
    )


def _described(source: Source) -> rx.Component:
    """Who wrote it, and when: a day as people say it, a month or a year as it came."""
    day = rx.cond(source.published.length() >= len("2026-11-23"), people.day(source.published), source.published)
    return rx.fragment(
        rx.cond(source.author, rx.el.span(source.author, class_name="made", dir="auto")),
        rx.cond(source.published, rx.el.span(day, class_name="made")),
    )


def _unreachable(source: Source) -> rx.Component:
    return rx.el.span(
        say("Not reachable since"),
        " ",
        people.day(source.unreachable_since),
        " ",
        link(say("Copy in the web archive"), href=source.archive, rel="nofollow ugc noopener"),
        class_name="unreachable",
    )
