"""Pages that are whole documents of their own, made on the server and readable and usable without scripts.

They wear the stylesheet and the top bar of the live page. ``htpy`` escapes every text that is put into them.
"""

from collections.abc import Mapping
from string import Formatter
from urllib.parse import urlencode

import htpy as h
from htpy import Node
from starlette.responses import HTMLResponse, Response

from debate_app import words
from debate_app.web import shell
from debate_app.web.first import early
from debate_app.web.footer import footer
from debate_app.web.visits import Visit
from debate_app.words import plain

Faults = Mapping[str, str]
"""What is wrong, by field; ``all`` for the whole form."""

_NOTHING = " "
"""A placeholder, by which a stylesheet knows that nothing is typed yet: that has no direction of its own."""


def page(
    visit: Visit,
    title: str,
    *content: Node,
    status: int = 200,
    head: Node = None,
    above: Node = None,
    title_language: str | None = None,
) -> Response:
    """The answer: a document of one column under this title, which is also its heading, in another language than the
    page's where that is named; something may stand ``above`` it. A page with a ``head`` that tells what it is may be
    found by search engines."""
    body = h.body[
        h.a(".skip", href="#content")[plain("Skip to the content")],
        _top_bar(visit),
        h.main("#content.page.narrow.document", tabindex="-1")[
            above, h.h1(dir="auto", lang=title_language)[title], content
        ],
        footer(),
    ]
    found = head or h.meta(name="robots", content="noindex")
    told = h.head[shell.styles(), early.element(), h.title[f"{title} · {shell.SITE}"], found]
    return visit.answer(HTMLResponse(str(h.html(shell.attributes())[told, body]), status))


def form(
    visit: Visit, action: str, faults: Faults, *content: Node, submit: str, extra: str = "", beside: Node = None
) -> h.Element:
    """A form that is sent to ``action``; ``submit`` is what its button says, ``extra`` classes of the button. What
    stands ``beside`` comes after it, so that Enter presses this one."""
    return h.form(".form", method="post", action=action)[
        h.input(type="hidden", name="token", value=visit.token),
        h.p(".fault", role="alert")[faults["all"]] if "all" in faults else None,
        content,
        h.div(".actions")[h.button(f".button {extra}".strip().replace(" ", "."), type="submit")[submit], beside],
    ]


def line(name: str, label: str, faults: Faults, hint: str = "", value: str = "", **more: str | bool) -> h.Element:
    """A field for one line: ``more`` are attributes such as ``type`` and ``autocomplete``."""
    given: dict[str, str | bool] = {"type": "text", "dir": "auto", "value": value, **more}
    if given["type"] == "text":
        given["placeholder"] = _NOTHING
    return _field(h.input, name, label, faults, hint, (), given)


def area(name: str, label: str, faults: Faults, hint: str = "", value: str = "", **more: str | bool) -> h.Element:
    """A field for several lines."""
    return _field(
        h.textarea, name, label, faults, hint, value, {"dir": "auto", "rows": "4", "placeholder": _NOTHING, **more}
    )


def choice(name: str, legend: str, options: Mapping[str, str], chosen: str, faults: Faults) -> h.Element:
    """One of several, each a radio button: value and what it says."""
    return h.fieldset(".choice")[
        h.legend[legend],
        [
            h.label[h.input(type="radio", name=name, value=value, checked=value == chosen), " ", h.span[said]]
            for value, said in options.items()
        ],
        h.p(".fault")[faults[name]] if name in faults else None,
    ]


def box(name: str, label: str, *, checked: bool = False) -> h.Element:
    """A box to tick."""
    return h.label(".tick")[h.input(type="checkbox", name=name, value="on", checked=checked), " ", h.span[label]]


def moment(at: str) -> h.Element:
    """A time, as the server can say it without knowing the reader's zone; ``early.js`` knows it."""
    return h.time(datetime=at, data_says="hour")[words.moment(at)]


def filled(message: str, **parts: Node) -> Node:
    """The message with elements in the places of its ``{names}``."""
    found: list[Node] = []
    for text, name, _, _ in Formatter().parse(message):
        found += [text, parts[name] if name else None]
    return found


def with_query(path: str, **query: str) -> str:
    """The path with what it asks for, without what is empty."""
    asked = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(asked)}" if asked else path


def _field(
    element: h.Element | h.VoidElement,
    name: str,
    label: str,
    faults: Faults,
    hint: str,
    content: Node,
    given: Mapping[str, str | bool],
) -> h.Element:
    field_id, fault = f"field-{name}", faults.get(name, "")
    described = " ".join([f"{field_id}-hint"] * bool(hint) + [f"{field_id}-fault"] * bool(fault))
    shown = element(
        given, id=field_id, name=name, aria_describedby=described or None, aria_invalid="true" if fault else None
    )
    return h.div(".field")[
        h.label(for_=field_id)[label],
        h.p(".hint", id=f"{field_id}-hint")[hint] if hint else None,
        shown if isinstance(shown, h.VoidElement) else shown[content],
        h.p(".fault", id=f"{field_id}-fault", role="alert")[fault] if fault else None,
    ]


def _top_bar(visit: Visit) -> h.Element:
    signed_in = visit.known.account
    here = visit.request.url.path
    who = (
        h.a(".button.quiet-button", href="/account")[plain("Account")]
        if signed_in
        else h.a(".button.quiet-button", href=with_query("/sign-in", to=back_to_here(here)))[plain("Sign in")]
    )
    return h.header(".top")[
        h.a(".brand", href="/")[h.span(".mark", aria_hidden="true"), shell.SITE],
        h.nav(aria_label=plain("Site"))[who],
    ]


def back_to_here(path: str) -> str:
    """Where a sign-in leads back to: nowhere from the pages that are about signing in."""
    return "" if path.startswith(("/sign-", "/recover")) else path
