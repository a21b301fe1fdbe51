"""Who may do what: the table that every act is checked against, as a page."""

import htpy as h
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app.domain.permissions import NOTES, TABLE, WHO, Standing
from debate_app.rates import Kind
from debate_app.web import document, visits
from debate_app.web.spending import spend_http
from debate_app.words import plain


async def rules(request: Request) -> Response:
    """The table."""
    await spend_http(request, Kind.PAGE)
    visit = await visits.visit(request)
    return document.page(
        visit,
        plain("Who may do what"),
        h.p[plain(WHO)],
        h.div(".scrolls", tabindex="0", role="region", aria_label=plain("Who may do what"))[_table()],
        [h.p[plain(note)] for note in NOTES],
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
