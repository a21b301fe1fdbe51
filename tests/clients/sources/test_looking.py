"""Looking up what people link, in a web that means well."""

import gzip
import json

import pytest

from debate_app.clients.sources import Bounds, Failed, Found, Reason, SourceType, Unchanged, Validators
from tests.clients.sources.hostile_web import QUICK, Asked, Web, answer, page, redirect

ARTICLE = """<!DOCTYPE html><html lang="pt-BR"><head><title>Title | Site</title>
<meta property="og:title" content="What a &lt;b&gt; means &amp;amp; why"><meta property="og:site_name" content="Diário">
<meta property="og:type" content="article"><meta name="author" content="Ana Sousa">
<meta property="article:published_time" content="2026-03-01T10:00:00Z"></head><body><p>Text</p></body></html>"""


async def test_a_page_says_what_it_is(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")  # which is nobody's business
    web.answers["a.example/x?y=1"] = answer(
        gzip.compress(ARTICLE.encode()),
        content_encoding="gzip",
        etag='W/"7"',
        last_modified="Sun, 01 Mar 2026 10:00:00 GMT",
        cache_control="public, max-age=7200",
        set_cookie="a=b",
    )
    looker = web.looker()
    assert await looker.look_up("https://a.example/x?y=1#part") == Found(
        address="https://a.example/x?y=1",
        title="What a <b> means &amp; why",
        site="Diário",
        author="Ana Sousa",
        published="2026-03-01",
        language="pt-BR",
        type=SourceType.ARTICLE,
        validators=Validators('W/"7"', "Sun, 01 Mar 2026 10:00:00 GMT"),
        fresh_seconds=7200,
    )
    await looker.look_up("https://a.example/x?y=1")
    assert web.connected == [("93.184.215.14", 443)] * 3  # robots.txt once
    assert {asked.server_name for asked in web.asked} == {"a.example"}
    sent = web.asked[-1].headers
    assert sent == {
        "Host": "a.example",
        "User-Agent": "debate-reader/1.0 (+https://debate.example)",
        "Accept-Encoding": "gzip",
        "Accept": "text/html, application/xhtml+xml, */*;q=0.5",
        "Connection": "close",
    }
    await looker.close()


async def test_a_certificate_for_another_name_is_no_answer(web: Web) -> None:
    web.answers["other.example/"] = page("Not shown")
    assert await web.looker().look_up("https://other.example/") == Failed(Reason.UNREACHABLE)
    assert web.asked == []


async def test_the_next_request_asks_whether_anything_changed(web: Web) -> None:
    async def unchanged(asked: Asked, writer: object) -> None:
        same = asked.headers.get("If-None-Match") == '"1"'
        writer.write(answer(status="304 Not Modified") if same else answer("<title>T</title>", etag='"1"'))

    web.answers["a.example/"] = unchanged
    looker = web.looker()
    first = await looker.look_up("http://a.example")
    assert isinstance(first, Found)
    assert first.validators == Validators('"1"')
    assert await looker.look_up("http://a.example", first.validators) == Unchanged(Validators('"1"'), 86_400)


async def test_validators_that_no_answer_can_have_sent_are_not_sent(web: Web) -> None:
    web.answers["a.example/"] = answer(etag='"a', last_modified="yesterday")
    found = await web.looker().look_up("http://a.example/", Validators('"1"\r\nX-Evil: 1', "0\r\nX: 1"))
    assert isinstance(found, Found)
    assert found.validators == Validators()
    assert not {"X-Evil", "X", "If-None-Match", "If-Modified-Since"} & web.asked[-1].headers.keys()


async def test_an_answer_that_is_none_says_why(web: Web) -> None:
    looker = web.looker()
    for status, reason in {
        "404 Not Found": Reason.GONE,
        "410 Gone": Reason.GONE,
        "403 Forbidden": Reason.FORBIDDEN,
        "401 Unauthorized": Reason.FORBIDDEN,
        "429 Too Many Requests": Reason.BUSY,
        "503 Service Unavailable": Reason.SERVER_ERROR,
        "304 Not Modified": Reason.SERVER_ERROR,
        "302 Found": Reason.SERVER_ERROR,
    }.items():
        web.answers["a.example/"] = answer(status=status, retry_after="120")
        assert await looker.look_up("http://a.example/") == Failed(reason, 120)
    for told_wait, seconds in {"99999999": 604_800, "Wed, 21 Oct 2015 07:28:00 GMT": 0, "soon": None}.items():
        web.answers["a.example/"] = answer(status="429 Too Many Requests", retry_after=told_wait)
        assert await looker.look_up("http://a.example/") == Failed(Reason.BUSY, seconds)


async def test_redirects_are_followed_five_times(web: Web) -> None:
    web.answers |= {f"a.example/{step}": redirect(f"{step + 1}") for step in range(6)}
    web.answers["a.example/4"] = redirect("https://B.example./new?q=ü")
    web.answers["b.example/new?q=%C3%BC"] = page("Here")
    looker = web.looker()
    found = await looker.look_up("http://a.example/0")
    assert isinstance(found, Found)
    assert (found.address, found.title) == ("https://b.example/new?q=%C3%BC", "Here")
    web.answers["a.example/4"] = redirect("5")
    web.answers["a.example/6"] = page("Too far")
    assert await looker.look_up("http://a.example/0") == Failed(Reason.TOO_MANY_REDIRECTS)
    assert "a.example/6" not in web.addresses


async def test_what_is_no_page_is_known_by_its_type_and_not_read(web: Web) -> None:
    looker = web.looker()
    for media_type, kind in {
        "application/pdf": "document",
        "video/mp4": "video",
        "image/png": "image",
        "text/csv; charset=utf-8": "dataset",
        "text/plain": "document",
    }.items():
        web.answers["a.example/"] = answer("<title>No</title>", content_type=media_type)
        found = await looker.look_up("http://a.example/")
        assert isinstance(found, Found)
        assert (found.type, found.title) == (kind, "")


async def test_a_doi_is_answered_with_its_record(web: Web) -> None:
    record = {
        "type": "article-journal",
        "title": "On <i>Homo</i> &amp; others",
        "container-title": "Nature",
        "author": [{"given": "Ana", "family": "Sousa"}, {"literal": "The Group"}],
        "issued": {"date-parts": [[2026, 3]]},
        "language": "en",
    }
    media_type = "application/vnd.citationstyles.csl+json"
    web.answers["doi.org/10.1000/x"] = redirect("https://b.example/works/x")
    web.answers["b.example/works/x"] = answer(json.dumps(record), content_type=media_type)
    looker = web.looker()
    found = await looker.look_up("https://doi.org/10.1000/x")
    assert isinstance(found, Found)
    assert (found.title, found.author) == ("On Homo & others", "Ana Sousa; The Group")
    assert (found.site, found.published, found.type) == ("Nature", "2026-03", "article")
    assert found.address == "https://doi.org/10.1000/x"
    assert web.asked[-1].headers["Accept"] == f"{media_type}, text/html;q=0.8"
    for broken in ("[" * 100_000, '{"title": 7, "author": {"a": [1]}, "issued": {"date-parts": [[[]]]}}', "", "\0"):
        web.answers["b.example/works/x"] = answer(broken, content_type=media_type)
        assert isinstance(await looker.look_up("https://doi.org/10.1000/x"), Found)


async def test_where_robots_may_not_read_a_dois_record_the_page_is_read(web: Web) -> None:
    async def negotiated(asked: Asked, writer: object) -> None:
        wants_record = "csl" in asked.headers["Accept"]
        writer.write(redirect("https://b.example/works/x" if wants_record else "https://a.example/x"))

    web.answers["doi.org/10.1000/x"] = negotiated
    web.answers["b.example/robots.txt"] = answer("User-agent: *\nDisallow: /", content_type="text/plain")
    web.answers["a.example/x"] = page("The paper")
    found = await web.looker().look_up("https://doi.org/10.1000/x")
    assert isinstance(found, Found)
    assert (found.address, found.title) == ("https://a.example/x", "The paper")
    assert "b.example/works/x" not in web.addresses


async def test_how_long_an_answer_is_fresh_is_bounded(web: Web) -> None:
    looker = web.looker()
    for control, seconds in {
        "max-age=1": 3_600,
        "max-age=9999999999": 2_592_000,
        "no-store": 3_600,
        "": 86_400,
    }.items():
        web.answers["a.example/"] = answer(cache_control=control)
        found = await looker.look_up("http://a.example/")
        assert isinstance(found, Found)
        assert found.fresh_seconds == seconds


def test_the_bounds_are_those_that_were_agreed() -> None:
    agreed = Bounds()
    assert (agreed.seconds, agreed.redirects, agreed.pause_seconds) == (10, 5, 1)
    assert (agreed.wire_bytes, agreed.head_bytes) == (1024 * 1024, 256 * 1024)
    assert QUICK.redirects == agreed.redirects
