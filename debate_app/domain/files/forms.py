"""The formats that the schemas name: the page's own rules for texts, links and dates."""

import functools
import re
from collections.abc import Callable

from debate_app.domain import dates, limits, links, source_lines, texts
from debate_app.domain.refused import Invalid
from debate_app.words import plain


def clean(form: str, text: str) -> str:
    """``text`` as the page would keep it. Raises ``Invalid`` where it breaks the rules of its ``form``.

    Characters that the page drops in silence are refused in a file when they tell that it is broken.
    """
    if re.search("[\ud800-\udfff]", text):
        raise Invalid(plain("This holds half of a character (a lone surrogate)."))
    if "\0" in text:
        raise Invalid(plain("This holds a NUL character."))
    return _FORMS[form](text)


def _paragraph(text: str) -> str:
    return texts.paragraph(text, 0)


def _address(text: str) -> str:
    links.read(text)
    return texts.plain(text)


def _language(text: str) -> str:
    if not texts.is_language(text):
        raise Invalid(plain("This is no language; write its tag, such as en or pt-BR."))
    return text


def _found(text: str) -> str:
    """A line that was found at a web address."""
    line = " ".join(texts.plain(text).split())
    if texts.is_blank(line):
        raise Invalid(plain("This is empty."))
    if len(line) > limits.REFERENCE_CHARACTERS:
        raise Invalid(plain("This is longer than {most} characters.", most=limits.REFERENCE_CHARACTERS))
    return line


_FORMS: dict[str, Callable[[str], str]] = {
    "title": texts.title,
    "background": texts.background,
    "paragraph": _paragraph,
    "name": texts.name,
    "topic": texts.topic,
    "label": texts.label,
    "language": _language,
    "address": _address,
    "day-or-moment": dates.parse,
    "reason": texts.reason,
    "comment": texts.comment,
    "translation": functools.partial(texts.translation, one_line=False),
    "translated-title": functools.partial(texts.translation, one_line=True),
    "source-lines": source_lines.cleaned,
    "found": _found,
}
