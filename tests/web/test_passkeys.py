"""Passkeys over HTTP: what a page's script asks, and what it sends."""

import pytest
from starlette.requests import Request

from debate_app.domain.passkeys import Site
from debate_app.web.passkeys import site_of
from tests.authenticator import Authenticator
from tests.web.scriptless import ADDRESS, HOST, NewBrowser, Scriptless, hidden

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def device() -> Authenticator:
    return Authenticator(origin=ADDRESS, host=HOST)


async def asked(browser: Scriptless, path: str, purpose: str, **fields: str) -> tuple[dict[str, str], str]:
    """The hidden fields of the page's form, and what the browser is asked for."""
    form = hidden((await browser.open(path)).text, path)
    answer = await browser.post("/passkeys/options", token=form["token"], purpose=purpose, **fields)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return form, answer.text


async def signed_up(browser: Scriptless, device: Authenticator) -> None:
    form, options = await asked(browser, "/sign-up", "sign-up", name="Anna Lee")
    sent = form | {"name": "Anna Lee", "password": "", "credential": device.make(options)}
    assert (await browser.post("/sign-up", **sent)).status_code == 303


async def test_an_account_is_made_and_signed_in_to_without_a_password(
    new_browser: NewBrowser, device: Authenticator
) -> None:
    first, second = new_browser(), new_browser()
    await signed_up(first, device)
    assert "Anna Lee" in (await first.open("/account")).text
    form, options = await asked(second, "/sign-in", "sign-in")
    sent = form | {"name": "", "password": "", "credential": device.sign(options), "to": "/ask/"}
    entered = await second.post("/sign-in", **sent)
    assert (entered.status_code, entered.headers["location"]) == (303, "/ask/")
    assert "Anna Lee" in (await second.open("/account")).text


async def test_the_same_answer_works_once(new_browser: NewBrowser, device: Authenticator) -> None:
    await signed_up(new_browser(), device)
    browser = new_browser()
    form, options = await asked(browser, "/sign-in", "sign-in")
    sent, held = form | {"credential": device.sign(options)}, browser.cookie
    assert (await browser.post("/sign-in", **sent)).status_code == 303
    browser.hold(held)
    assert (await browser.post("/sign-in", **sent)).status_code == 400
    assert (await browser.open("/account")).status_code == 303


async def test_a_wrong_answer_spends_the_challenge(new_browser: NewBrowser, device: Authenticator) -> None:
    await signed_up(new_browser(), device)
    browser = new_browser()
    form, options = await asked(browser, "/sign-in", "sign-in")
    right = device.sign(options)
    for answer, sentence in (("{}", "could not be checked"), (right, "took too long")):
        refused = await browser.post("/sign-in", **form | {"credential": answer})
        assert refused.status_code == 400
        assert sentence in refused.text


async def test_passkeys_are_added_named_and_removed(anna: Scriptless, device: Authenticator) -> None:
    path = "/account/passkeys"
    form, options = await asked(anna, path, "add")
    sent = form | {"credential": device.make(options), "passkey_name": "My <b>phone</b>"}
    assert (await anna.post(path, **sent)).headers["location"] == path
    page = (await anna.open(path)).text
    assert "My &lt;b&gt;phone&lt;/b&gt;" in page
    removed = hidden(page.split("</tr>")[1], path)
    assert (await anna.post(path, **removed)).headers["location"] == path
    assert "You have none yet" in (await anna.open(path)).text


@pytest.mark.parametrize(
    ("purpose", "fields", "status", "field"),
    [
        ("", {}, 400, ""),
        ("everything", {}, 400, ""),
        ("add", {}, 400, ""),
        ("sign-up", {}, 400, "name"),
        ("sign-up", {"name": "anna-lee"}, 403, "name"),
    ],
)
async def test_what_cannot_be_asked_for_is_told_to_the_script(
    anna: Scriptless, new_browser: NewBrowser, purpose: str, fields: dict[str, str], status: int, field: str
) -> None:
    browser = new_browser()
    token = hidden((await browser.open("/sign-in")).text, "/sign-in")["token"]
    answer = await browser.post("/passkeys/options", token=token, purpose=purpose, **fields)
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert answer.json()["sentence"].endswith(".")
    assert (await browser.post("/passkeys/options", token="x", purpose="sign-in")).status_code == 400


@pytest.mark.parametrize(
    ("public_url", "site"),
    [
        ("", Site("debate.local", ("https://debate.local:3000", "http://debate.local:3000"), "Debate")),
        ("https://debate.example:8443", Site("debate.example", ("https://debate.example:8443",), "Debate")),
    ],
)
def test_passkeys_belong_to_the_address_that_people_type(
    monkeypatch: pytest.MonkeyPatch, public_url: str, site: Site
) -> None:
    monkeypatch.setenv("PUBLIC_URL", public_url)
    scope = {
        "type": "http",
        "scheme": "http",
        "path": "/",
        "query_string": b"",
        "headers": [(b"host", b"debate.local:3000")],
        "server": ("10.0.0.1", 3000),
    }
    assert site_of(Request(scope)) == site
