"""What is said of edits, by what they do: the messages that the live page and the first HTML fill and translate."""

from debate_app.domain.tables import EditKind, EditStatus

DID = {
    EditKind.CHANGE: "edited {paragraph}",
    EditKind.INSERT: "added a paragraph",
    EditKind.REMOVE: "took a paragraph out",
    EditKind.MOVE: "moved {paragraph}",
    EditKind.TITLE: "edited the title",
    EditKind.SOURCES: "edited the sources",
    EditKind.RESTORE: "went back to version {version}",
}
WOULD = {
    EditKind.CHANGE: "proposes to change {paragraph}",
    EditKind.INSERT: "proposes a new paragraph",
    EditKind.REMOVE: "proposes to take {paragraph} out",
    EditKind.MOVE: "proposes to move {paragraph}",
    EditKind.TITLE: "proposes another title",
    EditKind.SOURCES: "proposes other sources",
    EditKind.RESTORE: "proposes to go back to version {version}",
}
STATUS = {
    EditStatus.PROPOSED: "Proposed",
    EditStatus.NEEDS_LOOK: "Needs another look",
    EditStatus.APPROVED: "Approved",
    EditStatus.DECLINED: "Declined",
    EditStatus.WITHDRAWN: "Taken back",
}
MADE_VERSION = {
    "created": "published it",
    "asked": "asked it",
    EditKind.CHANGE: "edited paragraph {number}",
    EditKind.INSERT: "added paragraph {number}",
    EditKind.REMOVE: "took paragraph {number} out",
    EditKind.MOVE: "moved a paragraph, now paragraph {number}",
    EditKind.TITLE: "edited the title",
    EditKind.SOURCES: "edited the sources",
    EditKind.RESTORE: "went back to version {version}",
    "background": "edited the background",
    "topics": "edited the topics",
    "several": "edited several parts of it",
}
"""The same of a version, which may be the first one, or the question's."""
