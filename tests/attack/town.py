"""A debate and the people in it: one whose things nobody else may touch, and those who will try."""

import secrets
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, select

from debate_app.domain import (
    browser_sessions,
    comments,
    decisions,
    edits,
    hiding,
    names,
    participants,
    question_settings,
    questions,
    reports,
    suspensions,
    viewpoints,
    votes,
)
from debate_app.domain.amendments import Draft
from debate_app.domain.question_settings import QuestionSettings
from debate_app.domain.tables import (
    Account,
    Audience,
    EditKind,
    MailedLink,
    MailPurpose,
    Paragraph,
    Passkey,
    PasskeyChallenge,
    Role,
    Side,
    SubjectKind,
)
from tests import scene

FAR = "2999-01-01T00:00:00.000Z"


class Who(StrEnum):
    """Those who try."""

    NOBODY = "somebody whose browser refuses our cookie"
    GUEST = "a guest"
    PARTICIPANT = "another person with an account"
    AUTHOR = "the author of another question"
    MODERATOR = "a moderator"
    SUSPENDED = "somebody suspended"


@dataclass(frozen=True)
class Person:
    """One of those who try; ``id`` 0 is nobody."""

    who: Who
    id: int
    cookie: str


@dataclass(frozen=True)
class Town:
    """``attacker`` tries; ``private`` are marks of other people's things that nobody else may ever see, ``shown``
    those that only moderators may."""

    attacker: Person
    victim: Person
    viewpoint_ids: tuple[int, ...]
    question_ids: tuple[int, ...]
    private: tuple[str, ...]
    shown: tuple[str, ...]


def town(session: Session, who: Who) -> Town:
    """The debate as it is before the attack."""
    mod = scene.account(session, "Mo Derator", Role.MODERATOR)
    scene.account(session, "Ann Admin", Role.ADMIN)
    attacker = _attacker(session, who)
    vera = scene.account(session, "Vera Victim")
    theirs = _secrets(session, vera)
    victim = Person(Who.PARTICIPANT, vera, browser_of(session, vera))
    asked = _question(session, vera, "Should trams ring?")
    standing = _debate(session, vera, asked)
    _talk(session, vera, attacker.id or scene.guest(session, "Gus Guest"), standing)
    author = attacker.id if who is Who.AUTHOR else scene.account(session, "Otto Author")
    other = _question(session, author, "Should buses sing?")
    theirs_too = _debate(session, author, other)
    edits.submit(session, vera, theirs_too, Draft(EditKind.INSERT, 1, text="Vera would add this."))
    closed, members = _restricted(session, vera)
    shown = _moderated(session, mod, vera, asked, standing)
    if who is Who.SUSPENDED:
        suspensions.suspend(session, mod, attacker.id, 24, "They shouted.")
    return Town(attacker, victim, (standing, theirs_too), (asked, other, closed, members), theirs, shown)


def browser_of(session: Session, participant_id: int) -> str:
    """The cookie of one more browser of theirs."""
    return browser_sessions.open_for(session, participants.new_cookie(), participant_id, "Firefox on Linux")


def _attacker(session: Session, who: Who) -> Person:
    if who is Who.NOBODY:
        return Person(who, 0, "")
    if who is Who.GUEST:
        one = scene.guest(session, "Eve Attacker")
    else:
        one = scene.account(session, "Eve Attacker", Role.MODERATOR if who is Who.MODERATOR else None)
    return Person(who, one, browser_of(session, one))


def _mark(name: str) -> str:
    return f"{name}{secrets.token_hex(6)}"


def _secrets(session: Session, vera: int) -> tuple[str, ...]:
    """What is kept of an account, and of its browsers."""
    account = session.get_one(Account, vera)
    account.password_hash = f"$argon2id$v=19$m=19456,t=2,p=1${_mark('hash')}"
    account.email, account.email_confirmed_at = f"{_mark('mail')}@example.org", "2026-01-01T00:00:00.000Z"
    account.drafts = secrets.token_hex(8)
    cookie, link, challenge = participants.new_cookie(), _mark("link"), _mark("challenge")
    key = Passkey(participant_id=vera, credential_id=_mark("credential"), public_key=_mark("public"), name=_mark("key"))
    key.created_at = account.created_at
    held = browser_sessions.open_for(session, cookie, vera, _mark("Browser"))
    session.add(key)
    session.add(
        MailedLink(
            token_hash=link, participant_id=vera, purpose=MailPurpose.RECOVER, email=account.email, expires_at=FAR
        )
    )
    session.add(
        PasskeyChallenge(cookie_hash=participants.hashed(held), purpose="sign-in", challenge=challenge, expires_at=FAR)
    )
    session.flush()
    [browser] = [one.browser for one in browser_sessions.listed(session, vera, held) if one.here]
    mine = account.password_hash, account.email, account.drafts, key.credential_id, key.public_key, key.name
    return (*mine, link, challenge, browser, held, participants.hashed(held))


def _question(session: Session, author: int, title: str) -> int:
    return questions.ask(session, author, title, "It is loud.\n\nIt is far.", ["Town"])


def _debate(session: Session, author: int, question_id: int) -> int:
    """A viewpoint with a vote and a decided edit, so that it has two versions."""
    viewpoint_id = viewpoints.add(
        session, author, question_id, "Let them", ["Apes eat. [1]", "Bears eat.", "Cats eat."], ["example.org/a"]
    )
    scene.edited(session, viewpoint_id, "Apes eat well. [1]")
    votes.cast(session, author, viewpoint_id, Side.AGREE)
    return viewpoint_id


def _talk(session: Session, vera: int, other: int, viewpoint_id: int) -> None:
    """Proposals that wait, one of them Vera's own on nobody's behalf, comments, replies, notices."""
    paragraph = session.exec(select(col(Paragraph.id)).where(col(Paragraph.viewpoint_id) == viewpoint_id)).first()
    proposer = scene.guest(session, "Pia Proposer")
    for text in ("Bears eat berries.", "Bears eat honey."):
        draft = Draft(EditKind.CHANGE, 2, paragraph_id=(paragraph or 0) + 1, text=text)
        edits.submit(session, proposer, viewpoint_id, draft)
    added = edits.submit(session, proposer, viewpoint_id, Draft(EditKind.INSERT, 2, text="Dogs eat."))
    decisions.decline(session, vera, added.edit_id, 1, "No dogs.")
    said = comments.say(session, vera, viewpoint_id, "I wrote this.", paragraph)
    comments.reply(session, proposer, said.event_id, "@Vera Victim, did you?")
    comments.reply(session, other, said.event_id, "She did.")


def _restricted(session: Session, vera: int) -> tuple[int, int]:
    """A question that is closed, and one where only moderators vote and write."""
    closed, members = (_question(session, vera, title) for title in ("Is it closed?", "Is it for few?"))
    for one in (closed, members):
        _debate(session, vera, one)
    past = QuestionSettings(Audience.EVERYONE, Audience.EVERYONE, True, "", "2026-01-01T00:00:00Z")
    few = QuestionSettings(Audience.MODERATORS, Audience.MODERATORS, True, "", "")
    question_settings.change(session, vera, closed, past)
    question_settings.change(session, vera, members, few)
    return closed, members


def _moderated(session: Session, mod: int, vera: int, question_id: int, viewpoint_id: int) -> tuple[str, ...]:
    """Hidden texts and a report; returns their marks."""
    told = {name: _mark(name) for name in ("question", "viewpoint", "paragraph", "edit", "comment", "report")}
    reporter = f"Rita {_mark('R')}"
    hidden = _question(session, vera, f"What of {told['question']}?")
    gone = viewpoints.add(session, vera, question_id, told["viewpoint"], [told["paragraph"]], [])
    proposer = scene.guest(session, "Pia Proposer")
    worded = edits.submit(session, proposer, viewpoint_id, Draft(EditKind.INSERT, 2, text=told["edit"])).edit_id
    said = comments.say(session, vera, viewpoint_id, told["comment"]).comment_id
    by = scene.account(session, reporter)
    reports.send(session, by, SubjectKind.COMMENT, 1, "abuse", told["report"])
    hide = {SubjectKind.QUESTION: hidden, SubjectKind.VIEWPOINT: gone, SubjectKind.EDIT: worded}
    for kind, subject_id in (hide | {SubjectKind.COMMENT: said}).items():
        hiding.hide(session, mod, kind, subject_id, "Against the rules.")
    return (*told.values(), reporter, names.key(reporter))
