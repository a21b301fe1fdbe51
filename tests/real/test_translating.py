"""A debate that people really had, in another language: all of it, with its marks, by the engine that comes along."""

import re

import httpx

from debate_app.clients.detecting import detect
from tests.browser.pages import import_by_command
from tests.browser.server import Server
from tests.real.test_domain import REAL

MARK = re.compile(r"\[\d+\]")
PLACES = re.compile(r'id="(paragraph-\d+)"')
LONG = 60


def translated(client: httpx.Client, question: str, places: list[str]) -> dict[str, dict[str, object]]:
    """All of the texts in Portuguese, as a page gets them that asks until nothing waits."""
    found: dict[str, dict[str, object]] = {}
    waiting = places
    while waiting:
        answer = client.post(f"{question}/translation/pt", json={"places": waiting}).json()
        assert (answer["refused"], answer["untold"]) == ("", {})
        found |= answer["texts"]
        waiting = answer["waiting"]
    return found


def said(text: dict[str, object]) -> str:
    pieces = text["pieces"]
    assert isinstance(pieces, list)
    return "".join(piece["text"] for piece in pieces)


def test_every_paragraph_of_a_real_debate_is_read_in_portuguese(server: Server) -> None:
    path = import_by_command(server, (REAL / "gangs-matrix.json").read_bytes())
    question = "/".join(path.split("/")[:3])
    with httpx.Client(base_url=server.address, headers={"Origin": server.address}, timeout=60) as client:
        page = client.get(path).text
        places = ["question-title", *dict.fromkeys(PLACES.findall(page))]
        texts = translated(client, question, places)
    assert set(texts) == set(places)
    assert len(places) >= 6
    for text in texts.values():
        original, portuguese = str(text["of"]), said(text)
        assert text["from"] == "en"
        assert portuguese != original
        assert MARK.findall(portuguese) == MARK.findall(original)
        assert len(portuguese) < LONG or detect(portuguese) == "pt", portuguese
    assert not [text for text in texts.values() if text["doubtful"]]
