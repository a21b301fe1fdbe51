"""A web on loopback for each test."""

from collections.abc import AsyncGenerator

import pytest

from tests.clients.sources.hostile_web import Web, web_here


@pytest.fixture
async def web() -> AsyncGenerator[Web]:
    async with web_here() as web:
        yield web
