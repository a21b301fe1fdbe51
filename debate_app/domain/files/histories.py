"""The versions of a viewpoint's paragraphs, worked out from what a ``debate/1`` file tells of its edits."""

from dataclasses import dataclass

from debate_app.domain.files.debate1 import Edit, Viewpoint


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a paragraph, who wrote it and when."""

    text: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Step:
    """The versions (from 1) that an edit leads from, None where that is not known, and to; it ``changes`` the text
    unless it is known to have left it as it was."""

    before: int | None
    after: int
    changes: bool


@dataclass(frozen=True, slots=True)
class History:
    """The versions of each paragraph, oldest first, and the step of each edit by its place in the conversation,
    in order of time."""

    versions: tuple[tuple[Version, ...], ...]
    steps: dict[int, Step]


def tell(viewpoint: Viewpoint) -> History:
    """The viewpoint's history, its edits taken in order of time, and as they stand in the file within one time.

    A text that no edit accounts for (one that an edit began from, or the one that stands now) is the
    viewpoint's author's, and as old as the version before it.
    """
    texts: list[list[Version]] = [[] for _ in viewpoint.paragraphs]
    steps: dict[int, Step] = {}
    for place, author, at, edit in _edits(viewpoint):
        versions = texts[edit.paragraph - 1]
        if edit.before is not None:
            _stand(versions, edit.before, viewpoint)
        before = len(versions) if edit.before is not None else None
        changes = not versions or versions[-1].text != edit.text
        if changes:
            versions.append(Version(edit.text, author, at))
        steps[place] = Step(before, len(versions), changes)
    for versions, text in zip(texts, viewpoint.paragraphs, strict=True):
        _stand(versions, text, viewpoint)
    return History(tuple(tuple(versions) for versions in texts), steps)


def _edits(viewpoint: Viewpoint) -> list[tuple[int, str, str, Edit]]:
    events = enumerate(viewpoint.conversation)
    edits = [(place, event.author, event.at, event.edit) for place, event in events if event.edit is not None]
    return sorted(edits, key=lambda edit: edit[2])


def _stand(versions: list[Version], text: str, viewpoint: Viewpoint) -> None:
    if not versions or versions[-1].text != text:
        versions.append(Version(text, viewpoint.author, versions[-1].at if versions else viewpoint.created_at))
