"""My votes: what the outbox of this browser sends, and how each is answered."""

import reflex as rx

from debate_app import live
from debate_app.domain import participants
from debate_app.domain.ballots import Ballot, Counted
from debate_app.domain.refused import Crowded, Refused, TooMany
from debate_app.domain.tables import Side
from debate_app.rates import Kind
from debate_app.state import spending
from debate_app.state.acts import Answering, act
from debate_app.state.identity import cookie_of
from debate_app.state.shapes import ballots, hexadecimal
from debate_app.store import voting
from debate_app.store.access import Away
from debate_app.store.voting import Answer
from debate_app.words import plain

Held = tuple[str, int, int, int]
Refusal = tuple[int, str]

_LATER = (Away, Crowded)


class Votes(Answering, rx.State):
    """``held`` maps a viewpoint to my side, the number of the vote that said so, the question's sequence that
    includes it, and the version of the viewpoint that I saw; ``refusals`` to the number of a vote that was
    refused, and why; ``later`` rises when the votes of a message could not be counted yet and have to be sent
    again. ``_owed`` maps a viewpoint to the number of a vote that we could not count: it comes again at no cost."""

    held: dict[int, Held] = {}
    refusals: dict[int, Refusal] = {}
    later: int = 0
    _owed: dict[int, int] = {}

    @act(rate=None, ballots=ballots, browser=hexadecimal)
    async def cast(self, ballots: list[tuple[int, Side | None, int, int]], browser: str):
        """My votes are now as these ballots say. Answered once the database has committed them."""
        cookie = cookie_of(self)
        if not cookie:
            sentence = plain("This browser refuses our cookie, so its votes cannot be counted.")
            self.refusals = {viewpoint_id: (number, sentence) for viewpoint_id, _, number, _ in ballots}
            return
        answers = await self._answers([Ballot(cookie, browser, *ballot) for ballot in ballots])
        counted = [answer for answer in answers if isinstance(answer, Counted)]
        for question_id in {one.question_id for one in counted}:
            live.voted(participants.hashed(cookie), question_id)
        self.held = {**self.held, **{one.viewpoint_id: _held(one) for one in counted}}
        self.refusals = {
            viewpoint_id: (number, answer.sentence)
            for (viewpoint_id, _, number, _), answer in zip(ballots, answers, strict=True)
            if isinstance(answer, Refused) and not isinstance(answer, _LATER)
        }
        self.later += any(isinstance(answer, _LATER) for answer in answers)

    async def _answers(self, ballots: list[Ballot]) -> list[Answer]:
        """Each costs one vote, unless it comes again because of us; a message costs one at least."""
        owed = sum(self._owed.get(ballot.viewpoint_id) == ballot.number for ballot in ballots)
        try:
            await spending.spend(self, Kind.VOTE, max(1, len(ballots) - owed))
        except TooMany as refused:
            return [refused] * len(ballots)
        answers = await voting.box.cast(ballots, live.changed)
        self._owed = {
            ballot.viewpoint_id: ballot.number
            for ballot, answer in zip(ballots, answers, strict=True)
            if isinstance(answer, Away)
        }
        return answers


def _held(counted: Counted) -> Held:
    return counted.side or "", counted.number, counted.sequence, counted.version
