"""What happens before the first visitor: migrations, the sample debate, the live layer."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

from reflex.app import App
from sqlmodel import Session, select

from debate_app import live, logs, rates
from debate_app.background.looking_up import looking_up
from debate_app.background.translating import translating
from debate_app.domain import tidying
from debate_app.domain.files import debate_file, importing
from debate_app.domain.refused import Refused
from debate_app.domain.tables import Question
from debate_app.settings import Settings
from debate_app.state.personal import Personal
from debate_app.store import access, migrate
from debate_app.web.first import home_page, kept

SAMPLE = Path(__file__).parent / "sample" / "public-transport.json"
TIDY_SECONDS = 3600
logger = logging.getLogger(__name__)


def prepared(app: App, settings: Settings) -> Callable[[], AbstractAsyncContextManager[None]]:
    """The lifespan of the server's process: nothing is served before the database is ready."""

    @asynccontextmanager
    async def lifespan() -> AsyncIterator[None]:
        await asyncio.to_thread(prepare_database, settings)
        kept.forget()
        home_page.forget()
        with logs.without_values():
            async with (
                live.serving(app, settings.redis_url, on_nudge=Personal.look),
                rates.serving(app, settings, drop=live.drop_soon),
                translating(settings),
                _tidying(),
                looking_up(settings),
            ):
                _leave_the_framework_uncollected()
                yield
        access.engine().dispose()

    return lifespan


@asynccontextmanager
async def _tidying() -> AsyncIterator[None]:
    """Forget what has expired, every ``TIDY_SECONDS``."""

    async def again_and_again() -> None:
        while True:
            await asyncio.sleep(TIDY_SECONDS)
            with suppress(Refused):  # the database is away: it has been logged, and the next time will do
                await access.write(tidying.tidy)

    task = asyncio.create_task(again_and_again())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _leave_the_framework_uncollected() -> None:
    """What is here now stays: not walking it at each collection saves a third of what joins and votes cost."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


def prepare_database(settings: Settings) -> None:
    """Bring the schema up to date, forget what has expired and, where no question was ever asked, put the sample
    debate in."""
    migrate.upgrade(access.engine())
    access.run(tidying.tidy)
    if settings.sample_debate:
        access.run(put_sample_in)


def put_sample_in(session: Session) -> None:
    """Import the sample into an empty database; two processes that start together import it once."""
    if session.exec(select(Question.id).limit(1)).first() is None:
        importing.take_in(session, debate_file.check(SAMPLE.read_bytes()))
