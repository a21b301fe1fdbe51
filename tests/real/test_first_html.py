"""Debates that people really had, as the first answer of the server holds them: for those who run no scripts."""

import json
from pathlib import Path

import html_text
import httpx
import pytest

from tests.browser.pages import import_by_command
from tests.browser.server import Server
from tests.real.test_domain import FILES, REAL


@pytest.mark.parametrize("name", FILES, ids=lambda path: path.stem)
def test_a_text_browser_reads_the_whole_debate(name: Path, server: Server) -> None:
    data = (REAL / name).read_bytes()
    tree = json.loads(data)
    answer = httpx.get(server.address + import_by_command(server, data))
    assert answer.status_code == 200
    read = " ".join(html_text.extract_text(answer.text).split())
    places = [read.find(" ".join(text.split())) for text in _texts(tree)]
    assert -1 not in places
    assert read.index("Voting and writing need scripts") > 0


def _texts(tree: dict[str, object]) -> list[str]:
    """What a reader comes for: the question, its background, and each viewpoint's title and paragraphs."""
    question, viewpoints = tree["question"], tree["viewpoints"]
    assert isinstance(question, dict)
    assert isinstance(viewpoints, list)
    told = [question["title"], *question.get("body", "").split("\n\n")]
    return [text for text in told + [text for one in viewpoints for text in (one["title"], *one["paragraphs"])] if text]
