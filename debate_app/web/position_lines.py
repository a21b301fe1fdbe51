"""The lines of "My positions", as HTML: where each thing is, when, and what became of it."""

from collections.abc import Sequence

import htpy as h
from htpy import Node

from debate_app.domain.mine.lines import CommentLine, ProposalLine, TextLine
from debate_app.domain.mine.portions import Place
from debate_app.domain.mine.requests import Answer, AppealLine, ReportLine
from debate_app.domain.mine.votes import SideLine, VoteLine
from debate_app.domain.tables import ActKind, EditKind, EditStatus, ReportCause, Side, SubjectKind
from debate_app.web import document
from debate_app.web.document import moment
from debate_app.web.first.people import named
from debate_app.words import message, plain

_SIDES = {Side.AGREE: message("Agree"), Side.DISAGREE: message("Disagree")}
_STATUSES = {
    EditStatus.PROPOSED: message("Waits for a decision"),
    EditStatus.NEEDS_LOOK: message("The text changed under it: it needs another look"),
    EditStatus.APPROVED: message("Approved"),
    EditStatus.DECLINED: message("Declined"),
    EditStatus.WITHDRAWN: message("Taken back"),
}
_KINDS = {
    EditKind.CHANGE: message("Change of a paragraph"),
    EditKind.INSERT: message("New paragraph"),
    EditKind.REMOVE: message("Removal of a paragraph"),
    EditKind.MOVE: message("Move of a paragraph"),
    EditKind.TITLE: message("Change of the title"),
    EditKind.SOURCES: message("Change of the sources"),
    EditKind.RESTORE: message("Return to an earlier version"),
    EditKind.TRANSLATION: message("Correction of a translation"),
}
_SUBJECTS = {
    SubjectKind.QUESTION: message("A question"),
    SubjectKind.VIEWPOINT: message("A viewpoint"),
    SubjectKind.EDIT: message("An edit"),
    SubjectKind.COMMENT: message("A comment"),
    SubjectKind.PARTICIPANT: message("A person"),
}
_CAUSES = {
    ReportCause.SPAM: message("Spam"),
    ReportCause.ABUSE: message("Abuse"),
    ReportCause.PRIVATE: message("Private data"),
    ReportCause.FALSE: message("False claims"),
    ReportCause.OTHER: message("Something else"),
}
_ACTS = {
    ActKind.HIDE: message("Hidden"),
    ActKind.RESTORE: message("Restored"),
    ActKind.LOCK: message("Locked"),
    ActKind.UNLOCK: message("Unlocked"),
    ActKind.SUSPEND: message("Suspended"),
    ActKind.LIFT: message("Suspension lifted"),
    ActKind.QUARANTINE: message("Votes put in quarantine"),
    ActKind.RELEASE: message("Votes released from quarantine"),
    ActKind.KEPT: message("Read, and kept as it is"),
    ActKind.UPHELD: message("Upheld"),
    ActKind.APPOINT: message("Appointed"),
    ActKind.DISMISS: message("Dismissed"),
    ActKind.SETTINGS: message("Settings changed"),
    ActKind.ERASED: message("Deleted by law-request"),
}


def votes(lines: Sequence[VoteLine]) -> Node:
    """A list of votes: on what, which side, when, and what became of the text since."""
    return h.ul[
        [h.li[_where(line.place), _about(plain(_SIDES[line.side]), moment(line.at), _since(line))] for line in lines]
    ]


def sides(lines: Sequence[SideLine]) -> Node:
    """A list of proposals, the side taken, and what became of each."""
    return h.ul[
        [
            h.li[_where(line.place), _about(plain(_SIDES[line.side]), moment(line.at), plain(_STATUSES[line.status]))]
            for line in lines
        ]
    ]


def texts(lines: Sequence[TextLine]) -> Node:
    """A list of questions or viewpoints."""
    return h.ul[[text(line) for line in lines]]


def text(line: TextLine, what: str | None = None) -> h.Element:
    """A question or a viewpoint; ``what`` says which of them where the list does not."""
    return h.li[
        _where(line.place),
        _about(
            what,
            moment(line.at),
            h.a(href=line.history)[plain("History"), f" ({line.versions})"],
            _hidden(line.hidden_id),
            plain("Deleted") if line.erased else None,
        ),
    ]


def proposals(lines: Sequence[ProposalLine]) -> Node:
    """A list of edits: what, why, what became of each, and why."""
    return h.ul[[proposal(line) for line in lines]]


def proposal(line: ProposalLine) -> h.Element:
    """An edit."""
    return h.li[_where(line.place), _proposal(line)]


def comments(lines: Sequence[CommentLine]) -> Node:
    """A list of comments, as they begin."""
    return h.ul[[comment(line) for line in lines]]


def comment(line: CommentLine, what: str | None = None) -> h.Element:
    """A comment or a reply; ``what`` says so where the list does not."""
    return h.li[
        _where(line.place),
        h.p(dir="auto")[plain("Removed")] if line.removed else h.p(dir="auto")[line.text],
        _about(what, moment(line.at), _hidden(line.hidden_id)),
    ]


def reports(lines: Sequence[ReportLine]) -> Node:
    """A list of reports with their answers."""
    return h.ul[
        [
            h.li[
                plain(_SUBJECTS[line.subject]),
                _about(plain(_CAUSES[line.cause]), moment(line.at)),
                _quoted(line.text),
                _answer(line.answer),
            ]
            for line in lines
        ]
    ]


def appeals(lines: Sequence[AppealLine]) -> Node:
    """A list of appeals with their answers."""
    return h.ul[
        [
            h.li[
                plain("Against:"),
                " ",
                _act(line.against),
                _about(moment(line.at)),
                _quoted(line.text),
                _answer(line.answer),
            ]
            for line in lines
        ]
    ]


def _where(place: Place) -> Node:
    """A link to it: a viewpoint and its question, or a question."""
    question = place.question or plain("A hidden question")
    if "#" not in place.path:
        return h.a(href=place.path, dir="auto")[question]
    title = place.title or plain("A hidden viewpoint")
    return h.fragment[
        h.a(href=place.path, dir="auto")[title],
        " ",
        h.span(".quiet")[document.filled(plain("in {question}"), question=h.bdi[question])],
    ]


def _since(line: VoteLine) -> Node:
    """What became of the text since the vote, with both wordings beside each other."""
    if not line.comparison:
        return plain("The text is as you read it")
    said = plain("The text changed since") if line.changed else plain("Small corrections since")
    return h.a(href=line.comparison)[said, " ", h.bdi[f"({line.version} → {line.newest})"]]


def _proposal(line: ProposalLine) -> Node:
    if line.erased:
        return _about(plain(_KINDS[line.kind]), moment(line.at), plain("Deleted"))
    return h.fragment[
        h.p(dir="auto")[line.text] if line.text else None,
        _quoted(line.reason),
        _about(plain(_KINDS[line.kind]), moment(line.at), _version(line), _hidden(line.hidden_id)),
        h.p[
            h.strong[plain(_STATUSES[line.status])],
            [" ", document.filled(plain("by {name}"), name=named(line.decided_by))] if line.decided_by else None,
            h.fragment[" · ", moment(line.decided_at)] if line.decided_at else None,
            h.fragment[": ", h.q(dir="auto")[line.decision]] if line.decision else None,
        ],
    ]


def _version(line: ProposalLine) -> h.Element | None:
    """A link to the version that it made."""
    return h.a(href=line.history)[plain("Version {number}", number=line.version)] if line.history else None


def _about(*told: Node) -> h.Element:
    """What else there is to say, on one quiet line."""
    said = [one for one in told if one is not None]
    return h.p(".quiet")[[[" · " if number else None, one] for number, one in enumerate(said)]]


def _quoted(text: str) -> h.Element | None:
    return h.p[h.q(dir="auto")[text]] if text else None


def _hidden(act_id: int) -> h.Element | None:
    return h.a(href=f"/moderation/log/{act_id}")[plain("Hidden by a moderator: why?")] if act_id else None


def _answer(answer: Answer | None) -> h.Element:
    if answer is None:
        return h.p(".waiting")[plain("Waits for an answer")]
    return h.p[plain("Answer:"), " ", _act(answer), " · ", moment(answer.at)]


def _act(act: Answer) -> Node:
    return h.fragment[
        h.a(href=f"/moderation/log/{act.act_id}")[plain(_ACTS[act.kind])],
        h.fragment[" – ", h.q(dir="auto")[act.reason]] if act.reason else None,
    ]
