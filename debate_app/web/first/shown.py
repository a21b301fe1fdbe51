"""What a page is made for: a question, and a visitor whom nobody knows yet."""

from dataclasses import dataclass

from debate_app.domain.snapshot import QuestionText, ViewpointText


@dataclass(frozen=True, slots=True)
class Shown:
    """The question that is shown; ``voting`` and ``writing`` say why its visitors cannot do that, where they cannot."""

    question: QuestionText
    voting: str
    writing: str

    @property
    def is_open(self) -> bool:
        """Whether the question takes votes and texts now."""
        return self.question.status == "open"

    @property
    def may_add(self) -> bool:
        """Whether anybody is offered to add a viewpoint."""
        return not self.writing and self.is_open and not self.question.locked

    def may_write(self, viewpoint: ViewpointText) -> bool:
        """Whether anybody is offered to edit, comment and reply there."""
        return self.may_add and not viewpoint.locked
