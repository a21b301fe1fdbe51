"""A text as tokens: words, white space and single signs. Difference, merge, credit and meaning all read these."""

import re

# A word with its inner apostrophes and marks, white space, one sign; scripts without spaces go sign by sign.
_SOLO = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^\s!-/:-@\[-`{{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\uff01-\uff0f{_SOLO}]+"
_TOKEN = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*|[{_SOLO}]|\s+|.", re.DOTALL)

TOKENIZED_CHARACTERS = 100_000


def split(text: str) -> list[str]:
    """The tokens, which joined are ``text`` again; a text over ``TOKENIZED_CHARACTERS`` is one token."""
    return _TOKEN.findall(text) if len(text) <= TOKENIZED_CHARACTERS else [text]


def words(text: str) -> list[str]:
    """The tokens that are words, in their order."""
    return [token for token in split(text) if is_word(token)]


def is_word(token: str) -> bool:
    """Whether a letter or a digit, of any script, is in it: white space, signs and emoji are no words."""
    return any(map(str.isalnum, token))
