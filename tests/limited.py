"""Rates with a clock of the test's own, alone and in the running app."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from unittest import mock

from debate_app import live, rates
from debate_app.rate_settings import UNLIMITED, Rates
from debate_app.rates.counts import Counts
from debate_app.rates.salted import OwnSalt
from debate_app.rates.windows import OwnWindows
from debate_app.settings import Settings

CLASSROOM = "192.0.2.7"


class Clock:
    """It stands still until it is told. It begins with an hour, and so with every slice of time."""

    def __init__(self) -> None:
        self.seconds = 1_000 * 3600.0

    def __call__(self) -> float:
        return self.seconds

    def counts(self) -> Counts:
        """Counts that go by it."""
        return Counts(OwnWindows(self), OwnSalt(self))


def only(**chosen: str) -> Rates:
    """No limits but these."""
    return replace(UNLIMITED, **chosen)


@asynccontextmanager
async def limited(chosen: Rates, hops: int = 0) -> AsyncGenerator[Clock]:
    """The app that runs in this process has these rates until the block ends, for whoever connects meanwhile."""
    from debate_app.debate_app import app

    clock = Clock()
    with mock.patch.object(rates, "Counts", clock.counts):
        settings = Settings(rates=chosen, trusted_proxy_hops=hops)
        async with rates.serving(app, settings, drop=live.drop_soon):
            yield clock
