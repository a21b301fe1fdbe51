"""What surrounds every page: skip link, top bar, main part, footer."""

import htpy as h
from htpy import Node

from debate_app.web.footer import footer
from debate_app.web.shell import SITE
from debate_app.words import plain


def shell(*content: Node, extra: str, sign_in: str = "/sign-in") -> Node:
    """A page with ``content`` in its main part, until the live page takes its place; ``extra`` is a class of that
    part."""
    return h.Element("first-page")[surrounded(*content, extra=extra, sign_in=sign_in)]


def surrounded(*content: Node, extra: str, sign_in: str = "/sign-in") -> Node:
    """The same of a page that stays as it is."""
    return h.fragment[
        h.a(".skip", href="#content")[plain("Skip to the content")],
        h.header(".top")[
            h.a(".brand", href="/")[h.span(".mark", aria_hidden="true"), SITE],
            h.p(".spoken", role="status"),
            h.nav(aria_label=plain("Site"))[
                h.a(".button.quiet-button", href="/ask")[
                    h.span(".full")[plain("Ask a question")], h.span(".brief")[plain("Ask")]
                ],
                h.a(".button.quiet-button", href=sign_in)[plain("Sign in")],
            ],
        ],
        h.main(f"#content.page.{extra}", tabindex="-1")[content],
        footer(),
    ]
