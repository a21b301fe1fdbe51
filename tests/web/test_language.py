"""Choosing the language of the interface."""

import gzip
import json
import re

import pytest
from sqlalchemy import Engine

from debate_app import catalogues, languages
from debate_app.domain.tables import Participant
from debate_app.state.language import COOKIE, offered
from debate_app.store.engine import transaction
from tests import scene
from tests.web.conftest import Ask
from tests.web.scriptless import ADDRESS, HOST, PASSWORD, Enter, NewBrowser, Scriptless

HTML = re.compile(r'<html lang="([\w-]+)" dir="(\w+)" data-words="([^"]*)"')


def spoken(html: str) -> str:
    """The language and the direction that a page says it is in."""
    found = HTML.search(html)
    assert found, html[:300]
    assert found[3] == catalogues.address(found[1])
    return f"{found[1]} {found[2]}"


async def choose(browser: Scriptless, language: str, **headers: str) -> str:
    """Choose it on some page; returns where that leads."""
    sent = {"Referer": f"{ADDRESS}/rules?from=2", **headers}
    answer = await browser.client.post("/language", data={"language": language}, headers=sent)
    assert answer.status_code == 303
    return answer.headers["location"]


@pytest.mark.parametrize("path", ["/", "/q/1/{slug}", "/ask/", "/history/question/1", "/rules", "/nowhere"])
def test_every_page_is_in_the_language_that_the_browser_asks_for(ask: Ask, path: str):
    path = path.format(slug="should-cities-make-public-transport-free-for-everyone")
    for accepted, expected in (("ar-EG, en;q=0.5", "ar rtl"), ("ja", "ja ltr"), ("nl", "en ltr")):
        answer = ask(path, Accept_Language=accepted)
        assert spoken(answer.text) == expected
        assert {"accept-language", "cookie"} <= set(answer.headers["vary"].lower().replace(" ", "").split(","))


async def test_what_was_chosen_goes_before_what_the_browser_asks_for(new_browser: NewBrowser):
    browser = new_browser()
    browser.client.headers["Accept-Language"] = "ja"
    page = await browser.open("/rules")
    assert spoken(page.text) == "ja ltr"
    assert re.findall(r'value="(\w+)"[^>]*aria-current="true"', page.text) == ["ja"]
    assert await choose(browser, "ar") == "/rules?from=2"
    assert spoken((await browser.open("/rules")).text) == "ar rtl"
    assert await choose(browser, "en") == "/rules?from=2"
    assert spoken((await browser.open("/rules")).text) == "en ltr"


async def test_a_choice_follows_the_person_into_another_browser(new_browser: NewBrowser, engine: Engine):
    phone, desk = new_browser(), new_browser()
    await phone.send("/sign-up", name="Zoë", password=PASSWORD)
    await choose(phone, "fr")
    await desk.send("/sign-in", name="Zoë", password=PASSWORD)
    assert spoken((await desk.open("/rules")).text) == "fr ltr"
    with transaction(engine) as session:
        assert session.get_one(Participant, 1).language == "fr"


async def test_who_never_acted_leaves_nothing_behind(enter: Enter, engine: Engine):
    await choose(enter(None), "de")
    with transaction(engine) as session:
        assert session.get(Participant, 1) is None


@pytest.mark.parametrize("language", ["", "qps", "EN", "xx", "../es", "es\r\nSet-Cookie: a=b", "ع", "e" * 9_000])
async def test_a_language_that_is_not_offered_changes_nothing(new_browser: NewBrowser, language: str):
    browser = new_browser()
    await choose(browser, language)
    assert COOKIE not in browser.client.cookies
    browser.client.cookies.set(
        COOKIE, language.encode("ascii", "ignore").decode().replace("\r\n", ""), domain=HOST, path="/"
    )
    assert spoken((await browser.open("/rules")).text) == "en ltr"


@pytest.mark.parametrize(
    "referer", ["", "http://elsewhere.example/x", f"{ADDRESS}//elsewhere.example", f"x{ADDRESS}/", "%%"]
)
async def test_one_is_led_back_to_this_site_alone(new_browser: NewBrowser, referer: str):
    assert await choose(new_browser(), "de", Referer=referer) == "/"


async def test_another_sites_form_chooses_nothing(new_browser: NewBrowser):
    browser = new_browser()
    answer = await browser.client.post(
        "/language", data={"language": "de"}, headers={"Origin": "http://elsewhere.example"}
    )
    assert answer.status_code == 403
    assert COOKIE not in browser.client.cookies


def test_a_catalogue_is_kept_for_ever_and_another_one_is_not_there(ask: Ask):
    address = catalogues.address("ar")
    answer = ask(address)
    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]
    assert json.loads(answer.text)["Agree"] == catalogues.of("ar").said("Agree")
    for wrong in (address.replace("ar-", "de-"), "/words/en-0.json", "/words/../es.po", "/words/qps-1.json"):
        assert ask(wrong).status == 404


async def test_a_catalogue_is_compressed_where_the_browser_takes_that(new_browser: NewBrowser):
    client = new_browser().client
    plain = await client.get(catalogues.address("es"), headers={"Accept-Encoding": "identity"})
    packed = await client.get(catalogues.address("es"), headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content == catalogues.for_browsers("es")
    assert len(gzip.compress(plain.content)) < 40_000


async def test_a_refusal_is_said_in_the_readers_language(new_browser: NewBrowser):
    browser = new_browser()
    browser.client.headers["Accept-Language"] = "es"
    answer = await browser.send("/sign-up", name="", password=PASSWORD)
    with languages.speaking("es"):
        said = catalogues.of("es").said("The name is empty.")
    assert said != "The name is empty."
    assert said in answer.text


async def test_a_question_is_kept_in_each_language_that_it_was_asked_for_in(new_browser: NewBrowser, engine: Engine):
    with transaction(engine) as session:
        question_id = scene.question(session)
    browser = new_browser()
    first = await browser.client.get(f"/q/{question_id}", follow_redirects=True)
    tags = {first.headers["etag"]}
    for language in languages.INTERFACE[1:]:
        page = await browser.client.get(first.url, headers={"Accept-Language": language})
        assert HTML.search(page.text)[1] == language  # pyright: ignore[reportOptionalSubscript]
        assert catalogues.of(language).said("Viewpoints") in page.text
        tags.add(page.headers["etag"])
    assert len(tags) == len(languages.INTERFACE)


def test_the_pseudo_language_is_offered_to_nobody_who_did_not_ask_for_it():
    assert offered() == languages.INTERFACE
