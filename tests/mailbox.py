"""A mail server on this machine that keeps what it is handed, for tests."""

import email
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from tests.browser.server import free_port

USER, PASSWORD = "debate", "p@ss word"


@dataclass
class Mailbox:
    """``letters`` in the order in which they came; ``refusing`` makes it take none."""

    port: int
    letters: list[EmailMessage] = field(default_factory=list)
    refusing: bool = False

    @property
    def url(self) -> str:
        """The setting that leads here."""
        return f"smtp://{USER}:{PASSWORD.replace('@', '%40').replace(' ', '%20')}@127.0.0.1:{self.port}"

    async def handle_DATA(self, _server: object, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """What the library calls."""
        if self.refusing or not session.authenticated:
            return "451 Not now"
        content = cast("bytes", envelope.content).replace(b"\r\n", b"\n")
        self.letters.append(cast("EmailMessage", email.message_from_bytes(content, policy=default)))
        return "250 OK"

    def link(self) -> str:
        """The path that the newest letter leads to."""
        found = re.search(r"https?://[^/\s]+(/\S+)", self.letters[-1].get_content())
        assert found
        return found[1]


@contextmanager
def mailbox() -> Generator[Mailbox]:
    """One that lets in whoever knows the password, and nobody else."""
    box = Mailbox(free_port())

    def known(_server: object, _session: object, _envelope: object, _mechanism: str, auth: Any) -> AuthResult:
        fits = isinstance(auth, LoginPassword) and (auth.login, auth.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=fits, handled=fits)

    controller = Controller(box, "127.0.0.1", box.port, authenticator=known, auth_require_tls=False)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
