"""Who asks for a page over plain HTTP, and what came with a form: read, bounded, and checked against forgery."""

import hmac
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from debate_app.domain import browser_sessions, participants, rows
from debate_app.domain.browser_sessions import Known
from debate_app.domain.refused import Refused
from debate_app.state.identity import cookie_in, set_cookie
from debate_app.store.access import read
from debate_app.words import plain

MOST_FIELDS = 40


class Forged(Refused):
    """The form was not made for this browser, or was made before it was signed in or out."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of somebody: the ``cookie`` that their browser holds, or is given with the answer (``is_new``)."""

    request: Request
    cookie: str
    is_new: bool
    known: Known

    @property
    def token(self) -> str:
        """What every form of the answer carries."""
        return participants.form_token(self.cookie)

    @property
    def participant_id(self) -> int | None:
        """Who asks, if they have ever acted."""
        return self.known.participant_id

    def answer(self, response: Response) -> Response:
        """The response, with the cookie where the browser has none that is good."""
        if self.is_new:
            set_cookie(self.request, response, self.cookie)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def leave_for(self, path: str, cookie: str = "") -> Response:
        """What follows a form: the browser asks for ``path``, and holds ``cookie`` from now on where one is given."""
        response = self.answer(RedirectResponse(path, 303))
        if cookie:
            set_cookie(self.request, response, cookie)
        return response


async def visit(request: Request) -> Visit:
    """Who asks. Raises ``Away`` when the database cannot be reached."""
    cookie = cookie_in(request.headers.get("cookie", ""))
    known = await read(browser_sessions.known, cookie)
    if known.is_good:
        return Visit(request, cookie, is_new=False, known=known)
    fresh = participants.new_cookie()
    return Visit(request, fresh, is_new=True, known=Known(None, is_good=True, drafts=participants.draft_key(fresh)))


async def form_of(visit: Visit) -> dict[str, str]:
    """The fields of the form that was sent; of one that came twice the last. Raises ``Forged``, and ``Refused`` for
    one that cannot be read. ``door.py`` has checked where it came from, ``bounds.py`` how long it is."""
    fields = await fields_of(visit.request)
    if visit.is_new or not hmac.compare_digest(fields.pop("token", "").encode(), visit.token.encode()):
        raise Forged(
            plain("This form was made before this browser was signed in or out. Look it over, and send it again.")
        )
    return {name: text.encode(errors="ignore").decode() for name, text in fields.items()}


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a form, of which nobody knows whom it was made for. Raises ``Refused``."""
    try:
        return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError:
        raise Refused(plain("This form cannot be read.")) from None


def back_to(path: str) -> str:
    """A path of this site to return to, as a link or a form named it; home for anything else."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and len(path) <= 500
    return path if safe and "\\" not in path else "/"


def number_in(text: str) -> int:
    """The id that an address or a field spells; 0, which no row has, for anything else."""
    return rows.id_in(text) or 0
