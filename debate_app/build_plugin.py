"""What we change in Reflex's build: the pages know no port and no host, and run nothing that comes as text.

Reflex bakes the server's address into `env.json`; a page from one port then connects to another. Here the
baked addresses have neither port nor host of ours, and the browser completes them with its own.

Reflex's events `_call_script`, `_call_function` and `_download` hand texts to `eval`. No page of ours uses that,
and the Content-Security-Policy forbids it (`web/security.py`); here it is not even there to be called.

React Router would scroll a page to its beginning, or to where it was, when its code has come: but by then the page has
been read for a while. The browser itself does that, at the right moment.

Reflex gives every page a picture for those who share it, a file that is nowhere. Ours are named in the HTML that a
page begins with (`web/found/head.py`), and a live page must not name another.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from reflex_base.components.component import BaseComponent
from reflex_base.constants import Endpoint, Env
from reflex_base.environment import environment
from reflex_base.plugins.base import CommonContext, Plugin, PreCompileContext
from reflex_components_core.base.fragment import Fragment
from reflex_components_core.base.meta import Image
from typing_extensions import Unpack

_STATE_JS = "utils/state.js"
_DOCUMENT_JS = "app/_document.js"
_BEFORE = "  const endpoint = new URL(url_str);\n"
_OURS = """\
  // An address without a port: the page's own server, wherever the page came from.
  if (typeof window !== "undefined" && endpoint.host === "localhost") {
    if (window.location.protocol === "https:") {
      endpoint.protocol = endpoint.protocol.replace(/^(http|ws):$/, "$1s:");
    }
    endpoint.host = window.location.host;
    return endpoint;
  }
"""

_SCROLLS = re.compile(r"jsx\(ScrollRestoration,\{\},\),")

_EVAL = re.compile(r"\beval(?=\(|\?\.\()")
_REFUSING = "refuseText"
_REFUSE = f"""
const {_REFUSING} = () => {{
  throw new Error("This page runs nothing that comes as text.");
}};
"""


class AnyAddress(Plugin):
    """Makes one production build serve on every host and port; a development build stays as Reflex makes it."""

    def update_env_json(self, **_: Unpack[CommonContext]) -> dict[str, Any] | None:
        """The addresses to bake: paths on a nameless server."""
        if environment.REFLEX_ENV_MODE.get() != Env.PROD:
            return None
        return nameless({endpoint.name: endpoint.get_url() for endpoint in Endpoint})

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        """Teaches the browser's side what a nameless address means."""
        context["add_modify_task"](_STATE_JS, completed_by_the_browser)


class NothingFromText(Plugin):
    """Takes what runs texts out of the browser's side."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        """Puts a refusal in the place of each ``eval``."""
        context["add_modify_task"](_STATE_JS, without_eval)


class BrowserScrolls(Plugin):
    """Leaves where a page is scrolled to the browser."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        """Takes React Router's part in it out of the document."""
        context["add_modify_task"](_DOCUMENT_JS, without_scrolling)


class NoStrayPicture(Plugin):
    """Takes the picture that Reflex names out of the pages' heads."""

    def enter_component(self, comp: BaseComponent, /, **_: Any) -> BaseComponent | None:
        """Puts nothing in its place."""
        return Fragment.create() if isinstance(comp, Image) else None


def nameless(addresses: Mapping[str, str]) -> dict[str, Any]:
    """The addresses with ``localhost`` for a host and no port."""
    return {name: urlsplit(address)._replace(netloc="localhost").geturl() for name, address in addresses.items()}


def completed_by_the_browser(state_js: str) -> str:
    """`state.js` with our branch in `getBackendURL`, once. Raises LookupError when a new Reflex moved the place."""
    if _OURS in state_js:
        return state_js
    if state_js.count(_BEFORE) != 1:
        raise LookupError(f"{_STATE_JS} of this Reflex has no single place to complete addresses in: see {__name__}.")
    return state_js.replace(_BEFORE, _BEFORE + _OURS)


def without_eval(state_js: str) -> str:
    """`state.js` with a function that refuses in the place of each ``eval``. Raises LookupError where there is none:
    then this Reflex does without, and so can we."""
    if _REFUSE in state_js:
        return state_js
    refusing, places = _EVAL.subn(_REFUSING, state_js)
    if not places:
        raise LookupError(f"{_STATE_JS} of this Reflex has no eval to take out: see {__name__}.")
    return refusing + _REFUSE


def without_scrolling(document_js: str) -> str:
    """The document without React Router's ``ScrollRestoration``. Raises LookupError where it is not to be found."""
    changed, places = _SCROLLS.subn("", document_js)
    if places != 1:
        raise LookupError(f"{_DOCUMENT_JS} of this Reflex has no single place that scrolls: see {__name__}.")
    return changed
