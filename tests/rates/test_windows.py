"""Sliding windows: what fits in, what does not, and how long until it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate_app.rates.windows import OwnWindows, wait_seconds
from tests.limited import Clock

EXPIRY = 60


async def fits(windows: OwnWindows, limit: int, amount: int = 1, key: str = "ann") -> bool:
    return await windows.acquire_sliding_window_entry(key, limit, EXPIRY, amount)


async def test_so_many_fit_and_not_one_more() -> None:
    windows = OwnWindows(Clock())
    assert [await fits(windows, 3) for _ in range(5)] == [True, True, True, False, False]
    assert await fits(windows, 3, key="bo")


async def test_an_amount_fits_whole_or_not_at_all() -> None:
    windows = OwnWindows(Clock())
    assert [await fits(windows, 10, amount) for amount in (6, 5, 4, 1)] == [True, False, True, False]


async def test_what_was_counted_fades_and_is_forgotten() -> None:
    clock = Clock()
    windows = OwnWindows(clock)
    assert await fits(windows, 60, 60)
    clock.seconds += EXPIRY + 15
    assert await fits(windows, 60, 15)
    assert not await fits(windows, 60)
    clock.seconds += 2 * EXPIRY
    assert await fits(windows, 60, 60)


async def test_nothing_is_kept_of_whoever_left_two_windows_ago() -> None:
    clock = Clock()
    windows = OwnWindows(clock)
    for number in range(100):
        await fits(windows, 1, key=str(number))
    for _ in range(2):
        clock.seconds += EXPIRY
        await fits(windows, 1)
    assert "99" not in repr(windows._slices)


async def test_a_burst_over_the_border_of_two_windows_has_no_double() -> None:
    clock = Clock()
    windows = OwnWindows(clock)
    clock.seconds += EXPIRY - 1
    assert await fits(windows, 60, 60)
    clock.seconds += 2
    assert not await fits(windows, 60, 2)


@given(
    limit=st.integers(1, 50),
    acts=st.lists(st.tuples(st.floats(0, 40), st.integers(1, 50)), min_size=1, max_size=30),
)
async def test_whoever_waits_as_long_as_they_are_told_is_let_in_and_not_much_earlier(
    limit: int, acts: list[tuple[float, int]]
) -> None:
    clock = Clock()
    windows = OwnWindows(clock)
    for pause, cost in acts:
        clock.seconds += pause
        amount = min(cost, limit)
        if await fits(windows, limit, amount):
            continue
        wait = wait_seconds(limit, EXPIRY, amount, await windows.get_sliding_window("ann", EXPIRY))
        assert 1 <= wait <= 2 * EXPIRY + 1
        clock.seconds += wait - 1 - 1e-6
        assert wait == 1 or not await fits(windows, limit, amount)
        clock.seconds += 1 + 1e-6
        assert await fits(windows, limit, amount)


@pytest.mark.parametrize("window", [(0, 0.0, 0, 0.0), (0, 0.0, 1, 60.0)])
def test_what_is_free_by_now_is_told_to_wait_no_longer_than_a_second(window: tuple[int, float, int, float]) -> None:
    assert wait_seconds(2, EXPIRY, 1, window) == 1
