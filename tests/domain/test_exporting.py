import json
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine
from sqlmodel import Session, select

from debate_app.domain import conversation, dates, limits, log, recount, snapshots, viewpoints, votes
from debate_app.domain.files import content, debate_file, exporting
from debate_app.domain.files.debate import Debate
from debate_app.domain.log import Subject
from debate_app.domain.refused import NotFound
from debate_app.domain.tables import ActKind, Edit, EditVote, Reference, Side, SubjectKind, Translation
from debate_app.store.engine import reading, transaction
from tests import debates, histories, plain, scene, translated
from tests.company import Company
from tests.databases import ON_BOTH


def written_out(engine: Engine, question_id: int) -> Debate:
    with reading(engine) as session:
        return exporting.write_out(session, question_id)


def page(engine: Engine, question_id: int) -> dict[str, Any]:
    """The page with all events of its conversations, once recounted."""
    with reading(engine) as session:
        assert recount.differences(session) == []
        shown = snapshots.read(session, question_id)
        talks = [conversation.events(session, talk.viewpoint_id, None, 100) for talk in shown.talks]
    return plain.page(shown) | {"talked": [plain.events(events, shown) for events in talks]}


def copied(engine: Engine, question_id: int) -> int:
    """The id of what becomes of a question that goes out and comes back; it is written out as the same again."""
    written = written_out(engine, question_id)
    taken = debate_file.check(content.encoded(content.content(written)))
    assert taken.debate == written
    copy = debates.take_in(engine, taken, again=True)
    assert written_out(engine, copy) == written
    return copy


@pytest.mark.parametrize(
    "tree", [debates.sundays(), histories.tree(), translated.tree()], ids=["debate/1", "debate/2", "debate/3"]
)
def test_a_file_that_went_in_comes_out_as_it_is(engine: Engine, tree: dict[str, Any]):
    taken = debate_file.check(debates.encoded(tree))
    question_id = debates.take_in(engine, taken)
    assert written_out(engine, question_id) == taken.debate
    assert page(engine, copied(engine, question_id)) == page(engine, question_id)


@ON_BOTH
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=debates.trees())
def test_any_debate_of_the_older_format_comes_out_as_a_file_that_gives_the_same_page(
    engine: Engine, tree: dict[str, Any]
):
    question_id = debates.take_in(engine, debate_file.check(debates.encoded(tree)), again=True)
    assert page(engine, copied(engine, question_id)) == page(engine, question_id)


@ON_BOTH
@pytest.mark.parametrize("seed", range(4))
def test_whatever_people_wrote_together_goes_out_and_comes_back_the_same(engine: Engine, seed: int):
    with transaction(engine) as session:
        company = Company(session, Random(seed))
        for _ in range(100):
            company.act()
        found = {"title": "Sundays", "language": "en", "looked_up_at": dates.now(), "next_look_at": dates.now()}
        session.add(Reference.model_validate({"address": "https://example.org/sundays", **found}))
    assert page(engine, copied(engine, company.question_id)) == page(engine, company.question_id)


def page_born(session: Session) -> int:
    ada = scene.guest(session, "Ada Byron")
    question_id = scene.question(session, author_id=ada)
    open_it = scene.viewpoint(session, question_id)
    paragraphs = ["One.\n\nTwo, with a mark [2].", "  Zwölf Boxkämpfer 🥊 "]
    viewpoints.add(session, ada, question_id, "Keep it closed", paragraphs, ["example.org", "HTTP://example.com/ab"])
    for side in (Side.AGREE, Side.AGREE, Side.DISAGREE, None):
        votes.cast(session, scene.guest(session), open_it, side)
    return question_id


def test_a_debate_born_on_the_page_goes_out_and_comes_back_the_same(engine: Engine):
    with transaction(engine) as session:
        born = page_born(session)
    assert page(engine, copied(engine, born)) == page(engine, born)


def test_no_voter_leaves_the_database(engine: Engine):
    with transaction(engine) as session:
        question_id = page_born(session)
        scene.guest(session, "Secret Voter")
    assert "Secret Voter" not in json.dumps(content.content(written_out(engine, question_id)))


def test_two_authors_of_one_name_become_one(engine: Engine):
    with transaction(engine) as session:
        question_id = page_born(session)
        twin = scene.guest(session, "Ada Byron")
        viewpoints.add(session, twin, question_id, "Open it at noon", ["It is warm."], [])
    with reading(engine) as session:
        copy = copied(engine, question_id)
        authors = {viewpoint.author.name for viewpoint in snapshots.read(session, copy).viewpoints}
    assert authors == {"Ada Byron", "Bo Li"}


def test_support_that_came_with_a_file_is_that_of_voters(engine: Engine):
    debates.take_in(engine, debate_file.check(debates.encoded(histories.tree())))
    with reading(engine) as session:
        held = session.exec(select(EditVote)).all()
        edits = session.exec(select(Edit)).all()
        for edit in edits:
            sides = [vote.side for vote in held if vote.edit_id == edit.id and vote.revision >= edit.voted_from]
            assert (sides.count(Side.AGREE), sides.count(Side.DISAGREE)) == (edit.agrees, edit.disagrees)
    assert len(held) == 15


def test_a_file_fills_in_what_nobody_knows_of_an_address_and_overwrites_nothing(engine: Engine):
    known = Reference(
        address="https://example.org/sundays", title="Ours", looked_up_at=dates.now(), next_look_at=dates.in_days(9)
    )
    with transaction(engine) as session:
        session.add(known.model_copy())
    written = written_out(engine, debates.take_in(engine, debate_file.check(debates.encoded(translated.tree()))))
    assert [one.title for one in written.references] == ["Opening hours – “a <b>survey</b>”", "Ours"]
    with reading(engine) as session:
        new = session.get_one(Reference, "https://example.com/x?y=1")
        assert new.next_look_at <= dates.now()
        assert session.get_one(Reference, known.address).next_look_at == known.next_look_at


def test_what_was_never_found_and_what_a_page_says_at_length_do_no_harm(engine: Engine):
    question_id = debates.take_in(engine, debate_file.check(debates.encoded(histories.tree())))
    with transaction(engine) as session:
        session.add(Reference(address="https://example.org/sundays", failure="away", next_look_at=dates.now()))
        found = Reference(
            address="https://example.com/x?y=1",
            title=f" \u202ea\n{'b ' * 400}",
            language="in English",
            author="\u200b",
            looked_up_at=dates.now(),
            next_look_at=dates.now(),
        )
        session.add(found)
    (told,) = written_out(engine, copied(engine, question_id)).references
    assert told.title == ("a " + "b " * 400)[: limits.REFERENCE_CHARACTERS].strip()
    assert (told.language, told.author) == ("", "")


def test_what_a_machine_or_a_hidden_edit_translated_is_in_no_file(engine: Engine):
    question_id = debates.take_in(engine, debate_file.check(debates.encoded(translated.tree())))
    with transaction(engine) as session:
        kept = session.exec(select(Translation)).all()
        corrected = next(one for one in kept if one.edit_id is not None)
        others = {"text": "Machina", "engine": "x", "author_id": None, "edit_id": None, "language": "la"}
        session.add(Translation(**(corrected.model_dump() | others)))
        act_id = log.write(session, ActKind.HIDE, Subject(SubjectKind.EDIT, corrected.edit_id or 0), None, "")
        session.get_one(Edit, corrected.edit_id).hidden_id = act_id
    written = written_out(engine, question_id)
    assert [one.text for one in written.translations] == ["Abram-na", "Jemand müsste arbeiten."]
    assert "domingos calmos" not in json.dumps(content.content(written), ensure_ascii=False)
    copied(engine, question_id)


@pytest.mark.parametrize("question_id", [1, 0, -1, 2**40])
def test_a_question_that_does_not_exist_is_refused(engine: Engine, question_id: int):
    with pytest.raises(NotFound, match="does not exist"):
        written_out(engine, question_id)
