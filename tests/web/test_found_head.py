"""What a page's head tells, read by libraries that are not ours and held against the vocabulary of schema.org."""

from typing import Any

import extruct
import pytest
from lxml import html
from markupsafe import Markup
from reflex.utils.prerequisites import get_web_dir
from schema_org import registry
from sqlalchemy import Engine

from debate_app.domain import hiding, rows, snapshots
from debate_app.domain.snapshot import QuestionSnapshot
from debate_app.domain.tables import SubjectKind
from debate_app.store.engine import reading, transaction
from debate_app.web.found import head
from tests import scene
from tests.browser.server import Server
from tests.web.found import HOSTILE, Shared, crowd, share

ORIGIN = "https://debate.example"


@pytest.fixture
def shared(engine: Engine) -> Shared:
    return share(engine)


def snapshot(shared: Shared) -> QuestionSnapshot:
    with reading(shared.engine) as session:
        return snapshots.read(session, shared.question_id)


def tags(made: Markup) -> Any:
    return html.document_fromstring(f"<!doctype html><html><head>{made}</head><body></body></html>")


def found(made: Markup) -> tuple[dict[str, str], list[Any]]:
    """The properties of OpenGraph, and what is told as JSON-LD."""
    page = f"<!doctype html><html><head><title>x</title>{made}</head><body></body></html>"
    told = extruct.extract(page, syntaxes=["opengraph", "json-ld"])
    properties = dict(one for graph in told["opengraph"] for one in graph["properties"])
    return properties, told["json-ld"]


def strangers(told: Any, kind: str = "") -> list[str]:
    """What schema.org does not know: types, properties that a type has not, values of another kind."""
    if isinstance(told, list):
        return [fault for one in told for fault in strangers(one, kind)]
    kind = told["@type"]
    above = {kind, *registry.ancestry(kind)}
    wrong = list[str]()
    for name, value in told.items():
        if name.startswith("@"):
            continue
        known = registry.PROPERTY_BY_SCHEMA[name]
        wrong += [] if above & set(known.domains) else [f"{kind} has no {name}"]
        for one in value if isinstance(value, list) else [value]:
            wrong += [] if kinds(one) & set(known.ranges) else [f"{name} is no {one!r}"]
            wrong += strangers(one) if isinstance(one, dict) else []
    return wrong


def kinds(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {value["@type"], *registry.ancestry(value["@type"])}
    if isinstance(value, int):
        return {"Integer"}
    named = value.removeprefix("https://schema.org/")
    return {"Text", "URL", "Date", "DateTime", *(registry.ancestry(named) if named != value else ())}


def test_a_question_is_told_with_its_picture_its_feed_and_where_it_is(shared: Shared) -> None:
    made = head.question(snapshot(shared), ORIGIN)
    properties, _ = found(made)
    url = f"{ORIGIN}/q/{shared.question_id}/script-script-alert-1-script-img-src-x-onerror-alert-2"
    assert properties["og:title"] == HOSTILE
    assert properties["og:description"] == "It closes at noon on Saturday. Many people work all week."
    assert properties["og:type"] == "article"
    assert properties["og:image"].startswith(f"{ORIGIN}/picture/q/{shared.question_id}.png?v=")
    assert (properties["og:image:width"], properties["og:image:height"]) == ("1200", "630")
    assert properties["og:image:alt"] == f"{HOSTILE}, and where people stand on it"
    page = tags(made)
    assert page.xpath("//link[@rel='canonical']/@href") == [properties["og:url"]] == [url]
    assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]
    alternates = {one.get("type"): one.get("href") for one in page.xpath("//link[@rel='alternate']")}
    assert alternates == {"application/atom+xml": f"{ORIGIN}/q/{shared.question_id}/feed.xml"}
    assert page.xpath("//title | //meta[@name='robots'] | //img") == []
    assert page.xpath("//script/@type") == ["application/ld+json"]


def test_how_to_embed_a_question_is_told_where_that_is_allowed(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDING", "anywhere")
    offered = tags(head.question(snapshot(shared), ORIGIN)).xpath("//link[@type='application/json+oembed']/@href")
    url = f"{ORIGIN}/q/{shared.question_id}/script-script-alert-1-script-img-src-x-onerror-alert-2"
    assert offered == [f"{ORIGIN}/oembed?format=json&url={url}"]


def test_a_question_is_a_posting_and_its_viewpoints_are_comments_with_their_counts(shared: Shared) -> None:
    with transaction(shared.engine) as session:
        crowd(session, shared.question_id, 25)
    _, [told] = found(head.question(snapshot(shared), ORIGIN))
    assert strangers(told) == []
    assert strangers({**told, "commentCount": "3", "userInteractionCount": 1, "comment": [{"@type": "Person"}]}) == [
        "commentCount is no '3'",
        "comment is no {'@type': 'Person'}",
        "DiscussionForumPosting has no userInteractionCount",
    ]
    assert (told["@context"], told["@type"]) == ("https://schema.org", "DiscussionForumPosting")
    assert (told["headline"], told["author"]["name"]) == (HOSTILE, "Ada Byron")
    assert len(told["comment"]) == 20
    assert [sorted(one.keys() & {"author", "datePublished", "text"}) for one in told["comment"]] == [
        ["author", "datePublished", "text"]
    ] * 20
    counts = [one["userInteractionCount"] for one in told["comment"][0]["interactionStatistic"]]
    assert counts == [2, 1]


def test_counts_that_are_sealed_are_not_told(shared: Shared) -> None:
    shared.seal()
    made = head.question(snapshot(shared), ORIGIN)
    assert "interactionStatistic" not in made
    assert "userInteractionCount" not in made


def test_what_is_hidden_is_not_told(shared: Shared) -> None:
    with transaction(shared.engine) as session:
        hiding.hide(session, shared.moderator, SubjectKind.VIEWPOINT, shared.first, "Not civil.")
    read = snapshot(shared)
    _, [told] = found(head.question(read, ORIGIN))
    assert [one["headline"] for one in told["comment"]] == ["Ä" * 150]
    hidden, shown = read.viewpoints
    assert head.viewpoint(read.question, hidden, ORIGIN) == '<meta name="robots" content="noindex">'
    assert f"{ORIGIN}/viewpoint/{shared.second}" in head.viewpoint(read.question, shown, ORIGIN)
    with transaction(shared.engine) as session:
        hiding.hide(session, shared.moderator, SubjectKind.QUESTION, shared.question_id, "Not civil.")
    assert head.question(snapshot(shared), ORIGIN) == '<meta name="robots" content="noindex">'


def test_every_address_begins_with_the_origin_as_it_was_given(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDING", "anywhere")
    read = snapshot(shared)
    for make in (lambda origin: head.question(read, origin), head.home):
        assert make("@@ORIGIN@@").replace("@@ORIGIN@@", ORIGIN) == make(ORIGIN)


def test_home_and_other_pages_are_told_of_too() -> None:
    properties, [told] = found(head.home(ORIGIN))
    assert properties["og:image"] == f"{ORIGIN}/picture/site.png"
    assert strangers(told) == []
    assert tags(head.home(ORIGIN)).xpath("//link[@rel='alternate']/@href") == [f"{ORIGIN}/feed.xml"]
    profile = tags(head.profile(HOSTILE, f"/people/{HOSTILE}", ORIGIN))
    assert profile.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert profile.xpath("//script | //img") == []
    assert "noindex" not in head.plain("Who may do what", "Rules", "/rules", ORIGIN)


def test_what_is_built_names_no_picture_and_describes_nothing(server: Server) -> None:
    built = [path for path in (get_web_dir() / "build" / "client").rglob("*.*") if path.suffix in (".html", ".js")]
    assert len(built) > 10
    assert [path.name for path in built if "og:image" in path.read_text("utf-8")] == []
    assert [path.name for path in built if 'name="description"' in path.read_text("utf-8")] == []


@pytest.mark.parametrize(
    ("background", "description"),
    [
        ("", "Read the viewpoints, and say where you stand."),
        ("word " * 60, " ".join(["word"] * 32) + "…"),
        ("ä" * 400, "ä" * 159 + "…"),
        ("A\x00 line,\n\nand  another", "A line, and another"),
    ],
)
def test_a_description_is_one_line_cut_at_a_word(engine: Engine, background: str, description: str) -> None:
    with transaction(engine) as session:
        question_id = scene.question(session)
        rows.question(session, question_id).background = background
        session.flush()
        made = head.question(snapshots.read(session, question_id), ORIGIN)
    [said] = tags(made).xpath("//meta[@name='description']/@content")
    assert said == description
    assert len(said) <= 160
