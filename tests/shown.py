"""What a browser shows of the vars of a question's page: as in ``assets/reading.js``."""

from collections.abc import Mapping
from typing import Any

Shown = Mapping[str, Any]


def viewpoints(page: Shown) -> list[Any]:
    """The viewpoints, with what changed laid over them."""
    every = {viewpoint["id"]: viewpoint for viewpoint in [*page["viewpoints"], *page["changed_viewpoints"].values()]}
    return sorted(every.values(), key=lambda viewpoint: viewpoint["number"])


def talk(page: Shown, viewpoint_id: int) -> Any:
    """The newest of a viewpoint's conversation."""
    return page["changed_talks"].get(str(viewpoint_id)) or page["talks"][str(viewpoint_id)]
