"""The page to ask on as the first HTML has it: what it is for, and the outline of its form, which needs scripts."""

import htpy as h

from debate_app.web.first import made
from debate_app.web.first.document import document
from debate_app.web.first.made import Made
from debate_app.web.first.shell import shell
from debate_app.web.found import head
from debate_app.words import plain


def ask_page(origin: str) -> Made:
    """The page, the same for everybody."""
    title, lead = (
        plain("Ask a question"),
        plain("A good one is short, open, and matters to people who disagree about it."),
    )
    first = shell(
        h.h1("#ask")[title],
        h.p(".lead")[lead],
        h.p(".notice.no-scripts")[plain("Asking needs scripts, and they are off in this browser.")],
        h.div(".outline", aria_hidden="true")[(h.i(f".bone.{shape}") for shape in ("title", "lines", "title", "box"))],
        extra="narrow",
    )
    told = head.plain(title, lead, "/ask/", origin)
    return made.of(document(plain("Ask a question · Debate"), told, first, "ask").encode())
