"""The whole document: the built page, with a title, what else the head says, and the first page before all scripts."""

import htpy as h
from htpy import Node
from markupsafe import Markup

from debate_app.web import shell
from debate_app.web.first import early


def document(title: str, head: Node, first: Node, route: str) -> str:
    """The HTML under this title. ``route`` is how the live page's own route begins, so that its code is fetched
    at once."""
    told = Markup("<title>{}</title>").format(title) + str_of(head)
    return shell.with_inside(early.element() + told, str_of(first), route)


def str_of(node: Node) -> Markup:
    """The node as HTML."""
    return Markup(str(h.fragment[node]))  # noqa: S704 - htpy has escaped it
