"""Spares a service that is away, and those who would wait for it."""

from collections.abc import Callable

FAILURES = 5
OPEN_SECONDS = 30.0


class Breaker:
    """Closed, every call goes through. After so many failures one after another it is open for a while and none does;
    then half open: one call may try, and what becomes of it closes or opens it."""

    def __init__(self, now: Callable[[], float], failures: int = FAILURES, open_seconds: float = OPEN_SECONDS) -> None:
        self._now = now
        self._most = failures
        self._open_seconds = open_seconds
        self._failures = 0
        self._opens_at = 0.0
        self._trying = False

    def refuses(self) -> float:
        """For how many seconds no call may be made; 0 where it may: then tell what became of it."""
        if self._failures < self._most:
            return 0.0
        if self._trying:
            return self._open_seconds
        left = self._opens_at - self._now()
        self._trying = left <= 0
        return max(left, 0.0)

    def succeeded(self) -> None:
        """The service answered."""
        self._failures, self._trying = 0, False

    def failed(self) -> None:
        """It did not."""
        self._failures += 1
        self._trying = False
        self._opens_at = self._now() + self._open_seconds

    def given_up(self) -> None:
        """Nobody waited for the answer: it tells nothing."""
        self._trying = False
