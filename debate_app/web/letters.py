"""What is mailed to people: the words, and handing them over without keeping anybody waiting."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from debate_app import settings
from debate_app.clients import mail
from debate_app.domain.mailed_links import Link
from debate_app.domain.refused import NotFound, Refused
from debate_app.domain.tables import MailPurpose
from debate_app.web import shell
from debate_app.words import message, plain

_TO_CONFIRM = message("""\
Somebody, you we hope, wants to use this address for an account on {site}.

If it was you, open this link within an hour and confirm it:

{link}

If it was not, there is nothing to do.
""")
_TO_RECOVER = message("""\
Somebody, you we hope, asked to come back into the account of {name} on {site}.

To set a new password, open this link within an hour:

{link}

If it was not you, there is nothing to do: your password stays as it is.
""")
_WORDS = {
    MailPurpose.CONFIRM: (message("Is this your email address?"), _TO_CONFIRM),
    MailPurpose.RECOVER: (message("Come back into your account"), _TO_RECOVER),
}
logger = logging.getLogger(__name__)
_sending = set[asyncio.Task[None]]()


def require_mail() -> None:
    """Raises ``NotFound`` where no mail server is configured: then the pages about mail are not there."""
    if settings.load().smtp_url is None:
        raise NotFound(plain("This place sends no mail."))


async def send(link: Link) -> None:
    """Mail the link. Raises ``Refused`` when the mail server does not take it."""
    to = settings.load()
    assert to.smtp_url is not None
    assert to.mail_from is not None
    subject, text = _WORDS[link.purpose]
    address = f"{to.public_url}/{link.purpose}/{link.token}"
    said = plain(text, site=shell.SITE, link=address, name=link.name)
    try:
        await mail.send(to.smtp_url, to.mail_from, link.email, f"{plain(subject)} · {shell.SITE}", said)
    except OSError as fault:
        logger.error("Mail could not be sent: %s", type(fault).__name__)
        raise Refused(plain("The letter could not be sent just now. Try again in a while."), "email") from None


def soon(work: Coroutine[Any, Any, None]) -> None:
    """Do it after the answer, so that the answer tells nothing by the time that it takes."""
    task = asyncio.create_task(work)
    _sending.add(task)
    task.add_done_callback(_done)


def _done(task: asyncio.Task[None]) -> None:
    _sending.discard(task)
    if not task.cancelled() and (fault := task.exception()):
        logger.error("A letter was not sent: %s", type(fault).__name__)
