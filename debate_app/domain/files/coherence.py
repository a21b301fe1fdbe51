"""Whether the parts of each viewpoint in a file fit together, once every value is right by itself.

The keywords are ``x-versions-cohere`` (each version is made of paragraphs, texts and sources that are there, by an
approved edit, and nothing lies there that never stood), ``x-conversation-coheres`` (``edit_coherence.py``),
``x-credited-wrote`` (credit names only people who wrote in the viewpoint), ``x-doubts-name-sources`` and, in
``debate/1``, ``x-edits-name-paragraphs``; of the file as a whole ``x-references-cohere`` (``references.py``) and
``x-translations-cohere`` (``translations.py``). Where one finds a fault, those after it are not asked: they would find
what follows from it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from debate_app.domain.files import edit_coherence, references, translations
from debate_app.domain.files.parts import Path, list_in, number_in
from debate_app.domain.tables import EditStatus
from debate_app.words import plain

Faults = Iterator[tuple[Path, str]]


def faults(schema: dict[str, Any], tree: dict[str, Any]) -> Faults:
    """The faults of the file's viewpoints, by the keywords that the schema has for a viewpoint; where there is none,
    those of the whole."""
    faulty = False
    asked = [check for keyword, check in KEYWORDS.items() if keyword in schema["$defs"]["viewpoint"]]
    for number, viewpoint in enumerate(tree["viewpoints"]):
        for check in asked:
            if found := [*check(viewpoint)]:
                faulty = True
                yield from ((("viewpoints", number, *path), sentence) for path, sentence in found)
                break
    for keyword, whole in OF_THE_WHOLE.items():
        if keyword in schema and not faulty:
            yield from whole(tree)


def _versions_cohere(viewpoint: dict[str, Any]) -> Faults:
    faulty = False
    stood, cited, made = set[int](), set[int](), set[int]()
    for place, version in enumerate(viewpoint["versions"]):
        for path, sentence in _version(viewpoint, version, place, made):
            faulty = True
            yield ("versions", place, *path), sentence
        stood |= {number_in(pair[0]) for pair in map(list_in, version["paragraphs"]) if pair}
        cited.add(version["sources"])
    if not faulty:
        yield from _idle(viewpoint, "paragraphs", stood, "This paragraph stands in no version.")
        yield from _idle(viewpoint, "sources", cited, "No version has this list of sources.")


def _version(viewpoint: dict[str, Any], version: dict[str, Any], place: int, made: set[int]) -> Faults:
    here = set[int]()
    for number, pair in enumerate(version["paragraphs"]):
        numbers = [number_in(one) for one in list_in(pair)]
        if fault := _place_fault(numbers, viewpoint["paragraphs"], here):
            yield ("paragraphs", number), fault
        here.update(numbers[:1])
    sources, lists = version["sources"], len(viewpoint["sources"])
    if sources > lists:
        yield ("sources",), f"There is no list of sources {sources}; the viewpoint has {lists}."
    if "edit" in version:
        if fault := _maker_fault(viewpoint, place, version["edit"], made):
            yield ("edit",), fault
        else:
            made.add(version["edit"])


def _place_fault(numbers: list[int], paragraphs: list[Any], here: set[int]) -> str:
    if len(numbers) != 2 or min(numbers) < 1:
        return "This has to be a pair of a paragraph and one of its texts, such as [1, 1]."
    paragraph, text = numbers
    if paragraph > len(paragraphs):
        return f"There is no paragraph {paragraph}; the viewpoint has {len(paragraphs)}."
    if paragraph in here:
        return f"Paragraph {paragraph} stands in this version already."
    if text > len(texts := paragraphs[paragraph - 1]):
        return f"There is no text {text} of paragraph {paragraph}; it has {len(texts)}."
    return ""


def _maker_fault(viewpoint: dict[str, Any], place: int, edit: int, made: set[int]) -> str:
    if place == 0:
        return "The first version is its author's; no edit made it."
    if edit in made:
        return f"The edit of event {edit} made an earlier version already."
    events = viewpoint.get("conversation", [])
    if edit > len(events) or events[int(edit) - 1]["kind"] != "edit":
        return f"Event {edit} of the conversation is no edit."
    approved = events[int(edit) - 1]["status"] == EditStatus.APPROVED
    return "" if approved else f"The edit of event {edit} was not approved."


def _idle(viewpoint: dict[str, Any], part: str, used: set[int], sentence: str) -> Faults:
    yield from (((part, number - 1), sentence) for number, _ in enumerate(viewpoint[part], 1) if number not in used)


def _credited_wrote(viewpoint: dict[str, Any]) -> Faults:
    texts = [
        (("paragraphs", number, place), text)
        for number, listed in enumerate(viewpoint["paragraphs"])
        for place, text in enumerate(listed)
    ]
    events = viewpoint.get("conversation", [])
    wordings = (wording for event in events for wording in event.get("revisions", ()))
    wrote = {viewpoint["author"], *(text["author"] for _, text in texts), *(one["author"] for one in wordings)}
    for path, text in texts:
        for place, (name, _words) in enumerate(text.get("credit", ())):
            if name not in wrote:
                yield (*path, "credit", place), "The name is that of nobody who wrote here."


def _edits_name_paragraphs(viewpoint: dict[str, Any]) -> Faults:
    paragraphs = len(viewpoint["paragraphs"])
    for place, event in enumerate(viewpoint.get("conversation", ())):
        number = event.get("paragraph", 0)
        if number > paragraphs:
            sentence = f"There is no paragraph {number}; the viewpoint has {paragraphs}."
            yield ("conversation", place, "paragraph"), sentence


def _doubts_name_sources(viewpoint: dict[str, Any]) -> Faults:
    named = {references.address_of(source["url"]) for listed in viewpoint["sources"] for source in listed}
    for place, event in enumerate(viewpoint.get("conversation", ())):
        if "source" in event and references.address_of(event["source"]) not in named:
            yield ("conversation", place, "source"), plain("No source of the viewpoint has this address.")


KEYWORDS: dict[str, Callable[[dict[str, Any]], Faults]] = {
    "x-versions-cohere": _versions_cohere,
    "x-conversation-coheres": edit_coherence.conversation_coheres,
    "x-credited-wrote": _credited_wrote,
    "x-edits-name-paragraphs": _edits_name_paragraphs,
    "x-doubts-name-sources": _doubts_name_sources,
}
OF_THE_WHOLE: dict[str, Callable[[dict[str, Any]], Faults]] = {
    "x-references-cohere": references.faults,
    "x-translations-cohere": translations.faults,
}
