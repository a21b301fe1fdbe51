"""What follows when a browser was signed in or out: it holds another cookie, and everybody concerned is told."""

from collections.abc import Iterable

from starlette.responses import Response

from debate_app import live
from debate_app.domain import participants
from debate_app.domain.accounts import Entered
from debate_app.state import language
from debate_app.web import browsers, visits
from debate_app.web.visits import Visit


def browser_of(visit: Visit) -> str:
    """What the browser is called."""
    return browsers.label(visit.request.headers.get("user-agent", ""))


def entered(visit: Visit, outcome: Entered, to: str) -> Response:
    """The browser is signed in, and goes back to where it came from."""
    for question_id in outcome.changed:
        live.changed(question_id)
    for owner in outcome.owners:
        live.nudge(owner)
    spent([participants.hashed(visit.cookie)])
    response = visit.leave_for(visits.back_to(to), outcome.cookie)
    if outcome.language:
        language.choose(visit.request, response, outcome.language)
    return response


def left(visit: Visit, to: str) -> Response:
    """The browser is signed out: it is a new guest's."""
    spent([participants.hashed(visit.cookie)])
    return visit.leave_for(visits.back_to(to), participants.new_cookie())


def spent(owners: Iterable[str]) -> None:
    """The browsers that held these cookies, by their hashes, act for nobody any more."""
    for owner in owners:
        live.reconnect(owner)
