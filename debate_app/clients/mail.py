"""Hands letters to the mail server that the settings name."""

import asyncio
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from debate_app.mail_settings import Smtp

TIMEOUT_SECONDS = 15.0


async def send(server: Smtp, sender: str, to: str, subject: str, text: str) -> None:
    """Hand the letter over. Raises OSError, which ``smtplib``'s exceptions are, when the server does not take it."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, to, subject
    letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain=sender.partition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    await asyncio.to_thread(_hand_over, server, letter)


def _hand_over(server: Smtp, letter: EmailMessage) -> None:
    context = ssl.create_default_context()
    if server.encrypted:
        connection = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_SECONDS, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
    with connection:
        connection.ehlo_or_helo_if_needed()
        if not server.encrypted and connection.has_extn("starttls"):
            connection.starttls(context=context)
        elif not server.encrypted and server.user and not server.is_here:
            raise smtplib.SMTPNotSupportedError("The mail server offers no encryption, so it is told no password.")
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(letter)
