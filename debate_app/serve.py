"""`python -m debate_app serve`: builds the pages when they need it, then serves everything on one port."""

import contextlib
import os
import socket
import sys

import uvicorn

from debate_app import build, logs
from debate_app.live.wire import MOST_MESSAGE_BYTES, DirectWebSocket
from debate_app.settings import Settings, load_or_exit
from debate_app.store import migrate
from debate_app.store.engine import connect

_EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104
_SHUTDOWN_SECONDS = 5


class CannotListen(Exception):
    """The address is taken or is none of this machine's; the sentence says which."""


def serve() -> int:
    """Serves until it is told to stop; returns the exit code. A wrong setting ends the process with code 2.

    Raises DBAPIError, CommandError or OSError when the database cannot be used.
    """
    settings = load_or_exit()
    try:
        listening = listen(settings.host, settings.port)
        _prepare_database(settings)
        build.ensure()
    except (CannotListen, build.BuildFailed) as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return _run(settings, listening)


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen on every address of ``host``. Raises CannotListen."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError:
        raise CannotListen(f"HOST names no address of this machine: {host}.") from None
    sockets, faults = list[socket.socket](), list[OSError]()
    for family, _, _, _, address in found:
        try:
            sockets.append(socket.create_server(address, family=family, backlog=2048))
        except OSError as fault:
            faults.append(fault)
    if not sockets:
        raise CannotListen(_why(host, port, faults[0]))
    return sockets


def _why(host: str, port: int, fault: OSError) -> str:
    if isinstance(fault, PermissionError):
        return f"Port {port} needs more rights than this process has. Choose one above 1023: PORT=3000."
    if "in use" in str(fault):
        return f"Port {port} is in use. Stop what serves there, or choose another: PORT={port % 65535 + 1}."
    return f"HOST names no address of this machine: {host} ({fault.strerror})."


def _prepare_database(settings: Settings) -> None:
    """The app does this too, however it is started; done before, a database that is away is a sentence, not a trace."""
    engine = connect(settings.database_url)
    try:
        migrate.upgrade(engine)
    finally:
        engine.dispose()


def _run(settings: Settings, listening: list[socket.socket]) -> int:
    # Read by Reflex when the app is imported: serve the build as it is, do not compile.
    os.environ |= {
        "REFLEX_ENV_MODE": "prod",
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    logs.begin(settings.log_level)
    server = _Server(_configuration(), settings)
    # Ctrl+C may come back as an exception or not: that depends on what the loop was at when it came.
    with logs.without_values(), contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=listening)
    if server.started:
        print("Stopped.")
    return 0 if server.started else 1


def _configuration() -> uvicorn.Config:
    return uvicorn.Config(
        "debate_app.debate_app:app",
        factory=True,
        loop="uvloop",
        lifespan="on",
        log_config=None,
        log_level="warning",
        access_log=False,  # the websocket's query holds a token
        proxy_headers=False,  # Reflex counts the hops itself, see TRUSTED_PROXY_HOPS
        server_header=False,
        ws=DirectWebSocket,
        ws_max_size=MOST_MESSAGE_BYTES,
        ws_per_message_deflate=False,  # it would double the work of each update and hold 180 KB for each watcher
        ws_ping_interval=None,  # socket.io has pings of its own
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, settings: Settings) -> None:
        super().__init__(config)
        self._settings = settings

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(ready(self._settings), flush=True)


def ready(settings: Settings) -> str:
    """What a person can type into a browser, this machine's own address first."""
    everywhere = settings.host in _EVERY_ADDRESS
    hosts = ["localhost", _own_address()] if everywhere else [settings.host]
    addresses = [f"http://{f'[{host}]' if ':' in host else host}:{settings.port}" for host in hosts if host]
    lines = [f"Ready: {addresses[0]}"]
    lines += [f"On the same network: {address}" for address in addresses[1:]]
    lines += [f"For everybody: {settings.public_url}"] if settings.public_url else []
    return "\n".join(lines)


def _own_address() -> str | None:
    """This machine's address on its network, if it has one. Nothing is sent: the socket only picks a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return probe.getsockname()[0]
