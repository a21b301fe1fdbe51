"""Draws the icons of ``assets/`` from ``icon.svg``: ``python -m tests.browser.icons`` in the project's folder."""

from playwright.sync_api import Page, sync_playwright

from debate_app.web.manifest import PAPER
from tests.browser import chromium
from tests.browser.server import PROJECT

ASSETS = PROJECT / "assets"
ICONS = {
    "icon-192.png": (192, 100, False),
    "icon-512.png": (512, 100, False),
    "icon-maskable-192.png": (192, 60, True),
    "icon-maskable-512.png": (512, 60, True),
    "apple-touch-icon.png": (180, 74, True),
}
"""Size in pixels, how many percent of it the mark takes, and whether it stands on paper."""


def main() -> None:
    """Each of them. A phone may cut a circle out of a maskable one: the mark stays within it."""
    path = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        page = browser.new_page()
        for name, drawn in ICONS.items():
            draw(page, name, *drawn)
        browser.close()


def draw(page: Page, name: str, size: int, percent: int, on_paper: bool) -> None:
    """One icon, into its file."""
    svg = (ASSETS / "icon.svg").read_text("utf-8")
    ground = PAPER["light"] if on_paper else "transparent"
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        f"<style>body {{ margin: 0; height: 100vh; display: grid; place-items: center; background: {ground} }}"
        f"svg {{ width: {percent}vw }}</style>{svg}"
    )
    page.screenshot(path=ASSETS / name, omit_background=True)


if __name__ == "__main__":
    main()
