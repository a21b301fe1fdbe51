"""What somebody changed in the database, and what the table of permissions lets them do there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, SQLModel

from debate_app.domain.permissions import TABLE, VOTING, WRITING, Action, Grant, Standing
from debate_app.domain.tables import Audience
from tests import written
from tests.attack.town import Person, Who

Row = Mapping[str, Any]
Tables = dict[str, dict[Any, Row]]
_ALSO_SUSPENDED = (Action.READ, Action.READ_HIDDEN, Action.APPEAL)
_COLUMNS = {Who.GUEST: Standing.GUEST, Who.MODERATOR: Standing.MODERATOR}


def tables(session: Session) -> Tables:
    """Every row of every table, by its key."""
    found, everything = Tables(), written.everything(session)
    for table in SQLModel.metadata.sorted_tables:
        names, keys = [one.name for one in table.columns], [one.name for one in table.primary_key.columns]
        told = [dict(zip(names, row, strict=True)) for row in everything[table.name]]
        found[table.name] = {tuple(row[key] for key in keys): row for row in told}
    return found


@dataclass(frozen=True)
class Change:
    """A row that was written (``before`` is empty), changed, or deleted (``after`` is empty)."""

    table: str
    before: Row
    after: Row

    @property
    def row(self) -> Row:
        """As it is, or was."""
        return self.after or self.before

    @property
    def columns(self) -> frozenset[str]:
        """Those whose values are others; all of a row that was written or deleted."""
        return frozenset(name for name in self.row if self.before.get(name) != self.after.get(name))

    @property
    def is_new(self) -> bool:
        """Whether the row was written."""
        return not self.before

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted."""
        return not self.after


class Eye:
    """Sees what one person changed, and knows what they may."""

    def __init__(self, person: Person, before: Tables, after: Tables) -> None:
        self.person, self._before, self._after = person, before, after

    def changes(self) -> list[Change]:
        """Everything that is not as it was."""
        keys = {(table, key) for rows in (self._before, self._after) for table, found in rows.items() for key in found}
        both = [
            Change(table, self._before[table].get(key, {}), self._after[table].get(key, {}))
            for table, key in sorted(keys, key=str)
        ]
        return [one for one in both if one.before != one.after]

    def may(
        self, action: Action, author_id: int = -1, question: Row | None = None, viewpoint: Row | None = None
    ) -> bool:
        """Whether the table lets them; ``author_id`` wrote what it is about."""
        who = self.person.who
        if who is Who.NOBODY or (who is Who.SUSPENDED and action not in _ALSO_SUSPENDED):
            return False
        standings = [_COLUMNS.get(who, Standing.PARTICIPANT)] + [Standing.AUTHOR] * (author_id == self.person.id)
        grants = {TABLE[action][list(Standing).index(one)] for one in standings} - {Grant.NO}
        if not grants or question is None:
            return bool(grants)
        return self._is_open(action, question, viewpoint or {}) and (
            Grant.YES in grants or self._within(grants, question)
        )

    def own(self, change: Change, column: str = "participant_id") -> bool:
        """Whether the row is this person's, before and after."""
        return self.person.id > 0 and all(row[column] == self.person.id for row in (change.before, change.after) if row)

    def find(self, table: str, *key: Any) -> Row:
        """A row as it was before the attack, or else as it was written in it."""
        return self._before[table].get(key) or self._after[table][key]

    def at(self, action: Action, viewpoint_id: int, author_id: int = -1) -> bool:
        """Whether they may, on this viewpoint."""
        viewpoint = self.find("viewpoint", viewpoint_id)
        return self.may(action, author_id, self.find("question", viewpoint["question_id"]), viewpoint)

    def edits(self, viewpoint_id: int) -> bool:
        """Whether they may change the viewpoint's text."""
        return self.at(Action.EDIT, viewpoint_id, self.find("viewpoint", viewpoint_id)["author_id"])

    def _within(self, grants: set[Grant], question: Row) -> bool:
        audience = question["voters" if Grant.VOTERS in grants else "writers"]
        if self.person.who is Who.MODERATOR or audience == Audience.EVERYONE:
            return True
        return audience == Audience.ACCOUNTS and self.person.who is not Who.GUEST

    def _is_open(self, action: Action, question: Row, viewpoint: Row) -> bool:
        """Whoever may open a question again is not judged by what it was before."""
        if action not in VOTING | WRITING or self.may(Action.SET, question["author_id"]):
            return True
        if self.person.who is Who.MODERATOR:
            return True
        shut = question["closes_at"] or any(
            one.get("hidden_id") or one.get("erased_at") for one in (question, viewpoint)
        )
        locked = action in WRITING and (question["locked"] or viewpoint.get("locked"))
        return not shut and not locked
