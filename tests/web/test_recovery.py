"""An address is confirmed, and somebody who has forgotten their password comes back by it; real letters are sent."""

from collections.abc import Generator

import pytest

from tests.mailbox import Mailbox, mailbox
from tests.waiting import until
from tests.web.scriptless import PASSWORD, NewBrowser, Scriptless, inputs

pytestmark = pytest.mark.usefixtures("quick_passwords")

EMAIL = "anna@example.org"


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Generator[Mailbox]:
    with mailbox() as box:
        monkeypatch.setenv("SMTP_URL", box.url)
        monkeypatch.setenv("MAIL_FROM", "debate@debate.local")
        monkeypatch.setenv("PUBLIC_URL", "http://debate.local")
        yield box


async def confirmed(anna: Scriptless, box: Mailbox) -> None:
    asked = await anna.send("/account/email", email=EMAIL, current=PASSWORD)
    assert asked.status_code == 200, asked.text
    assert (await anna.send(box.link())).status_code == 200


async def test_an_address_is_confirmed_by_a_link_and_a_press(anna: Scriptless, box: Mailbox) -> None:
    page = await anna.open("/account/email")
    assert (inputs(page.text)["email"]["autocomplete"], inputs(page.text)["email"]["inputmode"]) == ("email", "email")
    await anna.send("/account/email", email=EMAIL, current=PASSWORD)
    (letter,) = box.letters
    assert letter["to"] == EMAIL
    assert "Anna Lee" not in letter.get_content()  # whoever signs up chooses the name, and whose address they type
    for _ in range(2):  # programs that look into mail open links too
        assert EMAIL in (await anna.open(box.link())).text
    assert "Yours is" not in (await anna.open("/account/email")).text
    assert "is confirmed" in (await anna.send(box.link())).text
    assert "Yours is" in (await anna.open("/account/email")).text
    used = await anna.open(box.link())
    assert (used.status_code, "used before" in used.text) == (400, True)


async def test_coming_back_sets_a_password_and_signs_everybody_out(
    anna: Scriptless, box: Mailbox, new_browser: NewBrowser
) -> None:
    await confirmed(anna, box)
    browser = new_browser()
    assert 'href="/recover"' in (await browser.open("/sign-in")).text
    await browser.send("/recover", who=" ANNA@example.org")
    await until(lambda: len(box.letters) == 2)
    link = box.link()
    fields = inputs((await browser.open(link)).text)
    assert (fields["name"]["value"], fields["password"]["autocomplete"]) == ("Anna Lee", "new-password")
    refused = await browser.send(link, password="password1")
    assert (refused.status_code, "most common" in refused.text) == (400, True)
    assert (await browser.send(link, password="another password")).headers["location"] == "/sign-in"
    assert (await anna.open("/account")).status_code == 303
    assert (await browser.send("/sign-in", name="Anna Lee", password=PASSWORD)).status_code == 400
    assert (await browser.send("/sign-in", name="Anna Lee", password="another password")).status_code == 303
    used = await new_browser().open(link)
    assert (used.status_code, "used before" in used.text) == (400, True)


async def test_nothing_tells_who_has_an_account_or_an_address(
    anna: Scriptless, box: Mailbox, new_browser: NewBrowser
) -> None:
    await confirmed(anna, box)
    browser = new_browser()
    told = {(await browser.send("/recover", who=who)).text for who in ("Anna Lee", EMAIL, "Nobody", "x@y.zz", "")}
    assert len(told) == 1
    await until(lambda: len(box.letters) == 3)


async def test_a_letter_that_is_not_taken_is_told_where_it_was_asked_for(anna: Scriptless, box: Mailbox) -> None:
    box.refusing = True
    answer = await anna.send("/account/email", email=EMAIL, current=PASSWORD)
    assert answer.status_code == 400
    assert "could not be sent" in answer.text
    assert inputs(answer.text)["email"]["value"] == EMAIL


async def test_an_address_is_named_by_whoever_knows_the_password_and_can_go_again(
    anna: Scriptless, box: Mailbox
) -> None:
    refused = await anna.send("/account/email", email=EMAIL, current="a guess")
    assert (refused.status_code, box.letters) == (400, [])
    await confirmed(anna, box)
    page = (await anna.open("/account/email")).text
    assert "Remove the address" in page
    token = page.partition('name="token" value="')[2].partition('"')[0]
    await anna.post("/account/email", token=token, remove="on")
    assert "You have given none" in (await anna.open("/account/email")).text


async def test_without_a_mail_server_nobody_is_asked_for_an_address(anna: Scriptless) -> None:
    assert "/account/email" not in (await anna.open("/account")).text
    assert "/recover" not in (await anna.open("/sign-in")).text
    for path in ("/account/email", "/recover", "/recover/token", "/confirm/token"):
        assert (await anna.open(path)).status_code == 404, path
