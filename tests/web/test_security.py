"""What answers tell browsers to forbid, and that every one of them does."""

import re
from pathlib import Path

import pytest

from debate_app.web import security, shell
from tests.browser.server import PROJECT, Server
from tests.web.conftest import Ask, asked

ANSWERS = [
    ("GET", "/", 200), ("HEAD", "/", 200), ("GET", "/q/1", 307), ("GET", "/ask/", 200), ("GET", "/nowhere", 404),
    ("GET", "/css/base.css", 200), ("GET", "/ping", 200), ("GET", "/_health", 200), ("POST", "/", 403),
    ("GET", "/_event/", 400), ("OPTIONS", "/", 400), ("GET", "/assets/gone.js", 404), ("GET", "/%00", 404),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_answer_is_sealed(server: Server, method: str, path: str, status: int) -> None:
    foreign = {"origin": "http://evil.example", "access_control_request_method": "POST"} if method != "GET" else {}
    told = asked(server.address, path, method, **foreign)
    assert told.status == status
    assert told.headers["x-content-type-options"] == "nosniff"
    assert told.headers["referrer-policy"] == "same-origin"
    assert told.headers["cross-origin-opener-policy"] == told.headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in told.headers["permissions-policy"]
    assert "strict-transport-security" not in told.headers
    assert "server" not in told.headers
    rules = told.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} <= {*rules}
    assert "unsafe" not in told.headers["content-security-policy"]


def test_only_html_is_told_which_inline_scripts_may_run(ask: Ask) -> None:
    assert "'sha256-" in script_rule(ask("/").headers["content-security-policy"])
    assert script_rule(ask("/css/base.css").headers["content-security-policy"]) == "script-src 'self'"


def test_an_answer_that_renews_a_kept_page_renews_its_scripts_too(ask: Ask) -> None:
    page = ask("/")
    again = ask("/", if_none_match=page.headers["etag"])
    assert again.status == 304
    assert again.headers["content-security-policy"] == page.headers["content-security-policy"]


def test_on_https_the_browser_keeps_to_it() -> None:
    assert security.headers(html=False, https=True)["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in security.headers(html=True, https=False)


def script_rule(policy: str) -> str:
    [rule] = [rule for rule in policy.split("; ") if rule.startswith("script-src")]
    return rule


def test_a_script_is_named_by_its_hash() -> None:
    """The example of the Content Security Policy specification, level 3, section 6.7.3."""
    assert security.source_of("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="


def test_the_scripts_in_the_html_are_all_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "build" / "client" / "deep").mkdir(parents=True)
    (tmp_path / "build" / "client" / "index.html").write_text(
        "<script>one</script><script id='x'>\n two\n</script>"
        "<script src='/a.js'></script><script type=module>3</script>"
    )
    (tmp_path / "build" / "client" / "deep" / "index.html").write_text("<script>one</script><script>four</script>")
    monkeypatch.setattr(shell, "get_web_dir", lambda: tmp_path)
    assert shell.inline_scripts() == {"one", "\n two\n", "3", "four"}


def test_where_nothing_is_built_no_script_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "get_web_dir", lambda: tmp_path)
    assert shell.inline_scripts() == frozenset()


def test_the_build_runs_nothing_from_text(server: Server) -> None:
    """But for a fallback of Engine.IO's that browsers with ``self`` or ``window`` never reach."""
    assert server.address
    found = [
        part
        for path in (PROJECT / ".web" / "build" / "client").rglob("*.js")
        for part in re.findall(r".{0,60}(?:\beval\b|\bFunction\()", path.read_text("utf-8"))
    ]
    assert [part for part in found if not part.endswith("typeof window<`u`?window:Function(")] == []
