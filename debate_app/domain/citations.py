"""All the sources of a debate, each once: what is known of it, where it is cited, and who doubts it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from debate_app.domain import addresses, hidden, links, snapshots
from debate_app.domain.snapshot import ParagraphText, QuestionText, SourceText, ViewpointText


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a source is named: its ``number`` there, and the (id, number) of the paragraphs that cite it."""

    viewpoint_id: int
    title: str
    number: int
    paragraphs: tuple[tuple[int, int], ...]
    doubts: int


@dataclass(frozen=True, slots=True)
class Work:
    """A source and all places that name it; the ``doubts`` of the source are those of all these places.

    ``key`` stays the same however the debate grows.
    """

    key: str
    source: SourceText
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The sources of a question's viewpoints that are shown, in the order in which they come first."""

    question: QuestionText
    works: tuple[Work, ...]


def read(session: Session, question_id: int) -> Bibliography:
    """The sources of the question. Raises ``NotFound``, also while it is hidden."""
    hidden.readable_question(session, question_id)
    question, viewpoints = snapshots.question(session, question_id), snapshots.viewpoints(session, question_id)
    named: dict[str, list[tuple[SourceText, Citation]]] = {}
    for viewpoint in viewpoints:
        for source in viewpoint.sources:
            address = addresses.looked_up(source.href)
            named.setdefault(address, []).append((source, _citation(viewpoint, source)))
    return Bibliography(question, tuple(_work(address, places) for address, places in named.items()))


def _citation(viewpoint: ViewpointText, source: SourceText) -> Citation:
    citing = tuple((one.id, one.number) for one in viewpoint.paragraphs if _cites(one, source.number))
    return Citation(viewpoint.id, viewpoint.title, source.number, citing, source.doubts)


def _cites(paragraph: ParagraphText, number: int) -> bool:
    return any(piece.source == number for piece in paragraph.pieces)


def _work(address: str, places: Sequence[tuple[SourceText, Citation]]) -> Work:
    """Under the title that the source gives itself or, before it was looked up, the first label that is words."""
    sources = [source for source, _ in places]
    plainest = next((one for one in sources if not one.label or links.is_mark(one.label)), sources[0])
    chosen = plainest if plainest.looked_up_at else sources[0]
    doubts = sum(citation.doubts for _, citation in places)
    source = replace(chosen, href=address, doubts=doubts)
    return Work(addresses.key(address), source, tuple(citation for _, citation in places))
