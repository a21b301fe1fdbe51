"""A debate every field of which holds texts that would run, and the people whose own pages hold them."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from debate_app.domain import (
    appeals,
    browser_sessions,
    comments,
    decisions,
    edits,
    hiding,
    limits,
    participants,
    question_edits,
    questions,
    reports,
    rows,
    viewpoints,
)
from debate_app.domain.amendments import Draft
from debate_app.domain.refused import Invalid, NotAllowed
from debate_app.domain.tables import Account, EditKind, Paragraph, Passkey, Role, SubjectKind
from tests import scene
from tests.attack.xss import PAYLOADS

TOGETHER = 50
"""So many viewpoints one question has."""
AT = "2026-03-01T10:00:00.000Z"


@dataclass
class Harmful:
    """Where the texts are; ``cookie`` is that of the author, who is an admin too. ``written`` counts by field."""

    cookie: str = ""
    question_ids: list[int] = field(default_factory=list)
    viewpoint_ids: list[int] = field(default_factory=list)
    edit_ids: list[int] = field(default_factory=list)
    comment_ids: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    act_ids: list[int] = field(default_factory=list)
    written: dict[str, int] = field(default_factory=dict)

    def wrote(self, *fields: str) -> None:
        for one in fields:
            self.written[one] = self.written.get(one, 0) + 1


def harmful(session: Session) -> Harmful:
    """All of it."""
    made = Harmful()
    author = _author(session, made)
    for number, payload in enumerate(PAYLOADS):
        person = _person(session, made, payload, number)
        made.people.append(person)
        _ask(session, made, person, payload, number)
        _write(session, made, person, made.question_ids[number // TOGETHER], payload)
    for payload, comment_id, person in zip(PAYLOADS, made.comment_ids, made.people, strict=True):
        _moderate(session, made, author, comment_id, person, payload)
    _rewrite(session, made, author, made.question_ids[0])
    return made


def _author(session: Session, made: Harmful) -> int:
    """Somebody whose own pages are full of it: their name, address, passkeys, browsers."""
    author = scene.account(session, PAYLOADS[5][: limits.NAME_CHARACTERS], Role.ADMIN)
    account = session.get_one(Account, author)
    account.email = f"{PAYLOADS[7]}@example.org"
    for number, payload in enumerate(PAYLOADS):
        given = {"credential_id": str(number), "public_key": "x", "name": payload, "created_at": AT}
        session.add(Passkey(participant_id=author, **given))
        browser_sessions.open_for(session, participants.new_cookie(), author, payload)
        made.wrote("passkey", "browser")
    made.cookie = browser_sessions.open_for(session, participants.new_cookie(), author, "Firefox")
    return author


def _person(session: Session, made: Harmful, payload: str, number: int) -> int:
    """A guest with that name, or where it can be none with another that holds it as far as may be."""
    for name in (payload, f"{payload[:30]} {number}", f"{payload.encode('ascii', 'ignore').decode()[:30]} {number}"):
        with suppress(Invalid, NotAllowed), session.begin_nested():
            one = scene.guest(session, name[: limits.NAME_CHARACTERS])
            made.wrote("name")
            return one
    raise AssertionError(payload)


def _ask(session: Session, made: Harmful, person: int, payload: str, number: int) -> None:
    title, topic = payload[: limits.TITLE_CHARACTERS], payload[: limits.TOPIC_CHARACTERS]
    made.question_ids.append(questions.ask(session, person, title, payload, [topic]))
    made.wrote("question title", "background", "topic")


def _write(session: Session, made: Harmful, person: int, question_id: int, payload: str) -> None:
    """A viewpoint, a proposal that is declined and one that waits, a comment and a reply."""
    title, reason = payload[: limits.TITLE_CHARACTERS], payload[: limits.REASON_CHARACTERS]
    one = viewpoints.add(session, person, question_id, title, [payload, "x"], _sources(payload))
    made.viewpoint_ids.append(one)
    other = made.people[0]
    paragraph = session.exec(select(col(Paragraph.id)).where(col(Paragraph.viewpoint_id) == one)).first()
    other = other if other != person else scene.guest(session, "Pia Proposer")
    declined = edits.submit(session, other, one, Draft(EditKind.INSERT, 1, text=payload, reason=reason))
    decisions.decline(session, person, declined.edit_id, 1, reason)
    kind, more = _PROPOSED[len(made.edit_ids) % len(_PROPOSED)]
    text = "\n".join([*_sources(payload), "example.org/more"]) if kind is EditKind.SOURCES else f"y {payload}"[:more]
    language = "pt" if kind is EditKind.TRANSLATION else None
    draft = Draft(kind, 1, paragraph_id=paragraph, text=text, reason=reason, language=language)
    made.edit_ids.append(edits.submit(session, other, one, draft).edit_id)
    said = comments.say(session, person, one, payload, paragraph)
    made.comment_ids.append(comments.reply(session, person, said.event_id, f"{payload} again").comment_id)
    made.wrote("viewpoint title", "paragraph", "source", "proposal", "reason", "decision", "comment", "reply")


_PROPOSED = (
    (EditKind.CHANGE, 4_000),
    (EditKind.TITLE, limits.TITLE_CHARACTERS),
    (EditKind.SOURCES, 4_000),
    (EditKind.TRANSLATION, 4_000),
)


def _sources(payload: str) -> list[str]:
    """As an address by itself where that is let in, and as the end of one, with the payload for a label too."""
    address = "".join(payload.split())[:1_000]
    label = payload.replace("[", "").replace("]", "")[: limits.SOURCE_LABEL_CHARACTERS].strip()
    tried = [
        payload,
        f"example.org/{address}",
        f"[{label}] example.org/a",
        f"https://example.org/?q={address}#{address}",
    ]
    return [one for one in tried if _is_taken(lambda one=one: viewpoints.check("T", ["P"], [one]))] or ["example.org/x"]


def _is_taken(check: Callable[[], list]) -> bool:
    return not check()


def _moderate(session: Session, made: Harmful, author: int, comment_id: int, person: int, payload: str) -> None:
    """The reply is reported, and hidden with a public reason; its author appeals."""
    reason = payload[: limits.REASON_CHARACTERS]
    by = made.people[0] if person != made.people[0] else made.people[1]
    reports.send(session, by, SubjectKind.COMMENT, comment_id, "abuse", payload[: limits.REPORT_CHARACTERS])
    reports.send(session, by, SubjectKind.PARTICIPANT, person, "other", payload[: limits.REPORT_CHARACTERS])
    act_id = hiding.hide(session, author, SubjectKind.COMMENT, comment_id, reason).act_id
    appeals.appeal(session, person, act_id, payload[: limits.APPEAL_CHARACTERS])
    made.act_ids.append(act_id)
    made.wrote("report", "reason of an act", "appeal")


def _rewrite(session: Session, made: Harmful, author: int, question_id: int) -> None:
    """A viewpoint and a question with a past in which every payload stood."""
    every = [*packs(" ", 1_500)]
    one = viewpoints.add(session, author, question_id, "Before", [f"{text} before" for text in every], [])
    made.viewpoint_ids.append(one)
    places = session.exec(select(col(Paragraph.id)).where(col(Paragraph.viewpoint_id) == one)).all()
    for base, (place, text, reason) in enumerate(zip(places, every, packs(" ", 190), strict=False), 1):
        edits.submit(session, author, one, Draft(EditKind.CHANGE, base, paragraph_id=place, text=text, reason=reason))
    for pack in packs(" ", limits.REASON_CHARACTERS):
        base, title = rows.question(session, question_id).version, pack[: limits.TITLE_CHARACTERS]
        topics = [pack[: limits.TOPIC_CHARACTERS]]
        with suppress(Invalid):  # two that are told apart by what is cleaned away are one
            question_edits.edit(session, author, question_id, base, title, pack, topics, pack)


def packs(between: str, most: int) -> Iterator[str]:
    """All payloads, as many in one text as may be."""
    pack = ""
    for payload in PAYLOADS:
        if pack and len(pack) + len(payload) + 1 > most:
            yield pack
            pack = ""
        pack += (between if pack else "") + payload[:most]
    yield pack
