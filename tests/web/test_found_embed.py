"""The page that other sites show within theirs, and how their programs ask for it."""

from typing import Any

import httpx
import pytest
from lxml import html
from sqlalchemy import Engine

from debate_app.domain import hiding
from debate_app.domain.tables import SubjectKind
from debate_app.settings import Settings
from debate_app.store.engine import transaction
from debate_app.web import abroad
from debate_app.web.envelope import Envelope
from debate_app.web.routes import ROUTES
from tests.web.found import ENDLESS, HOSTILE, Shared, crowd, parsed, share
from tests.web.scriptless import ADDRESS, NewBrowser


@pytest.fixture
def shared(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Shared:
    monkeypatch.setenv("EMBEDDING", "anywhere")
    return share(engine)


def asking(shared: Shared, **asked: str | int) -> str:
    return f"/oembed?{httpx.QueryParams({'url': f'{ADDRESS}/q/{shared.question_id}/any', **asked})}"


async def test_the_embedded_page_shows_where_people_stand_and_leads_to_the_debate(
    shared: Shared, new_browser: NewBrowser
) -> None:
    with transaction(shared.engine) as session:
        crowd(session, shared.question_id, 8)
    browser = new_browser()
    answer = await browser.open(f"/embed/q/{shared.question_id}")
    assert answer.status_code == 200
    assert browser.cookie == ""
    page: Any = html.document_fromstring(answer.text)
    assert page.xpath("//h1/a/text()") == [HOSTILE]
    assert page.xpath("//li/p[1]/a/text()")[:2] == [f"{HOSTILE}abcdef", ENDLESS]
    assert len(page.xpath("//li")) == 8
    assert page.xpath("//p[@class='quiet']/text()") == ["And 2 more viewpoints."]
    assert [" ".join(one.text_content().split()) for one in page.xpath("//li[1]//span")] == ["2 agree", "1 disagree"]
    bars = [(one.get("x"), one.get("width")) for one in page.xpath("(//svg)[1]/rect")]
    assert bars == [(None, "100%"), ("16.67%", "33.33%"), ("50%", "16.67%")]
    assert page.xpath("//script | //img | //form | //iframe | //@style | //@onerror") == []
    away = page.xpath("//a")
    assert {(one.get("target"), one.get("rel")) for one in away} == {("_blank", "noopener")}
    assert all(one.get("href").startswith(f"{ADDRESS}/q/{shared.question_id}/script-") for one in away)
    again = await browser.client.get(
        f"/embed/q/{shared.question_id}", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304


async def test_counts_that_are_sealed_are_in_nothing_that_is_for_everybody(
    shared: Shared, new_browser: NewBrowser
) -> None:
    shared.seal()
    page: Any = html.document_fromstring((await new_browser().open(f"/embed/q/{shared.question_id}")).text)
    assert page.xpath("//svg | //span[@class='agrees']") == []
    assert page.xpath("//p[@class='quiet']/text()") == ["Where people stand is shown to those who have voted."]


async def test_a_question_is_embedded_only_where_the_operator_allows_it(
    shared: Shared, new_browser: NewBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDDING", "off")
    assert (await new_browser().open(f"/embed/q/{shared.question_id}")).status_code == 404
    assert (await new_browser().open(asking(shared))).status_code == 404


async def test_what_is_hidden_cannot_be_embedded(shared: Shared, new_browser: NewBrowser) -> None:
    with transaction(shared.engine) as session:
        hiding.hide(session, shared.moderator, SubjectKind.QUESTION, shared.question_id, "Not civil.")
    for path in (f"/embed/q/{shared.question_id}", "/embed/q/99", "/embed/q/x", asking(shared)):
        assert (await new_browser().open(path)).status_code == 404


async def test_a_program_is_told_which_frame_to_use(shared: Shared, new_browser: NewBrowser) -> None:
    answer = await new_browser().open(asking(shared))
    assert answer.headers["content-type"] == "application/json"
    told = answer.json()
    assert (told["type"], told["version"], told["title"]) == ("rich", "1.0", HOSTILE)
    assert (told["width"], told["height"]) == (600, 294)
    assert told["thumbnail_url"] == f"{ADDRESS}/picture/q/{shared.question_id}.png"
    frame: Any = html.fragment_fromstring(told["html"])  # one element, whatever the title
    assert frame.tag == "iframe"
    assert frame.get("src") == f"{ADDRESS}/embed/q/{shared.question_id}"
    assert (frame.get("width"), frame.get("height"), frame.get("title")) == ("600", "294", HOSTILE)
    xml = await new_browser().open(asking(shared, format="xml"))
    assert xml.headers["content-type"].startswith("text/xml")
    assert {one.tag: one.text for one in parsed(xml.content)} == {name: str(said) for name, said in told.items()}


async def test_a_frame_and_a_thumbnail_are_no_larger_than_they_may_be(shared: Shared, new_browser: NewBrowser) -> None:
    told = (await new_browser().open(asking(shared, maxwidth=320, maxheight=200))).json()
    assert (told["width"], told["height"]) == (320, 200)
    assert "thumbnail_url" not in told
    odd = (await new_browser().open(asking(shared, maxwidth="wide", maxheight="-3"))).json()
    assert (odd["width"], odd["height"]) == (600, 294)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"format": "yaml"}, 501),
        ({"url": ""}, 404),
        ({"url": "https://elsewhere.example/q/1/x"}, 404),
        ({"url": f"{ADDRESS}.elsewhere.example/q/1/x"}, 404),
        ({"url": f"{ADDRESS}@elsewhere.example/q/1/x"}, 404),
        ({"url": f"{ADDRESS}/history/question/1"}, 404),
        ({"url": f"{ADDRESS}/q/1/x/y"}, 404),
        ({"url": f"{ADDRESS}/q/99/x"}, 404),
        ({"url": f"{ADDRESS}/q/1/%5B"}, 200),
        ({"url": f"{ADDRESS}/q/1"}, 200),
        ({"url": f"{ADDRESS}/embed/q/1#viewpoint-1"}, 200),
    ],
)
async def test_only_addresses_of_questions_of_ours_can_be_embedded(
    shared: Shared, new_browser: NewBrowser, asked: dict[str, str], status: int
) -> None:
    assert (await new_browser().open(asking(shared, **asked))).status_code == status


async def sent(path: str, **settings: Any) -> httpx.Headers:
    """The headers of an answer to a page of another site that has no cookie of ours."""

    async def nothing(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"text/html"), (b"access-control-allow-origin", b"*")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    served = httpx.ASGITransport(Envelope(nothing, Settings(**settings)))
    async with httpx.AsyncClient(transport=served, base_url=ADDRESS) as client:
        return (await client.get(path, headers={"Accept": "text/html", "Origin": "https://news.example"})).headers


def rights(headers: httpx.Headers) -> tuple[bool, bool, bool]:
    """Whether other sites may read it, show it, frame it."""
    framed = "frame-ancestors 'none'" not in headers["content-security-policy"]
    return "access-control-allow-origin" in headers, headers["cross-origin-resource-policy"] != "same-origin", framed


async def test_other_sites_frame_the_embedded_page_show_pictures_ask_how_and_nothing_else() -> None:
    everything = {"embedding": ("https://news.example", "https://blog.example")}
    given = {route.path: rights(await sent(route.path, **everything)) for route in ROUTES}
    assert {path: rights for path, rights in given.items() if any(rights)} == {
        "/api": (True, True, False),
        "/embed/q/{question_id}": (False, True, True),
        "/oembed": (True, True, False),
        "/picture/q/{question_id}.png": (False, True, False),
        "/picture/site.png": (False, True, False),
    }
    policy = (await sent("/embed/q/1", **everything))["content-security-policy"]
    assert policy.endswith("; frame-ancestors https://news.example https://blog.example")
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in (await sent("/embed/q/1"))["content-security-policy"]
    assert "frame-ancestors *" in (await sent("/embed/q/1", embedding=("*",)))["content-security-policy"]


async def test_what_is_the_same_for_everybody_gives_nobody_a_cookie() -> None:
    anonymous = {route.path for route in ROUTES if "set-cookie" not in await sent(route.path)}
    assert anonymous == {route.path for route in ROUTES if abroad.knows_nobody(route.path)}
    assert "/q/{question_id}" not in anonymous
    assert {"/feed.xml", "/q/{question_id}/feed.xml", "/robots.txt", "/oembed", "/sitemap.xml"} <= anonymous
