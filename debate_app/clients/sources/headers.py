"""What an answer's headers say, as far as it has the form that it should have."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from debate_app.clients.sources.answers import Validators
from debate_app.clients.sources.bounds import Bounds

_ETAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{0,200}"')
_DATE = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,10})", re.IGNORECASE)
_NOT_KEPT = re.compile(r"\b(?:no-store|no-cache)\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)


class Headers:
    """An answer's headers; of one that comes twice, the first counts."""

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        self._values: dict[str, str] = {}
        for name, value in raw:
            self._values.setdefault(name.decode("latin-1").lower(), _text(value))

    def of(self, name: str) -> str:
        """The value, or ""."""
        return self._values.get(name, "")

    @property
    def media_type(self) -> str:
        """``text/html``; "" where nothing is said."""
        return self.of("content-type").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding that is claimed, or ""."""
        claimed = _CHARSET.search(self.of("content-type"))
        return claimed[1] if claimed else ""

    @property
    def validators(self) -> Validators:
        """What makes the next request a conditional one."""
        return _checked(self.of("etag"), self.of("last-modified"))

    def fresh_seconds(self, bounds: Bounds) -> int:
        """How long there is no need to ask again."""
        control = self.of("cache-control")[:1_000]
        age = _MAX_AGE.search(control)
        seconds = 0 if _NOT_KEPT.search(control) else int(age[1]) if age else bounds.fresh_seconds
        return min(max(seconds, bounds.fresh_least_seconds), bounds.fresh_most_seconds)

    def retry_after_seconds(self, bounds: Bounds) -> int | None:
        """How long we are asked to stay away."""
        told = self.of("retry-after").strip()
        if re.fullmatch(r"[0-9]{1,10}", told):
            return min(int(told), bounds.retry_most_seconds)
        if not _DATE.fullmatch(told):
            return None
        try:
            seconds = (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds()
        except ValueError:
            return None
        return min(max(int(seconds), 0), bounds.retry_most_seconds)


def conditional(known: Validators) -> list[tuple[str, str]]:
    """The headers that ask whether anything changed; none for what could not have come from an answer."""
    checked = _checked(known.etag, known.last_modified)
    pairs = (("If-None-Match", checked.etag), ("If-Modified-Since", checked.last_modified))
    return [(name, value) for name, value in pairs if value]


def _checked(etag: str, last_modified: str) -> Validators:
    return Validators(etag if _ETAG.fullmatch(etag) else "", last_modified if _DATE.fullmatch(last_modified) else "")


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
