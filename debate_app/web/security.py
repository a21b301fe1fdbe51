"""What every answer tells the browser to forbid: foreign scripts, frames, plain HTTP, and what no page of ours uses.

Scripts run from our own files and, inside the built HTML, from the pieces whose SHA-256 is told here: they are
Reflex's and React Router's, and the same until the next build. Nothing runs from text: ``build_plugin.py`` takes
out of Reflex's ``state.js`` what would, and what is left is a fallback of Engine.IO's for browsers without ``self``.
Styles come from files, those of all our components too: what Emotion would set from one is not let in.
"""

import base64
import functools
from hashlib import sha256

from debate_app.web import shell
from debate_app.web.first import early

YEAR_SECONDS = 365 * 24 * 60 * 60

_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer, browsers send our own forms under the origin "null"
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_OVER_HTTPS = {"Strict-Transport-Security": f"max-age={YEAR_SECONDS}"}


def headers(*, html: bool, https: bool) -> dict[str, str]:
    """The headers of an answer; ``html`` where it may hold the scripts of the built HTML."""
    return {**_ALWAYS, "Content-Security-Policy": policy(html=html), **(_OVER_HTTPS if https else {})}


@functools.cache
def policy(*, html: bool) -> str:
    """The Content-Security-Policy."""
    scripts = sorted({*shell.inline_scripts(), early.script()}) if html else []
    inline = [f"'{source_of(script)}'" for script in scripts]
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *inline)),
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def source_of(text: str) -> str:
    """How a policy names a script that stands in the page itself."""
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"
