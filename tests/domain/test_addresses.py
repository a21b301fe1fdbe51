"""One address for one page: what follows readers is left out, copies lead to the page, names of works to the works."""

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.domain import addresses, links
from debate_app.domain.refused import Invalid


@pytest.mark.parametrize(
    ("typed", "href", "title"),
    [
        ("10.1000/182", "https://doi.org/10.1000/182", "10.1000/182"),
        ("doi: 10.1000/ABC", "https://doi.org/10.1000/abc", "10.1000/abc"),
        ("https://dx.doi.org/10.1000/abc", "https://doi.org/10.1000/abc", "10.1000/abc"),
        ("10.1002/(SICI)1:8<6::A>3", "https://doi.org/10.1002/(sici)1:8%3c6::a%3e3", "10.1002/(sici)1:8<6::a>3"),
        ("ISBN 978-0-306-40615-7", "https://openlibrary.org/isbn/9780306406157", "ISBN 9780306406157"),
        ("978-0-306-40615-7", "https://openlibrary.org/isbn/9780306406157", "ISBN 9780306406157"),
        ("isbn-10: 0-8044-2957-X", "https://openlibrary.org/isbn/9780804429573", "ISBN 9780804429573"),
        ("arXiv:2101.00001v2", "https://arxiv.org/abs/2101.00001v2", "arXiv 2101.00001v2"),
        ("math/0211159", "https://arxiv.org/abs/math/0211159", "arXiv math/0211159"),
        ("arxiv.org/pdf/2101.00001v2.pdf", "https://arxiv.org/abs/2101.00001v2", "arXiv 2101.00001v2"),
        ("https://www.google.com/amp/s/www.example.org/story?x=1", "https://www.example.org/story?x=1", "Story"),
        ("https://a-b.cdn.ampproject.org/c/s/www.example.org/story", "https://www.example.org/story", "Story"),
        ("google.com/amp/s/localhost/x", "https://google.com/amp/s/localhost/x", "Localhost"),
        ("en.m.wikipedia.org/wiki/Amp", "https://en.wikipedia.org/wiki/Amp", "Amp"),
        ("mobile.nytimes.com/a", "https://www.nytimes.com/a", "nytimes.com"),
        ("m.example.org/a", "https://m.example.org/a", "m.example.org"),
        ("example.org/a-b-c/amp/?utm_source=x&id=3&fbclid=2#top", "https://example.org/a-b-c/?id=3#top", "A b c"),
        ("example.org/wiki/amp", "https://example.org/wiki/amp", "Amp"),
        ("example.org?amp=1", "https://example.org", "example.org"),
        ("youtu.be/abcd?si=tracks", "https://youtu.be/abcd", "Abcd"),
        ("example.org/a?si=means&mc_eid=1&igshid=2&ref_src=t", "https://example.org/a?si=means", "example.org"),
    ],
)  # fmt: skip
def test_what_is_typed_leads_to_the_page_itself(typed: str, href: str, title: str) -> None:
    source = links.source(1, typed, None)
    assert (source.href, source.title, source.typed) == (href, title, typed)
    assert links.read(href).href == href


@pytest.mark.parametrize("typed", ["ISBN 978-0-306-40615-8", "ISBN 0-8044-2957-0", "ISBN 1234567890123", "ISBN 12345"])
def test_an_isbn_whose_digits_do_not_add_up_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        links.read(typed)


_words = st.text("abcxyz019_-.", min_size=1, max_size=8)
_hosts = st.sampled_from(
    [
        "example.org",
        "m.youtube.com",
        "de.m.wikipedia.org",
        "www.google.com",
        "cdn.ampproject.org",
        "doi.org",
        "arxiv.org",
    ]
)
_folders = st.lists(
    st.sampled_from(["amp", "s", "c", "pdf", "10.1000", "a-b-c", "x.html", "example.org", "google.com"])
)
_pairs = st.lists(
    st.tuples(st.sampled_from(["utm_source", "fbclid", "amp", "id", "q", "page", "si"]), _words), max_size=5
)


@given(_hosts, _folders, _pairs)
def test_an_address_that_was_tidied_is_tidy(host: str, folders: list[str], pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={value}" for name, value in pairs)
    once = links.read(f"{host}/{'/'.join(folders)}?{query}")
    assert links.read(once.href) == once


@given(_pairs, _words)
def test_what_a_query_asks_for_stays_in_its_order(pairs: list[tuple[str, str]], last: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in [*pairs, ("id", last)])
    kept = [f"{name}={value}" for name, value in [*pairs, ("id", last)] if name in ("id", "q", "page", "si")]
    href = links.read(f"example.org/a?{query}").href
    assert [one for one in urlsplit(href).query.split("&") if not one.startswith("amp=")] == kept


def test_places_in_a_page_are_looked_up_as_the_page_and_keys_are_words() -> None:
    link = links.read("example.org/a#b")
    assert (link.href, link.address) == ("https://example.org/a#b", "https://example.org/a")
    keys = {addresses.key(f"https://example.org/{number}") for number in range(50)}
    assert len(keys) == 50
    assert all(re.fullmatch(r"[a-z][a-z0-9_]+", key) for key in keys)
