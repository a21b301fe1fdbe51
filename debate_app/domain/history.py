"""A history page, as its address asks for it: whose history, which version, compared with which."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from debate_app.domain import participants, question_history, rows, viewpoint_history
from debate_app.domain.history_texts import (
    NO_COMPARISON,
    NO_VERSION,
    Comparison,
    Subject,
    VersionLine,
    VersionText,
)
from debate_app.domain.refused import Invalid, NotFound, Refused

PAGE_SIZE = 50

_HISTORIES = {"viewpoint": viewpoint_history, "question": question_history}
_ADDRESS = re.compile(r"/history/(viewpoint|question)/([0-9]{1,18})(?:/([0-9]{1,18}))?/?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for. None where it does not ask; 0 where what it names is no number."""

    kind: str
    id: int
    version: int | None = None
    against: int | None = None
    paragraph_id: int | None = None

    @property
    def path(self) -> str:
        """The address of the version, or of the list."""
        return f"/history/{self.kind}/{self.id}" + ("" if self.version is None else f"/{self.version}")


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What the address asks for, under its ``title``.

    ``numbers`` are all versions that it is about, ``lines`` tell of the newest of them; ``version`` or ``comparison``
    is what was chosen, and ``fault`` says what is wrong with that choice. ``may_apply`` tells that what this
    participant restores needs nobody's approval.
    """

    title: str
    subject: Subject
    numbers: tuple[int, ...]
    lines: tuple[VersionLine, ...]
    may_apply: bool
    version: VersionText = NO_VERSION
    comparison: Comparison = NO_COMPARISON
    fault: str = ""


def asked(path: str, query: Mapping[str, object]) -> Asked | None:
    """What an address such as ``/history/viewpoint/12/3?against=1&paragraph=7`` asks for; None where it is no
    such address."""
    found = _ADDRESS.fullmatch(path)
    if found is None:
        return None
    kind, subject_id, version = found.groups()
    return Asked(
        kind, int(subject_id), _number(version), _number(query.get("against")), _number(query.get("paragraph"))
    )


def title(session: Session, wanted: Asked) -> str:
    """The title of the page that the address names. Raises ``NotFound`` where there is none."""
    history = _HISTORIES[wanted.kind]
    subject = history.subject(session, wanted.id)
    if wanted.version is not None:
        history.require(session, subject, wanted.version)
    return _titled(subject, wanted)


def page(session: Session, wanted: Asked, cookie: str) -> HistoryPage | None:
    """What the address asks for, for the participant who holds ``cookie``; None where there is no such history."""
    history = _HISTORIES[wanted.kind]
    try:
        subject, fault = history.subject(session, wanted.id), ""
    except NotFound:
        return None
    try:
        subject = _narrowed(session, subject, wanted)
    except NotFound as refused:
        wanted, fault = Asked(wanted.kind, wanted.id), refused.sentence
    numbers = history.numbers(session, subject)
    participant_id = participants.by_cookie(session, cookie)
    whole = HistoryPage(
        _titled(subject, wanted),
        subject,
        tuple(numbers),
        history.lines(session, subject, numbers[:PAGE_SIZE]),
        may_apply=participant_id is not None and history.may_apply(session, participant_id, subject.id),
        fault=fault,
    )
    try:
        return _chosen(session, whole, wanted)
    except Refused as refused:
        return replace(whole, fault=refused.sentence)


def more(session: Session, subject: Subject, before: int) -> tuple[VersionLine, ...]:
    """The next lines of the list, those of versions older than ``before``."""
    history = _HISTORIES[subject.kind]
    older = [number for number in history.numbers(session, subject) if number < before]
    return history.lines(session, subject, older[:PAGE_SIZE])


def line(session: Session, subject: Subject, number: int) -> VersionLine:
    """What the list tells of that version now."""
    return _HISTORIES[subject.kind].lines(session, subject, [number])[0]


def _titled(subject: Subject, wanted: Asked) -> str:
    return f"History: {subject.title}" if wanted.version is None else f"Version {wanted.version}: {subject.title}"


def _narrowed(session: Session, subject: Subject, wanted: Asked) -> Subject:
    """The history of one paragraph, where that is asked for. Raises ``NotFound``."""
    if wanted.paragraph_id is None:
        return subject
    if wanted.kind != "viewpoint":
        raise NotFound("This paragraph does not exist.")
    return viewpoint_history.of_paragraph(session, subject, wanted.paragraph_id)


def _chosen(session: Session, whole: HistoryPage, wanted: Asked) -> HistoryPage:
    history, subject = _HISTORIES[wanted.kind], whole.subject
    if wanted.against is None and wanted.version is None:
        return whole
    if wanted.against is None:
        return replace(whole, version=history.version(session, subject, wanted.version or 0))
    newer = subject.newest if wanted.version is None else wanted.version
    if newer == wanted.against:
        raise Invalid("These are one and the same version. Choose two.")
    older, newer = sorted((newer, wanted.against))
    return replace(whole, comparison=history.comparison(session, subject, older, newer))


def _number(digits: object) -> int | None:
    return None if digits is None else rows.id_in(str(digits)) or 0
