"""What happened in a question, in a feed's words: who did what, and the text of it where it is shown."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element

from debate_app import languages
from debate_app.domain.conversation import SPOKEN
from debate_app.domain.feeds import Happening
from debate_app.domain.snapshot import Change, CommentText, EditText, EventText, Person
from debate_app.domain.tables import EditKind, EditStatus, EventKind
from debate_app.web.found.atom import element
from debate_app.words import message, plain

_DID: Mapping[str, str] = MappingProxyType(
    {
        EditKind.CHANGE: message("edited {paragraph} of “{title}”"),
        EditKind.INSERT: message("added a paragraph to “{title}”"),
        EditKind.REMOVE: message("took a paragraph out of “{title}”"),
        EditKind.MOVE: message("moved {paragraph} of “{title}”"),
        EditKind.TITLE: message("edited the title “{title}”"),
        EditKind.SOURCES: message("edited the sources of “{title}”"),
        EditKind.RESTORE: message("took “{title}” back to version {version}"),
        EditKind.TRANSLATION: message("corrected a translation of “{title}” into {language}"),
    }
)
_WOULD: Mapping[str, str] = MappingProxyType(
    {
        EditKind.CHANGE: message("proposed to change {paragraph} of “{title}”"),
        EditKind.INSERT: message("proposed a new paragraph for “{title}”"),
        EditKind.REMOVE: message("proposed to take {paragraph} out of “{title}”"),
        EditKind.MOVE: message("proposed to move {paragraph} of “{title}”"),
        EditKind.TITLE: message("proposed another title for “{title}”"),
        EditKind.SOURCES: message("proposed other sources for “{title}”"),
        EditKind.RESTORE: message("proposed to take “{title}” back to version {version}"),
        EditKind.TRANSLATION: message("proposed another translation of “{title}” into {language}"),
    }
)
_BECAME: Mapping[str, str] = MappingProxyType(
    {
        EditStatus.PROPOSED: message("It waits for a decision."),
        EditStatus.NEEDS_LOOK: message("The text has changed since: it needs another look."),
        EditStatus.APPROVED: message("It was approved."),
        EditStatus.DECLINED: message("It was declined."),
        EditStatus.WITHDRAWN: message("It was taken back."),
    }
)
_SAID: Mapping[tuple[str, bool], str] = MappingProxyType(
    {
        (EventKind.COMMENT, True): message("commented on {paragraph} of “{title}”"),
        (EventKind.COMMENT, False): message("commented on “{title}”"),
        (EventKind.DOUBTED, True): message("doubts that “{source}” supports {paragraph} of “{title}”"),
        (EventKind.DOUBTED, False): message("doubts that “{source}” supports “{title}”"),
    }
)
"""By the kind of the event, and whether it is about a paragraph."""
_TAGS = MappingProxyType({"added": "ins", "removed": "del", "same": "span"})


def title(happening: Happening) -> str:
    """Who did what, on one line."""
    return plain("{name} {did}", name=_name(happening.event.author), did=_did(happening))


def content(happening: Happening) -> list[Element]:
    """The text of it, and the newest of what was replied."""
    event = happening.event
    language = {"xml:lang": (event.edit and event.edit.language) or happening.language}
    own = _edit(event.edit, language) if event.kind == EventKind.EDIT and event.edit else []
    own += [element("p", happening.viewpoint, language)] if event.kind == EventKind.CREATED else []
    said = [part for comment in event.said for part in _comment(comment)]
    replies = [_reply(reply) for reply in event.replies]
    return own + said + _listed(replies)


def _did(happening: Happening) -> str:
    event, shown = happening.event, {"title": happening.viewpoint, "paragraph": _paragraph(happening.event)}
    if event.kind == EventKind.EDIT and event.edit:
        words = _DID if event.edit.status == EditStatus.APPROVED else _WOULD
        into = languages.name(event.edit.language)
        return plain(words[event.edit.kind], **shown, version=event.edit.restores, language=into)
    if event.kind == EventKind.WEIGHED:
        if event.small:
            return plain("called an edit of “{title}” a small correction", **shown)
        return plain("let voters be asked about an edit of “{title}”", **shown)
    if event.kind in SPOKEN:
        named = {"source": event.source.title} if event.source else {}
        return plain(_SAID[event.kind, event.paragraph_number > 0], **shown, **named)
    return plain("wrote the viewpoint “{title}”", **shown)


def _paragraph(event: EventText) -> str:
    number = event.edit.paragraph_number if event.edit else event.paragraph_number
    return plain("paragraph {number}", number=number) if number else plain("a paragraph")


def _edit(edit: EditText, language: Mapping[str, str]) -> list[Element]:
    if edit.hidden.act_id or edit.gone:
        return [element("p", plain("The text of this edit is not shown."))]
    reason = [element("p", plain("“{reason}”", reason=edit.reason))] if edit.reason else []
    became = plain(_BECAME[edit.status]) + (" " + plain("“{reason}”", reason=edit.decision) if edit.decision else "")
    return [*reason, *_changed(edit.changes, language), element("p", became)]


def _changed(changes: tuple[Change, ...], language: Mapping[str, str]) -> list[Element]:
    if not changes:
        return []
    quoted, paragraph = element("blockquote", given=language), element("p")
    paragraph.extend(element(_TAGS[change.kind], change.text) for change in changes)
    quoted.append(paragraph)
    return [quoted]


def _comment(comment: CommentText) -> list[Element]:
    if comment.removed or comment.hidden.act_id:
        return [element("p", plain("This comment is not shown."))]
    paragraph = element("p", given={"xml:lang": comment.language})
    paragraph.extend(
        element("a", one.text, {"href": one.href}) if one.href else element("span", one.text) for one in comment.sayings
    )
    return [paragraph]


def _reply(reply: CommentText) -> Element:
    item = element("li")
    item.append(element("p", plain("{name} replied:", name=_name(reply.author))))
    item.extend(_comment(reply))
    return item


def _listed(items: Iterable[Element]) -> list[Element]:
    listed = element("ul")
    listed.extend(items)
    return [listed] if len(listed) else []


def _name(person: Person) -> str:
    return person.name or plain("A former participant")
