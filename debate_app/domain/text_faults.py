"""What is said of a text that is empty or too long: a whole sentence for each kind of text that people write."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from debate_app.words import message, plain, plain_many

What = Literal[
    "title",
    "background",
    "paragraph",
    "translation",
    "topic",
    "label",
    "name",
    "reason",
    "comment",
    "report",
    "appeal",
    "source",
]
_Saying = Callable[[int, int], str]

_EMPTY: Mapping[What, str] = MappingProxyType(
    {
        "title": message("The title is empty."),
        "background": message("The background is empty."),
        "paragraph": message("The paragraph is empty."),
        "translation": message("The translation is empty."),
        "topic": message("The topic is empty."),
        "label": message("The label is empty."),
        "name": message("The name is empty."),
        "reason": message("The reason is empty."),
        "comment": message("The comment is empty."),
        "report": message("The report is empty."),
        "appeal": message("The appeal is empty."),
        "source": message("The source is empty."),
    }
)
_TOO_LONG: Mapping[What, _Saying] = MappingProxyType(
    {
        "title": lambda count, most: plain_many(
            "The title has {count} character; {most} are allowed.",
            "The title has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "background": lambda count, most: plain_many(
            "The background has {count} character; {most} are allowed.",
            "The background has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "paragraph": lambda count, most: plain_many(
            "The paragraph has {count} character; {most} are allowed.",
            "The paragraph has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "translation": lambda count, most: plain_many(
            "The translation has {count} character; {most} are allowed.",
            "The translation has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "topic": lambda count, most: plain_many(
            "The topic has {count} character; {most} are allowed.",
            "The topic has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "label": lambda count, most: plain_many(
            "The label has {count} character; {most} are allowed.",
            "The label has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "name": lambda count, most: plain_many(
            "The name has {count} character; {most} are allowed.",
            "The name has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "reason": lambda count, most: plain_many(
            "The reason has {count} character; {most} are allowed.",
            "The reason has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "comment": lambda count, most: plain_many(
            "The comment has {count} character; {most} are allowed.",
            "The comment has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "report": lambda count, most: plain_many(
            "The report has {count} character; {most} are allowed.",
            "The report has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "appeal": lambda count, most: plain_many(
            "The appeal has {count} character; {most} are allowed.",
            "The appeal has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
        "source": lambda count, most: plain_many(
            "The source has {count} character; {most} are allowed.",
            "The source has {count} characters; {most} are allowed.",
            count,
            most=most,
        ),
    }
)
_TOO_WORDY: Mapping[What, _Saying] = MappingProxyType(
    {
        "background": lambda count, most: plain_many(
            "The background has {count} word; {most} are allowed.",
            "The background has {count} words; {most} are allowed.",
            count,
            most=most,
        ),
        "paragraph": lambda count, most: plain_many(
            "The paragraph has {count} word; {most} are allowed.",
            "The paragraph has {count} words; {most} are allowed.",
            count,
            most=most,
        ),
    }
)


def empty(what: What, number: int = 0) -> str:
    """It shows nothing; ``number`` is that of the paragraph, where there are several."""
    return plain("Paragraph {number} is empty.", number=number) if number else plain(_EMPTY[what])


def too_long(what: What, count: int, most: int, number: int = 0) -> str:
    """It has more than so many characters."""
    if not number:
        return _TOO_LONG[what](count, most)
    return plain_many(
        "Paragraph {number} has {count} character; {most} are allowed.",
        "Paragraph {number} has {count} characters; {most} are allowed.",
        count,
        most=most,
        number=number,
    )


def too_wordy(what: What, count: int, most: int, number: int = 0) -> str:
    """It has more than so many words."""
    if not number:
        return _TOO_WORDY[what](count, most)
    return plain_many(
        "Paragraph {number} has {count} word; {most} are allowed.",
        "Paragraph {number} has {count} words; {most} are allowed.",
        count,
        most=most,
        number=number,
    )
