"""Every text says which language it is in, wherever it is shown, and finds its direction by itself."""

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from lxml import etree, html
from sqlalchemy import Engine

from debate_app.domain import comments, questions, viewpoints
from debate_app.store.engine import transaction
from tests import scene
from tests.web.programs import Program
from tests.web.scriptless import ADDRESS, NewBrowser

XML = "{http://www.w3.org/XML/1998/namespace}lang"
WRITTEN = {
    "Biblioteca": "pt",
    "Fecha": "pt",
    "Cultura": "pt",
    "افتحوها": "ar",
    "الناس": "ar",
    "Keep": "en-GB",
    "Somebody": "en-GB",
    "Pourquoi": "fr",
    "Darum": "de",
}
"""A word of each text, and the language that its author said."""


@dataclass(frozen=True)
class Mixed:
    """A question whose texts are in five languages, on a page in a sixth."""

    question_id: int
    viewpoint_id: int


@pytest.fixture
def mixed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Mixed:
    monkeypatch.setenv("EMBEDDING", "anywhere")
    with transaction(engine) as session:
        ada, bo = scene.guest(session, "Ada Byron"), scene.guest(session, "Bo Li")
        question_id = questions.ask(session, ada, "Biblioteca?", "Fecha cedo.\n\nFecha sempre.", ["Cultura"], "pt")
        first = viewpoints.add(session, bo, question_id, "افتحوها", ["الناس يقرأون"], [], "ar")
        viewpoints.add(session, ada, question_id, "Keep it shut", ["Somebody works."], [], "en-GB")
        scene.edited(session, first, "الناس يقرأون أكثر")
        said = comments.say(session, ada, first, "Pourquoi ?", None, "fr")
        comments.reply(session, bo, said.event_id, "Darum.", "de")
        return Mixed(question_id, first)


def marked(document: str) -> dict[str, set[str]]:
    """The languages and directions of the elements around each known word in the body, as ``pt auto``."""
    found: dict[str, set[str]] = {}
    for text in html.document_fromstring(document).xpath("//body//text()[normalize-space()]"):
        for word in WRITTEN:
            if word in text and text.getparent().tag != "script":
                around = [text.getparent(), *text.getparent().iterancestors()]
                nearest = (next((one.get(name) for one in around if one.get(name)), "") for name in ("lang", "dir"))
                found.setdefault(word, set()).add(" ".join(nearest))
    return found


def expected(*words: str) -> dict[str, set[str]]:
    return {word: {f"{WRITTEN[word]} auto"} for word in words}


async def test_on_every_page(mixed: Mixed, new_browser: NewBrowser) -> None:
    browser = new_browser()
    browser.client.headers["Accept-Language"] = "ja"
    question, viewpoint = f"/q/{mixed.question_id}/biblioteca", f"/viewpoint/{mixed.viewpoint_id}"
    history = f"/history{viewpoint}"
    shown = {
        "/": ("Biblioteca", "Fecha"),
        question: tuple(WRITTEN),
        viewpoint: ("Biblioteca", "افتحوها", "الناس", "Pourquoi", "Darum"),
        f"{history}/1": ("افتحوها", "الناس"),
        f"{history}/2?against=1": ("افتحوها", "الناس"),
        f"/history/question/{mixed.question_id}/1": ("Biblioteca", "Fecha", "Cultura"),
        f"/embed/q/{mixed.question_id}": ("Biblioteca", "افتحوها", "Keep"),
    }
    for path, words in shown.items():
        page = await browser.open(path)
        assert page.status_code == 200, path
        assert marked(page.text) == expected(*words), path
    assert 'lang="ja"' in (await browser.open(question)).text


async def test_what_the_page_says_around_a_text_is_in_the_pages_own(mixed: Mixed, new_browser: NewBrowser) -> None:
    browser = new_browser()
    page: Any = html.document_fromstring((await browser.open(f"/q/{mixed.question_id}/biblioteca")).text)
    for button in page.xpath("//main//button | //main//h2 | //main//a[@class='tool']"):
        said = [one.get("lang") for one in (button, *button.iterancestors()) if one.get("lang")]
        assert said == ["en"], etree.tostring(button)


async def test_in_feeds_and_for_search_engines(mixed: Mixed, new_browser: NewBrowser) -> None:
    browser = new_browser()
    feed = etree.fromstring((await browser.open(f"/q/{mixed.question_id}/feed.xml")).content)
    for text in feed.xpath("//*[local-name()='content']//text() | /*/*[local-name()='title']/text()"):
        for word, language in WRITTEN.items():
            if word in text:
                around = [text.getparent(), *text.getparent().iterancestors()]
                assert next(one.get(XML) for one in around if one.get(XML)) == language
    listed = etree.fromstring((await browser.open("/feed.xml")).content)
    assert listed.xpath("//*[local-name()='entry']/@xml:lang") == ["pt"]
    page = (await browser.open(f"/q/{mixed.question_id}/biblioteca")).text
    told = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert [told["inLanguage"], *(one["inLanguage"] for one in told["comment"])] == ["pt", "ar", "en-GB"]
    frame = (await browser.open(f"/oembed?url={ADDRESS}/q/{mixed.question_id}/any")).json()["html"]
    assert 'lang="pt"' in frame


async def test_for_programs(mixed: Mixed, program: Program) -> None:
    listed = (await program.read(f"/questions/{mixed.question_id}/viewpoints"))["items"]
    assert [one["language"] for one in listed] == ["ar", "en-GB"]
    talk = (await program.read(f"/viewpoints/{mixed.viewpoint_id}/conversation"))["items"]
    said = [(event["comment"], event["replies"]) for event in talk if event["comment"]]
    assert [(own["language"], [one["language"] for one in replies]) for own, replies in said] == [("fr", ["de"])]
