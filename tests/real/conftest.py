"""The server and the browser of the other browser tests."""

from tests.browser.conftest import _browser_and_loop, browser, new_context, new_page, server

__all__ = ["_browser_and_loop", "browser", "new_context", "new_page", "server"]
