"""The orders in which a question's viewpoints can be read."""

from collections.abc import Callable
from enum import StrEnum

from debate_app.domain.snapshot import ViewpointTally


class ViewpointOrder(StrEnum):
    """As listed on the page, or by the counts, or by age."""

    LISTED = "listed"
    AGREED = "agreed"
    CONTESTED = "contested"
    NEWEST = "newest"


BY_COUNTS = frozenset({ViewpointOrder.AGREED, ViewpointOrder.CONTESTED})
"""The orders that tell something of how people voted."""

_KEYS: dict[ViewpointOrder, Callable[[ViewpointTally], tuple[int, ...]]] = {
    ViewpointOrder.AGREED: lambda tally: (tally.agrees - tally.disagrees, tally.agrees),
    ViewpointOrder.CONTESTED: lambda tally: (min(tally.agrees, tally.disagrees), tally.agrees + tally.disagrees),
    ViewpointOrder.NEWEST: lambda tally: (tally.viewpoint_id,),
}


def in_order(tallies: tuple[ViewpointTally, ...], order: ViewpointOrder) -> list[int]:
    """The ids of the viewpoints in that order; ties stay as listed.

    Most agreed is by agrees less disagrees. Most contested is by the votes on the smaller side: it needs
    many people, and nearly as many against as for.
    """
    key = _KEYS.get(order)
    listed = sorted(tallies, key=key, reverse=True) if key else tallies
    return [tally.viewpoint_id for tally in listed]
