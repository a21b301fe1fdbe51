"""Messages of the right shape, with whatever ids there are, and hostile words in every field."""

import html
import re
from collections.abc import Iterator
from random import Random
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, select

from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    Edit,
    Notice,
    Paragraph,
    ParagraphVersion,
    Question,
    Viewpoint,
)
from debate_app.state import shapes
from debate_app.store.engine import reading
from tests.attack.hostile import SECRET, TEXTS
from tests.attack.registry import Handler, nonlocals

TABLES: dict[str, type[SQLModel]] = {
    "question_id": Question,
    "viewpoint_id": Viewpoint,
    "paragraph_id": Paragraph,
    "event_id": ConversationEvent,
    "comment_id": Comment,
    "edit_id": Edit,
    "notice_id": Notice,
}


OF_NOTHING = [999, 2**31 - 1, 2**31, 2**63 - 1]


class Messages:
    """Draws them; ``ids`` by the name of the argument that takes them."""

    def __init__(self, engine: Engine, chance: Random) -> None:
        self._chance = chance
        with reading(engine) as session:
            self.ids = {name: _ids(session, table) for name, table in TABLES.items()}
            self.read = [*session.exec(select(ParagraphVersion.text)), *session.exec(select(Viewpoint.title))]

    def draw(self, handler: Handler) -> dict[str, Any]:
        """One for this handler, which it takes."""
        assert handler.shapes is not None
        payload = {name: self._value(name, shape) for name, shape in handler.shapes.items()}
        assert handler.fits(payload), f"{handler.name} would not take what is drawn for it"
        return payload

    def of_nothing(self, handler: Handler) -> Iterator[dict[str, Any]]:
        """Messages that the handler takes, in each of which one argument is no id of anything."""
        for name, shape in (handler.shapes or {}).items():
            if shape in (shapes.identifier, shapes.number):
                yield from ({**self.draw(handler), name: number} for number in OF_NOTHING)

    def _value(self, name: str, shape: shapes.Shape) -> Any:
        if shape in (shapes.identifier, shapes.number):
            return self._chance.choice(self.ids.get(name, [1, 1, 1, 2, 3]))
        if shape is shapes.place:
            return f"change-{self._chance.randint(1, 9)}"
        if shape is shapes.hexadecimal:
            return "0123456789abcdef"
        if shape is shapes.ballots:
            sides = [[one, self._chance.choice(["agree", "disagree", ""])] for one in self.ids["viewpoint_id"]]
            return [[*one, self._chance.randint(1, 2**40), self._chance.choice([1, 2])] for one in sides]
        return self._made(nonlocals(shape))

    def _made(self, made_with: Any) -> Any:
        """A value for a shape that was made with these words."""
        if "allowed" in made_with:
            return self._chance.choice([*made_with["allowed"]])
        if "form" in made_with:
            place = f"{self._chance.choice(['paragraph', 'title', 'change'])}-{self._chance.randint(1, 9)}"
            return self._made(nonlocals(made_with["form"])) | {"place": place}
        if "names" in made_with:
            return {name: self._field(name) for name in made_with["names"]}
        if made_with.get("kind") is bool:
            return self._chance.random() < 0.5
        raise AssertionError(f"There is a shape that nothing is drawn for: made with {made_with}")

    def _field(self, name: str) -> str:
        """Mostly what goes through; every third text is hostile."""
        chosen = {
            "base": ["1", "2", "2", "2", "3"],
            "after": ["", *map(str, self.ids["paragraph_id"])],
            "small": ["", "on", "off"],
            "name": ["", "Eve Attacker", "Vera Victim"],
            "sources": ["", "example.org/b"],
            "source": ["example.org/sundays", "https://example.org/sundays", "example.org/b"],
            "paragraph": ["0", *map(str, self.ids["paragraph_id"])],
            "language": ["pt", "pt", "fr", "xx"],
            "of": self.read,
        }
        if name in chosen:
            return self._chance.choice(chosen[name])
        if self._chance.random() < 0.3:
            return self._chance.choice(TEXTS)
        return f"{SECRET} {self._chance.randrange(10**6)}"


def _ids(session: Session, table: type[SQLModel]) -> list[int]:
    return [row.id for row in session.exec(select(table).order_by("id"))]  # type: ignore[attr-defined]


class Forms:
    """The forms that pages offered to somebody, for others to send."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, list[str]]] = {}

    def learn(self, path: str, page: str) -> None:
        """Note every form of the page: its address, and its fields with the values that they offered."""
        for head, inside in re.findall(r"<form\b([^>]*)>(.*?)</form>", page, re.DOTALL):
            action = re.search(r'action="([^"]+)"', head)
            fields = self.found.setdefault(html.unescape(action[1]) if action else path, {})
            for element in re.findall(r"<(?:input|textarea|select|button|option)\b[^>]*>", inside):
                given = dict(re.findall(r'([a-z-]+)="([^"]*)"', element))
                if (name := given.get("name")) and name != "token":
                    fields.setdefault(name, []).append(html.unescape(given.get("value", "")))

    def filled(self, path: str, chance: Random) -> Iterator[dict[str, str]]:
        """The form of this address as it was offered, then with hostile values."""
        offered = self.found[path]
        yield {name: next((one for one in values if one), "text") for name, values in offered.items()}
        yield {name: chance.choice([*values, "x", "1"]) or f"{SECRET} reason" for name, values in offered.items()}
        yield {name: chance.choice(TEXTS).encode(errors="ignore").decode() for name in offered}
