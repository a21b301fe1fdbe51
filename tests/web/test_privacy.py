"""The page about privacy says what is so."""

import pytest
from sqlalchemy import Engine

from debate_app import settings
from debate_app.settings import Settings
from debate_app.web import privacy
from tests.web.browsing import browsing, words


async def test_it_says_for_how_long_and_under_which_name(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    async with browsing(engine, monkeypatch, privacy.ROUTES) as browser:
        page = await browser.open("/privacy")
    assert page.status_code == 200
    for figure in ("“participant”", "400 days", "90 days", "after 4 hours"):
        assert figure in words(page)
    for link in ("/positions", "/positions.json", "/account/delete"):
        assert f'href="{link}"' in page.text


async def test_it_names_whoever_runs_the_site(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    async with browsing(engine, monkeypatch, privacy.ROUTES) as browser:
        assert "has not said so" in words(await browser.open("/privacy"))
        named = Settings(operator="City <library>, contact@library.example")
        monkeypatch.setattr(settings, "load", lambda: named)
        shown = await browser.open("/privacy")
    assert "City <library>, contact@library.example" in words(shown)
    assert "<library>" not in shown.text
