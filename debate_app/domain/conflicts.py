"""Puts the texts side by side that a writer chooses from when somebody else was faster."""

from debate_app.domain import diff, merge
from debate_app.domain.refused import Late
from debate_app.domain.snapshot import Conflict


def late(base: str, mine: str, theirs: str, version: int, field: str = "text") -> Late:
    """The refusal of ``mine``, made of ``base``, because ``theirs`` stands there now, in ``version``."""
    both = merge.merged(base, mine, theirs)
    return Late(
        Conflict(
            base=base,
            mine=mine,
            mine_changes=diff.changes(base, mine),
            theirs=theirs,
            theirs_changes=diff.changes(base, theirs),
            merged=both.text,
            fits=both.fits,
            version=version,
        ),
        field,
    )
