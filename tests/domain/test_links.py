"""Sources: what is a web address, where it leads, and the marks that cite it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain import links
from debate_app.domain.links import Link
from debate_app.domain.refused import Invalid
from debate_app.domain.snapshot import Piece


@pytest.mark.parametrize(
    ("address", "href", "site"),
    [
        ("wired.co.uk/article/x", "https://wired.co.uk/article/x", "wired.co.uk"),
        ("http://example.org", "https://example.org", "example.org"),
        ("HTTPS://WWW.Example.ORG/A?b=C#d", "https://www.example.org/A?b=C#d", "example.org"),
        ("example.org:443/x", "https://example.org/x", "example.org"),
        ("example.org/Foo_(bar)", "https://example.org/Foo_(bar)", "example.org"),
        ("example.org/Apple_Inc.", "https://example.org/Apple_Inc.", "example.org"),
        ("example.org/straße", "https://example.org/stra%C3%9Fe", "example.org"),
        ("münchen.de/x", "https://xn--mnchen-3ya.de/x", "münchen.de"),
        ("xn--mnchen-3ya.de", "https://xn--mnchen-3ya.de", "münchen.de"),
        ("пример.рф", "https://xn--e1afmkfd.xn--p1ai", "пример.рф"),
        (" example.org/a\u202eb ", "https://example.org/ab", "example.org"),
    ],
)
def test_web_addresses_open_as_https(address: str, href: str, site: str) -> None:
    assert links.read(address) == Link(href, site)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt://example.org/%0aalert(1)", "data:text/html,x", "file:///etc/passwd",
        "ftp://example.org", "mailto:a@example.org", "//example.org", "https:example.org", "https:///example.org",
        "localhost", "http://localhost/x", "127.0.0.1", "http://[::1]/", "１２７.0.0.1", "2130706433", "0x7f.1",
        "intranet", "printer.local", "x.notatld", "a..com", "-a.com", "xn--a.com", "two words.org", "example.org/a b",
        "example.org\\@evil.org", "https://user:word@example.org", "example.org:8080", "example.org:99999", "?", "#",
        'example.org/"><script>', "", "\u200b", "example.org/" + "x" * 2_000, "x" * 100_000 + ".org",
    ],
)  # fmt: skip
def test_anything_else_is_refused(address: str) -> None:
    with pytest.raises(Invalid) as refusal:
        links.read(address, "sources.3")
    assert refusal.value.field == "sources.3"
    assert len(refusal.value.sentence) < 200


@given(st.text(max_size=40) | st.from_regex(r"(https?://)?[a-z.]{1,9}\.(org|com)[/?#:@]?.{0,20}", fullmatch=True))
def test_whatever_is_taken_is_a_plain_https_address(address: str) -> None:
    try:
        link = links.read(address)
    except Invalid:
        return
    assert link.href.startswith("https://")
    assert link.href.isascii()
    assert not set(link.href) & set('"<>\\ \n')
    assert links.read(link.href) == link


@pytest.mark.parametrize(
    ("address", "label", "title"),
    [
        ("example.org/a-long-story_about.html", None, "A long story about"),
        ("example.org/a-long-story", "1", "A long story"),
        ("example.org/a-long-story", "The story", "The story"),
        ("example.org/story/2018/09/24", None, "Story"),
        ("example.org/2018/09", None, "example.org"),
        ("example.org/caf%C3%A9-noir/", None, "Café noir"),
        ("example.org/" + "word-" * 40, None, "Word" + " word" * 15 + "…"),
    ],
)
def test_a_source_is_named_by_its_label_or_its_path(address: str, label: str | None, title: str) -> None:
    assert links.source(1, address, label).title == title


def test_a_mark_leads_to_the_source_with_that_label_else_to_that_place() -> None:
    assert links.pieces("A [1], b [2] [ICO].", [None, "1", "ICO"]) == (
        Piece("A ", 0), Piece("[1]", 2), Piece(", b ", 0), Piece("[2]", 2), Piece(" ", 0), Piece("[ICO]", 3),
        Piece(".", 0),
    )  # fmt: skip


def test_a_mark_that_leads_nowhere_is_plain_text() -> None:
    assert links.pieces("A [3] and [x] and []", [None, None]) == (Piece("A [3] and [x] and []", 0),)
    assert links.pieces("", []) == ()


@given(st.text(alphabet="ab[]12 \n"), st.lists(st.sampled_from([None, "1", "2", "a"]), max_size=3))
def test_the_pieces_spell_the_text(text: str, labels: list[str | None]) -> None:
    assert "".join(piece.text for piece in links.pieces(text, labels)) == text


def test_a_port_is_named_as_it_was_typed() -> None:
    with pytest.raises(Invalid, match="leave out “:8080”"):
        links.read("example.org:8080/x")
