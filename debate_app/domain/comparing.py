"""Puts two versions beside each other, part by part: what stayed, changed, came, went, moved. Pure: no database."""

from collections.abc import Iterator

from debate_app.domain import diff
from debate_app.domain.diff import Range
from debate_app.domain.history_texts import Part
from debate_app.domain.question_edits import QuestionWording
from debate_app.domain.snapshot import Change
from debate_app.domain.wordings import Standing, Wording

BEGINNING_CHARACTERS = 90
"""How much is shown of a text that stayed as it was."""


def viewpoints(older: Wording, newer: Wording) -> tuple[Part, ...]:
    """The title, the paragraphs, the sources."""
    title = _part("title", older.title, newer.title)
    return (title, *_paragraphs(older, newer), *_lines("sources", older.sources, newer.sources))


def questions(older: QuestionWording, newer: QuestionWording) -> tuple[Part, ...]:
    """The title, the background, the topics."""
    title = _part("title", older.title, newer.title)
    background = _part("background", older.background, newer.background)
    return (title, *_filled(background), *_lines("topics", older.topics, newer.topics))


def _paragraphs(older: Wording, newer: Wording) -> Iterator[Part]:
    """Those that keep their order are walked through side by side; what differs between two of them came, went,
    or was moved."""
    before, after = ([str(one.id) for one in wording.paragraphs] for wording in (older, newer))
    ends = Range(len(before), len(before), len(after), len(after))
    end = new_end = 0
    for found in (*diff.parted(before, after), ends):
        for old, new in zip(
            older.paragraphs[end : found.start], newer.paragraphs[new_end : found.new_start], strict=True
        ):
            yield _paragraph(old, new, newer.number_of(new.id))
        for old in older.paragraphs[found.start : found.end]:
            if newer.paragraph(old.id) is None:
                yield _paragraph(old, None, older.number_of(old.id))
        for new in newer.paragraphs[found.new_start : found.new_end]:
            was = older.number_of(new.id)
            yield _paragraph(older.paragraph(new.id), new, newer.number_of(new.id), was)
        end, new_end = found.end, found.new_end


def _paragraph(old: Standing | None, new: Standing | None, number: int, was: int = 0) -> Part:
    paragraph_id = new.id if new else old.id if old else 0
    return _part("paragraph", old.text if old else "", new.text if new else "", paragraph_id, number, was)


def _part(kind: str, before: str, after: str, part_id: int = 0, number: int = 0, was: int = 0) -> Part:
    if before == after:
        return Part(kind, part_id, number, was, "same", (Change(_beginning(after), "same"),) if after else ())
    return Part(kind, part_id, number, was, _fate(before, after), diff.changes(before, after))


def _lines(kind: str, before: str, after: str) -> tuple[Part, ...]:
    """The same for a list, compared line by line: half an address says nothing."""
    if before == after:
        listed = Change(", ".join(after.split("\n")), "same")
        return (Part(kind, 0, 0, 0, "same", (Change(_beginning(listed.text), "same"),)),) if after else ()
    old, new = before.split("\n") if before else [], after.split("\n") if after else []
    runs: list[Change] = []
    end = 0
    for found in (*diff.parted(old, new), Range(len(old), len(old), len(new), len(new))):
        runs += [Change(f"{line}\n", "same") for line in old[end : found.start]]
        runs += [Change(f"{line}\n", "removed") for line in old[found.start : found.end]]
        runs += [Change(f"{line}\n", "added") for line in new[found.new_start : found.new_end]]
        end = found.end
    return (Part(kind, 0, 0, 0, _fate(before, after), tuple(runs)),)


def _filled(part: Part) -> tuple[Part, ...]:
    return (part,) if part.changes else ()


def _fate(before: str, after: str) -> str:
    return "changed" if before and after else "added" if after else "removed"


def _beginning(text: str) -> str:
    """The beginning of a text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= BEGINNING_CHARACTERS:
        return line
    return (line[:BEGINNING_CHARACTERS].rpartition(" ")[0] or line[:BEGINNING_CHARACTERS]).rstrip(" ,;:.") + "…"
