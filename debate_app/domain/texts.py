"""Cleans and measures what people type; every write and the import go through here.

Cleaning is quiet about what nobody sees (control characters, lone surrogates, bidi controls that would
spill over into the rest of the page) and it never changes a word. A limit is refused with a sentence.
"""

import re
import unicodedata

from debate_app import words
from debate_app.domain import limits, text_faults
from debate_app.domain.refused import Invalid
from debate_app.domain.text_faults import What

_BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]  # embeddings, overrides, isolates; ZWJ and LRM stay
_REMOVED = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *_BIDI, 0xFEFF, 0xFFFE, 0xFFFF])
_CLEANED = _REMOVED | {0x09: " ", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n"}
_UNSEEN_IN_NAMES = dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0x061C])
_BLANK_SYMBOLS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and symbols by category, yet they show nothing
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_STRIPPED = " \n\u00a0\u200b\u2060\u3000"


def _class_of_marks() -> str:
    marks = [code for code in range(0x300, 0x1E950) if unicodedata.combining(chr(code))]
    return "".join(f"\\U{code:08x}" for code in marks)


# Normalising takes time in the square of a run of combining marks, and such a run climbs over the lines
# above it. No script stacks more than a few.
_TOWER = re.compile("([{0}]{{8}})[{0}]+".format(_class_of_marks()))


def plain(text: str) -> str:
    """``text`` in NFC, with ``\\n`` as the only line break, and without characters that only harm."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEANED)
    if not text.isascii():
        text = _TOWER.sub(r"\1", unicodedata.normalize("NFC", _TOWER.sub(r"\1", text)))
    return text.strip(_STRIPPED)


def is_blank(text: str) -> bool:
    """Whether ``text`` shows nothing: no letter, digit, sign or symbol in it."""
    return not any(unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK_SYMBOLS for sign in text)


def title(text: str, field: str = "title") -> str:
    """A title, on one line. Raises ``Invalid``."""
    return _line(text, "title", limits.TITLE_CHARACTERS, field)


def background(text: str, field: str = "background") -> str:
    """A question's background, which may be empty. Raises ``Invalid``."""
    cleaned = _block(text)
    if is_blank(cleaned):
        return ""
    return _measured(cleaned, "background", limits.BACKGROUND_CHARACTERS, limits.BACKGROUND_WORDS, field)


def paragraph(text: str, number: int, field: str = "") -> str:
    """The text of the ``number``-th paragraph (from 1), or of the only one (0). Raises ``Invalid``."""
    field = field or f"paragraphs.{number}"
    cleaned = _filled(_block(text), "paragraph", field, number)
    return _measured(cleaned, "paragraph", limits.PARAGRAPH_CHARACTERS, limits.PARAGRAPH_WORDS, field, number)


def paragraphs(background: str) -> tuple[str, ...]:
    """The paragraphs of a question's background."""
    return tuple(text for text in re.split(r"\n+", background) if text)


def translation(text: str, *, one_line: bool, field: str = "text") -> str:
    """A paragraph or, on ``one_line``, a title in another language, which may take more words. Raises ``Invalid``."""
    if one_line:
        return _line(text, "translation", limits.TRANSLATION_CHARACTERS, field)
    return _measured(
        _filled(_block(text), "translation", field), "translation", limits.TRANSLATION_CHARACTERS, None, field
    )


def topic(text: str, field: str = "topics") -> str:
    """The name of a topic, on one line. Raises ``Invalid``."""
    return _line(text, "topic", limits.TOPIC_CHARACTERS, field)


def label(text: str, field: str = "label") -> str:
    """The label of a source, on one line. Raises ``Invalid``."""
    return _line(text, "label", limits.SOURCE_LABEL_CHARACTERS, field)


def name(text: str, field: str = "name") -> str:
    """A display name: one line, at least one letter or digit. Raises ``Invalid``."""
    cleaned = _line(text.translate(_UNSEEN_IN_NAMES), "name", limits.NAME_CHARACTERS, field)
    if not any(sign.isalnum() and sign not in _BLANK_SYMBOLS for sign in cleaned):
        raise Invalid(words.plain("The name needs at least one letter or digit."), field)
    return cleaned


def reason(text: str, field: str = "reason") -> str:
    """Why somebody edits or decides, on one line; may be empty. Raises ``Invalid``."""
    return "" if is_blank(plain(text)) else _line(text, "reason", limits.REASON_CHARACTERS, field)


def comment(text: str, field: str = "comment") -> str:
    """A comment or a reply. Raises ``Invalid``."""
    return _measured(_filled(_block(text), "comment", field), "comment", limits.COMMENT_CHARACTERS, None, field)


def report(text: str, field: str = "text") -> str:
    """What somebody adds to a report; may be empty. Raises ``Invalid``."""
    cleaned = _block(text)
    return "" if is_blank(cleaned) else _measured(cleaned, "report", limits.REPORT_CHARACTERS, None, field)


def appeal(text: str, field: str = "text") -> str:
    """Why somebody asks for another look. Raises ``Invalid``."""
    return _measured(_filled(_block(text), "appeal", field), "appeal", limits.APPEAL_CHARACTERS, None, field)


def language(text: str, field: str = "language") -> str:
    """The tag of a language. Raises ``Invalid`` for what has not the form of one."""
    if not is_language(text):
        raise Invalid(words.plain("The language is not known; write its code, such as en or pt-BR."), field)
    return text


def is_language(text: str) -> bool:
    """Whether ``text`` has the form of a language's tag, such as ``en`` or ``pt-BR``."""
    return _LANGUAGE.fullmatch(text) is not None


def counted(number: int, noun: str) -> str:
    """``1 word``, ``1,200 words``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _line(text: str, what: What, characters: int, field: str) -> str:
    one_line = re.sub(r"[^\S\u00a0\u202f]+", " ", plain(text)).strip(_STRIPPED)
    return _measured(_filled(one_line, what, field), what, characters, None, field)


def _block(text: str) -> str:
    lines = [line.rstrip() for line in plain(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(_STRIPPED)


def _filled(text: str, what: What, field: str, number: int = 0) -> str:
    if is_blank(text):
        raise Invalid(text_faults.empty(what, number), field)
    return text


def _measured(text: str, what: What, characters: int, most_words: int | None, field: str, number: int = 0) -> str:
    if len(text) > characters:
        raise Invalid(text_faults.too_long(what, len(text), characters, number), field)
    if most_words is not None and (count := len(text.split())) > most_words:
        raise Invalid(text_faults.too_wordy(what, count, most_words, number), field)
    return text
