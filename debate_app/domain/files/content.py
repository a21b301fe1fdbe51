"""The canonical form of a debate, as an object in the format ``debate/3`` and as the bytes of a file.

What is empty, zero or false is left out wherever the format has that as its default.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from debate_app.domain.files import references, translations
from debate_app.domain.files.debate import (
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
)
from debate_app.domain.files.parts import list_in, object_in


def content(debate: Debate, named: str = "debate/3") -> dict[str, Any]:
    """The debate as an object of that format: of ``debate/2`` only where it came in that, with nothing more in it."""
    question = {
        "author": debate.author,
        "created_at": debate.created_at,
        "updated_at": debate.updated_at,
        "language": debate.language,
        "versions": [_question_version(version) for version in debate.versions],
    }
    viewpoints = [_viewpoint(viewpoint, debate.language) for viewpoint in debate.viewpoints]
    more = _said(
        references=[references.content(one) for one in debate.references],
        translations=[
            translations.content(one, debate.viewpoints[one.viewpoint - 1].language) for one in debate.translations
        ],
    )
    return {"format": named, "question": question, "viewpoints": viewpoints} | more


def digest(canonical: dict[str, Any]) -> str:
    """The SHA-256 of a debate's canonical form: its content as JSON with sorted keys and no spaces."""
    text = json.dumps(canonical, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def encoded(canonical: dict[str, Any]) -> bytes:
    """The content as the bytes of a file: indented, and short lists such as ``["Ada", 12]`` on one line."""
    return f"{''.join(_lines(canonical, chr(10)))}\n".encode()


def _lines(value: Any, newline: str) -> Iterator[str]:
    deeper = f"{newline}  "
    if keyed := object_in(value):
        for number, (key, inner) in enumerate(keyed.items()):
            yield f"{',' if number else '{'}{deeper}{json.dumps(key)}: "
            yield from _lines(inner, deeper)
        yield f"{newline}}}"
    elif any(isinstance(inner, dict | list) for inner in list_in(value)):
        for number, inner in enumerate(list_in(value)):
            yield f"{',' if number else '['}{deeper}"
            yield from _lines(inner, deeper)
        yield f"{newline}]"
    else:
        yield json.dumps(value, ensure_ascii=False)


def _question_version(version: QuestionVersion) -> dict[str, Any]:
    written = _said(author=version.author, at=version.at, reason=version.reason)
    return {"title": version.title, "body": version.background} | _said(topics=[*version.topics]) | written


def _viewpoint(viewpoint: Viewpoint, default: str) -> dict[str, Any]:
    written = {"author": viewpoint.author, "created_at": viewpoint.created_at}
    return (
        written
        | _language(viewpoint.language, default)
        | {
            "paragraphs": [[_text(text) for text in texts] for texts in viewpoint.paragraphs],
            "sources": [[_source(source) for source in sources] for sources in viewpoint.sources],
            "versions": [_version(version) for version in viewpoint.versions],
            "conversation": [_event(event, viewpoint.language) for event in viewpoint.conversation],
        }
    )


def _text(text: Text) -> dict[str, Any]:
    runs = None if text.credit is None else [[*run] for run in text.credit]
    return _said(text=text.text, author=text.author, at=text.at, credit=runs)


def _source(source: Source) -> dict[str, Any]:
    return _said(url=source.url, label=source.label)


def _version(version: Version) -> dict[str, Any]:
    return _said(
        title=version.title,
        sources=version.sources,
        paragraphs=[[*place] for place in version.paragraphs],
        edit=version.edit,
        small=version.small,
        at=version.at,
        votes=_counts(version.votes),
    )


def _event(event: Event, language: str) -> dict[str, Any]:
    active_at = None if event.active_at == event.at else event.active_at
    happened = _said(kind=event.kind.value, author=event.author, at=event.at, active_at=active_at)
    if event.edit is not None:
        happened |= _edit(event.edit)
    if event.comment is not None:
        said = _comment(event.comment, language)
        happened |= _said(paragraph=event.paragraph, source=event.source) | {
            key: said[key] for key in said if key not in happened
        }
    if event.weighs is not None:
        happened |= {"edit": event.weighs, "small": event.small}
    return happened | _said(replies=[_comment(reply, language) for reply in event.replies])


def _edit(edit: Edit) -> dict[str, Any]:
    return _said(
        does=edit.kind.value,
        status=edit.status.value,
        language=edit.language,
        paragraph=edit.paragraph,
        revisions=[_revision(revision) for revision in edit.revisions],
        decision=None if edit.decision is None else _decision(edit.decision),
        support=_counts(edit.support),
        voted_from=None if edit.voted_from == 1 else edit.voted_from,
    )


def _revision(revision: Revision) -> dict[str, Any]:
    texts = {"before": revision.before, "text": revision.text}  # an empty list of sources is a text too
    return (
        {"cause": revision.cause.value, "base": revision.base}
        | {key: text for key, text in texts.items() if text is not None}
        | _said(after=revision.after, restores=revision.restores, reason=revision.reason)
        | {"author": revision.author, "at": revision.at}
    )


def _decision(decision: Decision) -> dict[str, Any]:
    return _said(author=decision.author, at=decision.at, reason=decision.reason)


def _comment(comment: Comment, default: str) -> dict[str, Any]:
    return (
        _said(author=comment.author, at=comment.at)
        | _language(comment.language, default)
        | _said(
            text=comment.text,
            edited_at=comment.edited_at,
            removed_at=comment.removed_at,
        )
    )


def _language(language: str, default: str) -> dict[str, Any]:
    return {} if language == default else {"language": language}


def _counts(counts: Counts) -> dict[str, int] | None:
    return {"agree": counts.agrees, "disagree": counts.disagrees} if counts.total else None


def _said(**values: object) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
