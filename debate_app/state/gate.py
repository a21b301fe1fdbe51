"""The gate that every event passes, hydration included, before any handler or any answer.

A visitor's state is found by a token that scripts can read, so it may be somebody else's. Whatever state
does not belong to the cookie of this very connection is emptied here, and what is this participant's own
is read again from the database.
"""

import hashlib
import logging
from typing import Any

from reflex.app import App
from reflex.event import Event
from reflex.middleware.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from sqlmodel import Session

from debate_app import languages, live
from debate_app.domain import browser_sessions, personal
from debate_app.domain.browser_sessions import Known
from debate_app.domain.personal import Own
from debate_app.domain.refused import TooMany
from debate_app.rates import Kind
from debate_app.state import framework, language, spending
from debate_app.state.changes import Changes
from debate_app.state.commenting import Commenting
from debate_app.state.conversation import Conversation
from debate_app.state.deciding import Deciding
from debate_app.state.editing import Editing
from debate_app.state.history import History, Restoring
from debate_app.state.identity import cookie_of
from debate_app.state.newcomer import Newcomer
from debate_app.state.personal import Personal
from debate_app.state.question_editing import EditingQuestion
from debate_app.state.reading import Reading
from debate_app.state.routes import question_in
from debate_app.state.shapes import Misshapen
from debate_app.state.translating import Translating
from debate_app.state.viewpoints import NewViewpoint
from debate_app.state.visitor import Visitor
from debate_app.state.votes import Votes
from debate_app.store.access import Away, read, write

logger = logging.getLogger(__name__)

OF_ONE_PAGE = (
    Reading,
    NewViewpoint,
    Conversation,
    Changes,
    Editing,
    EditingQuestion,
    Translating,
    Deciding,
    Commenting,
    History,
    Restoring,
)
OPENING = (".hydrate_and_load", ".hydrate", ".on_load_internal")


class Gate(Middleware):
    """Makes a visitor's state belong to the connection's cookie, and opens the page that its route names."""

    async def preprocess(self, app: App, state: BaseState, event: Event) -> StateUpdate | None:  # noqa: ARG002
        """Prepares the state that the handler will see. Stops the event (an update without anything in it) when
        it is none of ours, or when the database is away or pages are opened too fast: then the browser has to
        connect anew."""
        root: Any = state._get_root_state()
        languages.speak(language.of_event(root))
        try:
            framework.check(event)
            if framework.is_logged(event) and not await spending.may_be_logged(root):
                return StateUpdate()
            await self._prepare(root, event)
        except Misshapen as fault:
            if await spending.may_be_logged(root):
                logger.warning("A message to the framework was refused: %s.", fault)
            return StateUpdate()
        except (Away, TooMany):
            live.drop_soon(root.router_data.get("sid", ""))
            return StateUpdate()
        return None

    async def _prepare(self, root: Any, event: Event) -> None:
        opening = event.name.endswith(OPENING)
        strange = await self._claim(root, event)
        if opening or strange:
            await spending.spend(root, Kind.PAGE)
        if opening:
            await _turn_page(root)
        if opening or strange:
            own = await _fill(root)
            if opening:
                await _watch(root, (await root.get_state(Visitor))._owner, own.sees)

    async def _claim(self, root: Any, event: Event) -> bool:
        """Empty a state that belonged to anyone else, the address of their page included; whether it did."""
        visitor = await root.get_state(Visitor)
        owner = hashlib.sha256(cookie_of(root).encode()).hexdigest()
        if visitor._owner == owner:
            return False
        root.reset()
        if event.router_data:
            root.router_data = root._update_router_vars(event.router_data, {})
        visitor._owner = owner
        return True


async def _turn_page(root: Any) -> None:
    """What was opened, sorted or previewed on one question's page stays behind when another is opened."""
    visitor, question_id = await root.get_state(Visitor), question_in(root)
    if visitor._question == question_id:
        return
    visitor._question = question_id
    for state in OF_ONE_PAGE:
        (await root.get_state(state)).reset()


async def _watch(root: Any, owner: str, sees: frozenset[int] | None) -> None:
    question_id, sid = question_in(root), root.router_data.get("sid", "")
    live.arrive(sid, owner)
    if question_id is None:
        live.leave(sid)
    else:
        await live.watch(sid, owner, question_id, sees)


async def _fill(root: Any) -> Own:
    """What is this participant's own on this page, and nobody else's."""
    cookie = cookie_of(root)
    known, own = await read(_own, cookie, question_in(root))
    if known.is_old:
        await write(browser_sessions.see, cookie)
    visitor = await root.get_state(Visitor)
    visitor.name, visitor.account, visitor.identified = own.name, own.account, known.is_good
    visitor.person, visitor.person_before = known.drafts, known.drafts_before
    (await root.get_state(Newcomer))._let_in = known.participant_id is not None
    (await root.get_state(Votes)).held = {
        viewpoint_id: (str(side), 0, 0, version) for viewpoint_id, (side, version) in own.votes.items()
    }
    (await root.get_state(Personal))._take(own)
    return own


def _own(session: Session, cookie: str, question_id: int | None) -> tuple[Known, Own]:
    known = browser_sessions.known(session, cookie)
    return known, personal.read(session, known.participant_id, question_id)
