"""The orders in which viewpoints can be read."""

import pytest

from debate_app.domain.order import ViewpointOrder, in_order
from debate_app.domain.snapshot import ViewpointTally

TALLIES = (
    ViewpointTally(1, 5, 5, 0, ()),
    ViewpointTally(2, 90, 3, 0, ()),
    ViewpointTally(3, 0, 0, 0, ()),
    ViewpointTally(4, 10, 40, 0, ()),
    ViewpointTally(5, 5, 5, 0, ()),
)


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (ViewpointOrder.LISTED, [1, 2, 3, 4, 5]),
        (ViewpointOrder.AGREED, [2, 1, 5, 3, 4]),
        (ViewpointOrder.CONTESTED, [4, 1, 5, 2, 3]),
        (ViewpointOrder.NEWEST, [5, 4, 3, 2, 1]),
    ],
)
def test_each_order_and_ties_as_listed(order: ViewpointOrder, ids: list[int]) -> None:
    assert in_order(TALLIES, order) == ids


@pytest.mark.parametrize("order", ViewpointOrder)
def test_every_order_is_one_of_all_viewpoints(order: ViewpointOrder) -> None:
    assert sorted(in_order(TALLIES, order)) == [1, 2, 3, 4, 5]
    assert in_order((), order) == []
