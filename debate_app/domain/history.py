"""A history page, as its address asks for it: whose history, which version, compared with which."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from debate_app.domain import actors, participants, question_history, rows, viewpoint_history
from debate_app.domain.history_texts import (
    NO_COMPARISON,
    NO_VERSION,
    Comparison,
    Subject,
    VersionLine,
    VersionText,
)
from debate_app.domain.refused import Invalid, NotFound, Refused
from debate_app.words import plain

PAGE_SIZE = 50

_HISTORIES = {"viewpoint": viewpoint_history, "question": question_history}
_ADDRESS = re.compile(r"/history/(viewpoint|question)/([0-9]{1,18})(?:/([0-9]{1,18}))?/?")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for. None where it does not ask; 0 where what it names is no number. The list begins
    behind the version ``before``."""

    kind: str
    id: int
    version: int | None = None
    against: int | None = None
    paragraph_id: int | None = None
    before: int | None = None

    @property
    def path(self) -> str:
        """The address of the version, or of the list."""
        return f"/history/{self.kind}/{self.id}" + ("" if self.version is None else f"/{self.version}")


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What the address asks for, under its ``title``.

    ``numbers`` are all versions that it is about, ``lines`` tell of one page of them; ``version`` or ``comparison``
    is what was chosen, and ``fault`` says what is wrong with that choice. ``may_apply`` tells that what this
    participant restores needs nobody's approval; ``writing`` says why they can restore nothing, where that is so.
    """

    title: str
    subject: Subject
    numbers: tuple[int, ...]
    lines: tuple[VersionLine, ...]
    may_apply: bool
    writing: str
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
    against, paragraph_id, before = (_number(query.get(name)) for name in ("against", "paragraph", "before"))
    return Asked(kind, int(subject_id), _number(version), against, paragraph_id, before)


def require(session: Session, wanted: Asked) -> None:
    """Raises ``NotFound`` where the address names a history, or a version, that is none."""
    history = _HISTORIES[wanted.kind]
    subject = history.subject(session, wanted.id)
    if wanted.version is not None:
        history.require(session, subject, wanted.version)


def page(session: Session, wanted: Asked, cookie: str) -> HistoryPage:
    """What the address asks for, for the participant who holds ``cookie``. Raises ``NotFound`` where there is no such
    history; of anything else that there is not, the page says so."""
    history = _HISTORIES[wanted.kind]
    subject, fault = history.subject(session, wanted.id), ""
    try:
        subject = _narrowed(session, subject, wanted)
    except NotFound as refused:
        wanted, fault = Asked(wanted.kind, wanted.id), refused.sentence
    numbers = history.numbers(session, subject)
    actor = actors.of_visitor(session, participants.by_cookie(session, cookie))
    whole = HistoryPage(
        _titled(subject, wanted),
        subject,
        tuple(numbers),
        history.lines(session, subject, _older(numbers, wanted.before) or numbers[:PAGE_SIZE]),
        may_apply=history.may_apply(session, actor, subject.id),
        writing=history.why_not(session, actor, subject.id),
        fault=fault,
    )
    try:
        return _chosen(session, whole, wanted)
    except Refused as refused:
        return replace(whole, fault=refused.sentence)


def more(session: Session, subject: Subject, before: int) -> tuple[VersionLine, ...]:
    """The next lines of the list, those of versions older than ``before``."""
    history = _HISTORIES[subject.kind]
    return history.lines(session, subject, _older(history.numbers(session, subject), before))


def line(session: Session, subject: Subject, number: int) -> VersionLine:
    """What the list tells of that version now."""
    return _HISTORIES[subject.kind].lines(session, subject, [number])[0]


def _older(numbers: list[int], before: int | None) -> list[int]:
    return [number for number in numbers if before is None or number < before][:PAGE_SIZE]


def _titled(subject: Subject, wanted: Asked) -> str:
    if wanted.version is None:
        return plain("History: {title}", title=subject.title)
    return plain("Version {number}: {title}", number=wanted.version, title=subject.title)


def _narrowed(session: Session, subject: Subject, wanted: Asked) -> Subject:
    """The history of one paragraph, where that is asked for. Raises ``NotFound``."""
    if wanted.paragraph_id is None:
        return subject
    if wanted.kind != "viewpoint":
        raise NotFound(plain("This paragraph does not exist."))
    return viewpoint_history.of_paragraph(session, subject, wanted.paragraph_id)


def _chosen(session: Session, whole: HistoryPage, wanted: Asked) -> HistoryPage:
    history, subject = _HISTORIES[wanted.kind], whole.subject
    if wanted.against is None and wanted.version is None:
        return whole
    if wanted.against is None:
        return replace(whole, version=history.version(session, subject, wanted.version or 0))
    newer = subject.newest if wanted.version is None else wanted.version
    if newer == wanted.against:
        raise Invalid(plain("These are one and the same version. Choose two."))
    older, newer = sorted((newer, wanted.against))
    return replace(whole, comparison=history.comparison(session, subject, older, newer))


def _number(digits: object) -> int | None:
    return None if digits is None else rows.id_in(str(digits)) or 0
