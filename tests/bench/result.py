"""What a measurement yields."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """A number, what it measures, and its unit."""

    name: str
    value: float
    unit: str
