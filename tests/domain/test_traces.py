"""Where a participant stands in the tables: nothing that names one may be forgotten."""

from sqlmodel import Session, SQLModel

from debate_app.domain import comments, traces, votes
from debate_app.domain.tables import Side
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay

GROUPS = (traces.SIGNED, traces.TOLD, traces.STOOD, traces.ASKED, traces.SIGNED_IN, traces.RECORDED)


def test_every_column_that_names_a_participant_is_in_one_group() -> None:
    listed = [str(column) for group in GROUPS for column in group]
    naming = {
        str(key.parent)
        for table in SQLModel.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "participant"
    }
    assert sorted(listed) == sorted(naming)


@ON_BOTH
def test_every_question_that_somebody_touched_is_found(session: Session, essay: Essay) -> None:
    everywhere = (*traces.SIGNED, *traces.TOLD, *traces.STOOD)
    elsewhere = [scene.question(session, f"Number {number}?") for number in range(3)]
    places = [scene.viewpoint(session, question_id) for question_id in elsewhere]
    votes.cast(session, essay.cy, places[0], Side.AGREE)
    comments.say(session, essay.cy, places[2], "Well said.")
    assert traces.questions_of(session, essay.cy, everywhere) == [elsewhere[0], elsewhere[2]]
    essay.change(essay.cy, essay.a, "Apes eat pears.")
    assert traces.questions_of(session, essay.cy, traces.SIGNED) == [essay.question_id, elsewhere[2]]
    assert traces.questions_of(session, essay.cy, traces.STOOD) == [elsewhere[0]]
    assert traces.questions_of(session, scene.guest(session), everywhere) == []
