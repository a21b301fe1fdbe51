"""What is put into the built HTML before it is sent."""

import pytest
from markupsafe import Markup, escape

from debate_app.web import shell
from debate_app.web.first.document import document

BUILT = (
    '<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><link rel="modulepreload" href="/assets/a.js"/>'
    '<script type="module">import("/assets/a.js")\n</script></head><body><main>Hello</main>'
    '<script src="/b.js"></script></body></html>'
)


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "_built", lambda _name: BUILT)
    shell.without_scripts.cache_clear()


@pytest.fixture(autouse=True, scope="module")
def forgotten() -> object:
    yield
    shell.without_scripts.cache_clear()


def test_what_a_page_adds_stands_where_react_passes_over_it() -> None:
    html = shell.with_inside(Markup("<title>Open?</title>"), Markup("<first-page></first-page>"))
    assert "</script><title>Open?</title></head>" in html
    assert "<body><first-page></first-page><main>" in html


@pytest.mark.parametrize("title", ["</title><script>alert(1)</script>", '"&<>', r"\1 \g<0> \n", "图\u2028"])
def test_a_title_is_only_text(title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "preloads", lambda _route: Markup())
    html = document(title, None, None, "")
    assert html.count("<title>") == html.count("</title>") == 1
    assert html.count("<script") == BUILT.count("<script") + 1
    assert str(escape(title)) in html


def test_a_page_without_scripts_has_none() -> None:
    html = shell.without_scripts("not-found")
    assert "script" not in html
    assert "modulepreload" not in html
    assert "<main>Hello</main>" in html
