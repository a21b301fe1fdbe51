"""Answers about questions: the list of them, one, and how the votes on it stand."""

from sqlmodel import Session

from debate_app.domain import listing, slugs, snapshots
from debate_app.domain.listing import Portion
from debate_app.domain.snapshot import QuestionCard, QuestionText, ViewpointTally
from debate_app.store.access import read
from debate_app.web.api import cursors, parts
from debate_app.web.api.parameters import Asked
from debate_app.web.api.shapes import ListedQuestion, Question, Questions, Sides, Welcome
from debate_app.web.api.vote_shapes import Tallies, Tally, VersionCount


async def welcome(asked: Asked) -> Welcome:
    """Where to begin."""
    here = asked.origin
    return Welcome(parts.link(here, "openapi.json"), parts.link(here, "questions"), f"{here}/")


async def listed(asked: Asked) -> Questions:
    """The questions in which all of the words occur."""
    of = f"questions.{asked.order}"
    after = cursors.read(of, asked.cursor, *listing.KINDS[asked.order])
    found = await read(listing.portion, order=asked.order, words=asked.words, after=after, size=asked.limit)
    cursor = cursors.write(of, found.last) if found.last else None
    items = tuple(_listed(asked.origin, card, found) for card in found.cards)
    return Questions(asked.following(cursor), cursor, items)


def _listed(origin: str, card: QuestionCard, among: Portion) -> ListedQuestion:
    sealed = card.id in among.sealed
    return ListedQuestion(
        id=card.id,
        title=card.title,
        excerpt=card.excerpt,
        language=card.language,
        author=parts.name(card.author),
        created_at=card.created_at,
        updated_at=card.updated_at,
        viewpoint_count=card.viewpoints,
        sealed=sealed,
        vote_count=None if sealed else card.votes,
        people_count=None if sealed else card.people,
        url=parts.link(origin, "questions", card.id),
        page=f"{origin}{slugs.path(card.id, card.title)}",
    )


async def one(asked: Asked) -> Question:
    """A question's own text, and what state it is in."""
    text, origin = await read(snapshots.question, asked.question_id), asked.origin
    return Question(
        id=text.id,
        title=text.title or None,
        background=text.background,
        language=text.language,
        author=parts.name(text.author),
        created_at=text.created_at,
        updated_at=text.updated_at,
        topics=text.topics,
        version=text.version,
        status=text.status,
        opens_at=text.opens_at or None,
        closes_at=text.closes_at or None,
        sealed=text.sealed,
        locked=text.locked,
        hidden=parts.hidden(origin, text.hidden),
        erased=text.gone,
        page=page_of(origin, text),
        viewpoints=parts.link(origin, "questions", text.id, "viewpoints"),
        tallies=parts.link(origin, "questions", text.id, "tallies"),
        votes=parts.link(origin, "questions", text.id, "votes"),
    )


async def tallies(asked: Asked) -> Tallies:
    """How many agree and disagree with each viewpoint."""
    question, counted = await read(counts, asked.question_id)
    page = page_of(asked.origin, question)
    told = None if counted is None else tuple(_tally(page, one) for one in counted)
    return Tallies(asked.question_id, question.sealed, told)


def counts(session: Session, question_id: int) -> tuple[QuestionText, tuple[ViewpointTally, ...] | None]:
    """The question, and its tallies unless it is sealed."""
    question = snapshots.question(session, question_id)
    return question, None if question.sealed else snapshots.tallies(session, question_id)[1]


def page_of(origin: str, question: QuestionText) -> str:
    """The address of a question's page."""
    return f"{origin}{slugs.path(question.id, question.title)}"


def _tally(page: str, counted: ViewpointTally) -> Tally:
    return Tally(
        agrees=counted.agrees,
        disagrees=counted.disagrees,
        viewpoint_id=counted.viewpoint_id,
        on_earlier_meaning=counted.earlier,
        by_version=tuple(VersionCount(agrees, disagrees, number) for number, agrees, disagrees in counted.versions),
        in_quarantine=Sides(*counted.apart),
        page=f"{page}#viewpoint-{counted.viewpoint_id}",
    )
