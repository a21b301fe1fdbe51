"""Turns the vote counts of a debate file into votes, their ledger and their tallies."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, insert, literal, sql
from sqlmodel import Session, col, select

from debate_app.domain import dates, rows, tables
from debate_app.domain.debate import Viewpoint
from debate_app.domain.tables import Participant, ParticipantKind, Side, Tally, Vote, VoteEvent, VoteOrigin


@dataclass(frozen=True, slots=True)
class Voters:
    """The nameless participants of an import, by their ids in order, and the moment at which they vote."""

    file_id: int
    ids: list[int]
    at: str


def add_voters(session: Session, viewpoints: Sequence[Viewpoint], file_id: int) -> Voters:
    """Add as few participants as the counts allow: as many as the most voted viewpoint has votes."""
    count = max((viewpoint.agrees + viewpoint.disagrees for viewpoint in viewpoints), default=0)
    kind, now = ParticipantKind.IMPORTED.value, dates.now()
    if count:
        voter = {"kind": kind, "name": None, "imported_file_id": file_id, "created_at": now}
        session.exec(insert(Participant), params=[voter] * count)
    ids = session.exec(select(Participant.id).where(*_nameless(file_id))).all()
    return Voters(file_id, sorted(rows.new_id(voter_id) for voter_id in ids), now)


def write(session: Session, viewpoint: Viewpoint, row: tables.Viewpoint, voters: Voters) -> None:
    """Vote on the viewpoint's ``row``: the first of the voters agree, the next disagree.

    The database makes the rows from the voters': a million votes need not pass through here.
    """
    agrees, disagrees = viewpoint.agrees, viewpoint.disagrees
    session.add(Tally(viewpoint_id=rows.new_id(row.id), agrees=agrees, disagrees=disagrees))
    _vote(session, row, Side.AGREE, voters, voters.ids[:agrees])
    _vote(session, row, Side.DISAGREE, voters, voters.ids[agrees:][:disagrees])


def _vote(session: Session, row: tables.Viewpoint, side: Side, voters: Voters, ids: list[int]) -> None:
    if not ids:
        return
    common = {
        "participant_id": col(Participant.id),
        "viewpoint_id": literal(row.id),
        "viewpoint_version": literal(row.version),
    }
    vote = {"side": literal(side.value), "cast_at": literal(voters.at)}
    line = {"act": literal(side.value), "origin": literal(VoteOrigin.IMPORTED.value), "at": literal(voters.at)}
    chosen = (*_nameless(voters.file_id), col(Participant.id).between(ids[0], ids[-1]))
    for table, more in ((Vote, vote), (VoteEvent, line)):
        values = common | more
        made = sql.select(*values.values()).where(*chosen).order_by(col(Participant.id))
        session.exec(insert(table).from_select(list(values), made))


def _nameless(file_id: int) -> tuple[ColumnElement[bool], ...]:
    return col(Participant.imported_file_id) == file_id, col(Participant.name).is_(None)
