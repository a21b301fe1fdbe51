"""The settings of a question: who may vote and write in it, when counts show, when it opens and closes."""

from dataclasses import dataclass

from sqlmodel import Session

from debate_app import languages
from debate_app.domain import actors, dates, log, permissions, questions, rows
from debate_app.domain.log import Subject
from debate_app.domain.permissions import Action
from debate_app.domain.refused import Invalid
from debate_app.domain.tables import ActKind, Audience, Question, SubjectKind
from debate_app.words import plain


@dataclass(frozen=True, slots=True)
class QuestionSettings:
    """``opens_at`` and ``closes_at`` are moments, or empty. With ``tallies_first`` off, a viewpoint's counts are shown
    to those who have voted on it, and to everybody once the question is closed."""

    voters: Audience = Audience.EVERYONE
    writers: Audience = Audience.EVERYONE
    tallies_first: bool = True
    opens_at: str = ""
    closes_at: str = ""


def of(question: Question) -> QuestionSettings:
    """How the question is set."""
    times = question.opens_at or "", question.closes_at or ""
    return QuestionSettings(question.voters, question.writers, question.tallies_first, *times)


def change(session: Session, by_id: int, question_id: int, wanted: QuestionSettings) -> None:
    """Set the question so; the same again changes nothing. Every change is a line of the public log.

    Raises ``NotAllowed``, ``NotFound``, and ``Invalid`` for times that are none, or in the wrong order.
    """
    opens, closes = _moment(wanted.opens_at, "opens_at"), _moment(wanted.closes_at, "closes_at")
    if opens and closes and opens >= closes:
        raise Invalid(plain("It would close before it opens."), "closes_at")
    question = rows.locked_question(session, question_id)
    permissions.require(actors.of(session, by_id), Action.SET, question, author_id=question.author_id)
    before = of(question)
    question.voters, question.writers = wanted.voters, wanted.writers
    question.tallies_first = wanted.tallies_first
    question.opens_at, question.closes_at = opens or None, closes or None
    if (changes := _told(before, of(question))) != "":
        log.write(session, ActKind.SETTINGS, Subject(SubjectKind.QUESTION, question_id, question_id), by_id, changes)
        questions.talk_changed(question)


def _moment(text: str, field: str) -> str:
    return dates.typed(text.strip(), field) if text.strip() else ""


def _told(before: QuestionSettings, after: QuestionSettings) -> str:
    """What changed, as a sentence of the public log, which is in English whoever writes it."""
    with languages.speaking(languages.ENGLISH):
        opens, closes = dates.spoken(after.opens_at or ""), dates.spoken(after.closes_at or "")
    spoken = {
        "voters": f"{_who(after.voters)} may vote",
        "writers": f"{_who(after.writers)} may write",
        "tallies_first": "counts show " + ("before one has voted" if after.tallies_first else "after voting"),
        "opens_at": f"opens on {opens}" if after.opens_at else "open from the beginning",
        "closes_at": f"closes on {closes}" if after.closes_at else "stays open",
    }
    changed = [said for name, said in spoken.items() if getattr(before, name) != getattr(after, name)]
    sentence = "; ".join(changed)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _who(audience: Audience) -> str:
    words = {Audience.EVERYONE: "everybody", Audience.ACCOUNTS: "people with an account"}
    return words.get(audience, "moderators")
