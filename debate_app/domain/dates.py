"""Times as the tables keep them: a moment in UTC with milliseconds, or a date that stays a date."""

import re
from datetime import UTC, date, datetime, timedelta

from debate_app import words
from debate_app.domain.refused import Invalid
from debate_app.words import plain

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]((?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])"
    r"(?:\.([0-9]+))?([Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)


def now() -> str:
    """This moment: ``2026-11-23T09:30:00.000Z``."""
    return _moment(datetime.now(UTC))


def days_ago(days: int) -> str:
    """The moment ``days`` days before this one."""
    return _moment(datetime.now(UTC) - timedelta(days=days))


def minutes_ago(minutes: int) -> str:
    """The moment ``minutes`` minutes before this one."""
    return _moment(datetime.now(UTC) - timedelta(minutes=minutes))


def in_minutes(minutes: int) -> str:
    """The moment ``minutes`` minutes after this one."""
    return minutes_ago(-minutes)


def in_days(days: int) -> str:
    """The moment ``days`` days after this one."""
    return days_ago(-days)


def later(moment: str, *, hours: int = 0, days: int = 0) -> str:
    """The moment that much later than that one, or earlier."""
    return _moment(datetime.fromisoformat(moment) + timedelta(hours=hours, days=days))


def spoken(moment: str) -> str:
    """The moment for a sentence: ``23 November 2026, 09:30 UTC``; empty where there is none."""
    return words.moment(moment, "long")


def parse(text: str, field: str = "") -> str:
    """A date (``2026-11-23``, kept as it is) or an RFC 3339 timestamp (turned to UTC, cut to milliseconds).

    Raises ``Invalid`` for anything else, a timestamp without an offset included.
    """
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        if found := _MOMENT.fullmatch(text):
            day, time, fraction, offset = found.groups(default="")
            micros = fraction[:6].ljust(6, "0")
            zone = offset.upper().replace("Z", "+00:00")
            return _moment(datetime.fromisoformat(f"{day}T{time}.{micros}{zone}").astimezone(UTC))
    except (ValueError, OverflowError):
        pass
    shown = text if len(text) <= 40 else text[:40] + "…"
    raise Invalid(plain("“{shown}” is no date; write 2026-11-23, or 2026-11-23T09:30:00Z.", shown=shown), field)


def typed(text: str, field: str = "") -> str:
    """A moment in UTC as a form sends it: without a zone, perhaps without seconds. Raises ``Invalid``."""
    seconds = ":00" if len(text) == len("2026-11-23T09:30") else ""
    try:
        return parse(f"{text.removesuffix('Z')}{seconds}Z")
    except Invalid:
        raise Invalid(plain("Give a day and a time, such as 2026-11-23T09:30."), field) from None


def _moment(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
