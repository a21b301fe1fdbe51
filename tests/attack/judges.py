"""Judges every change of a row, by its table: whether the table of permissions allows it."""

from collections.abc import Callable

from debate_app.domain.permissions import Action
from tests.attack.allowed import Change, Eye

Judge = Callable[[Eye, Change], bool]
_COUNTED = {"sequence", "text_sequence", "updated_at", "search_text"}
_SET = {"voters", "writers", "tallies_first", "opens_at", "closes_at"}
_MODERATED = {"hidden_id", "locked", "quarantines"}


def _never(eye: Eye, change: Change) -> bool:
    return False


def _own(eye: Eye, change: Change) -> bool:
    return eye.own(change)


def _participant(eye: Eye, change: Change) -> bool:
    if change.is_new or change.is_gone:
        return False
    if change.columns == {"suspended_until"}:
        return eye.may(Action.MODERATE)
    return change.before["id"] == eye.person.id and change.columns <= {"name", "name_key", "kind", "language"}


def _challenge(eye: Eye, change: Change) -> bool:
    return change.is_new


def _question(eye: Eye, change: Change) -> bool:
    if change.is_new:
        return eye.own(change, "author_id") and eye.may(Action.ASK)
    if change.is_gone:
        return False
    author, columns = change.before["author_id"], change.columns - _COUNTED
    return change.after["author_id"] == author and all(
        (
            not columns & _SET or eye.may(Action.SET, author),
            not columns & _MODERATED or eye.may(Action.MODERATE),
            columns <= _SET | _MODERATED or eye.may(Action.EDIT_QUESTION, author, change.before),
        )
    )


def _question_text(eye: Eye, change: Change) -> bool:
    question = eye.find("question", change.row["question_id"])
    return eye.may(Action.EDIT_QUESTION, question["author_id"], question)


def _viewpoint(eye: Eye, change: Change) -> bool:
    if change.is_new:
        question = eye.find("question", change.after["question_id"])
        return eye.own(change, "author_id") and eye.may(Action.ADD, -1, question)
    if change.is_gone or change.before["author_id"] != change.after["author_id"]:
        return False
    columns = change.columns
    return (not columns & _MODERATED or eye.may(Action.MODERATE)) and (
        columns <= _MODERATED or eye.edits(change.after["id"])
    )


def _viewpoint_text(eye: Eye, change: Change) -> bool:
    viewpoint_id = change.row.get("viewpoint_id") or eye.find("paragraph", change.row["paragraph_id"])["viewpoint_id"]
    return eye.edits(viewpoint_id)


def _vote(eye: Eye, change: Change) -> bool:
    return eye.own(change) and eye.at(Action.VOTE, change.row["viewpoint_id"])


def _tally(eye: Eye, change: Change) -> bool:
    return eye.at(Action.VOTE, change.row["viewpoint_id"]) or eye.edits(change.row["viewpoint_id"])


def _edit(eye: Eye, change: Change) -> bool:
    row, columns = change.row, change.columns
    at_once = eye.edits(row["viewpoint_id"])
    if change.is_new:
        may = at_once if row["decided_by_id"] else eye.at(Action.PROPOSE, row["viewpoint_id"])
        return eye.own(change, "author_id") and may
    if change.is_gone or change.before["author_id"] != row["author_id"]:
        return False
    if columns <= {"agrees", "disagrees"}:
        return eye.at(Action.SUPPORT, row["viewpoint_id"])
    if columns & {"hidden_id"}:
        return eye.may(Action.MODERATE)
    if "decided_by_id" in columns and row["decided_by_id"] != eye.person.id:
        return False
    return eye.at(Action.CHANGE, row["viewpoint_id"], row["author_id"]) or (row["status"] != "withdrawn" and at_once)


def _revision(eye: Eye, change: Change) -> bool:
    edit = eye.find("edit", change.row["edit_id"])
    mine = eye.at(Action.CHANGE, edit["viewpoint_id"], edit["author_id"])
    return change.is_new and (mine or eye.edits(edit["viewpoint_id"]))


def _translation(eye: Eye, change: Change) -> bool:
    """Nothing translates here by itself; what people correct is shown where they decide, and goes with its text."""
    if change.is_gone:
        return True
    return eye.edits(eye.find("edit", change.after["edit_id"])["viewpoint_id"])


def _stand(eye: Eye, change: Change) -> bool:
    return eye.own(change) and eye.at(Action.SUPPORT, eye.find("edit", change.row["edit_id"])["viewpoint_id"])


def _event(eye: Eye, change: Change) -> bool:
    viewpoint_id = change.row["viewpoint_id"]
    if not change.is_new:
        return change.columns == {"active_at"} and eye.at(Action.COMMENT, viewpoint_id)
    needed = {"created": Action.ADD, "edit": Action.PROPOSE, "weighed": Action.DECIDE}
    needed |= dict.fromkeys(("comment", "doubted"), Action.COMMENT)
    return eye.own(change, "author_id") and eye.at(
        needed[change.after["kind"]], viewpoint_id, eye.find("viewpoint", viewpoint_id)["author_id"]
    )


def _doubt(eye: Eye, change: Change) -> bool:
    event = eye.find("conversation_event", change.row["event_id"])
    if change.is_gone:
        return eye.edits(event["viewpoint_id"])
    mine = change.is_new and event["author_id"] == eye.person.id and eye.at(Action.COMMENT, event["viewpoint_id"])
    return mine and event["viewpoint_id"] == change.row["viewpoint_id"]


def _comment(eye: Eye, change: Change) -> bool:
    viewpoint_id = eye.find("conversation_event", change.row["event_id"])["viewpoint_id"]
    if change.columns == {"hidden_id"}:
        return eye.may(Action.MODERATE)
    action = Action.COMMENT if change.is_new else Action.CHANGE
    return eye.own(change, "author_id") and eye.at(action, viewpoint_id, eye.person.id)


def _notice(eye: Eye, change: Change) -> bool:
    """One's own is seen; what one does tells others, anew where they have not seen the last yet."""
    told = change.row["by_id"] == eye.person.id and eye.may(Action.COMMENT)
    return told if change.is_new or "at" in change.columns else eye.own(change)


def _act(eye: Eye, change: Change) -> bool:
    row = change.row
    if not (change.is_new and eye.own(change, "by_id")):
        return False
    if row["kind"] in ("appoint", "dismiss"):
        return eye.may(Action.APPOINT)
    if row["kind"] == "settings":
        return eye.may(Action.SET, eye.find("question", row["subject_id"])["author_id"])
    return eye.may(Action.MODERATE)


def _report(eye: Eye, change: Change) -> bool:
    closed = not change.is_new and change.columns <= {"closed_at", "act_id"} and eye.may(Action.MODERATE)
    return closed or (eye.own(change, "by_id") and eye.may(Action.REPORT))


def _appeal(eye: Eye, change: Change) -> bool:
    answered = change.columns == {"answer_id"} and eye.may(Action.MODERATE)
    return answered or (change.is_new and eye.own(change, "by_id") and eye.may(Action.APPEAL, eye.person.id))


def _quarantine(eye: Eye, change: Change) -> bool:
    return eye.may(Action.MODERATE)


def _appointment(eye: Eye, change: Change) -> bool:
    return eye.may(Action.APPOINT)


JUDGES: dict[str, Judge] = {
    "account": _own,
    "appeal": _appeal,
    "appointment": _appointment,
    "ballot_mark": _vote,
    "browser_session": _own,
    "comment": _comment,
    "conversation_event": _event,
    "edit": _edit,
    "edit_revision": _revision,
    "edit_vote": _stand,
    "imported_file": _never,
    "mailed_link": _own,
    "moderation_act": _act,
    "notice": _notice,
    "paragraph": _viewpoint_text,
    "paragraph_version": _viewpoint_text,
    "participant": _participant,
    "passkey": _own,
    "passkey_challenge": _challenge,
    "quarantine": _quarantine,
    "quarantined_voter": _quarantine,
    "question": _question,
    "question_version": _question_text,
    "reference": _never,
    "report": _report,
    "source": _viewpoint_text,
    "source_doubt": _doubt,
    "tally": _tally,
    "topic": _question_text,
    "translation": _translation,
    "translation_claim": _never,
    "viewpoint": _viewpoint,
    "viewpoint_version": _viewpoint_text,
    "vote": _vote,
    "vote_event": _vote,
}
"""For every table: whether the table of permissions allows the change."""


def denied(eye: Eye) -> list[Change]:
    """The changes that the table of permissions does not allow this person."""
    return [one for one in eye.changes() if not JUDGES[one.table](eye, one)]
