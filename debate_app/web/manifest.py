"""What a phone needs to know to put the site on its home screen.

The icons are drawn from ``assets/icon.svg`` by ``python -m tests.browser.icons``.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from debate_app import languages
from debate_app.web import shell
from debate_app.words import plain

PAPER = {"light": "#fbfaf7", "dark": "#14161a"}
"""The ground of every page, as in ``tokens.css``. A manifest can name but one; pages name both."""


async def manifest(_request: Request) -> Response:
    """Made from nothing: it is not counted as a page."""
    return JSONResponse(
        {
            "id": "/",
            "start_url": "/",
            "scope": "/",
            "name": plain("Debate: think a question through together"),
            "short_name": shell.SITE,
            "description": plain("One question, its viewpoints, and where people stand."),
            "lang": languages.current(),
            "dir": languages.direction(languages.current()),
            "display": "standalone",
            "background_color": PAPER["light"],
            "theme_color": PAPER["light"],
            "icons": [
                {"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml"},
                *(_icon("icon", size, "any") for size in (192, 512)),
                *(_icon("icon-maskable", size, "maskable") for size in (192, 512)),
            ],
        },
        headers={"Vary": "Accept-Language, Cookie"},
        media_type="application/manifest+json",
    )


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    return {"src": f"/{name}-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


ROUTES = [Route("/manifest.webmanifest", manifest)]
