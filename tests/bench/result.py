"""What a measurement yields."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """A number, what it measures, and its unit; beside it the reference server's, and what is asked for."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    at_most: float | None = None
    at_least: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the reference server's number this is."""
        return self.value / self.floor if self.floor else None

    @property
    def asked(self) -> str:
        """What is asked for and whether it is so; empty where nothing is."""
        if self.at_most is not None:
            return f"at most {self.at_most:,.4g}: {_verdict(self.value <= self.at_most)}"
        if self.at_least is not None:
            return f"at least {self.at_least:,.4g}: {_verdict(self.value >= self.at_least)}"
        return ""


def _verdict(met: bool) -> str:
    return "yes" if met else "NO"


def table(results: list[Result]) -> str:
    """The results as text, one line each."""
    lines = [f"{'measured':<60} {'value':>11} {'unit':<7} {'floor':>11} {'ratio':>7}  asked"]
    for one in results:
        floor = "" if one.floor is None else f"{one.floor:,.2f}"
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        lines.append(f"{one.name:<60} {one.value:>11,.2f} {one.unit:<7} {floor:>11} {ratio:>7}  {one.asked}".rstrip())
    return "\n".join(lines)
