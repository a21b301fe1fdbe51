"""The floor of sending a page: a bare Starlette that answers every request with so many bytes that it holds ready.

Started by itself: ``python -m tests.bench.still PORT BYTES``.
"""

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def main(port: int, size: int) -> None:
    """Serve until told to stop, on the same server software with the same settings as the app."""
    held = bytes(size)

    def answer(_request: Request) -> Response:
        return Response(held, media_type="text/html")

    async def page(request: Request) -> Response:
        return answer(request)

    app = Starlette(routes=[Route("/{path:path}", page)])
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False, loop="uvloop")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
