"""A question that would break out of any document that it is put into, and what documents are held against."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import comments, question_settings, rows, viewpoints, votes
from debate_app.domain.question_settings import QuestionSettings
from debate_app.domain.tables import Role, Side
from debate_app.store.engine import transaction
from tests import scene

HOSTILE = "</script><script>alert(1)</script><!-- \"'><img src=x onerror=alert(2)> & ]]>"
CONTROLS = "a\x01b\x08c\x1bd\x7fe\ufffef"
ENDLESS = "Ä" * 150

_SCHEMAS = Path(__file__).parent / "schemas"


@dataclass(frozen=True)
class Shared:
    """The question, its two viewpoints, of which the first has two agrees and a disagree, and a moderator."""

    engine: Engine
    question_id: int
    first: int
    second: int
    moderator: int

    def seal(self) -> None:
        with transaction(self.engine) as session:
            question_settings.change(session, self.moderator, self.question_id, QuestionSettings(tallies_first=False))


def share(engine: Engine) -> Shared:
    with transaction(engine) as session:
        question_id = scene.question(session, HOSTILE)
        first, second = (scene.viewpoint(session, question_id, title) for title in (HOSTILE, ENDLESS))
        for side in (Side.AGREE, Side.AGREE, Side.DISAGREE):
            votes.cast(session, scene.guest(session), first, side)
        scene.edited(session, first, f"People read {HOSTILE} more. [1]")
        said = comments.say(
            session, scene.guest(session, "Di Ray"), second, f"See https://example.org/a?b=1&c=2 {HOSTILE}"
        )
        comments.reply(session, scene.guest(session, "Ed Poe"), said.event_id, "I did.")
        rows.viewpoint(session, first).title += CONTROLS  # as a file might bring it
        return Shared(engine, question_id, first, second, scene.account(session, "Mo Salah", Role.MODERATOR))


def crowd(session: Session, question_id: int, many: int) -> None:
    """That many viewpoints more."""
    for number in range(many):
        viewpoints.add(session, scene.guest(session, "Fay Ito"), question_id, f"Viewpoint {number}", ["Because."], [])


def parsed(document: bytes) -> Any:
    """The document, by a parser that forgives nothing."""
    return etree.fromstring(document, etree.XMLParser(resolve_entities=False))


def faults(document: bytes, schema: str) -> list[str]:
    """What the schema finds wrong with the document."""
    held = _schema(schema)
    return [] if held.validate(parsed(document)) else [str(fault) for fault in held.error_log]


@cache
def _schema(name: str) -> Any:
    read = etree.parse(str(_SCHEMAS / name))
    return etree.RelaxNG(read) if name.endswith(".rng") else etree.XMLSchema(read)
