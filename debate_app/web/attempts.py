"""The one place where attempts to sign in are counted: those at one account's name, and those of one browser, each
together with their network."""

from debate_app.domain import limits, names
from debate_app.rates import Kind
from debate_app.web.spending import spend_http
from debate_app.web.visits import Visit


async def at_name(visit: Visit, name: str) -> None:
    """Somebody tries a password on the account of that name, whoever they are. Raises ``TooMany``."""
    await spend_http(visit.request, Kind.SIGN_IN, f"name {names.key(name[: 4 * limits.NAME_CHARACTERS])}")


async def by_browser(visit: Visit) -> None:
    """This browser signs up, uses a passkey, or asks for mail. Raises ``TooMany``."""
    await spend_http(visit.request, Kind.SIGN_IN)
