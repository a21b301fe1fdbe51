"""The home page as the first HTML has it, kept for a moment: many ask for the same list."""

import asyncio
import time
from collections import OrderedDict

from debate_app import languages
from debate_app.domain import listing
from debate_app.domain.listing import QuestionPage
from debate_app.state.home import PAGE_SIZE, Asked
from debate_app.store.access import read
from debate_app.web.first import made
from debate_app.web.first.document import document
from debate_app.web.first.home import home
from debate_app.web.first.made import Made
from debate_app.web.first.shell import shell
from debate_app.web.found import head
from debate_app.words import plain

FRESH_SECONDS = 1.0
_MOST_KEPT = 32

_kept: OrderedDict[tuple[Asked, str, str], tuple[float, Made]] = OrderedDict()


async def home_page(asked: Asked, origin: str) -> Made:
    """The page that lists what is ``asked`` for. Raises ``Away``."""
    key = asked, origin, languages.current()
    at, page = _kept.get(key, (0.0, None))
    if page is not None and time.monotonic() - at < FRESH_SECONDS:
        return page
    listed = await read(listing.page, order=asked.order, words=asked.words, start=asked.start, size=PAGE_SIZE)
    page = await asyncio.to_thread(_make, asked, origin, listed)
    _kept[key] = time.monotonic(), page
    if len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)
    return page


def forget() -> None:
    """Keep nothing of what was read so far: the database may be another one."""
    _kept.clear()


def _make(asked: Asked, origin: str, listed: QuestionPage) -> Made:
    title = plain("Debate: think a question through together")
    first = shell(home(asked, listed), extra="home")
    return made.of(document(title, head.home(origin), first, "").encode())
