"""The page of all sources of a debate, and the same for programs."""

import json

from pybtex.database.input.bibtex import Parser
from sqlalchemy import Engine

from debate_app.domain import doubts, references, rows, slugs, viewpoints
from debate_app.domain.references import Answered, Says, Silent
from debate_app.store.engine import transaction
from tests import scene
from tests.web.found import HOSTILE
from tests.web.programs import ADDRESS as SITE
from tests.web.programs import Program
from tests.web.scriptless import NewBrowser

ADDRESS = "https://example.org/sundays"


def debate(engine: Engine) -> tuple[int, int]:
    """A question and its viewpoint, whose source says something hostile about itself."""
    with transaction(engine) as session:
        question_id = scene.question(session)
        viewpoint_id = scene.viewpoint(session, question_id)
        doubts.doubt(session, scene.guest(session, "Cy Twombly"), viewpoint_id, ADDRESS, "It is about Mondays.")
        references.note(session)
        said = Says(ADDRESS, HOSTILE, HOSTILE, HOSTILE, "2021-03", "de", "article")
        references.keep(session, {ADDRESS: Answered("", "", 0, said)})
        references.keep(session, {ADDRESS: Silent("gone", unreachable=True)})
    return question_id, viewpoint_id


async def test_the_page_tells_what_is_known_and_where_it_is_cited(engine: Engine, new_browser: NewBrowser) -> None:
    question_id, viewpoint_id = debate(engine)
    browser = new_browser()
    page = await browser.open(f"/q/{question_id}/sources")
    assert page.status_code == 200
    for told in (
        "1 source, each told once",
        'lang="de"',
        "2021-03",
        "Not reachable since",
        "https://web.archive.org/web/",
        "1 reader doubts it",
        f'href="/viewpoint/{viewpoint_id}#source-{viewpoint_id}-1"',
        "Paragraph 1",
        f"/q/{question_id}/sources.bib",
    ):
        assert told in page.text, told
    assert not any(tag in page.text for tag in ("<script>alert", "<img src=x"))
    viewpoint = await browser.open(f"/viewpoint/{viewpoint_id}")
    assert "doubts that [1] “" in viewpoint.text
    assert "Copy in the web archive" in viewpoint.text


async def test_programs_get_the_same(engine: Engine, program: Program) -> None:
    question_id, _ = debate(engine)
    found = await program.ask(f"{SITE}/q/{question_id}/sources.json")
    assert found.headers["content-type"].startswith("application/vnd.citationstyles.csl+json")
    [item] = json.loads(found.content)
    assert (item["URL"], item["type"], item["issued"]) == (ADDRESS, "article", {"date-parts": [[2021, 3]]})
    bib = await program.ask(f"{SITE}/q/{question_id}/sources.bib")
    assert bib.headers["content-type"].startswith("application/x-bibtex")
    assert Parser().parse_string(bib.text).entries[item["id"]].fields["url"] == ADDRESS
    again = await program.ask(f"{SITE}/q/{question_id}/sources.bib", if_none_match=bib.headers["etag"])
    assert again.status_code == 304
    for kind in ("", ".json", ".bib"):
        assert (await program.ask(f"{SITE}/q/999/sources{kind}")).status_code == 404


async def test_a_question_called_sources_has_its_own_page(engine: Engine, new_browser: NewBrowser) -> None:
    with transaction(engine) as session:
        question_id = scene.question(session, "Sources")
        asked = rows.question(session, question_id)
        viewpoints.add(session, asked.author_id, question_id, "None", ["Text."], [])
    browser = new_browser()
    assert "No viewpoint here names a source yet." in (await browser.open(f"/q/{question_id}/sources")).text
    assert "None" in (await browser.open(slugs.path(question_id, "Sources"))).text
