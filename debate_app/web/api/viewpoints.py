"""Answers about viewpoints: those of a question, one, and a table of them with their votes."""

from collections.abc import AsyncGenerator

from sqlmodel import Session

from debate_app.domain import rows, snapshots
from debate_app.domain.snapshot import QuestionText, ViewpointTally, ViewpointText
from debate_app.store.access import read
from debate_app.web.api import cursors, parts, questions
from debate_app.web.api.parameters import Asked
from debate_app.web.api.rows import ViewpointRow
from debate_app.web.api.shapes import Contributor, Viewpoint, Viewpoints

Texts = tuple[QuestionText, tuple[ViewpointText, ...]]
_LIST = "viewpoints"


async def listed(asked: Asked) -> Viewpoints:
    """A question's viewpoints, in the page's order."""
    after = cursors.read(_LIST, asked.cursor, int)
    question, texts = await read(_texts, asked.question_id)
    begun = [text for text in texts if not after or text.number > int(after[0])]
    shown = begun[: asked.limit]
    cursor = cursors.write(_LIST, (shown[-1].number,)) if len(begun) > asked.limit else None
    items = tuple(_viewpoint(asked.origin, question, text) for text in shown)
    return Viewpoints(asked.following(cursor), cursor, items)


async def one(asked: Asked) -> Viewpoint:
    """A viewpoint as it stands."""
    question, text = await read(_one, asked.viewpoint_id)
    return _viewpoint(asked.origin, question, text)


async def table(asked: Asked) -> AsyncGenerator[list[ViewpointRow]]:
    """All viewpoints of a question, with their votes."""
    (question, counted), (_, texts) = await read(_counted, asked.question_id)
    page = questions.page_of(asked.origin, question)
    tallies = {tally.viewpoint_id: tally for tally in counted or ()}
    yield [_row(page, text, tallies.get(text.id)) for text in texts]


def _texts(session: Session, question_id: int) -> Texts:
    return snapshots.question(session, question_id), snapshots.viewpoints(session, question_id)


def _one(session: Session, viewpoint_id: int) -> tuple[QuestionText, ViewpointText]:
    question, texts = _texts(session, rows.viewpoint(session, viewpoint_id).question_id)
    return question, next(text for text in texts if text.id == viewpoint_id)


def _counted(
    session: Session, question_id: int
) -> tuple[tuple[QuestionText, tuple[ViewpointTally, ...] | None], Texts]:
    return questions.counts(session, question_id), _texts(session, question_id)


def _viewpoint(origin: str, question: QuestionText, text: ViewpointText) -> Viewpoint:
    return Viewpoint(
        id=text.id,
        question_id=question.id,
        number=text.number,
        title=text.title or None,
        language=text.language,
        author=parts.name(text.author),
        created_at=text.created_at,
        version=text.version,
        meaning_version=text.meaning_version,
        paragraphs=parts.paragraphs(text.paragraphs),
        sources=parts.sources(text.sources),
        contributors=tuple(Contributor(parts.name(one.person), one.share) for one in text.credits),
        locked=text.locked,
        hidden=parts.hidden(origin, text.hidden),
        erased=text.gone,
        page=f"{questions.page_of(origin, question)}#viewpoint-{text.id}",
        url=parts.link(origin, "viewpoints", text.id),
        conversation=parts.link(origin, "viewpoints", text.id, "conversation"),
        versions=parts.link(origin, "viewpoints", text.id, "versions"),
    )


def _row(page: str, text: ViewpointText, tally: ViewpointTally | None) -> ViewpointRow:
    return ViewpointRow(
        viewpoint_id=text.id,
        number=text.number,
        title=text.title or None,
        author=parts.name(text.author),
        created_at=text.created_at,
        version=text.version,
        paragraphs=len(text.paragraphs),
        sources=len(text.sources),
        agrees=tally and tally.agrees,
        disagrees=tally and tally.disagrees,
        on_earlier_meaning=tally and tally.earlier,
        quarantined_agrees=tally and tally.apart[0],
        quarantined_disagrees=tally and tally.apart[1],
        hidden=bool(text.hidden.act_id),
        erased=text.gone,
        page=f"{page}#viewpoint-{text.id}",
    )
