"""The page for an address that leads nowhere, which needs no scripts."""

import htpy as h

from debate_app.web import shell
from debate_app.web.first.home import search
from debate_app.web.first.shell import surrounded
from debate_app.words import plain


def not_found() -> str:
    """What happened, and where to go from here."""
    content = surrounded(
        h.h1[plain("There is no such page.")],
        h.p(".text")[plain("The address may be incomplete, or the question was never asked.")],
        search(""),
        h.p[h.a(".button", href="/")[plain("See all questions")]],
        extra="narrow",
    )
    title = h.title[plain("Not found · Debate")]
    return str(h.html(shell.attributes())[h.head[shell.styles(), title], h.body[content]])
