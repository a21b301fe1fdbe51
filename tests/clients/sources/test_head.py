"""What pages say about themselves, in the ways in which they say it."""

import codecs
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debate_app.clients.sources import charsets, head, linked_data
from debate_app.clients.sources.described import Described
from debate_app.domain import texts

PAPER = """<html><head>
<meta name="citation_title" content="Waiting for buses"><meta name="citation_author" content="Sousa, Ana">
<meta name="citation_author" content="Bo Li"><meta name="citation_publication_date" content="2024/5/3">
<meta name="citation_journal_title" content="Journal of Queues"><meta name="DC.Title" content="Not this">
<meta name="citation_language" content="en">"""
NEWS = """<html lang="en_GB"><title>Buses are late - The Daily</title>
<script type='application/ld+json; charset=utf-8'></script>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "The Daily"}, {"@type": "VideoObject", "name": "A film"},
 {"@type": ["Thing", "NewsArticle"], "headline": "Buses are late", "author": [{"name": "Ana Sousa"}, "Bo Li",
  {"name": "https://example.org/cy"}], "publisher": {"name": "The Daily"}, "datePublished": "2026-02-28T23:00:00-05:00",
  "inLanguage": "en"}]}</script>"""


@pytest.mark.parametrize(
    ("page", "described"),
    [
        (PAPER, Described("Waiting for buses", "Journal of Queues", "Ana Sousa; Bo Li", "2024-05-03", "en", "article")),
        (NEWS, Described("Buses are late", "The Daily", "Ana Sousa; Bo Li", "2026-02-28", "en-GB", "article")),
        ("<title>\n A \t&amp;amp; \u202eB </title><title>No", Described("A &amp; B")),
        ("<svg></svg><TITLE>Late</TITLE><meta charset=x>", Described("Late")),
        ("<title></title><meta name=twitter:title content=' '><meta property=og:title content='&#8203;'>", Described()),
        ("<title>One</title></head><meta property=og:title content=No>", Described("One")),
        ("<meta property=og:type content=video.other>", Described(type="video")),
        ("<meta property=og:locale content=pt_BR>", Described(language="pt-BR")),
        ("<meta property=og:type content=website>", Described()),
        ("<meta name=author content=https://example.org/me><meta name=dc.creator content=Me>", Described(author="Me")),
        ("<meta itemprop=datePublished content=20260228>", Described(published="2026-02-28")),
        ("<meta name=dc.date content=2026-13-01><meta name=date content=2026>", Described(published="2026")),
        ("<meta name=dc.date content=2026.7>", Described(published="2026-07")),
        ("<meta name=date content='1 May 2026'><html lang='en; DROP'>", Described()),
        ("<noscript><img></noscript><meta name=citation_isbn content=9><title>B</title>", Described("B", type="book")),
    ],
)  # fmt: skip
def test_a_page_is_described_in_its_own_words(page: str, described: Described) -> None:
    assert head.read(page.encode(), "") == described


def test_a_page_that_nests_without_an_end_is_given_up() -> None:
    assert head.read(b"<div>" * 400 + b" " * 10_000 + b"<title>Here</title>", "").title == "Here"
    assert head.read(b"<div>" * 600 + b" " * 10_000 + b"<title>Here</title>", "").title == ""


def test_what_is_long_is_cut_at_its_limit() -> None:
    authors = "".join(f"<meta name=citation_author content='Person number {number}'>" for number in range(40))
    told = head.read(
        f"<title>{'word ' * 200}</title>{authors}<meta name=og:site_name content={'x' * 500}>".encode(), ""
    )
    assert (len(told.title), told.title[-5:]) == (295, "word…")
    assert told.author == "; ".join(f"Person number {number}" for number in range(10))
    assert len(told.site) == 100


@pytest.mark.parametrize(
    ("data", "claimed", "text"),
    [
        ("é".encode(), "iso-8859-1", "é"),
        ("é".encode("latin-1"), "utf-8", "\ufffd"),
        ("é".encode("latin-1"), "", "é"),
        ("“".encode("cp1252"), "ISO-8859-1", "“"),
        ("日本".encode("shift_jis"), "Shift_JIS", "日本"),
        ("日本".encode("iso-2022-jp"), "iso-2022-jp", "日本"),
        (b"<meta charset=euc-jp>" + "日本".encode("euc-jp"), "", "<meta charset=euc-jp>日本"),
        (b"<meta content='text/html; charset=utf-16'>a", "", "<meta content='text/html; charset=utf-16'>a"),
        (codecs.BOM_UTF16_BE + "日本".encode("utf-16-be"), "koi8-r", "日本"),
        (codecs.BOM_UTF8 + b"a", "utf-16", "a"),
        ("日本".encode()[:-1], "cp1252", "日"),
        (b"a", "unicode_escape", "a"),
        (b"\\x41", "unicode_escape", "\\x41"),
        (b"eJw", "base64", "eJw"),
    ],
)
def test_bytes_are_text_whatever_is_claimed(data: bytes, claimed: str, text: str) -> None:
    assert charsets.text(data, claimed) == text


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=400), st.sampled_from(["", "utf-16", "gbk", "iso-2022-jp", "big5", "euc-kr", "shift_jis"]))
def test_any_bytes_are_read(data: bytes, charset: str) -> None:
    told = head.read(b"<title>" + data, charset)
    assert told.title == texts.plain(told.title)
    assert "\n" not in told.title


@settings(deadline=None, max_examples=100)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["Article", "Book"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["@type", "@graph", "author", "name", "headline", "publisher", "datePublished"]), inner
            )
        ),
        max_leaves=12,
    )
)
def test_linked_data_of_any_shape_is_read(value: object) -> None:
    described = head.read(f"<script type=application/ld+json>{json.dumps(value)}</script>".encode(), "")
    assert isinstance(described.title, str)
    assert linked_data.read([json.dumps(value)]).type in (None, "article", "book")
