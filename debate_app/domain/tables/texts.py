"""Tables of questions and viewpoints: their texts as they stand, and every version that ever stood."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from debate_app.domain.tables.base import Table, one_of, word_of


class Audience(StrEnum):
    """Who may vote, or write, in a question."""

    EVERYONE = "everyone"
    ACCOUNTS = "accounts"
    MODERATORS = "moderators"


class Question(Table, table=True):
    """What is asked. ``sequence`` rises with any visible change, ``text_sequence`` follows its texts,
    ``version`` rises with each change of its own title, background or topics.

    Before ``opens_at`` and from ``closes_at`` on it can only be read; while it is ``locked`` nobody but moderators
    writes. With ``tallies_first`` off, a viewpoint's counts are shown to those who have voted on it. ``hidden_id`` is
    the act that hides its text; ``quarantines`` counts those in force. One that was ``erased_at`` has no text left.
    """

    __table_args__ = (
        one_of("voters", Audience),
        one_of("writers", Audience),
        CheckConstraint("sequence >= text_sequence", name="sequence_leads"),
        CheckConstraint("version >= 1", name="version_from_one"),
    )

    id: int | None = Field(default=None, primary_key=True)
    title: str
    background: str
    language: str
    author_id: int = Field(foreign_key="participant.id")
    created_at: str = Field(index=True)
    updated_at: str = Field(index=True)
    sequence: int = 1
    text_sequence: int = 1
    version: int = 1
    search_text: str
    voters: Audience = Field(default=Audience.EVERYONE, sa_type=word_of(Audience))
    writers: Audience = Field(default=Audience.EVERYONE, sa_type=word_of(Audience))
    tallies_first: bool = True
    opens_at: str | None = None
    closes_at: str | None = None
    locked: bool = False
    quarantines: int = 0
    hidden_id: int | None = Field(default=None, foreign_key="moderation_act.id")
    erased_at: str | None = None
    imported_file_id: int | None = Field(default=None, foreign_key="imported_file.id", unique=True)


class Topic(Table, table=True):
    """A subject that the question belongs to."""

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    position: int = Field(primary_key=True)
    name: str


class QuestionVersion(Table, table=True):
    """A question's own text at one of its versions; ``topics`` are its lines. Rows are added and never changed."""

    __table_args__ = (CheckConstraint("number >= 1", name="number_from_one"),)

    question_id: int = Field(foreign_key="question.id", primary_key=True)
    number: int = Field(primary_key=True)
    title: str
    background: str
    topics: str
    reason: str
    author_id: int = Field(foreign_key="participant.id")
    created_at: str


class Viewpoint(Table, table=True):
    """A short essay that takes a position. ``version`` rises with each applied change of its text.

    ``meaning_version`` is the newest one that is no small correction: votes on it or later are on today's
    meaning. ``source_list`` names the sources that stand now.
    """

    __table_args__ = (
        UniqueConstraint("question_id", "position"),
        CheckConstraint("position >= 1", name="position_from_one"),
        CheckConstraint("meaning_version >= 1 AND version >= meaning_version", name="version_leads"),
    )

    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id")
    position: int
    title: str
    language: str
    author_id: int = Field(foreign_key="participant.id")
    created_at: str
    version: int = 1
    meaning_version: int = 1
    source_list: int = 1
    locked: bool = False
    hidden_id: int | None = Field(default=None, foreign_key="moderation_act.id")
    erased_at: str | None = None


class ViewpointVersion(Table, table=True):
    """A viewpoint as a whole at one of its versions: its title, the number of its list of sources, and its
    paragraphs in order, as ``[[paragraph, version of the paragraph], …]`` in JSON.

    ``edit_id`` is what made it; the first version was made by the viewpoint's author. All but ``small`` stays
    as written: whether a version is a small correction, which leaves votes as they are, can be decided anew.
    """

    __table_args__ = (CheckConstraint("number >= 1", name="number_from_one"),)

    viewpoint_id: int = Field(foreign_key="viewpoint.id", primary_key=True)
    number: int = Field(primary_key=True)
    title: str
    source_list: int
    paragraphs: str
    edit_id: int | None = Field(default=None, foreign_key="edit.id", index=True)
    small: bool = False
    created_at: str


class Paragraph(Table, table=True):
    """A place in a viewpoint; ``version_number`` names the text that stands, or last stood, there.

    One that was taken out has no ``position``.
    """

    __table_args__ = (
        UniqueConstraint("viewpoint_id", "position"),
        CheckConstraint("position >= 1", name="position_from_one"),
    )

    id: int | None = Field(default=None, primary_key=True)
    viewpoint_id: int = Field(foreign_key="viewpoint.id")
    position: int | None
    version_number: int = 1


class ParagraphVersion(Table, table=True):
    """One text of a paragraph; ``credit`` tells whose words it is made of (``credit.py``).

    Rows are added and never changed.
    """

    __table_args__ = (CheckConstraint("number >= 1", name="number_from_one"),)

    paragraph_id: int = Field(foreign_key="paragraph.id", primary_key=True)
    number: int = Field(primary_key=True)
    text: str
    credit: str
    author_id: int = Field(foreign_key="participant.id")
    created_at: str


class Source(Table, table=True):
    """Something that a viewpoint rests on, as it was typed; ``label`` is the mark that cites it.

    A list of sources is never changed: a new one takes its place. ``reference`` is the address under which something
    is known of it (``Reference``), once that was noted.
    """

    viewpoint_id: int = Field(foreign_key="viewpoint.id", primary_key=True)
    list_number: int = Field(default=1, primary_key=True)
    position: int = Field(primary_key=True)
    address: str
    label: str | None = None
    reference: str | None = Field(default=None, index=True)
