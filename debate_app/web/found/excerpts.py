"""Texts cut to fit where somebody else shows them, free of what their formats cannot hold."""

import re

DESCRIPTION_CHARACTERS = 160

# What XML 1.0 has no way to write, and what no reader sees.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without control characters, and without what is no character."""
    return _UNWRITABLE.sub("", text)


def cut(text: str, most: int = DESCRIPTION_CHARACTERS) -> str:
    """The text on one line, at most ``most`` characters, cut at a word where there is one to cut at."""
    line = " ".join(clean(text).split())
    if len(line) <= most:
        return line
    return (line[:most].rpartition(" ")[0] or line[: most - 1]).rstrip(" ,;:.") + "…"
