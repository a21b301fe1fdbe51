"""How often what was done by whom: counted under a salted key, in windows of this process or of all of them."""

from limits import RateLimitItem

from debate_app.rates.salted import OwnSalt, salted
from debate_app.rates.windows import OwnWindows, Windows, wait_seconds


class Counts:
    """This process's own, unless it is given others'."""

    def __init__(self, windows: Windows | None = None, salt: OwnSalt | None = None) -> None:
        self._windows = windows or OwnWindows()
        self._salt = salt or OwnSalt()

    async def take(self, what: str, who: str, rate: RateLimitItem, cost: int) -> int:
        """Count ``cost`` more of ``what`` for ``who``, where the rate allows it.

        Returns 0, or in how many seconds it will be allowed; then nothing was counted. A cost above all that the
        rate ever allows is taken for just that.
        """
        expiry, amount = rate.get_expiry(), min(cost, rate.amount)
        key = f"{what}:{rate.amount}:{expiry}:{salted(await self._salt.now(), who)}"
        if await self._windows.acquire_sliding_window_entry(key, rate.amount, expiry, amount):
            return 0
        window = await self._windows.get_sliding_window(key, expiry)
        return wait_seconds(rate.amount, expiry, amount, window)

    async def close(self) -> None:
        """Nothing is held open."""
