"""Plain pages that are asked for too often say how long to wait, before the database is asked."""

import secrets
from collections.abc import Generator

import httpx
import pytest
from sqlalchemy import create_engine

from debate_app.rate_settings import Rates
from debate_app.store import access
from tests.limited import limited, only
from tests.running import Place


@pytest.fixture
def away(place: Place, monkeypatch: pytest.MonkeyPatch) -> Generator[Place]:
    """The app, whose database cannot be reached: whoever asks it is told so."""
    engine = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(access, "engine", lambda: engine)
        yield place


@pytest.mark.parametrize("path", ["/q/1", "/q/999999/x", "/history/question/1"])
@pytest.mark.parametrize("rates", [only(page="1/minute"), only(page_address="1/minute")])
async def test_a_page_too_many_is_refused_without_the_database(away: Place, path: str, rates: Rates) -> None:
    cookies = {"participant": secrets.token_urlsafe(32)}
    async with limited(rates), httpx.AsyncClient(base_url=away.address, cookies=cookies) as browser:
        assert (await browser.get(path)).status_code == 503  # it did ask
        answer = await browser.get(path)
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["retry-after"]) <= 120
        assert answer.text.endswith(" seconds, then try again.")


async def test_browsers_that_have_no_cookie_yet_share_no_rate_of_one_participant(away: Place) -> None:
    async with limited(only(page="1/minute")):
        for _ in range(5):
            async with httpx.AsyncClient(base_url=away.address) as browser:
                assert (await browser.get("/q/1")).status_code == 503
