"""What is put into the built HTML before it is sent."""

import json
import re

import pytest
from markupsafe import Markup, escape

from debate_app.web import shell
from debate_app.web.first.document import document

BUILT = (
    '<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><link rel="modulepreload" href="/assets/a.js"/>'
    '<script type="module" async="">import("/assets/a.js")\n</script></head><body><main>Hello</main>'
    '<script src="/b.js"></script></body></html>'
)


MANIFEST = """window.__reactRouterManifest={"routes": {
  "root": {"module": "/assets/a.js", "imports": []},
  "question": {"path": "q/:id", "index": true, "module": "/assets/q.js", "imports": ["/assets/a.js", "/assets/b.js"]}
}};"""


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "_built", lambda _name: BUILT)
    monkeypatch.setattr(shell, "_built_one", lambda _pattern: MANIFEST)
    shell._code.cache_clear()


@pytest.fixture(autouse=True, scope="module")
def forgotten() -> object:
    yield
    shell._code.cache_clear()


def test_what_a_page_adds_stands_where_react_passes_over_it() -> None:
    html = shell.with_inside(Markup("<title>Open?</title>"), Markup("<first-page></first-page>"), "q/")
    assert "</script><title>Open?</title></head>" in html
    assert '<body><first-page></first-page><script type="application/json" id="code">' in html


def test_the_code_of_a_page_waits_for_its_text() -> None:
    html = shell.with_inside(Markup(), Markup(), "q/")
    assert "modulepreload" not in html
    assert '<script type="module"' not in html
    [files] = re.findall(r'id="code">(.*?)</script>', html)
    assert json.loads(files) == ["/assets/a.js", "/assets/q.js", "/assets/b.js"]


@pytest.mark.parametrize("title", ["</title><script>alert(1)</script>", '"&<>', r"\1 \g<0> \n", "图\u2028"])
def test_a_title_is_only_text(title: str) -> None:
    html = document(title, None, None, "")
    assert html.count("<title>") == html.count("</title>") == 1
    assert html.count("<script") == BUILT.count("<script") + 2  # early.js, and the names of the code's files
    assert str(escape(title)) in html
