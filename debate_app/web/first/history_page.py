"""A history's page as the first HTML has it, made whenever it is asked for: few ask for the same."""

from debate_app.domain.history import Asked, HistoryPage
from debate_app.web.first import made
from debate_app.web.first.document import document
from debate_app.web.first.history import history
from debate_app.web.first.made import Made
from debate_app.web.first.shell import shell
from debate_app.web.found import head
from debate_app.web.shell import SITE


def history_page(page: HistoryPage, asked: Asked, origin: str) -> Made:
    """The page as whoever is not known gets it."""
    told = head.version(page.title, asked.path, origin)
    first = shell(history(page), extra="history")
    return made.of(document(f"{page.title} · {SITE}", told, first, "history/").encode())
