"""What writers are offered as sources."""

import reflex as rx

from debate_app.domain.snapshot import ViewpointText
from debate_app.state.visitor import Visitor
from debate_app.ui.browser import KnownSources, SourceOffer
from debate_app.ui.debate import VIEWPOINTS
from debate_app.ui.words import say


def pasted(viewpoint: rx.Var[ViewpointText], *, cites: bool) -> rx.Component:
    """To make a link a source of the viewpoint that was pasted into a text of it or, unless it ``cites``, about it."""
    return SourceOffer.create(
        sources=viewpoint.sources,
        part=f"sources-{viewpoint.id}",
        person=Visitor.person,
        about=say("The sources of “{title}”", title=viewpoint.title),
        cites=cites,
    )


def pasted_beside_sources() -> rx.Component:
    """The same in a form that has a field for sources."""
    return SourceOffer.create(sources=[], part="", person="", about="", cites=True)


def known(field: str) -> rx.Component:
    """What the debate's viewpoints rest on, for the field of this name."""
    return KnownSources.create(viewpoints=VIEWPOINTS, name=field)
