"""Finds a Chromium for the tests, or gets one. `python -m tests.browser.chromium` is what `make test` starts with."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium-headless-shell",  # without the window around a page, which costs more than the page
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
)
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# What installs the package, and the names that Chromium goes by there.
PACKAGE_MANAGERS = {
    "apt-get": "apt-get update && for one in chromium-headless-shell chromium; do"
    " apt-get install --yes --no-install-recommends $one && break; done",
    "dnf": "dnf install --assumeyes chromium",
    "apk": "apk add chromium",
    "pacman": "pacman --sync --refresh --noconfirm chromium",
    "zypper": "zypper --non-interactive install chromium",
}
FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(("--no-sandbox",) if os.name == "posix" and os.geteuid() == 0 else ()),
)


def find() -> str | None:
    """The path of a Chromium that starts: the one that CHROMIUM names, Playwright's own, or the system's."""
    if named := os.environ.get("CHROMIUM"):
        if not _starts(named):
            sys.exit(f"CHROMIUM names no browser that starts: {named}.")
        return named
    return next((path for path in _candidates() if _starts(path)), None)


def get() -> str:
    """Like `find`, but installs one where there is none; ends the process with what to type when it cannot."""
    if path := find():
        return path
    print("There is no Chromium here: installing one for the tests.", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if path := find():
        return path
    command = _by_package_manager()
    if command and _may_install():
        subprocess.run(["sh", "-c", command], check=False)
        if path := find():
            return path
    sys.exit(f"The tests need a Chromium. Install it and start again:\n  {command or _by_playwright()}")


def _candidates() -> Iterator[str]:
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    yield own
    yield from filter(None, map(shutil.which, NAMES))
    yield from APPLICATIONS


def _starts(path: str) -> bool:
    """A browser may be there and lack libraries: only one that says its version counts."""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0


def _by_package_manager() -> str | None:
    for name, command in PACKAGE_MANAGERS.items():
        if shutil.which(name):
            return command if _is_root() else f"sudo sh -c '{command}'"
    return None


def _by_playwright() -> str:
    return f"{sys.executable} -m playwright install --with-deps chromium"


def _is_root() -> bool:
    return os.geteuid() == 0


def _may_install() -> bool:
    if _is_root():
        return True
    asked = ["sudo", "--non-interactive", "true"]
    return shutil.which("sudo") is not None and subprocess.run(asked, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    print(f"Chromium: {get()}")
