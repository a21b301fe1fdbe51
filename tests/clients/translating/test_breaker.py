"""When a service that is away is asked again."""

from debate_app.clients.translating.breaker import Breaker


class Clock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_it_opens_after_failures_in_a_row_and_lets_one_try_later() -> None:
    now = Clock()
    breaker = Breaker(now, failures=2, open_seconds=30)
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.refuses() == 0
    breaker.failed()
    now.seconds += 10
    assert breaker.refuses() == 20
    now.seconds += 20
    assert breaker.refuses() == 0
    assert breaker.refuses() == 30
    breaker.failed()
    assert breaker.refuses() == 30
    now.seconds += 30
    assert breaker.refuses() == 0
    breaker.given_up()
    assert breaker.refuses() == 0
    breaker.succeeded()
    assert (breaker.refuses(), breaker.refuses()) == (0, 0)
