"""Who may do what: the one table, and the question that every verb asks it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from debate_app.domain import dates
from debate_app.domain.actors import Actor
from debate_app.domain.refused import NotAllowed
from debate_app.domain.tables import Audience, Role


class Text(Protocol):
    """What of a question or a viewpoint decides who may do what there."""

    @property
    def locked(self) -> bool:
        """Whether only moderators write there."""
        ...

    @property
    def hidden_id(self) -> int | None:
        """The act that hides it."""
        ...

    @property
    def erased_at(self) -> str | None:
        """Since when it has no text any more."""
        ...


class Poll(Text, Protocol):
    """What more of a question does."""

    @property
    def voters(self) -> Audience:
        """Who may vote there."""
        ...

    @property
    def writers(self) -> Audience:
        """Who may write there."""
        ...

    @property
    def opens_at(self) -> str | None:
        """Until when nobody does."""
        ...

    @property
    def closes_at(self) -> str | None:
        """Since when nobody does any more."""
        ...


class Action(StrEnum):
    """What can be done, in words that the table shows."""

    READ = "read"
    READ_HIDDEN = "read a hidden text"
    VOTE = "vote on viewpoints"
    SUPPORT = "agree or disagree with a proposal"
    ASK = "ask a question"
    ADD = "add a viewpoint"
    PROPOSE = "propose an edit"
    COMMENT = "comment and reply"
    CHANGE = "change or take back a proposal or a comment"
    EDIT = "edit a viewpoint at once"
    DECIDE = "decide on proposals"
    EDIT_QUESTION = "edit the question"
    SET = "change the question's settings"
    REPORT = "report something"
    APPEAL = "appeal against what was decided"
    MODERATE = "hide, restore, lock, suspend, quarantine, answer appeals"
    APPOINT = "appoint moderators and admins"


class Grant(StrEnum):
    """What a cell of the table says."""

    NO = "–"
    YES = "yes"
    VOTERS = "if a voter"
    WRITERS = "if a writer"


class Standing(StrEnum):
    """The columns of the table."""

    GUEST = "guest"
    PARTICIPANT = "participant"
    AUTHOR = "author"
    MODERATOR = "moderator"
    ADMIN = "admin"


NO, YES, VOTERS, WRITERS = Grant

TABLE: Mapping[Action, tuple[Grant, Grant, Grant, Grant, Grant]] = MappingProxyType(
    {
        # ...................... guest   particip. author  moderator admin
        Action.READ: (YES, YES, YES, YES, YES),
        Action.READ_HIDDEN: (NO, NO, YES, YES, YES),
        Action.VOTE: (VOTERS, VOTERS, VOTERS, VOTERS, VOTERS),
        Action.SUPPORT: (VOTERS, VOTERS, VOTERS, VOTERS, VOTERS),
        Action.ASK: (YES, YES, YES, YES, YES),
        Action.ADD: (WRITERS, WRITERS, WRITERS, WRITERS, WRITERS),
        Action.PROPOSE: (WRITERS, WRITERS, WRITERS, WRITERS, WRITERS),
        Action.COMMENT: (WRITERS, WRITERS, WRITERS, WRITERS, WRITERS),
        Action.CHANGE: (NO, NO, YES, NO, NO),
        Action.EDIT: (NO, NO, YES, YES, YES),
        Action.DECIDE: (NO, NO, YES, YES, YES),
        Action.EDIT_QUESTION: (NO, NO, YES, YES, YES),
        Action.SET: (NO, NO, YES, YES, YES),
        Action.REPORT: (YES, YES, YES, YES, YES),
        Action.APPEAL: (NO, NO, YES, NO, NO),
        Action.MODERATE: (NO, NO, NO, YES, YES),
        Action.APPOINT: (NO, NO, NO, NO, YES),
    }
)
"""Every action, and what guest, participant, author, moderator and admin may (see ``WHO`` and ``NOTES``)."""

WHO = (
    "A guest has no account, a participant has one, the author wrote the very thing that it is about; moderators and "
    "admins are appointed. Whoever is several of these may do what any of them may."
)
_AUDIENCE_NOTE = (
    "“If a voter” and “if a writer”: as the question’s settings say, for everybody, for people with an account, or "
    "for moderators; moderators always count as both."
)
_TIME_NOTE = (
    "While a question is not open yet, or is closed, nobody votes or writes in it. While a text is locked or hidden, "
    "only moderators write there. Whoever is suspended reads, and appeals."
)
NOTES = (_AUDIENCE_NOTE, _TIME_NOTE)


def as_markdown() -> str:
    """The table as the documentation shows it."""
    head = [["to …", *Standing], ["---"] * (len(Standing) + 1)]
    lines = [*head, *([action, *grants] for action, grants in TABLE.items())]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return "\n\n".join(["# Who may do what", WHO, table, *NOTES]) + "\n"


VOTING = frozenset({Action.VOTE, Action.SUPPORT})
WRITING = frozenset(
    {Action.ADD, Action.PROPOSE, Action.COMMENT, Action.CHANGE, Action.EDIT, Action.DECIDE, Action.EDIT_QUESTION}
)
_ALSO_SUSPENDED = frozenset({Action.READ, Action.READ_HIDDEN, Action.APPEAL})

_SENTENCES = {
    Action.READ_HIDDEN: "Only its author and moderators can read this.",
    Action.CHANGE: "Only whoever wrote this can change it or take it back.",
    Action.EDIT: "Only the author of this viewpoint, or a moderator, can edit it at once.",
    Action.DECIDE: "Only the author of this viewpoint, or a moderator, can decide that.",
    Action.EDIT_QUESTION: "Only the author of this question, or a moderator, can edit it.",
    Action.SET: "Only the author of this question, or a moderator, can change its settings.",
    Action.APPEAL: "Only those whom this concerns can appeal.",
    Action.MODERATE: "Only moderators can do that.",
    Action.APPOINT: "Only admins can do that.",
}
_AUDIENCES = {
    Audience.ACCOUNTS: "Only people with an account {} here. Sign in, or make one: what you wrote is kept.",
    Audience.MODERATORS: "Only moderators {} here.",
}


def require(
    actor: Actor,
    action: Action,
    question: Poll | None = None,
    *,
    author_id: int | None = None,
    viewpoint: Text | None = None,
) -> None:
    """Raises ``NotAllowed``, with the reason, unless the actor may.

    ``author_id`` is who wrote the thing; ``question`` and ``viewpoint`` are where it is, as far as it is anywhere.
    """
    if (sentence := refusal(actor, action, question, author_id=author_id, viewpoint=viewpoint)) is not None:
        raise NotAllowed(sentence)


def refusal(
    actor: Actor,
    action: Action,
    question: Poll | None = None,
    *,
    author_id: int | None = None,
    viewpoint: Text | None = None,
) -> str | None:
    """Why the actor may not, as a sentence for them; None where they may."""
    own = actor.id != 0 and actor.id == author_id
    if action not in _ALSO_SUSPENDED and actor.suspended_until > dates.now():
        return f"You are suspended until {dates.spoken(actor.suspended_until)}: until then you can read, and appeal."
    granted = {TABLE[action][column] for column in _columns(actor, own=own)} - {NO}
    if not granted:
        return _SENTENCES.get(action, "You may not do that here.")
    if YES not in granted and question is not None and (refused := _outside(actor, granted, question)):
        return refused
    return _circumstances(actor, action, question, viewpoint)


def status(question: Poll) -> str:
    """``"open"``, or why nobody votes and writes now: ``"not_open"``, ``"closed"``."""
    now = dates.now()
    if question.opens_at is not None and now < question.opens_at:
        return "not_open"
    return "closed" if question.closes_at is not None and now >= question.closes_at else "open"


def _columns(actor: Actor, *, own: bool) -> list[int]:
    held = [Standing.PARTICIPANT if actor.has_account else Standing.GUEST]
    held += [Standing.AUTHOR] * own
    held += [Standing.MODERATOR] * actor.moderates + [Standing.ADMIN] * (actor.role is Role.ADMIN)
    return [list(Standing).index(one) for one in held]


def _outside(actor: Actor, granted: set[Grant], question: Poll) -> str | None:
    """Why the question's settings leave the actor out."""
    audience, does = (question.voters, "vote") if VOTERS in granted else (question.writers, "write")
    within = actor.moderates or audience is Audience.EVERYONE or (audience is Audience.ACCOUNTS and actor.has_account)
    return None if within else _AUDIENCES[audience].format(does)


def _circumstances(actor: Actor, action: Action, question: Poll | None, viewpoint: Text | None) -> str | None:
    """Why nobody, or only moderators, can do that there now."""
    if question is None or action not in VOTING | WRITING:
        return None
    if (now := status(question)) != "open":
        opens, closed = dates.spoken(question.opens_at or ""), dates.spoken(question.closes_at or "")
        return f"This question opens on {opens}." if now == "not_open" else f"This question was closed on {closed}."
    if actor.moderates:
        return None
    hidden = question.hidden_id or question.erased_at or (viewpoint and (viewpoint.hidden_id or viewpoint.erased_at))
    if hidden:
        return "This is hidden: nobody votes on it or writes in it now."
    if action in WRITING and (question.locked or (viewpoint is not None and viewpoint.locked)):
        return "This is locked by a moderator: it can be read and voted on."
    return None
