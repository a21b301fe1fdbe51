"""Whether a change leaves the meaning as it was: a suggestion to the person who decides, so in doubt it says no."""

import re
import unicodedata

from rapidfuzz.distance import OSA

from debate_app.domain import tokens

TYPOS = 3
TYPO_LETTERS = 5
_NEGATIONS = {"cannot", "hardly", "neither", "never", "nobody", "nothing", "nowhere", "without"}  # not noting, newer
_ADDRESS = frozenset("./:@#_-=&~")
_VARIANTS = {"‘": "'", "’": "'", "ʼ": "'", "\u00ad": "", **dict.fromkeys("‐‑‒–—―", "-")}
_MINUS = re.compile(r"−(?=\d)")
_ACCENTS = re.compile(r"(?<=[a-z])[\u0300-\u0331]+")  # struck out letters stay so
_LETTER = r"[^\W\d_]"
# Signs that change no meaning where they stand; right before a digit any sign may: (5, .5, 3.14.
_IDLE = re.compile(
    rf"""
    (?:
        [,!¡¿()…、。「」『』،]
        | (?<![\u0370-\u03ff\u1f00-\u1fff]) ;         # a question mark in Greek
        | (?<!\d) ["“”„«»‹›]                          # inches and seconds
        | (?<![\w)]) ' | (?<!\d) ' (?!\w)             # not the apostrophe of a word, nor feet and minutes
        | \. (?!\w) | (?<!\w) \. | : (?![\w/])        # not within wired.co.uk or https://
        | (?<={_LETTER}) -+ (?={_LETTER})             # cherry-picking
        | (?<!\S) -+ (?!\S | \s+ \d)                  # a dash, not a minus
    )
    (?! [^\w\s]? \d )
    """,
    re.VERBOSE,
)


def is_small_correction(before: str, after: str) -> bool:
    """Whether ``after`` says the same as ``before``, as far as one can tell without understanding either.

    Yes, when the words are the same once case, white space, the accents of Latin letters, variants of quotes and
    dashes, and the signs that only structure a sentence are left out; or when besides at most ``TYPOS`` single
    words look mistyped: in a script with capitals, of ``TYPO_LETTERS`` letters or more and nothing but letters,
    with the same first and last letter, and one letter inserted, left out, replaced or swapped with its neighbour.

    A changed number, footnote mark, negation, address, question mark or sign such as ``%``, ``€``, ``+`` or ``=``
    is never small, and neither is what becomes of an empty text or of one that is too long to compare. Names, two
    real words that are one letter apart inside (``marital`` and ``martial``, ``women`` and ``woman``), and words told
    apart by capitals, accents or quotes alone (``polish``, ``año``) pass all the same: that is why a person decides.
    """
    if max(len(before), len(after)) > tokens.TOKENIZED_CHARACTERS:
        return False
    old, new = _said(before), _said(after)
    if not old or len(old) != len(new):
        return False
    changed = [place for place, word in enumerate(old) if word != new[place]]
    return len(changed) <= TYPOS and all(
        _is_typo(old[place], new[place]) and _ADDRESS.isdisjoint(old[max(place - 1, 0) : place + 2])
        for place in changed
    )


def _said(text: str) -> list[str]:
    """The words and the signs with a meaning, folded."""
    folded = text.translate({ord(character): _folded(character) for character in set(text)})
    plain = _IDLE.sub(" ", _ACCENTS.sub("", _MINUS.sub("-", folded)))
    return [token for token in tokens.split(plain) if not token.isspace()]


def _folded(character: str) -> str:
    """One character by itself: normalizing a whole text takes quadratic time on a pile of combining marks."""
    folded = unicodedata.normalize("NFD", _VARIANTS.get(character, character).casefold())
    return folded if folded[:1].isascii() else character.casefold()


def _is_typo(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= TYPO_LETTERS
        and all(word.isalpha() and word.islower() and word not in _NEGATIONS for word in (one, other))
        and (one[0], one[-1]) == (other[0], other[-1])
        and OSA.distance(one, other, score_cutoff=1) == 1
    )
