"""How acts of moderation, what they are about and why it was reported are said on plain pages."""

from collections.abc import Mapping
from types import MappingProxyType

import htpy as h
from htpy import Node

from debate_app.domain.acts import Line
from debate_app.domain.tables import ActKind, ReportCause, SubjectKind
from debate_app.web import document
from debate_app.words import message, plain

_SENTENCES: Mapping[ActKind, str] = MappingProxyType(
    {
        ActKind.HIDE: message("{by} hid {what}."),
        ActKind.RESTORE: message("{by} restored {what}."),
        ActKind.LOCK: message("{by} locked {what}."),
        ActKind.UNLOCK: message("{by} unlocked {what}."),
        ActKind.SUSPEND: message("{by} suspended {what} until {until}."),
        ActKind.LIFT: message("{by} lifted the suspension of {what}."),
        ActKind.QUARANTINE: message("{by} put votes on {what} in quarantine."),
        ActKind.RELEASE: message("{by} released votes on {what} from quarantine."),
        ActKind.KEPT: message("{by} read what was reported about {what}, and let it be."),
        ActKind.UPHELD: message("{by} answered an appeal about {what}: what was decided stands."),
        ActKind.APPOINT: message("{by} appointed {what}."),
        ActKind.DISMISS: message("{by} dismissed {what}."),
        ActKind.SETTINGS: message("{by} changed the settings of {what}."),
        ActKind.ERASED: message("{by} deleted the text of {what}, because the law asked for it."),
    }
)

_SUBJECTS: Mapping[SubjectKind, str] = MappingProxyType(
    {
        SubjectKind.QUESTION: message("a question by {name}"),
        SubjectKind.VIEWPOINT: message("a viewpoint by {name}"),
        SubjectKind.EDIT: message("an edit by {name}"),
        SubjectKind.COMMENT: message("a comment by {name}"),
        SubjectKind.PARTICIPANT: message("{name}"),
    }
)

CAUSES: Mapping[str, str] = MappingProxyType(
    {
        ReportCause.SPAM: message("It is advertising, or has nothing to do with the question"),
        ReportCause.ABUSE: message("It insults or threatens people"),
        ReportCause.PRIVATE: message("It tells private things about somebody"),
        ReportCause.FALSE: message("It misleads people on purpose"),
        ReportCause.OTHER: message("Something else"),
    }
)

DEEDS: Mapping[ActKind, str] = MappingProxyType(
    {
        ActKind.KEPT: message("Let it be: the reports were read, nothing changes"),
        ActKind.LOCK: message("Lock it: only moderators write there"),
        ActKind.UNLOCK: message("Unlock it"),
        ActKind.HIDE: message("Hide it: its place stays, its text goes"),
        ActKind.RESTORE: message("Restore it: its text is shown again"),
        ActKind.SUSPEND: message("Suspend them for a time: they can read, and appeal"),
        ActKind.LIFT: message("Lift their suspension now"),
    }
)

_APPEALS = {
    "waiting": message("There is an appeal against this, which waits for an answer."),
    "upheld": message("There was an appeal against this; it stands."),
    "granted": message("There was an appeal against this; it was taken back."),
}

_OURS: Mapping[str, str] = MappingProxyType(
    {
        "As moderator.": message("As moderator."),
        "As admin.": message("As admin."),
        "As moderator, on leaving.": message("As moderator, on leaving."),
        "As admin, on leaving.": message("As admin, on leaving."),
    }
)
"""The reasons that nobody wrote: those of acts which need none."""


def about(kind: SubjectKind, name: str) -> Node:
    """What an act or a report is about: ``a comment by Bo Li``."""
    return document.filled(plain(_SUBJECTS[kind]), name=h.bdi[name])


def sentence(line: Line) -> Node:
    """Who did what: ``Mo hid a comment by Bo Li.``"""
    by = h.bdi[line.by] if line.by else plain("The operator")
    what = about(line.subject_kind, line.about)
    return document.filled(plain(_SENTENCES[line.kind]), by=by, what=what, until=document.moment(line.until))


def entry(line: Line) -> h.Element:
    """A line of the log in a list: what happened, why, and links to all that belongs to it."""
    return h.li(value=str(line.id))[
        h.p[h.a(href=path(line.id))[document.moment(line.at)], " ", sentence(line)],
        reason(line),
        links(line),
    ]


def reason(line: Line) -> h.Element:
    """The public reason."""
    return h.blockquote(dir="auto")[h.p[plain(_OURS[line.reason]) if line.reason in _OURS else line.reason]]


def links(line: Line) -> h.Element | None:
    """The place that the act is about, the acts that belong to it, and what became of an appeal."""
    shown: list[Node] = []
    if line.place:
        shown.append(h.a(href=line.place)[plain("See its place")])
    for act_id, words in (
        (line.undoes_id, plain("What this takes back")),
        (line.undone_by_id, plain("It was taken back")),
        (line.answers_id if line.answers_id != line.undoes_id else 0, plain("What the appeal was against")),
        (line.answer_id if line.answer_id != line.undone_by_id else 0, plain("The answer to the appeal")),
    ):
        if act_id:
            shown.append(h.a(href=path(act_id))[words])
    if line.appeal:
        shown.append(h.span[plain(_APPEALS[line.appeal])])
    spaced: list[Node] = [node for one in shown for node in (" · ", one)][1:]
    return h.p(".quiet")[spaced] if spaced else None


def path(act_id: int) -> str:
    """Where the act is read."""
    return f"/moderation/log/{act_id}"
