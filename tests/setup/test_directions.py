"""Stylesheets and scripts name no side of the screen: a page that is read from the right is the same page, mirrored.

What is written for one direction alone, below ``[dir="rtl"]``, may name what it likes. Not below ``:dir(rtl)``: the
build turns that into a list of languages, and a text whose language nobody told is in none of them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import PROJECT

ALLOWED = {
    "tokens.css: --start: max(var(--gap), env(safe-area-inset-left))": "a cut-out of the screen; mirrored below",
    "tokens.css: --end: max(var(--gap), env(safe-area-inset-right))": "a cut-out of the screen; mirrored below",
    "shell.css: background: linear-gradient(90deg, var(--agree) 0 46%, transparent 46% 54%, var(--disagree) 54%)": (
        "the icon of the site"
    ),
    "stats.css: background: linear-gradient("
    "to right, var(--raised) calc(50% - 1px), #0000 0 calc(50% + 1px), var(--raised) 0)": "the same from both sides",
    "stats.css: mask: repeating-linear-gradient(135deg, #000 0 4px, #0009 4px 6px)": "stripes, mirrored with the bar",
    "stats.css: scale: -1 1": "mirrored with the bar",
    "stats.css: rotate: 90deg": "mirrored below",
    "votes.css: rotate: 90deg": "mirrored below",
    "votes.css: border-width: 0 0.2rem 0.2rem 0": "a tick is the same everywhere",
    'history.css: content: "←"': "mirrored below",
    'history.css: content: "←" / ""': "mirrored below",
    'history.css: content: "→"': "mirrored below",
    'history.css: content: "→" / ""': "mirrored below",
}

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PART = re.compile(r"(?:\"[^\"]*\"|[^;{}\"])+|[;{}]")
_VALUES = re.compile(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+")
_SIDE = re.compile(r"(?<![a-z])(?:left|right)(?![a-z])|:dir\(|[←→⟵⟶⇐⇒‹›«»◀▶◂▸◄►]", re.IGNORECASE)
_FOUR_SIDES = re.compile(r"margin|padding|inset|scroll-(?:margin|padding)|border-(?:width|style|color)")
_TURN = re.compile(r"(?:rotate: |rotate\()-?90deg|(?:scale: |scaleX?\()-|skew")
_SHIFT = re.compile(r"(?:translate: |translate(?:X|3d)?\()(?!0[ ,;)])-?[\d.]")
_SLANT = re.compile(r"linear-gradient\(-?(?!0|180deg)\d")
_SHADOW = re.compile(r"shadow: (?:inset )?(?!0[ ;])-?[\d.]")

_SCRIPT = re.compile(
    r"scrollLeft|scrollX|offsetLeft|clientLeft|pageX|Arrow(?:Left|Right)|translateX"
    r"|\.(?:left|right)\b|\b(?:left|right):|(?:margin|padding|border)(?:Left|Right)|-(?:left|right)\b"
)


def one_sided(css: str) -> Iterator[str]:
    """The statements of a stylesheet that are right for one direction only."""
    opened: list[str] = []
    text = ""
    for part in _PART.findall(_COMMENT.sub("", css)):
        said = " ".join(part.split())
        if part == "{":
            opened.append(text)
        elif part == "}":
            opened.pop()
        elif part != ";" and _is_one_sided(said) and "[dir=" not in "".join([*opened, said]):
            yield said
        text = said


def _is_one_sided(said: str) -> bool:
    told = any(pattern.search(said) for pattern in (_SIDE, _TURN, _SHIFT, _SLANT, _SHADOW))
    return told or _is_uneven(*said.partition(": ")[::2])


def _is_uneven(name: str, value: str) -> bool:
    """A shorthand that gives the two sides different values."""
    if name == "border-radius":
        return any(_is_lopsided(_VALUES.findall(axis)) for axis in value.split("/"))
    sides = _VALUES.findall(value)
    return _FOUR_SIDES.fullmatch(name) is not None and len(sides) == 4 and sides[1] != sides[3]


def _is_lopsided(corners: list[str]) -> bool:
    """Corners as CSS counts them, clockwise from the first; those that are left out are like the opposite ones."""
    first, second, third, fourth = [*corners, corners[1]] if len(corners) == 3 else (corners * 4)[:4]
    return first != second or third != fourth


def test_no_stylesheet_names_a_side() -> None:
    sheets = sorted((PROJECT / "assets" / "css").glob("*.css"))
    assert sheets
    found = {f"{path.name}: {said}" for path in sheets for said in one_sided(path.read_text("utf-8"))}
    assert found - ALLOWED.keys() == set(), "say start and end, or mirror it below [dir=rtl] and name it here"
    assert ALLOWED.keys() - found == set(), "these are gone: they need no leave any more"


@pytest.mark.parametrize(
    "said",
    [
        "margin-left: 1rem",
        "left: 0",
        "text-align: right",
        "float: left",
        "border-top-left-radius: 4px",
        "background: linear-gradient(to left, red, blue)",
        "background: linear-gradient(45deg, red, blue)",
        "padding: 1px 2px 3px 4px",
        "margin: 0 var(--a, 1px) 0 calc((1px + 2px) * 2)",
        "border-radius: 4px 10px 10px 4px",
        "border-radius: 4px 10px",
        "box-shadow: inset 3px 0 0 red",
        "transform: translateX(-4px)",
        "translate: 2px 0",
        "rotate: 90deg",
        "scale: -1 1",
        'content: "→"',
    ],
)
def test_what_names_a_side_is_found(said: str) -> None:
    assert list(one_sided(f"@media print {{ .a > b {{ color: red; {said}; }} }}")) == [said]
    assert list(one_sided(f'[dir="rtl"] .a {{ {said}; }}')) == []


def test_a_selector_that_the_build_would_change_is_found() -> None:
    assert list(one_sided("p:dir(rtl) { color: red; }")) == ["p:dir(rtl)"]


@pytest.mark.parametrize(
    "said",
    [
        "margin-inline-start: 1rem",
        "padding: 1px 2px 3px 2px",
        "padding: 1px 2px 3px",
        "border-radius: 0 0 4px 4px",
        "border-radius: 4px",
        "background: linear-gradient(red, blue)",
        "box-shadow: 0 6px 24px rgb(0 0 0 / 25%)",
        "translate: 0 -0.1rem",
        "color: bright",
    ],
)
def test_what_names_none_is_not(said: str) -> None:
    assert list(one_sided(f".a {{ {said}; }} /* left */")) == []


def test_no_script_names_a_side() -> None:
    scripts = [*(PROJECT / "assets").glob("*.js"), *(PROJECT / "debate_app").rglob("*.js")]
    assert scripts
    assert [f"{path.name}: {line}" for path in scripts for line in _sideways(path)] == []


def _sideways(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line.strip() for line in lines if _SCRIPT.search(line) and not line.lstrip().startswith("//")]


@pytest.mark.parametrize(
    "line", ["one.scrollLeft = 0", 'if (key === "ArrowRight")', "style = { left: 4 }", "box.right", "'margin-left'"]
)
def test_a_script_that_names_a_side_is_found(line: str, tmp_path: Path) -> None:
    script = tmp_path / "one.js"
    script.write_text(line)
    assert _sideways(script) == [line]
