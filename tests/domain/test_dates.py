"""Times: moments in UTC, and dates that stay dates."""

import re

import pytest

from debate_app.domain import dates
from debate_app.domain.refused import Invalid


def test_now_is_a_moment_in_utc_with_milliseconds() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", dates.now())
    assert dates.days_ago(1) < dates.now() < dates.days_ago(-1)
    assert dates.days_ago(1) < dates.minutes_ago(1) < dates.now() < dates.minutes_ago(-1)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2022-10-04", "2022-10-04"),
        ("2024-02-29", "2024-02-29"),
        ("2026-11-23T09:30:00Z", "2026-11-23T09:30:00.000Z"),
        ("2026-11-23t09:30:00.5z", "2026-11-23T09:30:00.500Z"),
        ("2026-11-23T09:30:00.1239999+02:00", "2026-11-23T07:30:00.123Z"),
        ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000Z"),
    ],
)
def test_dates_and_timestamps_are_read(text: str, kept: str) -> None:
    assert dates.parse(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "", "today", "2026", "2026-2-3", "2026-02-30", "0000-01-01", "2026-11-23T09:30:00", "2026-11-23 09:30:00Z",
        "2026-11-23T24:00:00Z", "2026-11-23T09:30Z", "20261123", "0001-01-01T00:00:00+02:00", "2026-11-23\n",
        "٢٠٢٦-١١-٢٣", "2026-11-23T09:30:00+0200", "x" * 100_000,
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_a_short_sentence(text: str) -> None:
    with pytest.raises(Invalid, match="is no date") as refusal:
        dates.parse(text, "created_at")
    assert refusal.value.field == "created_at"
    assert len(refusal.value.sentence) < 150


@pytest.mark.parametrize("text", ["2026-11-23T09:30", "2026-11-23T09:30:00", "2026-11-23T09:30:00.000Z"])
def test_a_moment_from_a_form_is_in_utc(text: str) -> None:
    assert dates.typed(text) == "2026-11-23T09:30:00.000Z"


@pytest.mark.parametrize(
    "text", ["", "2026-11-23", "09:30", "2026-11-31T09:30", "2026-11-23T09:30+01:00", "Z", "x" * 99]
)
def test_a_form_that_sends_no_moment_is_told_so(text: str) -> None:
    with pytest.raises(Invalid, match="Give a day and a time") as refused:
        dates.typed(text, "ends")
    assert refused.value.field == "ends"


def test_a_moment_is_moved_by_hours_and_days() -> None:
    assert dates.later("2026-03-01T00:30:00.000Z", hours=-1) == "2026-02-28T23:30:00.000Z"
    assert dates.later("2026-02-28T23:30:00.000Z", days=1, hours=1) == "2026-03-02T00:30:00.000Z"
