"""Who may do what: the one table, and the question that every verb asks it."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from debate_app.domain import dates
from debate_app.domain.actors import Actor
from debate_app.domain.refused import NotAllowed
from debate_app.domain.tables import Audience, Role
from debate_app.words import message, plain


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

    READ = message("read")
    READ_HIDDEN = message("read a hidden text")
    VOTE = message("vote on viewpoints")
    SUPPORT = message("agree or disagree with a proposal")
    ASK = message("ask a question")
    ADD = message("add a viewpoint")
    PROPOSE = message("propose an edit")
    COMMENT = message("comment and reply")
    CHANGE = message("change or take back a proposal or a comment")
    EDIT = message("edit a viewpoint at once")
    DECIDE = message("decide on proposals")
    EDIT_QUESTION = message("edit the question")
    SET = message("change the question's settings")
    REPORT = message("report something")
    APPEAL = message("appeal against what was decided")
    MODERATE = message("hide, restore, lock, suspend, quarantine, answer appeals")
    APPOINT = message("appoint moderators and admins")


class Grant(StrEnum):
    """What a cell of the table says."""

    NO = "–"
    YES = message("yes")
    VOTERS = message("if a voter")
    WRITERS = message("if a writer")


class Standing(StrEnum):
    """The columns of the table."""

    GUEST = message("guest")
    PARTICIPANT = message("participant")
    AUTHOR = message("author")
    MODERATOR = message("moderator")
    ADMIN = message("admin")


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

WHO = message(
    "A guest has no account, a participant has one, the author wrote the very thing that it is about; moderators and "
    "admins are appointed. Whoever is several of these may do what any of them may."
)
_AUDIENCE_NOTE = message(
    "“If a voter” and “if a writer”: as the question’s settings say, for everybody, for people with an account, or "
    "for moderators; moderators always count as both."
)
_TIME_NOTE = message(
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
    Action.READ_HIDDEN: message("Only its author and moderators can read this."),
    Action.CHANGE: message("Only whoever wrote this can change it or take it back."),
    Action.EDIT: message("Only the author of this viewpoint, or a moderator, can edit it at once."),
    Action.DECIDE: message("Only the author of this viewpoint, or a moderator, can decide that."),
    Action.EDIT_QUESTION: message("Only the author of this question, or a moderator, can edit it."),
    Action.SET: message("Only the author of this question, or a moderator, can change its settings."),
    Action.APPEAL: message("Only those whom this concerns can appeal."),
    Action.MODERATE: message("Only moderators can do that."),
    Action.APPOINT: message("Only admins can do that."),
}
_NOT_HERE = message("You may not do that here.")
_NO_VOTER = {
    Audience.ACCOUNTS: message("Only people with an account vote here. Sign in, or make one: what you wrote is kept."),
    Audience.MODERATORS: message("Only moderators vote here."),
}
_NO_WRITER = {
    Audience.ACCOUNTS: message("Only people with an account write here. Sign in, or make one: what you wrote is kept."),
    Audience.MODERATORS: message("Only moderators write here."),
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
        until = dates.spoken(actor.suspended_until)
        return plain("You are suspended until {until}: until then you can read, and appeal.", until=until)
    granted = {TABLE[action][column] for column in _columns(actor, own=own)} - {NO}
    if not granted:
        return plain(_SENTENCES.get(action, _NOT_HERE))
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
    audience, left_out = (question.voters, _NO_VOTER) if VOTERS in granted else (question.writers, _NO_WRITER)
    within = actor.moderates or audience is Audience.EVERYONE or (audience is Audience.ACCOUNTS and actor.has_account)
    return None if within else plain(left_out[audience])


def _circumstances(actor: Actor, action: Action, question: Poll | None, viewpoint: Text | None) -> str | None:
    """Why nobody, or only moderators, can do that there now."""
    if question is None or action not in VOTING | WRITING:
        return None
    if status(question) != "open":
        return _shut(question)
    if actor.moderates:
        return None
    hidden = question.hidden_id or question.erased_at or (viewpoint and (viewpoint.hidden_id or viewpoint.erased_at))
    if hidden:
        return plain("This is hidden: nobody votes on it or writes in it now.")
    if action in WRITING and (question.locked or (viewpoint is not None and viewpoint.locked)):
        return plain("This is locked by a moderator: it can be read and voted on.")
    return None


def _shut(question: Poll) -> str:
    """That it is not open yet, or not any more."""
    if status(question) == "not_open":
        return plain("This question opens on {when}.", when=dates.spoken(question.opens_at or ""))
    return plain("This question was closed on {when}.", when=dates.spoken(question.closes_at or ""))
