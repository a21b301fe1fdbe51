"""The page about privacy says what is so."""

import pytest

from debate_app import settings
from debate_app.settings import Settings
from tests.web.scriptless import NewBrowser, said


async def test_it_says_for_how_long_and_under_which_name(new_browser: NewBrowser) -> None:
    page = await new_browser().open("/privacy")
    assert page.status_code == 200
    for figure in ("“participant”", "400 days", "90 days", "after 4 hours", "30 questions"):
        assert figure in said(page)
    for link in ("/positions", "/positions.json", "/account/delete"):
        assert f'href="{link}"' in page.text


async def test_where_browsers_keep_no_questions_it_does_not_say_so(
    new_browser: NewBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "load", lambda: Settings(offline=False))
    told = said(await new_browser().open("/privacy"))
    assert "votes that are on their way" in told
    assert "without a connection" not in told


async def test_it_names_whoever_runs_the_site(new_browser: NewBrowser, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = new_browser()
    assert "has not said so" in said(await browser.open("/privacy"))
    named = Settings(operator="City <library>, contact@library.example")
    monkeypatch.setattr(settings, "load", lambda: named)
    shown = await browser.open("/privacy")
    assert "City <library>, contact@library.example" in said(shown)
    assert "<library>" not in shown.text
