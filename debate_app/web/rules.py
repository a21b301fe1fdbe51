"""Who may do what: the table that every act is checked against, as a page."""

import htpy as h
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app.domain.permissions import TABLE, Standing
from debate_app.web import document, visits
from debate_app.words import plain


async def rules(request: Request) -> Response:
    """The table."""
    visit = await visits.visit(request)
    return document.page(
        visit,
        plain("Who may do what"),
        h.p[
            plain(
                "A guest has no account, a participant has one, the author wrote the very thing that it is about; "
                "moderators and admins are appointed. Whoever is several of these may do what any of them may."
            )
        ],
        h.div(".scrolls", tabindex="0", role="region", aria_label=plain("Who may do what"))[_table()],
        h.p[
            plain(
                "“If a voter” and “if a writer”: as the question's settings say, for everybody, for people with an "
                "account, or for moderators; moderators always count as both."
            )
        ],
        h.p[
            plain(
                "While a question is not open yet, or is closed, nobody votes or writes in it. While a text is "
                "locked or hidden, only moderators write there. Whoever is suspended reads, and appeals."
            )
        ],
    )


def _table() -> h.Element:
    return h.table[
        h.thead[h.tr[h.th(scope="col")[plain("To …")], [h.th(scope="col")[plain(one)] for one in Standing]]],
        h.tbody[
            [
                h.tr[h.th(scope="row")[plain(action)], [h.td[plain(grant)] for grant in grants]]
                for action, grants in TABLE.items()
            ]
        ],
    ]


ROUTES = [Route("/rules", rules)]
