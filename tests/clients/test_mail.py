"""Handing letters to a mail server."""

import smtplib
from collections.abc import Generator
from dataclasses import replace

import pytest

from debate_app.clients import mail
from debate_app.mail_settings import Smtp, smtp
from tests.browser.server import free_port
from tests.mailbox import Mailbox, mailbox

LETTER = ("debate@debate.example", "anna@example.org", "Grüße · Debate", "One line.\n\nAnd „another“.\n")


@pytest.fixture
def box() -> Generator[Mailbox]:
    with mailbox() as box:
        yield box


async def test_a_letter_arrives_as_it_was_written(box: Mailbox) -> None:
    await mail.send(smtp(box.url), *LETTER)
    (letter,) = box.letters
    assert (letter["from"], letter["to"], letter["subject"], letter.get_content()) == LETTER
    assert letter["auto-submitted"] == "auto-generated"
    assert letter["message-id"].endswith("@debate.example>")
    assert letter["date"]


async def test_a_server_that_does_not_take_it_is_an_error_of_the_network(box: Mailbox) -> None:
    known = smtp(box.url)
    box.refusing = True
    for server in (known, replace(known, password="wrong"), replace(known, port=free_port())):
        with pytest.raises(OSError, match=r"."):
            await mail.send(server, *LETTER)
    assert box.letters == []


async def test_a_password_is_told_to_no_other_machine_without_encryption(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Smtp, "is_here", property(lambda _server: False))
    with pytest.raises(smtplib.SMTPNotSupportedError, match="told no password"):
        await mail.send(smtp(box.url), *LETTER)
    assert box.letters == []


@pytest.mark.parametrize("text", ["x\r\nBcc: all@example.org", "x\nBcc: all@example.org"])
async def test_nothing_that_is_told_becomes_a_header(box: Mailbox, text: str) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        await mail.send(smtp(box.url), LETTER[0], LETTER[1], text, "")
    assert box.letters == []
