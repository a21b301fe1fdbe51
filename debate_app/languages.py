"""Languages: those that the interface is in, the one of whoever is asking, and what languages are called.

Which language something is said in is a context variable, set where a request or an event comes in: whatever is said
on the way to the answer is said in it.
"""

import functools
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from babel import Locale, UnknownLocaleError

ENGLISH = "en"
INTERFACE = (ENGLISH, "es", "fr", "de", "pt", "ar", "ja")
"""The languages of the interface: English stands in the code, the others in ``catalogues/``."""

PSEUDO = "qps"
"""What is English in disguise, for those who look for words that were forgotten (``PSEUDO_LANGUAGE``)."""

OWN_NAMES = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "pt": "Português",
    "ar": "العربية",
    "ja": "日本語",
}
"""What each language of the interface is called by those who speak it."""

WRITTEN = (
    *("ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ga", "he", "hi", "hr"),
    *("hu", "id", "is", "it", "ja", "ko", "lt", "lv", "ms", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq"),
    *("sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh"),
)
"""The languages that an author is offered for a text; a file may name any."""

_current: ContextVar[str] = ContextVar("language", default=ENGLISH)


def current() -> str:
    """The language of whoever is asking."""
    return _current.get()


def speak(language: str) -> None:
    """From here on in this context, say everything in one of ``INTERFACE``."""
    _current.set(language)


@contextmanager
def speaking(language: str) -> Generator[None]:
    """Say everything within in this language."""
    before = _current.set(language)
    try:
        yield
    finally:
        _current.reset(before)


def best(accepted: str, offered: Sequence[str] = INTERFACE) -> str:
    """Which of the languages that are ``offered`` fits an Accept-Language header best; English where none does."""
    return next((wanted for wanted in _by_weight(accepted[:500]) if wanted in offered), ENGLISH)


def name(language: str, into: str = "") -> str:
    """What the language is called in another one, that of whoever is asking where none is given; its code where no
    name is known."""
    return _name(language, formats(into or current()))


def direction(language: str) -> str:
    """``"rtl"`` or ``"ltr"``."""
    locale = _locale(language)
    return locale.text_direction if locale is not None else "ltr"


def base(language: str) -> str:
    """The language without its region: ``pt`` of ``pt-BR``."""
    return language.partition("-")[0].lower()


def of_text(language: str) -> str:
    """The language of the interface that goes with a text in this language; English where there is none."""
    return base(language) if base(language) in INTERFACE else ENGLISH


def formats(language: str) -> str:
    """Whose way of writing numbers and dates goes with a language of the interface."""
    return ENGLISH if language == PSEUDO else language


def _by_weight(accepted: str) -> Sequence[str]:
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(","):
        tag, _, weight = part.strip().partition(";")
        try:
            value = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        if value > 0:
            weighed.append((value, base(tag.strip())))
    return [tag for _, tag in sorted(weighed, key=lambda one: -one[0])]


@functools.lru_cache(maxsize=1024)
def _name(language: str, into: str) -> str:
    locale = _locale(language)
    return (locale.get_display_name(into) if locale is not None else None) or language


@functools.lru_cache(maxsize=256)
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return None
