import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import debate, debate_file, exporting, recount, snapshots, viewpoints, votes
from debate_app.domain.refused import NotFound
from debate_app.domain.snapshot import QuestionSnapshot
from debate_app.domain.tables import Side
from debate_app.store.engine import reading, transaction
from tests import debates, scene


def written_out(engine: Engine, question_id: int) -> dict[str, Any]:
    with reading(engine) as session:
        return exporting.write_out(session, question_id)


def without_ids(page: QuestionSnapshot) -> QuestionSnapshot:
    """The page as it reads: ids taken out, and the counters of its changes, which a copy begins anew."""
    return replace(
        page,
        sequence=0,
        text_sequence=0,
        question=replace(page.question, id=0),
        viewpoints=tuple(
            replace(
                viewpoint,
                id=0,
                paragraphs=tuple(replace(paragraph, id=0) for paragraph in viewpoint.paragraphs),
                events=tuple(replace(event, id=0, paragraph_id=0) for event in viewpoint.events),
            )
            for viewpoint in page.viewpoints
        ),
        tallies=tuple(replace(tally, viewpoint_id=0) for tally in page.tallies),
    )


def test_the_export_of_an_import_is_the_file(engine: Engine):
    question_id = debates.take_in(engine, debate_file.check(debates.encoded(debates.sundays())))
    assert written_out(engine, question_id) == debates.sundays()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=debates.trees())
def test_the_export_of_any_import_is_its_canonical_content(engine: Engine, tree: dict[str, Any]):
    taken = debate_file.check(debates.encoded(tree))
    question_id = debates.take_in(engine, taken, again=True)
    assert written_out(engine, question_id) == debate.content(taken)
    with reading(engine) as session:
        assert recount.differences(session) == []


def page_born(session: Session) -> int:
    ada = scene.guest(session, "Ada Byron")
    question_id = scene.question(session, author_id=ada)
    open_it = scene.viewpoint(session, question_id)
    paragraphs = ["One.\n\nTwo, with a mark [2].", "  Zwölf Boxkämpfer 🥊 "]
    viewpoints.add(
        session,
        ada,
        question_id,
        "Keep it closed",
        paragraphs,
        ["example.org", "HTTP://example.com/a b".replace(" ", "")],
    )
    for side in (Side.AGREE, Side.AGREE, Side.DISAGREE, None):
        votes.cast(session, scene.guest(session), open_it, side)
    return question_id


def test_a_debate_born_on_the_page_goes_out_and_comes_back_the_same(engine: Engine):
    with transaction(engine) as session:
        born = page_born(session)
    data = json.dumps(written_out(engine, born)).encode()
    copy = debates.take_in(engine, debate_file.check(data))
    assert written_out(engine, copy) == json.loads(data)
    with reading(engine) as session:
        assert without_ids(snapshots.read(session, copy)) == without_ids(snapshots.read(session, born))


def test_no_voter_leaves_the_database(engine: Engine):
    with transaction(engine) as session:
        question_id = page_born(session)
        scene.guest(session, "Secret Voter")
    assert "Secret Voter" not in json.dumps(written_out(engine, question_id))


@pytest.mark.parametrize("question_id", [1, 0, -1, 2**40])
def test_a_question_that_does_not_exist_is_refused(engine: Engine, question_id: int):
    with pytest.raises(NotFound, match="does not exist"):
        written_out(engine, question_id)
