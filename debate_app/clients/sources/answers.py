"""What a look-up can end in."""

from dataclasses import dataclass
from enum import StrEnum


class SourceType(StrEnum):
    """What a source is, as far as it says so itself."""

    ARTICLE = "article"
    BOOK = "book"
    REPORT = "report"
    DATASET = "dataset"
    VIDEO = "video"
    IMAGE = "image"
    DOCUMENT = "document"
    PAGE = "page"


class Reason(StrEnum):
    """Why a look-up brought nothing."""

    NOT_HTTP = "not_http"
    """The address is no web address, or what answers there does not speak HTTP."""
    REFUSED_ADDRESS = "refused_address"
    """It leads to a place that is not public, names another port, or carries a name and a password."""
    UNREACHABLE = "unreachable"
    """The name is unknown, nothing answers, or its certificate is not valid."""
    TIMED_OUT = "timed_out"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TOO_LARGE = "too_large"
    """The headers alone are beyond the bound; a page that is too large is read as far as the bound."""
    GONE = "gone"
    """404 and 410."""
    FORBIDDEN = "forbidden"
    """401, 402, 403, 407 and 451, or the site's robots.txt says that we may not."""
    BUSY = "busy"
    """429: we are to come back later; or too much is asked of this process at once."""
    SERVER_ERROR = "server_error"
    """Any other answer that is none."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request sends: the answer's own words from the last time."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The source answered. All texts are plain, on one line and within the limits; "" where nothing is said."""

    address: str
    """Where redirects led (of a DOI that was answered with a record, the DOI's own address)."""
    title: str
    site: str
    author: str
    """Names as they are spoken, separated by "; "."""
    published: str
    """``2026-11-23``, or ``2026-11`` or ``2026`` where only so much is said."""
    language: str
    """A language's tag, such as ``pt-BR``."""
    type: SourceType
    validators: Validators
    fresh_seconds: int


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The source is as it was when it sent the validators."""

    validators: Validators
    fresh_seconds: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The look-up brought nothing; ``retry_after_seconds`` is what the site asks for, if it does."""

    reason: Reason
    retry_after_seconds: int | None = None


Looked = Found | Unchanged | Failed


class Ended(Exception):
    """Ends a look-up from within. It never leaves ``Looker``."""

    def __init__(self, reason: Reason, retry_after_seconds: int | None = None) -> None:
        super().__init__(reason)
        self.failed = Failed(reason, retry_after_seconds)
