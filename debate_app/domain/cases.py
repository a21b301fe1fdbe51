"""A case: everything that a moderator reads before deciding about something, and what they can decide. Authors read
their own."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from debate_app.domain import actors, acts, moderating, people, permissions, reports, subjects, suspensions
from debate_app.domain.actors import Actor
from debate_app.domain.acts import Line
from debate_app.domain.permissions import Action
from debate_app.domain.reports import ReportText
from debate_app.domain.subjects import Found
from debate_app.domain.tables import ActKind, Participant, Question, SubjectKind, Viewpoint
from debate_app.words import plain


@dataclass(frozen=True, slots=True)
class Case:
    """The subject with its text, hidden or not, and what was decided about it.

    Whoever ``moderates`` also sees its reports, what was decided about its author ``earlier``, and the acts that are
    ``possible`` now; ``refusal`` says why there are none.
    """

    kind: SubjectKind
    id: int
    text: tuple[str, ...]
    place: str
    author: str
    author_id: int
    is_hidden: bool
    is_locked: bool
    suspended_until: str
    acts: tuple[Line, ...]
    moderates: bool = False
    reports: tuple[ReportText, ...] = ()
    earlier: tuple[Line, ...] = ()
    possible: tuple[ActKind, ...] = ()
    refusal: str = ""


def read(session: Session, by_id: int | None, kind: SubjectKind, subject_id: int) -> Case:
    """The case as a moderator, or its author, sees it. Raises ``NotAllowed`` for anybody else, and ``NotFound``."""
    found, actor = subjects.find(session, kind, subject_id), actors.of_visitor(session, by_id)
    permissions.require(actor, Action.READ_HIDDEN, author_id=found.author_id)
    author = session.get_one(Participant, found.author_id)
    case = Case(
        kind=kind,
        id=subject_id,
        text=subjects.text_of(session, found),
        place=subjects.place_of(session, found.subject),
        author=people.called(author),
        author_id=found.author_id,
        is_hidden=subjects.is_hidden(found),
        is_locked=_is_locked(found),
        suspended_until=author.suspended_until or "" if suspensions.is_suspended(author) else "",
        acts=acts.of_subject(session, kind, subject_id),
    )
    return _for_moderator(session, actor.id, found, case) if _moderates(actor) else case


def _moderates(actor: Actor) -> bool:
    return permissions.refusal(actor, Action.MODERATE) is None


def _for_moderator(session: Session, by_id: int, found: Found, case: Case) -> Case:
    own = moderating.own(session, by_id, found)
    possible = _possible(session, by_id, found) if own is None else ()
    return replace(
        case,
        moderates=True,
        reports=reports.on(session, found.subject),
        earlier=acts.concerning(session, found.author_id),
        possible=possible,
        refusal=own or _why_none(session, by_id, found, possible),
    )


def _possible(session: Session, by_id: int, found: Found) -> tuple[ActKind, ...]:
    """Ordered from leaving it to doing most."""
    chosen = [ActKind.KEPT] * reports.any_waits(session, found.subject)
    if isinstance(found.row, Participant):
        if suspensions.is_suspended(found.row):
            chosen.append(ActKind.LIFT)
        elif suspensions.refusal(session, by_id, found.row) is None:
            chosen.append(ActKind.SUSPEND)
        return tuple(chosen)
    if isinstance(found.row, Question | Viewpoint):
        chosen.append(ActKind.UNLOCK if found.row.locked else ActKind.LOCK)
    if subjects.is_hidden(found):
        chosen.append(ActKind.RESTORE)
    elif subjects.has_text(found):
        chosen.append(ActKind.HIDE)
    return tuple(chosen)


def _why_none(session: Session, by_id: int, found: Found, possible: tuple[ActKind, ...]) -> str:
    if possible:
        return ""
    if isinstance(found.row, Participant):
        return suspensions.refusal(session, by_id, found.row) or ""
    return plain("There is no text here any more.")


def _is_locked(found: Found) -> bool:
    return isinstance(found.row, Question | Viewpoint) and found.row.locked
