"""What is stored about people, where, for how long, and who sees it. Every figure here is the code's own."""

import htpy as h
from htpy import Node
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app import settings
from debate_app.domain import browser_sessions, participants
from debate_app.rates.salted import SALT_SECONDS
from debate_app.state import language
from debate_app.state.identity import COOKIE
from debate_app.translation_settings import REMOTE
from debate_app.web import document, offline, visits
from debate_app.words import message, plain


async def privacy(request: Request) -> Response:
    """The page."""
    visit = await visits.visit(request)
    return document.page(
        visit,
        plain("Privacy"),
        h.p(".lead")[plain("You can take part without giving your name, and nobody sees how you vote.")],
        _section(plain("Who runs this site"), h.p(dir="auto")[settings.load().operator or plain(_NO_OPERATOR)]),
        _section(plain("Cookies"), _paragraphs(*_cookie())),
        _section(plain("What is stored here"), _list(*(plain(text) for text in _STORED))),
        _section(plain("What stays in your browser"), _paragraphs(*_in_browser())),
        _section(plain("Network addresses"), _paragraphs(*_addresses())),
        _section(plain("What everybody can read"), _list(*(plain(text) for text in _PUBLIC))),
        _section(plain("Nobody else"), _paragraphs(*_nobody_else())),
        _section(plain("It is yours"), _yours(), _list(*(plain(text) for text in _STAYS))),
    )


def _cookie() -> tuple[str, ...]:
    return (
        plain(
            "Your first page sets one cookie, called “{name}”: a random number that tells your browser apart and says "
            "nothing about you. Scripts cannot read it. Until you vote or write, nothing about you is stored here; "
            "from then on we keep a hash of the cookie, which cannot be turned back into it.",
            name=COOKIE,
        ),
        plain(
            "A guest's browser is known for {guest} days after it was last used, one that is signed in for {account} "
            "days. Signing in and out gives it a new cookie, and the old one is worthless.",
            guest=participants.GUEST_DAYS,
            account=browser_sessions.ACCOUNT_DAYS,
        ),
        plain(
            "If you choose a language for the page, a second cookie, called “{name}”, remembers it, and so does what "
            "is stored of you.",
            name=language.COOKIE,
        ),
    )


def _addresses() -> tuple[str, ...]:
    return (
        plain(
            "So that nobody floods the debate, acts are counted for each network address. The address is hashed with "
            "a random salt that is thrown away after {hours} hours; hash and salt are in the server's memory (or in "
            "its Redis), never in the database and never in its log.",
            hours=SALT_SECONDS // 3600,
        ),
        plain("A proxy in front of this site may keep a log of its own: ask whoever runs it."),
    )


def _in_browser() -> tuple[str, ...]:
    if not settings.load().offline:
        return (plain(_IN_BROWSER),)
    kept = plain(
        "So that you can read them again without a connection, your browser also keeps the public text of the "
        "{count} questions that you opened last. Nothing in it is about you, and signing out leaves it there: it goes "
        "when you delete this site's data in your browser.",
        count=offline.MOST_QUESTIONS,
    )
    return (plain(_IN_BROWSER), kept)


def _nobody_else() -> tuple[str, ...]:
    looked_at = plain(
        "This server looks at the sources that texts name, to tell what they are. Their sites see this server, not you."
    )
    if settings.load().translation.engine not in REMOTE:
        return plain(_NOBODY_ELSE), looked_at
    sent = plain(
        "When somebody asks for a translation, texts that everybody can read are sent to another service, without "
        "saying who asks or who wrote them."
    )
    return plain(_NOBODY_ELSE), looked_at, sent


_NO_OPERATOR = message("Whoever runs it has not said so here.")
_STORED = (
    (
        message(
            "Your votes: the side, the version of the text and the time; every change of a vote is kept, with a "
            "random number for each browser so that no vote counts twice."
        )
    ),
    message(
        "What you write, in all its wordings, with the time and the name that you gave, and since when you take part."
    ),
    message(
        "The browsers that act as you: a label such as “Firefox on Linux”, since when, and when last used, to a day."
    ),
    (
        message(
            "If you make an account: your name, a hash of your password (Argon2id), the public half of your passkeys,"
            " and your email address if you give one. Mail is sent only when you confirm that address or ask to get "
            "back into your account."
        )
    ),
    message("What you report to moderators, your appeals, and what you are told of on the page."),
)
_IN_BROWSER = message(
    "What you are still writing, votes that are on their way, and which parts of a page you opened are kept in your "
    "browser's own storage. It reaches us only when you send it."
)
_PUBLIC = (
    message("Texts and every wording of them, with the names of those who wrote, changed and approved them."),
    (
        message(
            "How many agree and disagree, on which version, when, and with or without an account. Who voted how is "
            "shown to nobody but the voter; whoever runs the site could look it up in its database."
        )
    ),
    message("The log of moderation. Who reported something is shown to moderators only."),
)
_NOBODY_ELSE = message(
    "There are no trackers, no advertising and no statistics of visits. Every script, style and picture comes from "
    "this site. Nothing about you is sold or passed on. Links in texts lead to other sites, which have rules of "
    "their own."
)
_STAYS = (
    (
        message(
            "If you delete your account, you choose whether your texts stay under “a former participant” or go, and "
            "whether your votes stay counted or are withdrawn."
        )
    ),
    (
        message(
            "Words of yours in somebody else's viewpoint, and a question that others answered, stay without your "
            "name; so do the lines of the log of moderation, and the record that somebody, without a name, once "
            "voted."
        )
    ),
    message("When a guest signs in to an account, the guest's votes and texts become the account's."),
)


def _yours() -> Node:
    return h.ul[
        h.li[h.a(href="/positions")[plain("See everything that is yours")]],
        h.li[h.a(href="/positions.json", download="")[plain("Download everything about me (JSON)")]],
        h.li[h.a(href="/account/delete")[plain("Delete my account, or have this browser forgotten")]],
    ]


def _section(title: str, *content: Node) -> h.Element:
    return h.section[h.h2[title], content]


def _paragraphs(*texts: str) -> list[h.Element]:
    return [h.p[text] for text in texts]


def _list(*texts: str) -> h.Element:
    return h.ul[[h.li[text] for text in texts]]


ROUTES = [Route("/privacy", privacy)]
