"""Reads the values of a ``debate/3`` or ``debate/2`` file in which ``schema.py`` found no fault."""

from collections.abc import Iterator
from typing import Any

from debate_app import languages
from debate_app.domain.files import references, translations
from debate_app.domain.files.debate import (
    SPOKEN,
    Comment,
    Counts,
    Debate,
    Decision,
    Edit,
    Event,
    QuestionVersion,
    Revision,
    Source,
    Text,
    Version,
    Viewpoint,
    tidy_credit,
)
from debate_app.domain.files.edit_coherence import form_of
from debate_app.domain.files.forms import clean
from debate_app.domain.tables import EditKind, EditStatus, EventKind, RevisionCause

Tree = dict[str, Any]


def read(tree: Tree) -> Debate:
    """The debate, its texts clean and its defaults filled in."""
    question = tree["question"]
    language = clean("language", question.get("language", "en"))
    versions = tuple(_question_version(version) for version in question["versions"])
    viewpoints = tuple(_viewpoint(viewpoint, language) for viewpoint in tree["viewpoints"])
    created_at = _time(question, "created_at")
    latest = max([created_at, *(version.at for version in versions), *_times(viewpoints)])
    return Debate(
        author=_author(question),
        created_at=created_at,
        updated_at=_known_time(question, "updated_at") or latest,
        language=language,
        versions=versions,
        viewpoints=viewpoints,
        references=references.read(tree),
        translations=translations.read(tree, viewpoints),
    )


def _question_version(part: Tree) -> QuestionVersion:
    return QuestionVersion(
        title=clean("title", part["title"]),
        background=clean("background", part["body"]),
        topics=tuple(clean("topic", topic) for topic in part.get("topics", ())),
        author=_author(part),
        at=_time(part),
        reason=_reason(part),
    )


def _viewpoint(part: Tree, default: str) -> Viewpoint:
    language = clean("language", part.get("language", default))
    return Viewpoint(
        author=_author(part),
        created_at=_time(part, "created_at"),
        language=language,
        paragraphs=tuple(tuple(_text(text) for text in texts) for texts in part["paragraphs"]),
        sources=tuple(tuple(_source(source) for source in sources) for sources in part["sources"]),
        versions=tuple(_version(version) for version in part["versions"]),
        conversation=tuple(_event(event, language) for event in part.get("conversation", ())),
    )


def _text(part: Tree) -> Text:
    author = _author(part)
    runs = None
    if "credit" in part:
        runs = tidy_credit(tuple((clean("name", name), int(words)) for name, words in part["credit"]), author)
    return Text(clean("paragraph", part["text"]), author, _time(part), runs)


def _source(part: Tree) -> Source:
    return Source(clean("address", part["url"]), clean("label", part["label"]) if "label" in part else None)


def _version(part: Tree) -> Version:
    return Version(
        title=clean("title", part["title"]),
        sources=int(part["sources"]),
        paragraphs=tuple((int(paragraph), int(text)) for paragraph, text in part["paragraphs"]),
        edit=_place(part, "edit"),
        small=part.get("small", False),
        at=_time(part),
        votes=_counts(part, "votes"),
    )


def _event(part: Tree, language: str) -> Event:
    kind = EventKind(part["kind"])
    weighed, spoken = kind is EventKind.WEIGHED, kind in SPOKEN
    return Event(
        kind=kind,
        author=_author(part),
        at=_time(part),
        active_at=_known_time(part, "active_at") or _time(part),
        edit=_edit(part) if kind is EventKind.EDIT else None,
        comment=_comment(part, language) if spoken else None,
        paragraph=_place(part, "paragraph") if spoken else None,
        source=references.address_of(part["source"]) if kind is EventKind.DOUBTED else None,
        weighs=_place(part, "edit") if weighed else None,
        small=part["small"] if weighed else None,
        replies=tuple(_comment(reply, language) for reply in part.get("replies", ())),
    )


def _edit(part: Tree) -> Edit:
    kind = EditKind(part["does"])
    form = form_of(kind, "paragraph" in part)
    return Edit(
        kind=kind,
        status=EditStatus(part["status"]),
        paragraph=_place(part, "paragraph"),
        revisions=tuple(_revision(revision, form) for revision in part["revisions"]),
        decision=_decision(part["decision"]) if "decision" in part else None,
        support=_counts(part, "support"),
        voted_from=int(part.get("voted_from", 1)),
        language=languages.base(clean("language", part["language"])) if "language" in part else None,
    )


def _revision(part: Tree, form: str) -> Revision:
    return Revision(
        cause=RevisionCause(part["cause"]),
        base=int(part["base"]),
        before=clean(form, part["before"]) if "before" in part else None,
        text=clean(form, part["text"]) if "text" in part else None,
        after=_place(part, "after"),
        restores=_place(part, "restores"),
        reason=_reason(part),
        author=_author(part),
        at=_time(part),
    )


def _decision(part: Tree) -> Decision:
    return Decision(_author(part), _time(part), _reason(part))


def _comment(part: Tree, default: str) -> Comment:
    return Comment(
        author=_author(part),
        at=_time(part),
        language=clean("language", part.get("language", default)),
        text=clean("comment", part["text"]) if "text" in part else "",
        edited_at=_known_time(part, "edited_at"),
        removed_at=_known_time(part, "removed_at"),
    )


def _author(part: Tree) -> str:
    return clean("name", part["author"])


def _time(part: Tree, key: str = "at") -> str:
    return clean("day-or-moment", part[key])


def _known_time(part: Tree, key: str) -> str | None:
    return _time(part, key) if key in part else None


def _reason(part: Tree) -> str:
    return clean("reason", part.get("reason", ""))


def _place(part: Tree, key: str) -> int | None:
    return int(part[key]) if key in part else None


def _counts(part: Tree, key: str) -> Counts:
    counts = part.get(key, {"agree": 0, "disagree": 0})
    return Counts(int(counts["agree"]), int(counts["disagree"]))


def _times(viewpoints: tuple[Viewpoint, ...]) -> Iterator[str]:
    for viewpoint in viewpoints:
        yield viewpoint.created_at
        yield from (version.at for version in viewpoint.versions)
