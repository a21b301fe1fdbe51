"""``/sw.js``, the service worker: questions that were opened can be read again without a connection.

What it does is ``worker.js``; here it gets the words, the page that lists what can be read, and its version: a hash
over all of that, so that a build which changes any of it is a new worker. Browsers ask for this address whenever they
open a page, and a new worker takes the place of the old one once a page is there (``connection.js``). ``OFFLINE=off``
sends ``no_worker.js`` instead, which deletes what the worker kept and ends it: that is how it is removed.

First pages come with ``Cache-Control: no-store``, because they set the cookie. That concerns copies of the answer; the
worker keeps the HTML alone, which is the same for everybody, and scripts, a worker's too, never see ``Set-Cookie``.
"""

import functools
import json
from hashlib import sha256
from pathlib import Path

import htpy as h
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from debate_app import languages, settings
from debate_app.web import shell
from debate_app.words import plain

MOST_QUESTIONS = 30
"""How many a browser keeps; those that were opened last."""

_FOLDER = Path(__file__).parent
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Of the pages that the worker makes: nothing runs in them."""


async def worker(request: Request) -> Response:
    """The worker, or what ends it. Constant, and asked for beside every page: it is not counted as one."""
    script = _worker(languages.current()) if settings.load().offline else _file("no_worker.js")
    headers = {"ETag": f'"{_hash(script)}"', "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(script, headers=headers, media_type="text/javascript")


@functools.cache
def _worker(language: str) -> str:
    with languages.speaking(language):
        return _made()


def _made() -> str:
    source = _file("worker.js")
    given = {
        "styles": shell.stylesheets(),
        "head": str(shell.styles()),
        "list": _list(),
        "policy": _POLICY,
        "most": MOST_QUESTIONS,
        "language": languages.current(),
        "words": {
            "read": plain("Read on {date}. Not connected."),
            "still": plain("Votes and texts need a connection."),
            "again": plain("Try again"),
            "one": plain("Read on {date}"),
            "none": plain("No question was opened in this browser before."),
        },
    }
    given["version"] = _hash(f"{given}{source}")
    return f"const given = {json.dumps(given)};\n{source}"


def _list() -> str:
    """What is shown in the place of a page that cannot be reached; the worker fills the list in."""
    body = h.body[
        h.header(".top")[h.a(".brand", href="/")[h.span(".mark", aria_hidden="true"), shell.SITE]],
        h.main("#content.page.narrow.document")[
            h.h1[plain("Not connected")],
            h.p[plain("This page cannot be reached now."), " ", h.a(href="")[plain("Try again")]],
            h.p[plain("What you opened in this browser before can be read:")],
            h.ul(".kept"),
        ],
    ]
    title = h.title[f"{plain('Not connected')} · {shell.SITE}"]
    return str(h.html(shell.attributes(), data_offline=True)[h.head[shell.styles(), title], body])


def _file(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


ROUTES = [Route("/sw.js", worker)]
