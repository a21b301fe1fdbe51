"""Signing up, in and out over plain HTTP, as a browser without scripts does it; and what a thief gets."""

import pytest
from sqlalchemy import Engine

from debate_app import rates
from debate_app.domain import accounts, participants
from debate_app.rate_settings import Rates
from debate_app.rates.counts import Counts
from debate_app.rates.limiter import Limiter
from debate_app.store.engine import reading, transaction
from tests.web.scriptless import ADDRESS, PASSWORD, NewBrowser, Scriptless, hidden, inputs

pytestmark = pytest.mark.usefixtures("quick_passwords")


def who(engine: Engine, cookie: str) -> int | None:
    with reading(engine) as session:
        return participants.by_cookie(session, cookie)


async def is_signed_in(browser: Scriptless) -> bool:
    return (await browser.open("/account")).status_code == 200


async def test_signing_up_leads_back_with_another_cookie(engine: Engine, new_browser: NewBrowser) -> None:
    browser = new_browser()
    page = await browser.open("/sign-up?to=/q/1/sundays%23viewpoint-2")
    before = browser.cookie
    assert participants.cookie_is_wellformed(before)
    assert page.headers["cache-control"] == "private, no-store"
    fields = hidden(page.text, "/sign-up") | {"name": "Anna Lee", "password": PASSWORD}
    answer = await browser.post("/sign-up", **fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/q/1/sundays#viewpoint-2")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert browser.cookie != before
    assert await is_signed_in(browser)
    assert (who(engine, before), who(engine, browser.cookie)) == (None, 1)


async def test_the_guest_of_the_browser_becomes_the_account(engine: Engine, new_browser: NewBrowser) -> None:
    browser = new_browser()
    await browser.open("/sign-up")
    with transaction(engine) as session:
        guest_id, _ = participants.sign(session, browser.cookie, "Anna Lee")
    page = await browser.open("/sign-up")
    assert inputs(page.text)["name"]["value"] == "Anna Lee"
    await browser.send("/sign-up", name="Anna Lee", password=PASSWORD)
    assert who(engine, browser.cookie) == guest_id


async def test_password_managers_know_each_field(new_browser: NewBrowser, anna: Scriptless) -> None:
    told = {
        ("/sign-up", "name"): "username",
        ("/sign-up", "password"): "new-password",
        ("/sign-in", "name"): "username",
        ("/sign-in", "password"): "current-password",
    }
    for (path, name), kind in told.items():
        html = (await new_browser().open(path)).text
        field = inputs(html)[name]
        assert (field["autocomplete"], "required" in field) == (kind, True)
        assert f'<label for="{field["id"]}"' in html
    changing = inputs((await anna.open("/account/password")).text)
    kinds = {name: field["autocomplete"] for name, field in changing.items()}
    assert kinds == {"name": "username", "current": "current-password", "password": "new-password"}


async def test_what_is_wrong_stands_beside_its_field_and_the_name_is_kept(new_browser: NewBrowser) -> None:
    browser = new_browser()
    answer = await browser.send("/sign-up?to=/ask", "/sign-up", name="Anna <Lee>", password="password1")
    assert answer.status_code == 400
    fields = inputs(answer.text)
    assert fields["name"]["value"] == "Anna <Lee>"
    assert (fields["password"]["value"], fields["password"]["aria-invalid"]) == ("", "true")
    assert "field-password-fault" in fields["password"]["aria-describedby"]
    assert 'id="field-password-fault"' in answer.text
    assert "most common" in answer.text
    assert "password1" not in answer.text
    assert hidden(answer.text, "/sign-up")["to"] == "/ask"


async def test_a_password_is_shown_while_one_types_without_a_script(new_browser: NewBrowser) -> None:
    browser = new_browser()
    for path in ("/sign-in", "/sign-up"):
        shown = await browser.send(path, name="Anna", password="typed so far", shown="on")
        fields = inputs(shown.text)
        assert (shown.status_code, fields["name"]["value"], fields["password"]["type"]) == (200, "Anna", "text")
        assert "typed so far" not in shown.text
        hidden_again = await browser.post(path, **hidden(shown.text, path), name="Anna", shown="off")
        assert inputs(hidden_again.text)["password"]["type"] == "password"


async def test_signing_in_out_and_in_again(engine: Engine, anna: Scriptless, new_browser: NewBrowser) -> None:
    first = anna.cookie
    out = await anna.send("/account", "/sign-out")
    assert (out.status_code, out.headers["location"]) == (303, "/")
    guest = anna.cookie
    assert participants.cookie_is_wellformed(guest)
    assert guest != first
    assert not await is_signed_in(anna)
    back = await anna.send("/sign-in?to=/ask/", "/sign-in", name="anna lee", password=PASSWORD)
    assert (back.status_code, back.headers["location"]) == (303, "/ask/")
    assert (who(engine, first), who(engine, guest), who(engine, anna.cookie)) == (None, None, 1)
    for path in ("/sign-in?to=/ask/", "/sign-up?to=/ask/"):
        assert (await anna.open(path)).headers["location"] == "/ask/"


async def test_nothing_tells_whether_a_name_exists(anna: Scriptless, new_browser: NewBrowser) -> None:
    browser = new_browser()
    told = set[tuple[int, str]]()
    for name, password in (("Anna Lee", "wrong password"), ("Nobody Yet", "wrong password"), ("Nobody Yet", "")):
        answer = await browser.send("/sign-in", name=name, password=password)
        assert accounts.WRONG in answer.text
        told.add((answer.status_code, answer.text.replace(name, "…")))
    assert len(told) == 1
    assert not await is_signed_in(browser)


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:run()", "x"])
async def test_nobody_is_led_to_another_site(anna: Scriptless, new_browser: NewBrowser, to: str) -> None:
    browser = new_browser()
    page = await browser.open("/sign-in")
    fields = hidden(page.text, "/sign-in") | {"name": "Anna Lee", "password": PASSWORD, "to": to}
    assert (await browser.post("/sign-in", **fields)).headers["location"] == "/"
    assert (await browser.client.get("/identity", params={"to": to})).headers["location"] == "/"


async def test_a_cookie_from_before_signing_out_gets_nothing(
    engine: Engine, anna: Scriptless, new_browser: NewBrowser
) -> None:
    stolen, token = anna.cookie, hidden((await anna.open("/account")).text, "/sign-out")["token"]
    await anna.send("/account", "/sign-out")
    thief = new_browser()
    thief.hold(stolen)
    assert not await is_signed_in(thief)
    assert thief.cookie != stolen
    thief.hold(stolen)
    answer = await thief.post("/account/password", token=token, current=PASSWORD, password="mine from now on")
    assert answer.headers["location"].startswith("/sign-in")
    assert who(engine, stolen) is None


async def test_a_cookie_that_was_planted_before_signing_in_gets_nothing(
    engine: Engine, anna: Scriptless, new_browser: NewBrowser
) -> None:
    planted = participants.new_cookie()
    victim, thief = new_browser(), new_browser()
    for browser in (victim, thief):
        browser.hold(planted)
    await victim.send("/sign-in", name="Anna Lee", password=PASSWORD)
    assert await is_signed_in(victim)
    assert victim.cookie != planted
    assert not await is_signed_in(thief)
    assert who(engine, planted) is None


async def test_a_sign_in_that_is_sent_again_gets_nothing(anna: Scriptless, new_browser: NewBrowser) -> None:
    browser = new_browser()
    page = await browser.open("/sign-in")
    held = browser.cookie
    fields = hidden(page.text, "/sign-in") | {"name": "Anna Lee", "password": PASSWORD}
    assert (await browser.post("/sign-in", **fields)).status_code == 303
    replay = new_browser()
    replay.hold(held)
    answer = await replay.post("/sign-in", **fields)
    assert answer.status_code == 400
    assert not await is_signed_in(replay)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": f"{ADDRESS}.evil.example"},
     {"Origin": "", "Sec-Fetch-Site": "cross-site"}],
)  # fmt: skip
async def test_a_form_on_another_site_does_nothing(engine: Engine, anna: Scriptless, headers: dict[str, str]) -> None:
    cookie = anna.cookie
    for path in ("/account", "/account/password", "/account/browsers"):
        action = "/sign-out" if path == "/account" else path
        fields = hidden((await anna.open(path)).text, action)
        answer = await anna.client.post(action, data=fields, headers=headers)
        assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    assert who(engine, cookie) == 1


@pytest.mark.parametrize("token", ["", "0" * 32, "é", "x" * 5_000])
async def test_a_form_without_its_token_does_nothing(
    engine: Engine, anna: Scriptless, new_browser: NewBrowser, token: str
) -> None:
    cookie, browser = anna.cookie, new_browser()
    await browser.open("/sign-in")
    strange = participants.form_token(browser.cookie) if token == "" else token
    for path, fields in {
        "/sign-out": {},
        "/account/password": {"current": PASSWORD, "password": "mine from now on"},
        "/account/browsers": {"everywhere": "on"},
        "/account/passkeys": {"remove": "1"},
    }.items():
        assert (await anna.post(path, token=strange, **fields)).status_code == 400
        assert (await anna.post(path, **fields)).status_code == 400
    assert (await browser.post("/sign-in", token=token, name="Anna Lee", password=PASSWORD)).status_code == 400
    assert (await browser.post("/sign-up", token=token, name="Bo Li", password=PASSWORD)).status_code == 400
    assert who(engine, cookie) == 1
    assert not await is_signed_in(browser)


async def test_an_identity_is_given_to_a_browser_that_has_none_that_is_good(
    anna: Scriptless, new_browser: NewBrowser
) -> None:
    browser = new_browser()
    given = await browser.open("/identity?to=/q/1/sundays")
    assert (given.status_code, given.headers["location"]) == (303, "/q/1/sundays")
    assert participants.cookie_is_wellformed(browser.cookie)
    for holder in (browser, anna):
        assert "set-cookie" not in (await holder.open("/identity?to=/")).headers
    spent = anna.cookie
    await anna.send("/account", "/sign-out")
    anna.hold(spent)
    assert "set-cookie" in (await anna.open("/identity?to=/")).headers
    assert anna.cookie not in ("", spent)


@pytest.mark.parametrize("path", ["", "/password", "/passkeys", "/browsers", "/email"])
async def test_pages_of_an_account_lead_strangers_to_signing_in(new_browser: NewBrowser, path: str) -> None:
    browser = new_browser()
    answer = await browser.open(f"/account{path}")
    assert answer.headers["location"] == f"/sign-in?to=%2Faccount{path.replace('/', '%2F')}"
    if path:
        sent = await browser.post(f"/account{path}", token=participants.form_token(browser.cookie))
        assert sent.headers["location"].startswith("/sign-in")


async def test_a_password_is_changed_by_whoever_knows_it_and_others_are_signed_out(
    anna: Scriptless, new_browser: NewBrowser
) -> None:
    other = new_browser()
    await other.send("/sign-in", name="Anna Lee", password=PASSWORD)
    wrong = await anna.send("/account/password", current="a guess", password="another password")
    assert (wrong.status_code, "not your present password" in wrong.text) == (400, True)
    changed = await anna.send("/account/password", current=PASSWORD, password="another password")
    assert changed.headers["location"] == "/account"
    assert (await is_signed_in(anna), await is_signed_in(other)) == (True, False)
    assert (await other.send("/sign-in", name="Anna Lee", password=PASSWORD)).status_code == 400
    assert (await other.send("/sign-in", name="Anna Lee", password="another password")).status_code == 303


async def test_the_list_of_browsers_names_them_and_signs_them_out(anna: Scriptless, new_browser: NewBrowser) -> None:
    phone = new_browser("Mozilla/5.0 (Linux; Android 16) Chrome/150.0 Mobile Safari/537.36")
    await phone.send("/sign-in", name="Anna Lee", password=PASSWORD)
    page = (await anna.open("/account/browsers")).text
    assert "Firefox on Linux" in page
    assert "Chrome on Android" in page
    rows = page.split("</tr>")
    ended = hidden(next(row for row in rows if "Chrome on Android" in row), "/account/browsers")
    assert (await anna.post("/account/browsers", **ended)).headers["location"] == "/account/browsers"
    assert (await is_signed_in(anna), await is_signed_in(phone)) == (True, False)
    assert (await anna.post("/account/browsers", **{**ended, "browser": "999999"})).status_code == 404
    everywhere = await anna.send("/account/browsers")
    assert everywhere.headers["location"] == "/"
    assert not await is_signed_in(anna)


async def test_who_tries_too_often_is_told_how_long_to_wait(
    anna: Scriptless, new_browser: NewBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "_limiters", [Limiter(Rates(sign_in="2/minute"), Counts())])
    for status in (400, 400, 429):
        answer = await new_browser().send("/sign-in", name="Anna Lee", password="a guess")
        assert answer.status_code == status
    assert "too many attempts" in answer.text
    assert 0 < int(answer.headers["retry-after"]) <= 60
    assert inputs(answer.text)["name"]["value"] == "Anna Lee"
    spelled = await new_browser().send("/sign-in", name="anna LEE.", password=PASSWORD)
    assert spelled.status_code == 429
    assert (await new_browser().send("/sign-in", name="Bo Li", password="a guess")).status_code == 400
