"""Translates on this machine with fxtranslate, in processes of its own (``clients/local_models``)."""

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from debate_app.clients.local_models import models
from debate_app.clients.translating.cutting import cut
from debate_app.clients.translating.engine import Made, Meter, Pairs, Unavailable
from debate_app.clients.translating.kept_marks import place_in
from debate_app.words import message

ANSWER_SECONDS = 60.0
"""The longest text there may be takes six on a machine that has nothing else to do."""

_MOST_LINE_BYTES = 4 * 1024 * 1024
_AGAIN_SECONDS = 30.0
_ROOT = Path(__file__).parents[3]
_HANDED_ON = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
"""What of our environment the processes may know: no passwords."""

logger = logging.getLogger(__name__)


class Local:
    """Each process translates one text at a time; they are started when they are first needed."""

    name = "fxtranslate"
    sends_away = False

    def __init__(self, processes: int, folder: Path | None, meter: Meter) -> None:
        self.meter = meter
        self._folder = folder
        self._found: dict[models.Direction, models.Model] | None = None
        self._most = processes
        self._free = asyncio.Semaphore(processes)
        self._idle: list[_Worker] = []
        self._under_way = set[asyncio.Task[dict[str, Any]]]()

    async def pairs(self) -> Pairs:
        """Those that models were found for when it was first asked."""
        return models.pairs(await self._models())

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[Made]:
        """As many at once as there are processes. Raises Unavailable."""
        steps = models.steps(await self._models(), source, target)
        lanes = asyncio.Semaphore(self._most)  # a long call leaves room for others between two of its texts

        async def one(text: str) -> Made:
            async with lanes:
                return await self._one(text, source, steps)

        return list(await asyncio.gather(*map(one, texts)))

    async def close(self) -> None:
        """End the processes; what they were at is lost."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        while self._idle:
            await self._idle.pop().end()

    async def _models(self) -> dict[models.Direction, models.Model]:
        if self._found is None:
            self._found = await asyncio.to_thread(models.find, self._folder)
        return self._found

    async def _one(self, text: str, source: str, steps: list[models.Direction]) -> Made:
        parts = cut(text, place_in(text))
        self.meter.call(len(text))
        answer = await self._ask({"texts": parts.texts, "source": source, "steps": steps})
        if "fault" in answer:
            logger.warning("A text could not be translated: %s.", answer["fault"])
            raise self._away(message("This text cannot be translated here. The original can be read."))
        return Made(parts.joined(answer["texts"]), doubtful=answer["foreign"])

    async def _ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Whoever stops waiting does not stop the process, which others need: it ends its text first."""
        await self._free.acquire()
        task = asyncio.create_task(self._exchange(asked))
        self._under_way.add(task)
        task.add_done_callback(self._ended)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if not task.cancelled():
                raise  # whoever asked is gone; else the engine is being closed
            raise self._away(message("Translating does not work here now. The original can be read.")) from None
        except (OSError, EOFError, ValueError, TimeoutError) as fault:
            logger.warning("The process that translates did not answer: %s.", type(fault).__name__)
            raise self._away(message("Translating does not work here now. The original can be read.")) from None

    async def _exchange(self, asked: dict[str, Any]) -> dict[str, Any]:
        worker = self._idle.pop() if self._idle else await _Worker.start(self._folder)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                answer = await worker.ask(asked)
        except BaseException:
            await worker.end()
            raise
        self._idle.append(worker)
        return answer

    def _ended(self, task: asyncio.Task[dict[str, Any]]) -> None:
        self._under_way.discard(task)
        self._free.release()
        if not task.cancelled():
            task.exception()  # whoever asked may have gone: then nobody else looks at it

    def _away(self, sentence: str) -> Unavailable:
        self.meter.failed()
        return Unavailable(sentence, _AGAIN_SECONDS)


class _Worker:
    """One process, which is asked one thing at a time."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, folder: Path | None) -> "_Worker":
        """Raises OSError."""
        known = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
        command = ["-m", "debate_app.clients.local_models", *([str(folder)] if folder else [])]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,  # a panic of the engine would tell what it was given
            cwd=_ROOT,
            env=known,
            limit=_MOST_LINE_BYTES,
        )
        return cls(process)

    async def ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Raises OSError, EOFError or ValueError when it does not answer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        await self._process.stdin.drain()
        line = await self._process.stdout.readline()
        if not line:
            raise EOFError
        return json.loads(line)

    async def end(self) -> None:
        """Stop it at once and wait until it has gone."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.communicate()
