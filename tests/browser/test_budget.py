"""How much a reader's phone has to fetch before it can show a question, read from the files of the build."""

import re
from pathlib import Path

import pytest

from tests.browser.server import PROJECT, Server

CLIENT = PROJECT / ".web" / "build" / "client"
JAVASCRIPT_BYTES = 150 * 1024
CSS_BYTES = 15 * 1024
QUESTION_ROUTE = "_q_.__question_id_"

_STATIC_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']""")
_IMPORT_NOW = re.compile(r"""\bimport\(\s*["']([^"']+\.js)["']\s*\)""")
_HTML_SCRIPT = re.compile(r"""<script[^>]*\bsrc="([^"]+\.js)"|<link rel="modulepreload" href="([^"]+)\"""")
_HTML_STYLES = re.compile(r"""<link[^>]*href="([^"]+\.css)\"""")
_CSS_IMPORT = re.compile(r"""@import\s+(?:url\()?["']?([^"')]+)""")


@pytest.fixture
def html(server: Server) -> str:
    """What a question's page starts from. The server is there for its build."""
    return (CLIENT / "__spa-fallback.html").read_text("utf-8")


def with_imports(found: set[Path]) -> set[Path]:
    """The scripts and everything that they import before they can run."""
    waiting, known = list(found), set(found)
    while waiting:
        script = waiting.pop()
        for name in _STATIC_IMPORT.findall(script.read_text("utf-8")):
            imported = CLIENT / name.lstrip("/") if name.startswith("/") else (script.parent / name).resolve()
            if imported not in known:
                known.add(imported)
                waiting.append(imported)
    return known


def scripts_of(html: str) -> set[Path]:
    """What the HTML names, what its inline modules import at once, and the chunk of the route."""
    named = {script or preload for script, preload in _HTML_SCRIPT.findall(html)}
    inline = "".join(re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL))
    named |= {*_STATIC_IMPORT.findall(inline), *_IMPORT_NOW.findall(inline)}
    route = [path for path in (CLIENT / "assets").glob("*.js") if path.name.startswith(QUESTION_ROUTE)]
    assert len(route) == 1, "the build has another name for the question's route"
    return {CLIENT / name.lstrip("/") for name in named} | set(route)


def compressed(path: Path) -> int:
    """Bytes of the file that a browser gets; small files are sent as they are."""
    brotli = path.with_name(f"{path.name}.br")
    return (brotli if brotli.is_file() else path).stat().st_size


def told(paths: set[Path]) -> str:
    listed = sorted(((compressed(path), path.name) for path in paths), reverse=True)
    total = sum(size for size, _ in listed)
    return f"{total / 1024:.1f} KB:\n" + "\n".join(f"{size:>7} {name}" for size, name in listed)


def test_the_question_page_needs_little_javascript(html: str):
    scripts = with_imports(scripts_of(html))
    assert len(scripts) > 5
    assert sum(map(compressed, scripts)) <= JAVASCRIPT_BYTES, told(scripts)


def test_the_question_page_needs_little_css(html: str):
    styles = {CLIENT / name.lstrip("/") for name in _HTML_STYLES.findall(html)}
    assert styles
    for sheet in list(styles):
        assert not _CSS_IMPORT.findall(sheet.read_text("utf-8")), f"{sheet.name} fetches more"
    assert sum(map(compressed, styles)) <= CSS_BYTES, told(styles)


def test_every_script_and_style_has_a_brotli_file(html: str):
    needed = {*with_imports(scripts_of(html)), *(CLIENT / name.lstrip("/") for name in _HTML_STYLES.findall(html))}
    bare = [
        path.name for path in needed if path.stat().st_size > 1_000 and not path.with_name(f"{path.name}.br").is_file()
    ]
    assert bare == []
