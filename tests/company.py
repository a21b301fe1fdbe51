"""People who do whatever can be done in a debate, at random; what they are refused they let be."""

from contextlib import suppress
from random import Random
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from debate_app.domain import comments, decisions, doubts, edits, question_edits, rows, support, viewpoints, votes
from debate_app.domain.amendments import Draft
from debate_app.domain.edit_records import OPEN
from debate_app.domain.refused import Refused
from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    Edit,
    EditKind,
    Paragraph,
    ParagraphVersion,
    Question,
    Side,
    Viewpoint,
)
from tests import scene

Row = TypeVar("Row", bound=SQLModel)

_SENTENCE = "people read more on quiet sundays when they can come, and children [1] come with them. Ελλάδα 日本"
_WORDS = _SENTENCE.split()
_LANGUAGES = ("en", "pt", "ar", "")
_SOURCES = ("example.org/sundays", "[b] example.com/x?y=1")


class Company:
    """Four people with names and two without, at a question with two viewpoints."""

    def __init__(self, session: Session, random: Random) -> None:
        self.session = session
        self.random = random
        self.writers = [scene.guest(session, name) for name in ("Ada Byron", "Bo Li", "Cy Twombly", "Mo Derator")]
        self.everybody = [*self.writers, scene.guest(session), scene.guest(session)]
        scene.appoint(session, self.writers[-1])
        self.question_id = scene.question(session, author_id=self.writers[0])
        for title, author in (("Open it", self.writers[1]), ("Keep it closed", self.writers[0])):
            texts = [self._text() for _ in range(3)]
            viewpoints.add(session, author, self.question_id, title, texts, [_SOURCES[0]])

    def act(self) -> None:
        """Somebody does something, or is refused it."""
        acts = [*[self._edit] * 8, *[self._decide, self._stand, self._vote] * 3, self._revise, self._withdraw]
        acts += [
            self._weigh,
            self._say,
            self._doubt,
            self._reply,
            self._change_comment,
            self._remove_comment,
            self._edit_question,
            self._declare,
        ]
        with suppress(Refused), self.session.begin_nested():
            self.random.choice(acts)()

    def _edit(self) -> None:
        viewpoint = self._one(Viewpoint)
        kind = self.random.choice([*EditKind, *[EditKind.CHANGE] * 4])
        paragraph_id = self._paragraph(viewpoint)
        texts = {EditKind.SOURCES: "\n".join(self._some(_SOURCES)), EditKind.CHANGE: self._with_a_word(paragraph_id)}
        translates_title = kind is EditKind.TRANSLATION and self.random.random() < 0.5
        draft = Draft(
            kind=kind,
            base_version=self._version(viewpoint),
            paragraph_id=None if translates_title else paragraph_id,
            text=texts.get(kind) or self._text(),
            after_id=self.random.choice([None, self._paragraph(viewpoint)]),
            restores=self._version(viewpoint),
            reason=self.random.choice(["", "It was wrong."]),
            small=self.random.choice([None, True, False]),
            language=self.random.choice(["de", "fr-CA"]),
        )
        edits.submit(self.session, self._writer(), rows.new_id(viewpoint.id), draft)

    def _decide(self) -> None:
        edit, by_id = self._open_edit(), self.writers[-1]
        small = self.random.choice([None, True, False])
        match self.random.randrange(3):
            case 0:
                decisions.approve(self.session, by_id, rows.new_id(edit.id), edit.revision, small, "Yes.")
            case 1:
                base = self.session.get_one(Viewpoint, edit.viewpoint_id).version
                edit_id, text = rows.new_id(edit.id), self._text()
                decisions.approve_changed(self.session, by_id, edit_id, edit.revision, base, text, small)
            case _:
                decisions.decline(self.session, by_id, rows.new_id(edit.id), edit.revision, "No.")

    def _revise(self) -> None:
        edit = self._open_edit()
        base = self.session.get_one(Viewpoint, edit.viewpoint_id).version
        edits.revise(self.session, edit.author_id, rows.new_id(edit.id), base, self._text(), "Better.")

    def _withdraw(self) -> None:
        edit = self._open_edit()
        edits.withdraw(self.session, edit.author_id, rows.new_id(edit.id))

    def _weigh(self) -> None:
        decisions.weigh(self.session, self.writers[-1], rows.new_id(self._one(Edit).id), self.random.random() < 0.5)

    def _stand(self) -> None:
        edit = self._open_edit()
        support.stand(self.session, self._anybody(), rows.new_id(edit.id), edit.revision, self._side())

    def _vote(self) -> None:
        viewpoint = self._one(Viewpoint)
        votes.cast(self.session, self._anybody(), rows.new_id(viewpoint.id), self._side(), self._version(viewpoint))

    def _say(self) -> None:
        paragraph = self._one(Paragraph)
        about = self.random.choice([None, paragraph.id])
        text, language = f"@Bo Li, {self._text()}", self.random.choice(_LANGUAGES)
        comments.say(self.session, self._writer(), paragraph.viewpoint_id, text, about, language)

    def _doubt(self) -> None:
        paragraph = self._one(Paragraph)
        about, address = self.random.choice([None, paragraph.id]), self.random.choice(_SOURCES).split()[-1]
        text, language = self._text(), self.random.choice(_LANGUAGES)
        doubts.doubt(self.session, self._writer(), paragraph.viewpoint_id, address, text, about, language)

    def _reply(self) -> None:
        comments.reply(self.session, self._writer(), rows.new_id(self._one(ConversationEvent).id), self._text())

    def _declare(self) -> None:
        viewpoint, language = self._one(Viewpoint), self.random.choice(_LANGUAGES)
        viewpoints.declare(self.session, self._writer(), rows.new_id(viewpoint.id), language)

    def _change_comment(self) -> None:
        comment = self._one(Comment)
        comments.change(self.session, comment.author_id, rows.new_id(comment.id), self._text())

    def _remove_comment(self) -> None:
        comment = self._one(Comment)
        comments.remove(self.session, comment.author_id, rows.new_id(comment.id))

    def _edit_question(self) -> None:
        question = self.session.get_one(Question, self.question_id)
        base = self.random.randint(1, question.version)
        topics = self._some(("Town", "Reading"))
        question_edits.edit(
            self.session, self._writer(), self.question_id, base, "Sundays?", self._text(), topics, "Clearer."
        )

    def _one(self, table: type[Row], *where: Any) -> Row:
        found = self.session.exec(select(table).where(*where).order_by("id")).all()
        if not found:
            raise Refused("There is none yet.")
        return self.random.choice(found)

    def _open_edit(self) -> Edit:
        return self._one(Edit, col(Edit.status).in_(OPEN))

    def _paragraph(self, viewpoint: Viewpoint) -> int:
        standing = col(Paragraph.position).is_not(None)
        return rows.new_id(self._one(Paragraph, col(Paragraph.viewpoint_id) == viewpoint.id, standing).id)

    def _with_a_word(self, paragraph_id: int) -> str:
        """The text of the paragraph with one word more, which merges with other such texts."""
        paragraph = self.session.get_one(Paragraph, paragraph_id)
        text = self.session.get_one(ParagraphVersion, (paragraph_id, paragraph.version_number)).text.split()
        text.insert(self.random.randint(0, len(text)), self.random.choice(_WORDS))
        return " ".join(text)

    def _version(self, viewpoint: Viewpoint) -> int:
        """Today's mostly, or an earlier one."""
        return self.random.choice([viewpoint.version, viewpoint.version, self.random.randint(1, viewpoint.version)])

    def _text(self) -> str:
        return " ".join(self.random.choices(_WORDS, k=self.random.randint(1, 8)))

    def _some(self, among: tuple[str, ...]) -> list[str]:
        return self.random.sample(among, self.random.randint(0, len(among)))

    def _side(self) -> Side | None:
        return self.random.choice([Side.AGREE, Side.DISAGREE, None])

    def _writer(self) -> int:
        return self.random.choice(self.writers)

    def _anybody(self) -> int:
        return self.random.choice(self.everybody)
