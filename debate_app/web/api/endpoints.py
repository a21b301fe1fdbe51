"""Everything that a program can ask for: one table, from which come the routes and the OpenAPI document."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from debate_app.domain import ledger
from debate_app.web.api import (
    conversation_shapes,
    conversations,
    questions,
    rows,
    shapes,
    versions,
    viewpoints,
    vote_shapes,
    votes,
)
from debate_app.web.api.parameters import (
    CURSOR,
    NUMBER,
    ORDER,
    QUESTION,
    VIEWPOINT,
    WORDS,
    Asked,
    Parameter,
    limit,
)


@dataclass(frozen=True, slots=True)
class Table:
    """The same as a CSV file: its ``row``, and the rows in chunks."""

    row: type[Any]
    chunks: Callable[[Asked], AsyncGenerator[list[Any]]]


@dataclass(frozen=True)
class Endpoint:
    """An address below ``/api``: the ``shape`` of its answer, and what makes it."""

    path: str
    name: str
    about: str
    shape: type[Any]
    answer: Callable[[Asked], Awaitable[Any]]
    parameters: tuple[Parameter, ...] = ()
    table: Table | None = None
    sealed: bool = False

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """What writes the answer, and its schema."""
        return TypeAdapter(self.shape)

    @property
    def in_path(self) -> tuple[Parameter, ...]:
        """The parameters that stand in the address itself, which a table takes too."""
        return tuple(one for one in self.parameters if one.place == "path")


_PAGED = (CURSOR, limit())

ENDPOINTS = (
    Endpoint("/", "begin", "Where to begin.", shapes.Welcome, questions.welcome),
    Endpoint(
        "/questions",
        "listQuestions",
        "The questions, in an order of one's choice; hidden ones are left out.",
        shapes.Questions,
        questions.listed,
        (ORDER, WORDS, *_PAGED),
    ),
    Endpoint(
        "/questions/{question_id}",
        "readQuestion",
        "A question's own text, and what state it is in.",
        shapes.Question,
        questions.one,
        (QUESTION,),
    ),
    Endpoint(
        "/questions/{question_id}/viewpoints",
        "listViewpoints",
        "The texts of a question's viewpoints in the page's order. The table has no texts, and tallies instead.",
        shapes.Viewpoints,
        viewpoints.listed,
        (QUESTION, *_PAGED),
        Table(rows.ViewpointRow, viewpoints.table),
    ),
    Endpoint(
        "/questions/{question_id}/tallies",
        "readTallies",
        "How many agree and disagree with each viewpoint now.",
        vote_shapes.Tallies,
        questions.tallies,
        (QUESTION,),
    ),
    Endpoint(
        "/questions/{question_id}/votes",
        "listVotes",
        "The ledger of votes: every vote that was cast, changed or withdrawn, added up by the hour. The lines of the "
        "running hour still grow. Votes that moved from a guest to their account are not listed anew.",
        vote_shapes.Ledger,
        votes.listed,
        (QUESTION, CURSOR, limit(ledger.LARGEST_PAGE - 1)),
        Table(rows.LedgerRow, votes.table),
        sealed=True,
    ),
    Endpoint(
        "/viewpoints/{viewpoint_id}",
        "readViewpoint",
        "A viewpoint as it stands.",
        shapes.Viewpoint,
        viewpoints.one,
        (VIEWPOINT,),
    ),
    Endpoint(
        "/viewpoints/{viewpoint_id}/conversation",
        "listConversation",
        "What happened to a viewpoint and what is said of it, newest first: an event moves to the top when something "
        "happens to it. Of the replies to an event the newest 200 are told.",
        conversation_shapes.Conversation,
        conversations.listed,
        (VIEWPOINT, *_PAGED),
        Table(rows.TalkRow, conversations.table),
    ),
    Endpoint(
        "/viewpoints/{viewpoint_id}/versions",
        "listVersions",
        "The versions of a viewpoint, newest first.",
        shapes.Versions,
        versions.listed,
        (VIEWPOINT, *_PAGED),
    ),
    Endpoint(
        "/viewpoints/{viewpoint_id}/versions/{number}",
        "readVersion",
        "A viewpoint as it stood at a version.",
        shapes.Version,
        versions.one,
        (VIEWPOINT, NUMBER),
    ),
)
