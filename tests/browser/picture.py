"""Takes the README's pictures of the sample debate: ``python -m tests.browser.picture`` in the project's folder."""

import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.browser import chromium
from tests.browser.server import PROJECT, serving


def main() -> None:
    """One picture for each theme."""
    path = chromium.find()
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        for theme in ("light", "dark"):
            page = browser.new_page(
                base_url=server.address, color_scheme=theme, locale="en-GB", viewport={"width": 1280, "height": 1000}
            )
            page.goto("/q/1")
            agree = page.get_by_role("article").first.get_by_role("button", name="Agree", exact=True)
            agree.click()
            expect(page.get_by_text("Your vote is counted.").first).to_be_attached()
            page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
            page.mouse.move(0, 0)
            page.screenshot(path=PROJECT / ".readme" / f"question-{theme}.png")
        browser.close()


if __name__ == "__main__":
    main()
