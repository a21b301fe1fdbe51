import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

import debate_app
from debate_app.domain import credit, recount, snapshots
from debate_app.domain.files import content, debate1, debate_file, histories, importing
from debate_app.domain.files.debate_file import DebateFile
from debate_app.domain.tables import (
    ConversationEvent,
    Edit,
    EditRevision,
    EditStatus,
    ImportedFile,
    Paragraph,
    ParagraphVersion,
    Participant,
    ParticipantKind,
    Question,
    QuestionVersion,
    Source,
    Viewpoint,
    ViewpointVersion,
    Vote,
    VoteEvent,
    VoteOrigin,
)
from debate_app.store.engine import reading, transaction
from tests import debates
from tests import histories as written_together
from tests.databases import ON_BOTH


def checked(tree: dict[str, Any]) -> DebateFile:
    return debate_file.check(debates.encoded(tree))


def edit(paragraph: int, at: str, text: str, before: str | None = None, author: str = "Cy") -> dict[str, Any]:
    known = {} if before is None else {"before": before}
    return {
        "kind": "edit",
        "status": "approved",
        "author": author,
        "at": at,
        "paragraph": paragraph,
        "text": text,
    } | known


def told(current: str, *edits: dict[str, Any]) -> histories.History:
    tree = debates.sundays()
    tree["viewpoints"] = [
        {"title": "T", "author": "Bo", "created_at": "2026-01-01", "paragraphs": [current], "conversation": [*edits]}
    ]
    return histories.tell(debate1.read(tree).viewpoints[0])


def steps(history: histories.History) -> dict[int, tuple[int | None, int, bool]]:
    return {place: (step.before, step.after, step.changes) for place, step in history.steps.items()}


def versions(history: histories.History) -> list[tuple[str, str, str]]:
    return [(version.text, version.author, version.at) for version in history.versions[0]]


def test_the_page_shows_what_the_file_says(engine: Engine):
    question_id = debates.take_in(engine, checked(debates.sundays()))
    with reading(engine) as session:
        page = snapshots.read(session, question_id)
    assert page.question.title == "Should the library open on Sundays?"
    assert page.question.background == ("It closes at noon on Saturday.", "Many people work all week.")
    assert page.question.author.name == "Ada Byron"
    assert (page.question.created_at, page.question.updated_at) == ("2026-03-01", "2026-03-09T10:00:00.000Z")
    assert page.question.topics == ("Reading", "Town")
    assert [viewpoint.title for viewpoint in page.viewpoints] == ["Open it", "Keep it closed"]
    assert [(tally.agrees, tally.disagrees) for tally in page.tallies] == [(3, 1), (0, 2)]
    first = page.viewpoints[0]
    assert first.version == 2
    assert [source.label for source in first.sources] == ["1", ""]
    talk = page.talks[0]
    assert [(event.kind, event.author.name) for event in talk.events] == [("edit", "Ada Byron"), ("created", "Bo Li")]
    assert talk.events[0].edit
    assert talk.events[0].edit.compared
    assert page.talks[1].events == ()


def test_votes_are_those_of_the_fewest_imported_participants(engine: Engine):
    debates.take_in(engine, checked(debates.sundays()))
    with reading(engine) as session:
        people = session.exec(select(Participant)).all()
        assert {person.kind for person in people} == {ParticipantKind.IMPORTED}
        assert sorted(person.name for person in people if person.name) == ["Ada Byron", "Bo Li"]
        nameless = {person.id for person in people if person.name is None}
        assert len(nameless) == 4
        assert {vote.participant_id for vote in session.exec(select(Vote))} == nameless
        lines = session.exec(select(VoteEvent)).all()
        assert len(lines) == 6
        assert {line.origin for line in lines} == {VoteOrigin.IMPORTED}
        current = {viewpoint.id: viewpoint.version for viewpoint in session.exec(select(Viewpoint))}
        assert all(line.viewpoint_version == current[line.viewpoint_id] for line in lines)
        assert recount.differences(session) == []


@ON_BOTH
def test_a_name_is_one_participant_in_a_file_and_another_in_the_next(engine: Engine):
    other = debates.sundays()
    other["question"]["title"] = "Another question"
    debates.take_in(engine, checked(debates.sundays()))
    debates.take_in(engine, checked(other))
    with reading(engine) as session:
        ada = session.exec(select(Participant).where(col(Participant.name) == "Ada Byron")).all()
    assert len({person.imported_file_id for person in ada}) == len(ada) == 2


@ON_BOTH
def test_the_same_file_again_writes_nothing(engine: Engine):
    first = debates.take_in(engine, checked(debates.sundays()))
    before = debates.row_counts(engine)
    assert debates.take_in(engine, checked(debates.sundays())) == first
    assert debates.row_counts(engine) == before


@ON_BOTH
def test_a_copy_is_made_when_it_is_asked_for(engine: Engine):
    taken = checked(debates.sundays())
    ids = [debates.take_in(engine, taken, again) for again in (True, True, False, True)]
    assert ids[2] == ids[0]
    assert len(set(ids)) == 3
    with reading(engine) as session:
        numbers = session.exec(select(ImportedFile.copy_number).order_by(col(ImportedFile.copy_number))).all()
    assert numbers == [1, 2, 3]


@ON_BOTH
@pytest.mark.parametrize("again", [False, True], ids=["once", "as copies"])
def test_imports_of_one_file_at_once(engine: Engine, again: bool):
    taken = checked(debates.sundays())
    together = threading.Barrier(3)
    ids: list[int] = []

    def run() -> None:
        together.wait()
        ids.append(debates.take_in(engine, taken, again))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = 3 if again else 1
    assert len(ids) == 3
    assert len(set(ids)) == made
    assert debates.row_counts(engine)["question"] == debates.row_counts(engine)["imported_file"] == made


def test_an_import_that_fails_halfway_leaves_nothing(engine: Engine):
    before = debates.row_counts(engine)

    def fail(done: int, _whole: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    taken = checked(debates.sundays())
    with pytest.raises(KeyboardInterrupt), transaction(engine) as session:
        importing.take_in(session, taken, progress=fail)
    assert debates.row_counts(engine) == before


def test_the_progress_counts_the_viewpoints(engine: Engine):
    heard: list[tuple[int, int]] = []
    taken = checked(debates.sundays())
    with transaction(engine) as session:
        importing.take_in(session, taken, progress=lambda done, whole: heard.append((done, whole)))
    assert heard == [(1, 2), (2, 2)]


@ON_BOTH
def test_ten_thousand_votes_a_side_are_counted(engine: Engine):
    tree = debates.sundays()
    tree["viewpoints"][0]["votes"] = {"agree": 10_000, "disagree": 10_000}
    tree["viewpoints"][1]["votes"] = {"agree": 0, "disagree": 10_000}
    debates.take_in(engine, checked(tree))
    with reading(engine) as session:
        assert recount.differences(session) == []
    assert debates.row_counts(engine)["vote"] == 30_000
    assert debates.row_counts(engine)["participant"] == 20_002


@ON_BOTH
def test_votes_are_given_on_the_versions_that_the_file_tells(engine: Engine):
    debates.take_in(engine, checked(written_together.tree()))
    with reading(engine) as session:
        found = session.exec(select(Vote).order_by(col(Vote.participant_id))).all()
        assert recount.differences(session) == []
    given = [(vote.viewpoint_version, vote.side) for vote in found]
    assert given == [
        *[(1, "agree"), (1, "agree"), (1, "disagree"), (2, "agree")],
        *[(4, "disagree"), (4, "disagree"), (6, "agree"), (6, "disagree")],
    ]


@ON_BOTH
def test_what_an_older_file_tells_of_an_edit_is_written_down_as_an_approved_edit(engine: Engine):
    debates.take_in(engine, checked(debates.sundays()))
    with reading(engine) as session:
        event = session.exec(select(ConversationEvent).where(col(ConversationEvent.kind) == "edit")).one()
        edit = session.exec(select(Edit)).one()
        wording = session.exec(select(EditRevision)).one()
    assert (event.edit_id, event.active_at, event.paragraph_id) == (edit.id, event.at, None)
    assert (edit.status, edit.version, edit.revision) == (EditStatus.APPROVED, 2, 1)
    assert (edit.decided_by_id, edit.decided_at, edit.decision) == (None, None, "")
    assert (wording.cause, wording.base_version, wording.before) == ("proposed", 1, "People read more.")
    assert wording.text == "People read more when they can come. [1]"


@ON_BOTH
def test_what_an_older_file_tells_of_edits_gives_versions_and_credit(engine: Engine):
    debates.take_in(engine, checked(debates.sundays()))
    with reading(engine) as session:
        people = {person.id: person.name for person in session.exec(select(Participant))}
        first = col(ViewpointVersion.viewpoint_id) == 1
        whole = session.exec(select(ViewpointVersion).where(first).order_by(col(ViewpointVersion.number))).all()
        texts = session.exec(select(ParagraphVersion).where(col(ParagraphVersion.paragraph_id) == 1)).all()
        whose = [[(people[who], words) for who, words in credit.decode(text.credit)] for text in texts]
        asked = session.exec(select(QuestionVersion)).one()
    assert [(one.number, one.paragraphs, one.edit_id) for one in whole] == [
        (1, "[[1,1],[2,1]]", None),
        (2, "[[1,2],[2,1]]", 1),
    ]
    assert whose == [[("Bo Li", 3)], [("Bo Li", 3), ("Ada Byron", 5)]]
    assert (asked.number, asked.topics, asked.reason) == (1, "Reading\nTown", "")


@ON_BOTH
def test_a_history_is_written_with_all_that_ever_stood(engine: Engine):
    debates.take_in(engine, checked(written_together.tree()))
    with reading(engine) as session:
        viewpoint = session.get_one(Viewpoint, 1)
        places = session.exec(select(Paragraph).where(col(Paragraph.viewpoint_id) == 1).order_by(col(Paragraph.id)))
        stands = [(place.position, place.version_number) for place in places]
        lists = session.exec(select(Source.list_number).where(col(Source.viewpoint_id) == 1)).all()
        question = session.get_one(Question, 1)
    assert (viewpoint.version, viewpoint.meaning_version, viewpoint.source_list) == (6, 6, 2)
    assert stands == [(1, 3), (None, 1), (2, 1)]
    assert sorted(lists) == [1, 2, 2]
    assert (question.version, question.title) == (2, "Should the library open on Sundays?")


def test_small_corrections_leave_the_meaning_where_it_was(engine: Engine):
    tree = written_together.tree()
    for version in tree["viewpoints"][0]["versions"][3:]:
        version["small"] = True
    question_id = debates.take_in(engine, checked(tree))
    with reading(engine) as session:
        page = snapshots.read(session, question_id)
    assert (page.viewpoints[0].version, page.viewpoints[0].meaning_version) == (6, 3)
    assert page.tallies[0].earlier == 4


def test_whom_a_file_does_not_name_wrote_nothing(engine: Engine):
    debates.take_in(engine, checked(written_together.tree()))
    with reading(engine) as session:
        names = {person.name for person in session.exec(select(Participant)) if person.name}
    assert names == {"Ada Byron", "Bo Li", "Cy Twombly", "Di", "Mo Derator"}


def test_an_import_can_be_searched(engine: Engine):
    question_id = debates.take_in(engine, checked(debates.sundays()))
    with reading(engine) as session:
        found = session.get(Question, question_id)
        assert found is not None
        assert "somebody would have to work" in found.search_text


def test_a_paragraph_without_edits_has_one_version():
    history = told("Now.")
    assert versions(history) == [("Now.", "Bo", "2026-01-01")]
    assert history.steps == {}


def test_edits_make_versions_in_order_of_time_and_of_the_file_within_one_time():
    history = told(
        "D.", edit(1, "2026-01-03", "C.", "B."), edit(1, "2026-01-02", "B.", "A."), edit(1, "2026-01-03", "D.")
    )
    assert [text for text, _, _ in versions(history)] == ["A.", "B.", "C.", "D."]
    assert steps(history) == {1: (1, 2, True), 0: (2, 3, True), 2: (None, 4, True)}
    assert [*history.steps] == [1, 0, 2]


def test_the_text_before_an_edit_is_the_authors():
    history = told("B.", edit(1, "2026-01-02", "B.", "A."))
    assert versions(history) == [("A.", "Bo", "2026-01-01"), ("B.", "Cy", "2026-01-02")]


@ON_BOTH
def test_an_edit_whose_text_before_is_not_known_is_not_compared(engine: Engine):
    tree = debates.sundays()
    del tree["viewpoints"][0]["conversation"][1]["before"]
    question_id = debates.take_in(engine, checked(tree))
    with reading(engine) as session:
        page = snapshots.read(session, question_id)
    assert (told_of := page.talks[0].events[0].edit)
    assert not told_of.compared
    assert page.viewpoints[0].version == 2
    assert versions(told("B.", edit(1, "2026-01-02", "B."))) == [("B.", "Cy", "2026-01-02")]


def test_changes_that_no_edit_tells_of_have_versions_too():
    history = told("D.", edit(1, "2026-01-02", "B.", "A."), edit(1, "2026-01-04", "C.", "X."))
    assert versions(history) == [
        ("A.", "Bo", "2026-01-01"),
        ("B.", "Cy", "2026-01-02"),
        ("X.", "Bo", "2026-01-02"),
        ("C.", "Cy", "2026-01-04"),
        ("D.", "Bo", "2026-01-04"),
    ]
    assert [step.changes for step in history.steps.values()] == [True, True]


def test_an_edit_that_changed_nothing_makes_no_version():
    history = told("A.", edit(1, "2026-01-02", "A.", "A."), edit(1, "2026-01-03", "A."))
    assert versions(history) == [("A.", "Bo", "2026-01-01")]
    assert steps(history) == {0: (1, 1, False), 1: (None, 1, False)}


def test_an_edit_that_changed_nothing_is_told_and_made_no_version(engine: Engine):
    tree = debates.sundays()
    text = tree["viewpoints"][1]["paragraphs"][0]
    tree["viewpoints"][1]["conversation"] = [edit(1, "2026-03-04", text, text)]
    question_id = debates.take_in(engine, checked(tree))
    with reading(engine) as session:
        page = snapshots.read(session, question_id)
    told_of = page.talks[1].events[0].edit
    assert told_of is not None
    assert (told_of.status, told_of.version, page.viewpoints[1].version) == ("approved", 0, 1)


@ON_BOTH
def test_the_sample_shows_how_people_write_together(engine: Engine):
    data = (Path(debate_app.__file__).parent / "sample" / "public-transport.json").read_bytes()
    taken = debate_file.check(data)
    assert content.encoded(content.content(taken.debate, "debate/2")) == data
    debates.take_in(engine, taken)
    with reading(engine) as session:
        assert recount.differences(session) == []
        statuses = {edit.status for edit in session.exec(select(Edit))}
        kinds = {event.kind for event in session.exec(select(ConversationEvent))}
    assert statuses == {"approved", "declined", "proposed"}
    assert kinds == {"created", "edit", "comment"}
