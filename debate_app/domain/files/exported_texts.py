"""Reads a viewpoint's paragraphs, sources and versions the way a file holds them."""

from collections import defaultdict
from dataclasses import dataclass

from debate_app.domain import credit, rows
from debate_app.domain import versions as viewpoint_versions
from debate_app.domain.files.debate import Counts, Source, Text, Version, tidy_credit
from debate_app.domain.files.exported_rows import Names, ViewpointRows
from debate_app.domain.tables import EventKind, ParagraphVersion


@dataclass(frozen=True, slots=True)
class Places:
    """What ids become in a file: the places, from 1, of paragraphs, and those of the events of edits."""

    paragraphs: dict[int, int]
    edits: dict[int, int]

    @classmethod
    def of(cls, written: ViewpointRows) -> "Places":
        """The places in the viewpoint."""
        paragraphs = {rows.new_id(paragraph.id): place for place, paragraph in enumerate(written.paragraphs, 1)}
        events = enumerate(written.events, 1)
        edits = {event.edit_id: place for place, event in events if event.kind is EventKind.EDIT and event.edit_id}
        return cls(paragraphs, edits)


def paragraphs(written: ViewpointRows, names: Names) -> tuple[tuple[Text, ...], ...]:
    """Every paragraph that ever stood, with all its texts."""
    texts: dict[int, list[Text]] = defaultdict(list)
    for version in written.texts:
        texts[version.paragraph_id].append(_text(version, names))
    return tuple(tuple(texts[rows.new_id(paragraph.id)]) for paragraph in written.paragraphs)


def sources(written: ViewpointRows) -> tuple[tuple[Source, ...], ...]:
    """Every list of sources, empty ones too."""
    lists: dict[int, list[Source]] = defaultdict(list)
    for source in written.sources:
        lists[source.list_number].append(Source(source.address, source.label))
    last = max(version.source_list for version in written.versions)
    return tuple(tuple(lists[number]) for number in range(1, last + 1))


def versions(written: ViewpointRows, places: Places) -> tuple[Version, ...]:
    """All versions, the oldest first, with the votes on each: those in quarantine are votes like all others."""
    tallies = {
        tally.viewpoint_version: Counts(tally.agrees + tally.apart_agrees, tally.disagrees + tally.apart_disagrees)
        for tally in written.tallies
    }
    return tuple(
        Version(
            title=version.title,
            sources=version.source_list,
            paragraphs=tuple(
                (places.paragraphs[paragraph_id], text)
                for paragraph_id, text in viewpoint_versions.arrangement(version)
            ),
            edit=places.edits.get(version.edit_id) if version.edit_id else None,
            small=version.small,
            at=version.created_at,
            votes=tallies.get(version.number, Counts()),
        )
        for version in written.versions
    )


def _text(version: ParagraphVersion, names: Names) -> Text:
    author = names.known[version.author_id]
    runs = tuple((names.known[author_id], words) for author_id, words in credit.decode(version.credit))
    return Text(version.text, author, version.created_at, tidy_credit(runs, author))
