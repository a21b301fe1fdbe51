"""The tables, with their constraints; the rules that use them live in the modules named for the nouns."""

from debate_app.domain.tables.conversation import Comment, ConversationEvent, EventKind, Notice, NoticeKind
from debate_app.domain.tables.edits import Edit, EditKind, EditRevision, EditStatus, EditVote, RevisionCause
from debate_app.domain.tables.people import ImportedFile, Moderator, Participant, ParticipantKind
from debate_app.domain.tables.texts import (
    Paragraph,
    ParagraphVersion,
    Question,
    QuestionVersion,
    Source,
    Topic,
    Viewpoint,
    ViewpointVersion,
)
from debate_app.domain.tables.votes import Act, BallotMark, Side, Tally, Vote, VoteEvent, VoteOrigin

__all__ = [
    "Act",
    "BallotMark",
    "Comment",
    "ConversationEvent",
    "Edit",
    "EditKind",
    "EditRevision",
    "EditStatus",
    "EditVote",
    "EventKind",
    "ImportedFile",
    "Moderator",
    "Notice",
    "NoticeKind",
    "Paragraph",
    "ParagraphVersion",
    "Participant",
    "ParticipantKind",
    "Question",
    "QuestionVersion",
    "RevisionCause",
    "Side",
    "Source",
    "Tally",
    "Topic",
    "Viewpoint",
    "ViewpointVersion",
    "Vote",
    "VoteEvent",
    "VoteOrigin",
]
