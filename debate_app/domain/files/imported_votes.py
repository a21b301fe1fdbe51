"""Turns the vote counts of a debate file into votes, their ledger and their tallies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, insert, literal, sql
from sqlmodel import Session, col, select

from debate_app.domain import dates, rows
from debate_app.domain.files import bulk
from debate_app.domain.files.debate import Counts, Viewpoint
from debate_app.domain.tables import (
    EditVote,
    Participant,
    ParticipantKind,
    Side,
    Tally,
    Vote,
    VoteEvent,
    VoteOrigin,
)


@dataclass(frozen=True, slots=True)
class Voters:
    """The nameless participants of an import, by their ids in order, and the moment at which they vote."""

    file_id: int
    ids: list[int]
    at: str


def add_voters(session: Session, viewpoints: Sequence[Viewpoint], file_id: int) -> Voters:
    """Add as few participants as the counts allow: as many as the most voted viewpoint or edit has votes."""
    count = max((counts.total for viewpoint in viewpoints for counts in _counts(viewpoint)), default=0)
    kind, now = ParticipantKind.IMPORTED.value, dates.now()
    voter = {"kind": kind, "name": None, "imported_file_id": file_id, "created_at": now}
    bulk.insert(session, Participant, [voter] * count)
    ids = session.exec(select(Participant.id).where(*_nameless(file_id))).all()
    return Voters(file_id, sorted(rows.new_id(voter_id) for voter_id in ids), now)


def write(session: Session, viewpoint: Viewpoint, viewpoint_id: int, edit_ids: dict[int, int], voters: Voters) -> None:
    """Vote on the viewpoint, version by version, and on its edits: the first of the voters agree, the next disagree.

    The database makes the rows from the voters': a million votes need not pass through here.
    """
    began = 0
    for number, version in enumerate(viewpoint.versions, 1):
        for side, ids in _parted(voters.ids, version.votes, began):
            _vote(session, viewpoint_id, number, side, voters, ids)
        began += version.votes.total
    bulk.insert(session, Tally, [*_tallies(viewpoint, viewpoint_id)])
    for event, edit_id in edit_ids.items():
        edit = viewpoint.conversation[event - 1].edit
        for side, ids in _parted(voters.ids, edit.support if edit else Counts()):
            stand = {"edit_id": edit_id, "revision": len(edit.revisions) if edit else 1}
            _insert(session, EditVote, stand | {"side": side.value, "cast_at": voters.at}, voters, ids)


def _counts(viewpoint: Viewpoint) -> Iterator[Counts]:
    yield viewpoint.votes
    yield from (event.edit.support for event in viewpoint.conversation if event.edit is not None)


def _parted(ids: list[int], counts: Counts, began: int = 0) -> tuple[tuple[Side, list[int]], ...]:
    turn, end = began + counts.agrees, began + counts.total
    return (Side.AGREE, ids[began:turn]), (Side.DISAGREE, ids[turn:end])


def _tallies(viewpoint: Viewpoint, viewpoint_id: int) -> Iterator[dict[str, int]]:
    """One for each version that holds votes, and one for today's."""
    for number, version in enumerate(viewpoint.versions, 1):
        if version.votes.total or number == len(viewpoint.versions):
            yield {
                "viewpoint_id": viewpoint_id,
                "viewpoint_version": number,
                "agrees": version.votes.agrees,
                "disagrees": version.votes.disagrees,
            }


def _vote(session: Session, viewpoint_id: int, number: int, side: Side, voters: Voters, ids: list[int]) -> None:
    common = {"viewpoint_id": viewpoint_id, "viewpoint_version": number}
    vote = {"side": side.value, "cast_at": voters.at}
    line = {"act": side.value, "origin": VoteOrigin.IMPORTED.value, "at": voters.at}
    for table, more in ((Vote, vote), (VoteEvent, line)):
        _insert(session, table, common | more, voters, ids)


def _insert(
    session: Session,
    table: type[Vote | VoteEvent | EditVote],
    values: dict[str, str | int],
    voters: Voters,
    ids: list[int],
) -> None:
    if not ids:
        return
    written = {"participant_id": col(Participant.id)} | {key: literal(value) for key, value in values.items()}
    chosen = (*_nameless(voters.file_id), col(Participant.id).between(ids[0], ids[-1]))
    made = sql.select(*written.values()).where(*chosen).order_by(col(Participant.id))
    session.exec(insert(table).from_select(list(written), made))


def _nameless(file_id: int) -> tuple[ColumnElement[bool], ...]:
    return col(Participant.imported_file_id) == file_id, col(Participant.name).is_(None)
