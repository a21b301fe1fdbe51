"""Tables of votes: where people stand now, the ledger behind it, and the counts."""

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field

from debate_app.domain.tables.base import Table, one_of, word_of


class Side(StrEnum):
    """The two sides of a vote."""

    AGREE = "agree"
    DISAGREE = "disagree"


class Act(StrEnum):
    """What a line of the vote ledger says: a side taken, or a vote taken back."""

    AGREE = "agree"
    DISAGREE = "disagree"
    WITHDRAW = "withdraw"


class VoteOrigin(StrEnum):
    """Where a line of the vote ledger came from: ``merged`` when a guest signed in, ``left`` when somebody took their
    votes along."""

    CAST = "cast"
    IMPORTED = "imported"
    MERGED = "merged"
    LEFT = "left"


class Vote(Table, table=True):
    """The side that a participant takes on a viewpoint now, and the version they took it on."""

    __table_args__ = (one_of("side", Side), Index(None, "viewpoint_id", "cast_at"))

    participant_id: int = Field(foreign_key="participant.id", primary_key=True)
    viewpoint_id: int = Field(foreign_key="viewpoint.id", primary_key=True)
    side: Side = Field(sa_type=word_of(Side))
    viewpoint_version: int
    cast_at: str


class VoteEvent(Table, table=True):
    """The ledger behind the votes. Rows are added and never changed."""

    __table_args__ = (
        one_of("act", Act),
        one_of("origin", VoteOrigin),
        Index(None, "viewpoint_id", "at", "participant_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    participant_id: int = Field(foreign_key="participant.id")
    viewpoint_id: int = Field(foreign_key="viewpoint.id")
    act: Act = Field(sa_type=word_of(Act))
    viewpoint_version: int
    origin: VoteOrigin = Field(sa_type=word_of(VoteOrigin))
    at: str


class BallotMark(Table, table=True):
    """The last number seen of a participant's votes on a viewpoint from one of their browsers (``ballots.py``)."""

    participant_id: int = Field(foreign_key="participant.id", primary_key=True)
    viewpoint_id: int = Field(foreign_key="viewpoint.id", primary_key=True)
    browser: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)


class Tally(Table, table=True):
    """The counts of the votes on one version of a viewpoint, kept in the same transaction as the votes.

    The viewpoint's tally is their sum. Today's version has a row, an earlier one while it has votes. Votes in
    quarantine are counted apart.
    """

    __table_args__ = (
        CheckConstraint("agrees >= 0 AND disagrees >= 0", name="counts_not_negative"),
        CheckConstraint("apart_agrees >= 0 AND apart_disagrees >= 0", name="apart_not_negative"),
    )

    viewpoint_id: int = Field(foreign_key="viewpoint.id", primary_key=True)
    viewpoint_version: int = Field(default=1, primary_key=True)
    agrees: int = 0
    disagrees: int = 0
    apart_agrees: int = 0
    apart_disagrees: int = 0
