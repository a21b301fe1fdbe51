"""What search engines are told of, held against the schema of sitemaps.org, and what they are told to leave alone."""

from urllib.robotparser import RobotFileParser

import pytest
from sqlalchemy import Engine

from debate_app.domain import hiding, sitemap
from debate_app.domain.tables import SubjectKind
from debate_app.store.engine import transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.web.found import Shared, crowd, faults, parsed, share
from tests.web.scriptless import ADDRESS, NewBrowser

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def shared(engine: Engine) -> Shared:
    return share(engine)


async def places(new_browser: NewBrowser) -> list[str]:
    """Every address that is found from the index on."""
    index = await new_browser().open("/sitemap.xml")
    assert index.headers["content-type"] == "application/xml"
    found = list[str]()
    for page in parsed(index.content).xpath("/s:sitemapindex/s:sitemap/s:loc/text()", namespaces=NAMES):
        listed = await new_browser().open(page.removeprefix(ADDRESS))
        assert faults(listed.content, "sitemap.xsd") == []
        assert len(parsed(listed.content)) <= sitemap.PAGE + 1  # home
        found += parsed(listed.content).xpath("//s:loc/text()", namespaces=NAMES)
    return found


@ON_BOTH
async def test_every_question_and_viewpoint_that_can_be_read_is_listed(
    shared: Shared, new_browser: NewBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "PAGE", 2)
    with transaction(shared.engine) as session:
        other = scene.question(session, "Ça va?")
        crowd(session, other, 3)
        rows = [shared.first, shared.second, *range(shared.second + 1, shared.second + 4)]
    question = f"{ADDRESS}/q/{shared.question_id}/script-script-alert-1-script-img-src-x-onerror-alert-2"
    listed = [f"{ADDRESS}/", question, f"{ADDRESS}/q/{other}/%C3%A7a-va"]
    assert await places(new_browser) == listed + [f"{ADDRESS}/viewpoint/{one}" for one in rows]
    with transaction(shared.engine) as session:
        hiding.hide(session, shared.moderator, SubjectKind.QUESTION, other, "Not civil.")
        hiding.hide(session, shared.moderator, SubjectKind.VIEWPOINT, shared.second, "Not civil.")
    assert await places(new_browser) == [*listed[:2], f"{ADDRESS}/viewpoint/{shared.first}"]


async def test_an_empty_site_lists_its_home(new_browser: NewBrowser) -> None:
    assert await places(new_browser) == [f"{ADDRESS}/"]


@pytest.mark.parametrize("name", ["questions-0", "questions-2", "viewpoints-9", "people-1", f"questions-{'9' * 18}"])
async def test_there_is_no_other_list(shared: Shared, new_browser: NewBrowser, name: str) -> None:
    assert (await new_browser().open(f"/sitemap/{name}.xml")).status_code == 404


async def test_robots_are_told_where_the_lists_are_and_what_is_nothing_to_find(new_browser: NewBrowser) -> None:
    answer = await new_browser().open("/robots.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(answer.text.splitlines())
    assert robots.site_maps() == [f"{ADDRESS}/sitemap.xml"]
    open_ = ("/", "/q/1/x", "/viewpoint/1", "/picture/q/1.png", "/embed/q/1", "/feed.xml", "/moderation/log", "/rules")
    shut = ("/account/email", "/moderation", "/moderation/people", "/sign-in", "/report/comment/1", "/api/questions")
    assert [path for path in open_ if not robots.can_fetch("anybot", path)] == []
    assert [path for path in shut if robots.can_fetch("anybot", path)] == []
