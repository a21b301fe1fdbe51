"""What is said of edits, by what they do: the messages that the live page and the first HTML fill and translate."""

from debate_app.domain.tables import EditKind, EditStatus
from debate_app.words import message

DID = {
    EditKind.CHANGE: message("edited {paragraph}"),
    EditKind.INSERT: message("added a paragraph"),
    EditKind.REMOVE: message("took a paragraph out"),
    EditKind.MOVE: message("moved {paragraph}"),
    EditKind.TITLE: message("edited the title"),
    EditKind.SOURCES: message("edited the sources"),
    EditKind.RESTORE: message("went back to version {version}"),
    EditKind.TRANSLATION: message("corrected a translation into {language}"),
}
WOULD = {
    EditKind.CHANGE: message("proposes to change {paragraph}"),
    EditKind.INSERT: message("proposes a new paragraph"),
    EditKind.REMOVE: message("proposes to take {paragraph} out"),
    EditKind.MOVE: message("proposes to move {paragraph}"),
    EditKind.TITLE: message("proposes another title"),
    EditKind.SOURCES: message("proposes other sources"),
    EditKind.RESTORE: message("proposes to go back to version {version}"),
    EditKind.TRANSLATION: message("proposes another translation into {language}"),
}
STATUS = {
    EditStatus.PROPOSED: message("Proposed"),
    EditStatus.NEEDS_LOOK: message("Needs another look"),
    EditStatus.APPROVED: message("Approved"),
    EditStatus.DECLINED: message("Declined"),
    EditStatus.WITHDRAWN: message("Taken back"),
}
MADE_VERSION = {
    "created": message("published it"),
    "asked": message("asked it"),
    EditKind.CHANGE: message("edited paragraph {number}"),
    EditKind.INSERT: message("added paragraph {number}"),
    EditKind.REMOVE: message("took paragraph {number} out"),
    EditKind.MOVE: message("moved a paragraph, now paragraph {number}"),
    EditKind.TITLE: message("edited the title"),
    EditKind.SOURCES: message("edited the sources"),
    EditKind.RESTORE: message("went back to version {version}"),
    "background": message("edited the background"),
    "topics": message("edited the topics"),
    "several": message("edited several parts of it"),
}
"""The same of a version, which may be the first one, or the question's."""
CHANGED = message("changed the text")
"""The same where nobody knows what was done."""
