"""Where mail is handed over, as the environment says it."""

import pytest

from debate_app.mail_settings import Smtp
from debate_app.settings import WrongSetting, load

MAIL = {
    "SMTP_URL": "smtp://me:p%40ss@mail.example",
    "MAIL_FROM": "debate@debate.example",
    "PUBLIC_URL": "https://debate.example",
}


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", Smtp("mail.example", 587, encrypted=False)),
        ("smtps://mail.example", Smtp("mail.example", 465, encrypted=True)),
        ("smtp://me:p%40ss%3A@mail.example:25/", Smtp("mail.example", 25, False, "me", "p@ss:")),
        ("smtp://127.0.0.1:1025", Smtp("127.0.0.1", 1025, encrypted=False)),
    ],
)
def test_a_mail_server_is_read(url: str, server: Smtp) -> None:
    settings = load({**MAIL, "SMTP_URL": url})
    assert (settings.smtp_url, settings.mail_from) == (server, "debate@debate.example")


@pytest.mark.parametrize(
    "url", ["mail.example", "http://s3cret@x", "smtp://", "smtp://s3cret@x/path", "smtp://x:port", "smtp://x?s3cret"]
)
def test_a_wrong_mail_server_is_named_without_its_password(url: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        load({**MAIL, "SMTP_URL": url})
    assert caught.value.sentences[0].startswith("SMTP_URL must")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "sender", ["debate", "@x", "a@", "a b@x.yz", "a@x.yz, b@x.yz", "<a@x.yz>", "a@x.yz\x00", "ü@x.yz"]
)
def test_a_wrong_sender_is_named(sender: str) -> None:
    with pytest.raises(WrongSetting, match="MAIL_FROM must"):
        load({**MAIL, "MAIL_FROM": sender})


@pytest.mark.parametrize("missing", ["MAIL_FROM", "PUBLIC_URL"])
def test_mail_needs_a_sender_and_an_address_for_its_links(missing: str) -> None:
    with pytest.raises(WrongSetting, match="SMTP_URL needs PUBLIC_URL"):
        load({name: value for name, value in MAIL.items() if name != missing})


def test_no_password_is_in_what_a_log_would_show_of_the_settings() -> None:
    settings = load(MAIL)
    assert "p@ss" not in repr(settings)
    assert "p@ss" not in repr(settings.smtp_url)
