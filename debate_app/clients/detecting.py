"""Which language a text is written in, as far as that can be told from its letters."""

import threading
from functools import cache
from pathlib import Path

import langdetect
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

MOST_CHARACTERS = 2_000
_LEAST_LETTERS = 20
_LETTERS_OF_A_SIGN = 3
_SURE = 0.95
_SURELY_FOREIGN_LETTERS = 60
_ALIKE = (
    {"no", "nb", "nn", "da"},
    {"hr", "bs", "sr", "sh", "sl"},
    {"pt", "gl", "es", "ca"},
    {"id", "ms"},
    {"cs", "sk"},
    {"bg", "mk"},
    {"fa", "ur", "ar"},
    {"hi", "mr", "ne"},
)
"""Languages that are often taken for each other."""

_loading = threading.Lock()


def detect(text: str) -> str | None:
    """The code of the text's language (``en``, ``zh``), told from its first 2,000 characters; None where it is too
    short or too mixed to tell. The same text is always the same language."""
    text = text[:MOST_CHARACTERS]
    if _letters(text) < _LEAST_LETTERS:
        return None
    detector = _factory().create()
    try:
        detector.append(text)
        likeliest = detector.get_probabilities()[:1]
    except LangDetectException:
        return None
    return likeliest[0].lang.partition("-")[0] if likeliest and likeliest[0].prob >= _SURE else None


def is_foreign(text: str, declared: str) -> bool:
    """Whether the text is surely in another language than the one it is said to be in."""
    language = declared.partition("-")[0].lower()
    if language not in known() or _letters(text[:MOST_CHARACTERS]) < _SURELY_FOREIGN_LETTERS:
        return False
    found = detect(text)
    return found not in (None, language) and not any({found, language} <= alike for alike in _ALIKE)


def known() -> frozenset[str]:
    """The languages that can be told."""
    return frozenset(code.partition("-")[0] for code in _factory().get_lang_list())


def _factory() -> DetectorFactory:
    with _loading:
        return _loaded()


@cache
def _loaded() -> DetectorFactory:
    """It takes 0.3 s. It is our own: the library's has a seed that anybody may change."""
    factory = DetectorFactory()
    factory.load_profile(str(Path(langdetect.__file__).parent / "profiles"))
    factory.set_seed(0)
    return factory


def _letters(text: str) -> int:
    """A sign of Chinese, Japanese or Korean says as much as several letters."""
    return sum(_LETTERS_OF_A_SIGN if sign >= "\u3040" else 1 for sign in text if sign.isalpha())
