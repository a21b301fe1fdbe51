"""The ballot box: votes that arrive together are committed together, each answered only after its commit.

While one transaction is being committed, the votes that arrive gather for the next. So a vote alone does not
wait, and a thousand at once cost a few commits, with the database still made to put each on the disk.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from debate_app import languages
from debate_app.domain import ballots
from debate_app.domain.ballots import Ballot, Counted
from debate_app.domain.refused import Refused
from debate_app.store import access
from debate_app.store.access import Away
from debate_app.words import plain

MOST_TOGETHER = 500
PATIENCE_SECONDS = 5.0

Answer = Counted | Refused
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Message:
    language: str
    ballots: Sequence[Ballot]
    answers: asyncio.Future[list[Answer]]
    committed: Callable[[int], None]

    def answer(self, mine: list[Answer]) -> None:
        if not self.answers.done():
            self.answers.set_result(mine)
        for question_id in {answer.question_id for answer in mine if isinstance(answer, Counted)}:
            self.committed(question_id)


class BallotBox:
    """The ballots of one process, and the task that commits them."""

    def __init__(self) -> None:
        self._waiting: list[_Message] = []
        self._counting: asyncio.Task[None] | None = None

    async def cast(self, sent: Sequence[Ballot], committed: Callable[[int], None] = lambda _: None) -> list[Answer]:
        """Count these ballots; answers once they are committed, or with ``Away`` when that takes too long.

        Ballots answered with ``Away`` may be counted all the same: whoever sends them again is told. However
        late the commit comes, ``committed`` hears of each question then.
        """
        answers: asyncio.Future[list[Answer]] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Message(languages.current(), sent, answers, committed))
        if self._counting is None or self._counting.done():
            self._counting = asyncio.create_task(self._count())
        try:
            return await asyncio.wait_for(answers, PATIENCE_SECONDS)
        except TimeoutError:
            return [Away(plain("The vote could not be counted yet."))] * len(sent)

    async def _count(self) -> None:
        while self._waiting:
            together = self._next()
            languages.speak(together[0].language)
            answers = await asyncio.to_thread(_commit, [ballot for message in together for ballot in message.ballots])
            for message in together:
                mine, answers = answers[: len(message.ballots)], answers[len(message.ballots) :]
                message.answer(mine)

    def _next(self) -> list["_Message"]:
        """The messages that are answered in the language of the first, up to about ``MOST_TOGETHER`` ballots."""
        together, later, number = list["_Message"](), list["_Message"](), 0
        for message in self._waiting:
            fits = number < MOST_TOGETHER and message.language == self._waiting[0].language
            (together if fits else later).append(message)
            number += len(message.ballots) if fits else 0
        self._waiting = later
        return together


def _commit(together: Sequence[Ballot]) -> list[Answer]:
    """Commit the ballots as one; where that fails on a fault of ours, each alone, so that one spoils no other."""
    try:
        return access.run(lambda session: ballots.count(session, together))
    except Away as away:
        return [away] * len(together)
    except Exception as fault:
        logger.error("%d ballots failed together: %s", len(together), type(fault).__name__)
        if len(together) > 1:
            return [answer for ballot in together for answer in _commit([ballot])]
        return [Refused(plain("This vote could not be counted: something failed here. It was not you."))]


box = BallotBox()
"""This process's own."""
