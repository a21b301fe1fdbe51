"""What changed between two texts, word by word."""

import re
from functools import lru_cache

from diff_match_patch import diff_match_patch

from debate_app.domain.snapshot import Change

COMPARED_CHARACTERS = 20_000
CONTEXT_WORDS = 12
_SECONDS = 0.1
_FIRST_PRIVATE = 0xF0000  # a plane of 65,000 private characters: no surrogates, and no word or space to the library
_KINDS = {diff_match_patch.DIFF_EQUAL: "same", diff_match_patch.DIFF_INSERT: "added"}
# A word with its inner apostrophes and marks, white space, one sign; scripts without spaces go sign by sign.
_SOLO = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^\s!-/:-@\[-`{{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u303f\uff01-\uff0f{_SOLO}]+"
_TOKEN = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*|[{_SOLO}]|\s+|.", re.DOTALL)


@lru_cache(maxsize=1024)
def changes(before: str, after: str) -> tuple[Change, ...]:
    """The runs that turn ``before`` into ``after``: the same and the removed ones spell ``before``, the same
    and the added ones ``after``.

    Takes at most about a tenth of a second; texts over ``COMPARED_CHARACTERS`` count as replaced as a whole.
    It holds the interpreter meanwhile: not for the event loop.
    """
    if before == after:
        return (Change(after, "same"),) if after else ()
    if max(len(before), len(after)) > COMPARED_CHARACTERS:
        runs = [(diff_match_patch.DIFF_DELETE, before), (diff_match_patch.DIFF_INSERT, after)]
    else:
        runs = _compared(before, after)
    return tuple(Change(text, _KINDS.get(kind, "removed")) for kind, text in runs if text)


def around(runs: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changed runs with the ``CONTEXT_WORDS`` words on either side of each; ``…`` stands for the rest."""
    last = len(runs) - 1
    if all(run.kind == "same" for run in runs):
        return runs
    return tuple(
        _shortened(run, starts=place == 0, ends=place == last) if run.kind == "same" else run
        for place, run in enumerate(runs)
    )


def _shortened(run: Change, *, starts: bool, ends: bool) -> Change:
    """An unchanged run without its middle, or without its outer end where it is the first or the last."""
    words = [*re.finditer(r"\S+\s*", run.text)]
    kept = CONTEXT_WORDS if starts or ends else 2 * CONTEXT_WORDS
    if len(words) <= kept + 1:
        return run
    before = "" if starts else run.text[: words[CONTEXT_WORDS].start()].rstrip() + " "
    after = "" if ends else " " + run.text[words[-CONTEXT_WORDS].start() :]
    return Change(f"{before}…{after}", "same")


def _compared(before: str, after: str) -> list[tuple[int, str]]:
    tokens: dict[str, str] = {}
    encoded = [_encoded(text, tokens) for text in (before, after)]
    decoded = {sign: token for token, sign in tokens.items()}
    library = diff_match_patch()
    library.Diff_Timeout = _SECONDS
    runs = library.diff_main(encoded[0], encoded[1], False)
    library.diff_cleanupSemantic(runs)
    return [(kind, "".join(decoded[sign] for sign in signs)) for kind, signs in runs]


def _encoded(text: str, tokens: dict[str, str]) -> str:
    """``text`` with each token as one private character, the same in both texts."""
    return "".join(tokens.setdefault(token, chr(_FIRST_PRIVATE + len(tokens))) for token in _TOKEN.findall(text))
