"""Tables of translations: each text of a question in each language that somebody asked for, made once for everybody."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from debate_app.domain.tables.base import Table


class Translation(Table, table=True):
    """A text of a question in another language, by the ``digest`` of its words: it stays right however often the
    text is moved or restored, and another wording is another text.

    An ``engine`` made it or, where that is empty, its author did with the approved ``edit_id``; no machine replaces
    that. It is ``doubtful`` where a link, mark or number of the original is not in it.
    """

    __table_args__ = (CheckConstraint("(engine = '') = (author_id IS NOT NULL)", name="made_by_one"),)

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    digest: str = Field(primary_key=True)
    source_language: str = Field(primary_key=True)
    language: str = Field(primary_key=True)
    text: str
    engine: str
    doubtful: bool
    edit_id: int | None = Field(default=None, foreign_key="edit.id", index=True)
    author_id: int | None = Field(default=None, foreign_key="participant.id")
    made_at: str


class TranslationClaim(Table, table=True):
    """Word that one process is translating a text, until it has, or its time is over."""

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    digest: str = Field(primary_key=True)
    source_language: str = Field(primary_key=True)
    language: str = Field(primary_key=True)
    until: str
