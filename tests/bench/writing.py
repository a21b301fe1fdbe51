"""What people notice of others who write: votes a crowd sees, while nobody and while many preview hostile edits."""

import asyncio
import itertools
from collections.abc import Generator
from pathlib import Path

import uvloop
from sqlmodel import col, select

from debate_app.domain.limits import PARAGRAPH_CHARACTERS
from debate_app.domain.tables import Paragraph
from debate_app.store.engine import connect, reading
from tests.bench import crowd, servers
from tests.bench.browser import ROOT
from tests.bench.crowd import Voters, Waits
from tests.bench.plan import Plan, say
from tests.bench.result import Result
from tests.bench.servers import Target

EDITING = f"{ROOT}.debate_app___state___editing____editing"
WRITERS = 8
PER_SECOND = 20
TEXTS = [  # nothing repeats at its place, there is no space to hold on to, and marks pile up
    ("水木" * PARAGRAPH_CHARACTERS)[:PARAGRAPH_CHARACTERS],
    ("木 水" * PARAGRAPH_CHARACTERS)[: PARAGRAPH_CHARACTERS // 8],
    ("a\u0301\u0323-א" * PARAGRAPH_CHARACTERS)[:PARAGRAPH_CHARACTERS],
]


def measure(folder: Path, plan: Plan) -> Generator[Result]:
    """The same votes with and without writers; the first is the reference of the second."""
    with servers.app(folder) as target:
        alone, _ = uvloop.run(_votes(target, plan, 0))
        beside, previews = uvloop.run(_votes(target, plan, WRITERS))
    for share in (0.5, 0.99):
        title = f"a vote until 100 see it, {WRITERS} hostile writers, p{share * 100:.0f}"
        yield Result(title, beside.at(share), "ms", alone.at(share))
    yield Result("hostile previews answered meanwhile", previews / plan.seconds, "1/s")


async def _votes(target: Target, plan: Plan, writers: int) -> tuple[Waits, int]:
    watchers = await crowd.join(target.place, 100)
    voters = Voters(watchers[:20], target.viewpoints)
    say(f"100 watch, {PER_SECOND} votes/s, {writers} write")
    paragraph = _paragraph(target)
    writing = [asyncio.create_task(_write(target, paragraph)) for _ in range(writers)]
    with crowd.listening(watchers):
        votes = await voters.vote(PER_SECOND, plan.seconds)
        await crowd.settle(watchers, max(sequence for _, sequence in votes))
    for writer in writing:
        writer.cancel()
    answered = sum(await asyncio.gather(*writing))
    waits = crowd.waits(votes, watchers)
    crowd.leave(watchers)
    return waits, answered


async def _write(target: Target, paragraph: tuple[int, int]) -> int:
    """Preview one hostile text after the other, each as soon as the last is answered, until cancelled."""
    [writer] = await crowd.join(target.place, 1)
    answered, done = asyncio.Event(), 0
    writer.heard = lambda payload: answered.set() if b"___editing____editing" in payload else None
    try:
        for text in itertools.cycle(TEXTS):
            answered.clear()
            writer.event(f"{EDITING}.review", _preview(paragraph, text))
            await answered.wait()
            done += 1
    except asyncio.CancelledError:
        return done
    finally:
        writer.close()
    return done


def _paragraph(target: Target) -> tuple[int, int]:
    """A paragraph of the question, and the viewpoint that it stands in."""
    engine = connect(target.database_url)
    with reading(engine) as session:
        found = session.exec(select(col(Paragraph.id), Paragraph.viewpoint_id).limit(1)).one()
    engine.dispose()
    return found


def _preview(paragraph: tuple[int, int], text: str) -> dict[str, object]:
    paragraph_id, viewpoint_id = paragraph
    about = {"place": f"change-{paragraph_id}", "kind": "change", "viewpoint_id": viewpoint_id}
    return {**about, "paragraph_id": paragraph_id, "form": {"text": text, "base": "1"}}
