"""What the address of the page names. Routes come from the browser: they are checked like everything else."""

from typing import Any

from debate_app.domain import rows


def question_in(state: Any) -> int | None:
    """The id of the question that the route names, if it names one."""
    if not str(state.router_data.get("pathname", "")).startswith("/q/"):
        return None
    return rows.id_in(str(state.router_data.get("query", {}).get("question_id", "")))
