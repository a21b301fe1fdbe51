"""Everything that is installed is pinned, and the lock of the front end names no registry."""

import re
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement

from tests.browser.server import PROJECT

FILES = ("requirements.txt", "tests/requirements.txt")


def requirements() -> list[Requirement]:
    lines = [line for name in FILES for line in (PROJECT / name).read_text().splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]


def test_every_requirement_is_pinned_to_one_version():
    assert [str(r) for r in requirements() if [s.operator for s in r.specifier] != ["=="]] == []


@pytest.mark.parametrize("requirement", requirements(), ids=lambda requirement: requirement.name)
def test_what_is_installed_is_what_is_pinned(requirement: Requirement):
    assert requirement.specifier.contains(version(requirement.name))


def test_the_lock_of_the_front_end_holds_no_address():
    for path in (PROJECT / "reflex.lock").iterdir():
        assert re.findall(r"https?://", path.read_text()) == []
