"""Comments as runs: links that are safe to open, and mentions."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain import links, sayings
from debate_app.domain.snapshot import Saying

NAMES = ("Ada", "Ada Byron", "Bo Li", "Zoë", "D. H.")


def _links(text: str) -> list[tuple[str, str]]:
    return [(run.text, run.href) for run in sayings.sayings(text, NAMES) if run.href]


def _mentions(text: str) -> list[str]:
    return [run.text for run in sayings.sayings(text, NAMES) if run.mention]


def test_a_comment_is_cut_into_words_links_and_mentions() -> None:
    assert sayings.sayings("@bo li, see example.org/page.", NAMES) == (
        Saying("@bo li", "", mention=True),
        Saying(", see ", "", mention=False),
        Saying("example.org/page", "https://example.org/page", mention=False),
        Saying(".", "", mention=False),
    )
    assert sayings.sayings("", NAMES) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("wired.co.uk/article/x", "wired.co.uk/article/x"),
        ("Look: http://example.org!", "http://example.org"),
        ("HTTPS://Example.org/A", "HTTPS://Example.org/A"),
        ("(example.org/a_(b)).", "example.org/a_(b)"),
        ("[text](https://example.org/x)", "https://example.org/x"),
        ("“example.org/x”, she said", "example.org/x"),
        ("*example.org*", "example.org"),
        ("example.org…", "example.org"),
        ("example.org/?q=a&b=c#d?", "example.org/?q=a&b=c#d"),
        ("example.org/a),b", "example.org/a"),
        ("пример.рф/x", "пример.рф/x"),
        ("看https://example.org/x", "https://example.org/x"),
        ("www.point.md", "www.point.md"),
        ("point.md/news", "point.md/news"),
        ("Example.Org", "Example.Org"),
        ("https://example.org/@Ada", "https://example.org/@Ada"),
    ],
)
def test_addresses_are_links_without_what_ends_the_sentence(text: str, found: str) -> None:
    assert _links(text) == [(found, links.read(found).href)]


@pytest.mark.parametrize(
    "text",
    [
        "readme.md", "see docs/readme.md", "main.py.", "it ends.So it does", "v1.2", "3.14", "node.js", "e.g.this",
        "bo@example.org", "bo.li@example.org", "bo.li+x@example.org", "mailto:bo@example.org", "ftp://example.org",
        "//example.org", "http://localhost/x", "http://127.0.0.1/", "http://[::1]/", "javascript:alert.com",
        "https://user:word@example.org", "example.org:8080/x", "example.notatld", "a..com", "file:///etc/passwd.com",
    ],
)  # fmt: skip
def test_what_is_no_public_address_stays_plain(text: str) -> None:
    assert sayings.sayings(text, NAMES) == (Saying(text, "", mention=False),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Ada", ["@Ada"]),
        ("@ADA BYRON's idea", ["@ADA BYRON"]),
        ("@Ada Byrons", ["@Ada"]),
        ("(@Ada,@Bo Li)", ["@Ada", "@Bo Li"]),
        ("@ZOË and @zoë", ["@ZOË", "@zoë"]),
        ("@D. H.: yes", ["@D. H."]),
        ("@Adam, @Ada_1, @Ada\u0301", []),
        ("mail ada@Ada, x.@Ada", []),
        ("@Nobody @ Ada @@Ada", []),
    ],
)
def test_a_mention_is_the_whole_name_of_somebody_who_takes_part(text: str, found: list[str]) -> None:
    assert _mentions(text) == found


def test_a_name_that_looks_like_an_address_is_a_mention_where_it_is_mentioned() -> None:
    names = ("Bo example.org",)
    assert [run.mention for run in sayings.sayings("@bo example.org/x", names)] == [True, False]
    assert sayings.mentioned("@BO example.org", names) == {"bo example.org"}


@given(st.text(max_size=60) | st.text(alphabet="@aA. bo/:()_", max_size=60), st.lists(st.text(min_size=1, max_size=5)))
def test_the_runs_spell_the_text(text: str, names: list[str]) -> None:
    runs = sayings.sayings(text, names)
    assert "".join(run.text for run in runs) == text
    assert all(run.text for run in runs)
    plain = [not run.href and not run.mention for run in runs]
    assert (True, True) not in itertools.pairwise(plain)
    folded = {name.casefold() for name in names}
    assert all(run.text[0] == "@" and run.text[1:].casefold() in folded for run in runs if run.mention)


_words = st.sampled_from(["example.org", "http://a.co/x", "(", ")", "b.de?x", ".", ",", "@Ada", "…", "/", "é", "\n"])


@given(st.lists(_words, max_size=12).map(" ".join) | st.lists(_words, max_size=12).map("".join))
def test_every_link_is_one_that_a_source_could_be(text: str) -> None:
    for run in sayings.sayings(text, NAMES):
        if run.href:
            assert not run.mention
            assert run.href == links.read(run.text).href
            assert run.href.startswith("https://")


@pytest.mark.parametrize(
    "part",
    [
        "a.", "http://", "http://a ", "a.co/(", "|a.bx", "\uff5ca.b", "a.b+", "a-", " @aaaa", "@", " @", "a.co ",
        "a.co/[)", "a" * 50 + ".@",
    ],
)  # fmt: skip
def test_hostile_text_is_cut_at_once(part: str) -> None:
    text = (part * 2_000)[:2_000]
    started = time.process_time()
    runs = sayings.sayings(text, ["a" * 50, "b" * 50])
    assert time.process_time() - started < 0.25
    assert "".join(run.text for run in runs) == text
