"""Where mail is handed over, as the environment says it."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465}
_OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server. ``encrypted``: from the first byte on; else as soon as it offers to (STARTTLS), and before a
    password is told it has to, unless it runs on this very machine."""

    host: str
    port: int
    encrypted: bool
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def is_here(self) -> bool:
        """Whether nobody can listen on the way."""
        return self.host in _OWN_MACHINE


def smtp(value: str) -> Smtp:
    """Read ``smtp://USER:PASSWORD@HOST:PORT`` or ``smtps://…``. Raises ValueError, without the value: it may hold a
    password."""
    try:
        parts = urlsplit(value)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise ValueError("must start with smtp:// or smtps://, and name a host.") from None
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("must have the form smtp://USER:PASSWORD@HOST:PORT.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Smtp(parts.hostname, port, parts.scheme == "smtps", user, password)


def sender(value: str) -> str:
    """The address that mail comes from. Raises ValueError."""
    name, _, host = value.partition("@")
    if not (name and host and value.isascii() and value.isprintable()) or set(value) & set(' <>,;:"'):
        raise ValueError(f"must be an email address such as debate@debate.example, not {value!r}.")
    return value
