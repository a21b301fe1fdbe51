"""A page whose text is compressed once: whatever fills its holes, both forms of it say the same."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.web.first.template import Outgrown, Template, hole

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(["ab" * 40, "<p>é</p>" * 9])


def html_of(texts: list[str]) -> str:
    """The texts with a hole behind each but the last."""
    return "".join(f"{text}{hole('x', at)}" for at, text in enumerate(texts[:-1])) + texts[-1]


def without_padding(page: bytes) -> str:
    head, *rest = page.decode().split("<!-- ")
    return head + "".join(one.lstrip(" ").removeprefix("-->") for one in rest)


@given(st.lists(WORDS.filter(lambda text: "<!--" not in text), min_size=1, max_size=8), st.data())
def test_what_fills_the_holes_stands_between_the_texts(texts: list[str], data: st.DataObject) -> None:
    fillings = [
        {f"x-{at}": data.draw(WORDS.filter(lambda text: "<!--" not in text)) for at in range(len(texts) - 1)}
        for _ in range(2)
    ]
    widest = {key: max((one[key] for one in fillings), key=lambda text: len(text.encode())) for key in fillings[0]}
    template = Template(html_of(texts), widest)
    for filling in fillings:
        page = template.fill(filling)
        assert gzip.decompress(page.gzipped) == page.plain
        told = "".join(text + filling.get(f"x-{at}", "") for at, text in enumerate(texts))
        assert without_padding(page.plain) == told


def test_repeated_text_is_compressed_across_the_holes_between() -> None:
    card = "<article>" + "".join(f"<p>{number * 7919}</p>" for number in range(100)) + "</article>"
    one, ten = (
        len(
            Template(html_of([card] * many), {f"x-{at}": "1" for at in range(many)})
            .fill(dict.fromkeys(keys, "2"))
            .gzipped
        )
        for many, keys in ((2, ["x-0"]), (11, [f"x-{at}" for at in range(10)]))
    )
    assert ten < 2 * one


def test_what_is_wider_than_its_hole_is_refused() -> None:
    template = Template(html_of(["a", "b"]), {"x-0": "1"})
    with pytest.raises(Outgrown):
        template.fill({"x-0": "1" * 1000})


def test_a_text_that_looks_like_a_hole_is_text() -> None:
    page = Template(f"<!--0123456789abcdef x-0-->{hole('x', 1)}", {"x-1": "one"}).fill({"x-1": "two"})
    assert without_padding(page.plain) == "<!--0123456789abcdef x-0-->two"
