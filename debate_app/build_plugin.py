"""What we change in Reflex's build: the pages know no port and no host, and meet the server where they came from.

Reflex bakes the server's address into `env.json`; a page from one port then connects to another. Here the
baked addresses have neither port nor host of ours, and the browser completes them with its own.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from reflex_base.constants import Endpoint, Env
from reflex_base.environment import environment
from reflex_base.plugins.base import CommonContext, Plugin, PreCompileContext
from typing_extensions import Unpack

_STATE_JS = "utils/state.js"
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
