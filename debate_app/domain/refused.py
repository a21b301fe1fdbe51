"""What the domain raises when a rule says no. The sentence is meant for the person who asked."""

from debate_app.domain.snapshot import Conflict
from debate_app.words import plain


class Refused(Exception):
    """A rule was broken; nothing was written.

    ``sentence`` is shown to the person as it stands. ``field`` names the input that it belongs to
    (``"title"``, ``"paragraphs.2"``, ``"name"``), or is empty when it belongs to the whole act.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Invalid(Refused):
    """The text or number that was given breaks a limit or a form."""


class NotFound(Refused):
    """The thing that was named does not exist."""


class NotAllowed(Refused):
    """The thing exists, but this person may not do that to it."""


class NameNeeded(Refused):
    """Texts are signed: the participant has to give a display name first."""


class SignedOut(Refused):
    """The browser's cookie was signed out, or has expired."""


class Late(Refused):
    """The text has moved on since the version that an edit was made on; nothing was written.

    ``conflict`` holds the texts to choose from.
    """

    def __init__(self, conflict: Conflict, field: str = "text") -> None:
        super().__init__(
            plain("This text was changed while you were writing. Nothing of yours is lost: choose below."), field
        )
        self.conflict = conflict


class TooMany(Refused):
    """Somebody did it too often; after ``wait_seconds`` they may again."""

    def __init__(self, sentence: str, wait_seconds: int, field: str = "") -> None:
        super().__init__(sentence, field)
        self.wait_seconds = wait_seconds


class Crowded(TooMany):
    """More new people came from one place than are let in at once; whoever waits is let in."""
