"""Everything that is stored about one person, for them to take along as JSON; ``KEYS`` says what each key holds.

Times are UTC (``2026-11-23T09:30:00.000Z``). Left out are secrets (the hash of a password, keys, hashes of cookies and
of links) and other people: who they are, and what only they are told.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, inspect, select
from sqlmodel import Session, SQLModel, col

from debate_app.domain import dates, rows
from debate_app.domain.tables import (
    Account,
    Appeal,
    Appointment,
    BallotMark,
    BrowserSession,
    Comment,
    ConversationEvent,
    Edit,
    EditRevision,
    EditVote,
    MailedLink,
    ModerationAct,
    Notice,
    ParagraphVersion,
    Passkey,
    QuarantinedVoter,
    Question,
    QuestionVersion,
    Report,
    Source,
    SubjectKind,
    Translation,
    Viewpoint,
    ViewpointVersion,
    Vote,
    VoteEvent,
)
from debate_app.words import message, plain

FORMAT = "debate-participant/1"


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a table that are theirs: what they hold, the column that names them, and the columns that are told
    (an attribute, or what it is called here and the attribute)."""

    holds: str
    table: type[SQLModel]
    theirs: str
    told: str


PARTS = {
    "account": Part(message("how you sign in"), Account, "participant_id", "email email_confirmed_at created_at"),
    "passkeys": Part(
        message("your passkeys, by the names you gave them"), Passkey, "participant_id", "name created_at used_at"
    ),
    "mailed_links": Part(
        message("links that were mailed to you"), MailedLink, "participant_id", "purpose email expires_at used_at"
    ),
    "sessions": Part(
        message("browsers that act as you, or did"),
        BrowserSession,
        "participant_id",
        "browser created_at seen_at expires_at ended_at",
    ),
    "appointments": Part(message("what you are appointed to"), Appointment, "participant_id", "role added_at"),
    "appointed_by_me": Part(message("when you appointed somebody"), Appointment, "by_id", "role added_at"),
    "votes": Part(
        message("where you stand now, and the version of the viewpoint you voted on"),
        Vote,
        "participant_id",
        "viewpoint_id side viewpoint_version cast_at",
    ),
    "vote_ledger": Part(
        message("every vote you cast, changed or withdrew, in order"),
        VoteEvent,
        "participant_id",
        "id viewpoint_id act viewpoint_version origin at",
    ),
    "ballot_marks": Part(
        message("the last number seen of your votes from each browser, so that none counts twice"),
        BallotMark,
        "participant_id",
        "viewpoint_id browser number",
    ),
    "quarantines": Part(
        message("questions in which your votes are counted apart"), QuarantinedVoter, "participant_id", "question_id"
    ),
    "sides_on_edits": Part(
        message("where you stand on proposed edits, and the wording you saw"),
        EditVote,
        "participant_id",
        "edit_id side revision cast_at",
    ),
    "questions": Part(
        message("questions you asked, as they stand"),
        Question,
        "author_id",
        "id title background language version created_at updated_at hidden_id erased_at",
    ),
    "question_versions": Part(
        message("wordings of questions that you wrote"),
        QuestionVersion,
        "author_id",
        "question_id number title background topics reason created_at",
    ),
    "viewpoints": Part(
        message("viewpoints you added, as they stand"),
        Viewpoint,
        "author_id",
        "id question_id title language version created_at hidden_id erased_at",
    ),
    "paragraphs": Part(
        message("texts of paragraphs that you wrote"),
        ParagraphVersion,
        "author_id",
        "paragraph_id number text created_at",
    ),
    "edits": Part(
        message("edits you made or proposed, and what became of each"),
        Edit,
        "author_id",
        "id viewpoint_id kind language paragraph_id status revision decided_at decision version agrees disagrees "
        "created_at hidden_id erased_at",
    ),
    "edit_wordings": Part(
        message("every wording of an edit that you wrote"),
        EditRevision,
        "author_id",
        "edit_id number cause base_version text reason created_at",
    ),
    "translations": Part(
        "translations that you corrected, as they are shown",
        Translation,
        "author_id",
        "question_id edit_id digest source_language language text made_at",
    ),
    "decisions": Part(
        message("edits that you decided on"), Edit, "decided_by_id", "id viewpoint_id status decided_at decision"
    ),
    "events": Part(
        message("your lines in conversations"), ConversationEvent, "author_id", "id viewpoint_id kind edit_id small at"
    ),
    "comments": Part(
        message("your comments (number 0) and replies"),
        Comment,
        "author_id",
        "id event_id number text language created_at edited_at removed_at hidden_id",
    ),
    "notices": Part(message("what you were told"), Notice, "participant_id", "kind event_id at seen_at"),
    "reports": Part(
        message("what you reported, and the act that answered"),
        Report,
        "by_id",
        "subject_kind subject_id cause text at closed_at act_id",
    ),
    "appeals": Part(message("your appeals, and the act that answered"), Appeal, "by_id", "act_id text at answer_id"),
    "moderation": Part(
        message("acts of moderation that you did: lines of the public log"),
        ModerationAct,
        "by_id",
        "id kind subject_kind subject_id question_id reason at until",
    ),
}
"""Every table that names a participant, but for notices that others got."""

KEYS = {
    "participant": message("who you are here"),
    **{key: part.holds for key, part in PARTS.items()},
    "viewpoint_versions": message(
        "every version of your viewpoints: its title, and which texts of which paragraphs it had"
    ),
    "sources": message("every list of sources of your viewpoints"),
    "moderated": message("acts of moderation about you: lines of the public log"),
}


def write_out(session: Session, participant_id: int) -> dict[str, Any]:
    """All of it, ready for JSON. Raises ``NotFound``."""
    person = rows.participant(session, participant_id)
    account = session.get(Account, participant_id)
    mine = select(col(Viewpoint.id)).where(col(Viewpoint.author_id) == participant_id)
    about = (col(ModerationAct.subject_kind) == SubjectKind.PARTICIPANT, col(ModerationAct.subject_id) == person.id)
    return {
        "format": FORMAT,
        "written_at": dates.now(),
        "keys": {key: plain(holds) for key, holds in KEYS.items()},
        "participant": _row(person, "id kind name created_at suspended_until")
        | {"has_password": account is not None and account.password_hash is not None},
        **{key: _rows(session, part, participant_id) for key, part in PARTS.items()},
        "viewpoint_versions": _told(
            session,
            ViewpointVersion,
            "viewpoint_id number title source_list paragraphs edit_id small created_at",
            col(ViewpointVersion.viewpoint_id).in_(mine),
        ),
        "sources": _told(
            session, Source, "viewpoint_id list_number position address label", col(Source.viewpoint_id).in_(mine)
        ),
        "moderated": _told(session, ModerationAct, PARTS["moderation"].told, *about),
    }


def _rows(session: Session, part: Part, participant_id: int) -> list[dict[str, Any]]:
    return _told(session, part.table, part.told, col(getattr(part.table, part.theirs)) == participant_id)


def _told(session: Session, table: type[SQLModel], told: str, *chosen: ColumnElement[bool]) -> list[dict[str, Any]]:
    wanted: Any = select(table).where(*chosen).order_by(*inspect(table).primary_key)
    found: list[Any] = [*session.exec(wanted)]
    return [_row(row, told) for (row,) in found]


def _row(row: SQLModel, told: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in told.split()}
