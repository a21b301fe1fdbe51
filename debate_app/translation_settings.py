"""Which engine translates what people write, as the environment says it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOCAL, LIBRETRANSLATE, APERTIUM, OFF = "local", "libretranslate", "apertium", "off"
ENGINES = (LOCAL, LIBRETRANSLATE, APERTIUM, OFF)
REMOTE = (LIBRETRANSLATE, APERTIUM)
MOST_PROCESSES = 16


@dataclass(frozen=True, slots=True)
class TranslationSettings:
    """Each field is read from the environment variable ``TRANSLATION_`` and its name in capitals."""

    engine: str = LOCAL
    """``local``: fxtranslate, on this machine. ``libretranslate`` or ``apertium`` (APy): the service at
    ``TRANSLATION_URL``, to which texts that everybody can read are then sent. ``off``: nothing is translated."""

    url: str | None = None
    """Where that service is, ``https://translate.example``; it may be on this machine or network."""

    key: str = field(default="", repr=False)
    """What that service knows us by, if it asks for a key."""

    models: Path | None = None
    """A folder of models for ``local``, besides those for English and Portuguese that are installed with the page.

    One folder for each direction, named ``es-en`` for Spanish to English, as ``fxtranslate models add es en
    --cache-dir FOLDER`` makes it: ``model.*.bin``; ``vocab.*.spm``, or ``srcvocab.*.spm`` with ``trgvocab.*.spm``;
    and ``lex.*.bin``, which makes it faster, if there is one. Two directions that meet in English serve a pair."""

    processes: int = 1
    """How many processes translate at once for ``local``; each keeps the models that it has used in memory, about
    45 MB for each direction."""

    daily_characters: int = 1_000_000
    """How many characters each process of the page may send to a service from midnight to midnight (UTC); 0 is any
    number."""

    call_texts: int = 20
    """How many texts one call to a service may hold; it may allow fewer than we would send."""


def engine(value: str) -> str:
    """The name of an engine. Raises ValueError."""
    if value.lower() not in ENGINES:
        raise ValueError(f"must be one of {', '.join(ENGINES)}, not {value!r}.")
    return value.lower()


def url(value: str) -> str:
    """The address of a service, without a slash at its end. Raises ValueError, without the value: it may hold a
    password."""
    try:
        parts = urlsplit(value)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        fits = known and not (parts.query or parts.fragment or "@" in parts.netloc) and value.isprintable()
    except ValueError:
        fits = False
    if not fits:
        raise ValueError("must be http:// or https:// and a host, such as http://localhost:5000, with no password.")
    return value.rstrip("/")


def key(value: str) -> str:
    """The key. Raises ValueError, without it."""
    if len(value) > 500 or not value.isprintable():
        raise ValueError("must be one line of at most 500 characters.")
    return value


def folder(value: str) -> Path:
    """The folder, wherever the process goes afterwards. Raises ValueError."""
    found = Path(value).expanduser().absolute()
    if not found.is_dir():
        raise ValueError(f"must name a folder that is there, not {value!r}.")
    return found


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit() and len(value) <= 12 and least <= int(value) <= most):
            raise ValueError(f"must be a whole number from {least} to {most}, not {value!r}.")
        return int(value)

    return read


READERS: dict[str, Callable[[str], Any]] = {
    "engine": engine,
    "url": url,
    "key": key,
    "models": folder,
    "processes": _whole(1, MOST_PROCESSES),
    "daily_characters": _whole(0, 10**11),
    "call_texts": _whole(1, 1000),
}
"""What reads each field."""


def fault(settings: TranslationSettings) -> str | None:
    """The sentence for settings that do not go together."""
    if settings.engine in REMOTE and not settings.url:
        return "TRANSLATION_ENGINE needs TRANSLATION_URL, where that service is."
    return None
