"""What a program may ask for beside an address, and how it is checked: every parameter is hostile until then."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from debate_app.domain import rows
from debate_app.domain.listing import Order
from debate_app.domain.refused import Invalid, NotFound
from debate_app.web import site
from debate_app.web.api import cursors
from debate_app.words import message, plain

MOST_WORDS_CHARACTERS = 500
LIMIT = 50
LARGEST_LIMIT = 100
_MOST_PARAMETERS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for, checked. ``origin`` is this site's address, ``path`` and ``query`` are the request's."""

    origin: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    question_id: int = 0
    viewpoint_id: int = 0
    number: int = 0
    order: Order = Order.NEWEST
    words: str = ""
    cursor: str = ""
    limit: int = LIMIT

    def following(self, cursor: str | None) -> str | None:
        """The address of the next part of this list, if there is one."""
        return f"{self.origin}{self.path}?{urlencode(self.query | {'cursor': cursor})}" if cursor else None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its ``name`` is the field of ``Asked`` that it fills with what ``read`` makes of it."""

    name: str
    place: str
    schema: dict[str, Any]
    description: str
    read: Callable[[str], Any]


def of_request(request: Request, parameters: tuple[Parameter, ...]) -> Asked:
    """What is asked. Raises ``NotFound`` for an address and ``Invalid`` for a query that cannot be."""
    known = {one.name: one for one in parameters}
    path = {name: known[name].read(text) for name, text in request.path_params.items()}
    query = _query(request, {name for name, one in known.items() if one.place == "query"})
    read = {name: known[name].read(text) for name, text in query.items()}
    return replace(Asked(site.origin(request), request.url.path, query), **path, **read)


def _query(request: Request, known: set[str]) -> dict[str, str]:
    try:
        given = parse_qsl(request.url.query, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS, errors="strict")
    except ValueError:
        raise Invalid(plain("The query of this address cannot be read.")) from None
    for name, _ in given:
        if name not in known:
            raise Invalid(_unknown(known), name[:40])
    if len(given) > len(dict(given)):
        raise Invalid(plain("A parameter was given twice."))
    return dict(given)


def _unknown(known: set[str]) -> str:
    if not known:
        return plain("This address takes these parameters: none.")
    return plain("This address takes these parameters: {names}.", names=", ".join(sorted(known)))


def _path_id(name: str, what: str, missing: str) -> Parameter:
    def read(text: str) -> int:
        number = rows.id_in(text) or 0
        if not rows.is_id(number):
            raise NotFound(plain(missing))
        return number

    schema = {"type": "integer", "minimum": 1, "maximum": rows.LARGEST_ID, "examples": [1]}
    return Parameter(name, "path", schema, f"The {what}.", read)


def _order(text: str) -> Order:
    try:
        return Order(text)
    except ValueError:
        raise Invalid(plain("The order is {names}, none other.", names=", ".join(Order)), "order") from None


def _words(text: str) -> str:
    if len(text) > MOST_WORDS_CHARACTERS:
        raise Invalid(
            plain(
                "At most {count} characters are searched for.",
                count=MOST_WORDS_CHARACTERS,
            ),
            "words",
        )
    return text


def _cursor(text: str) -> str:
    if not 1 <= len(text) <= cursors.MOST_CHARACTERS:
        raise Invalid(plain("This is no cursor."), "cursor")
    return text


def limit(most: int = LARGEST_LIMIT) -> Parameter:
    """How much an answer holds at the most."""

    def read(text: str) -> int:
        number = rows.id_in(text)
        if number is None or not 1 <= number <= most:
            raise Invalid(plain("The limit is a number from 1 to {most}.", most=most), "limit")
        return number

    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": LIMIT}
    return Parameter("limit", "query", schema, "How many items the answer holds at the most.", read)


QUESTION = _path_id("question_id", "question", message("There is no such question."))
VIEWPOINT = _path_id("viewpoint_id", "viewpoint", message("There is no such viewpoint."))
NUMBER = _path_id("number", "version", message("There is no such version."))
ORDER = Parameter(
    "order",
    "query",
    {"type": "string", "enum": [*Order], "default": Order.NEWEST.value},
    "`newest` was asked last; `active` has the most votes and events of the last seven days; of `contested` the "
    "smaller sides are the largest. The last two move while one reads: a question may then come twice, or be missed.",
    _order,
)
WORDS = Parameter(
    "words",
    "query",
    {"type": "string", "maxLength": MOST_WORDS_CHARACTERS},
    "Words that all occur in the question, its topics or its viewpoints, whatever their case and accents.",
    _words,
)
CURSOR = Parameter(
    "cursor",
    "query",
    {"type": "string", "minLength": 1, "maxLength": cursors.MOST_CHARACTERS},
    "Where to go on, as `next_cursor` of the last answer said. It stays good, whatever is added meanwhile.",
    _cursor,
)
