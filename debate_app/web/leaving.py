"""Deleting one's account, or being forgotten as a guest: what goes and what stays is the person's choice."""

from collections.abc import Mapping

import htpy as h
from htpy import Node
from sqlmodel import Session
from starlette.responses import Response

from debate_app import live
from debate_app.domain import leaving, names, participants
from debate_app.domain.leaving import Left
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import Account
from debate_app.store import hashing
from debate_app.store.access import read, write
from debate_app.web import attempts, document
from debate_app.web.document import Faults
from debate_app.web.forms import Fields, both
from debate_app.web.visits import Visit
from debate_app.words import message, plain

ACTION = "/account/delete"

_TEXTS = {"stay": message("They stay, under “a former participant”"), "go": message("They go")}
_VOTES = {"stay": message("They stay counted"), "go": message("They are withdrawn")}


async def page(visit: Visit, fields: Fields, faults: Faults, status: int = 200) -> Response:
    """The form; whoever has nothing here is told so."""
    if visit.participant_id is None:
        return _nothing(visit)
    name, password_hash = await read(_identity, visit.participant_id)
    title = plain("Delete my account") if visit.known.account else plain("Forget me")
    form = document.form(
        visit,
        ACTION,
        faults,
        document.choice("texts", plain("What I wrote"), _said(_TEXTS), fields.get("texts", ""), faults),
        document.choice("votes", plain("My votes"), _said(_VOTES), fields.get("votes", ""), faults),
        _proof(name, faults, has_password=password_hash is not None),
        submit=title,
    )
    return document.page(visit, title, _what_happens(account=visit.known.account), form, status=status)


async def act(visit: Visit, fields: Fields) -> Response:
    """Let them go, and give their browser a new guest's cookie."""
    if visit.participant_id is None:
        return visit.leave_for(ACTION)
    texts_go, votes_go = (_goes(fields, name) for name in ("texts", "votes"))
    await _prove(visit, visit.participant_id, fields)
    left = await write(_leave, visit.cookie, texts_go=texts_go, votes_go=votes_go)
    for question_id in left.questions:
        live.changed(question_id)
    for owner in left.browsers:
        live.reconnect(owner)
    return visit.leave_for(f"{ACTION}?done=1", participants.new_cookie())


def _leave(session: Session, cookie: str, *, texts_go: bool, votes_go: bool) -> Left:
    return leaving.leave(session, participants.ensure(session, cookie), texts_go=texts_go, votes_go=votes_go)


def _goes(fields: Fields, name: str) -> bool:
    if (chosen := fields.get(name)) not in ("stay", "go"):
        raise Invalid(plain("Choose one."), name)
    return chosen == "go"


async def _prove(visit: Visit, participant_id: int, fields: Fields) -> None:
    """Whoever found the browser open is not its owner yet. Raises ``Invalid``, and ``TooMany`` after many attempts."""
    name, password_hash = await read(_identity, participant_id)
    if password_hash is not None:
        await attempts.at_name(visit, name)
        if not await hashing.matches(password_hash, fields.get("current", "")):
            raise Invalid(plain("This is not your password."), "current")
    elif name and names.key(fields.get("name", "")) != names.key(name):
        raise Invalid(plain("This is not the name that you write under here."), "name")
    elif not name and "sure" not in fields:
        raise Invalid(plain("Tick the box to go on."))


def _identity(session: Session, participant_id: int) -> tuple[str, str | None]:
    """Their name, and the hash of their password where they have one."""
    account = session.get(Account, participant_id)
    return participants.name_of(session, participant_id), account.password_hash if account else None


def _proof(name: str, faults: Faults, *, has_password: bool) -> Node:
    if has_password:
        shown = {"type": "password", "dir": "ltr", "autocomplete": "current-password"}
        return document.line("current", plain("Your password"), faults, required=True, **shown)
    if name:
        hint = h.fragment[plain("To be sure that it is you:"), " ", h.bdi[name]]
        return h.fragment[
            h.p(".hint")[hint],
            document.line("name", plain("Type your name"), faults, required=True, autocomplete="off"),
        ]
    return document.box("sure", plain("Yes, forget what this browser did here"))


def _what_happens(*, account: bool) -> Node:
    gone = (
        plain(
            "Your name, your account, its password, passkeys and email address are deleted at once; all your "
            "browsers are signed out. This cannot be taken back."
        )
        if account
        else plain("Your name goes at once, and this browser becomes a new guest. This cannot be taken back.")
    )
    return h.fragment[
        h.p(".lead")[gone],
        h.p[plain("If what you wrote goes:")],
        h.ul[
            h.li[
                plain(
                    "Your comments, your viewpoints in all their versions, and your proposals that were never "
                    "approved are emptied; what others said about them stays."
                )
            ],
            h.li[plain("Words of yours that were taken into somebody else's viewpoint stay there, without your name.")],
            h.li[plain("A question of yours in which somebody else took part stays, without your name.")],
        ],
        h.p[
            plain(
                "Where a text of another person mentions your name, it stays as they wrote it. The log of "
                "moderation stays, without your name."
            )
        ],
        h.p[
            plain("You can take everything along first:"),
            " ",
            h.a(href="/positions.json", download="")[plain("Download everything about me (JSON)")],
        ],
    ]


def _nothing(visit: Visit) -> Response:
    if "done" in visit.request.query_params:
        said = plain("It is done. Nothing here belongs to you any more, and this browser is a new guest.")
        return document.page(visit, plain("You have left"), h.p(".lead")[said], _home())
    said = plain("You have not voted or written anything in this browser: there is nothing to delete.")
    return document.page(visit, plain("Forget me"), h.p(".empty")[said], _home())


def _home() -> h.Element:
    return h.p[h.a(".button.quiet-button", href="/")[plain("All questions")]]


def _said(options: Mapping[str, str]) -> dict[str, str]:
    return {value: plain(said) for value, said in options.items()}


ROUTES = both(ACTION, page, act)
