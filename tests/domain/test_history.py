"""The history of a viewpoint, of a paragraph and of a question: its lines, its versions, any two compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from debate_app.domain import (
    comparing,
    decisions,
    edits,
    history,
    participants,
    question_edits,
    restoring,
    versions,
)
from debate_app.domain.amendments import Draft
from debate_app.domain.history import Asked, HistoryPage
from debate_app.domain.history_texts import Part
from debate_app.domain.refused import Invalid, NotAllowed, NotFound, Refused
from debate_app.domain.tables import Audience, EditKind, EditStatus, Paragraph, Question, Tally, Viewpoint
from debate_app.domain.wordings import Standing, Wording
from tests import scene
from tests.databases import ON_BOTH, statements

COOKIE = participants.new_cookie()


@pytest.fixture
def author_id(session: Session, viewpoint_id: int) -> int:
    return session.get_one(Viewpoint, viewpoint_id).author_id


@pytest.fixture
def first_id(session: Session, viewpoint_id: int) -> int:
    """The viewpoint's first paragraph."""
    found = session.exec(select(Paragraph.id).where(col(Paragraph.viewpoint_id) == viewpoint_id)).first()
    return found or 0


def page(session: Session, viewpoint_id: int, cookie: str = COOKIE, **asked: int) -> HistoryPage:
    return history.page(session, Asked("viewpoint", viewpoint_id, **asked), cookie)


def edit(session: Session, author_id: int, viewpoint_id: int, kind: EditKind, **more: object) -> int:
    """Make an edit on today's version; the paragraph that it is about."""
    base = session.get_one(Viewpoint, viewpoint_id).version
    return edits.submit(session, author_id, viewpoint_id, Draft(kind, base, **more)).paragraph_id


def rewrite(session: Session, author_id: int, viewpoint_id: int, paragraph_id: int, *texts: str) -> None:
    for text in texts:
        edit(session, author_id, viewpoint_id, EditKind.CHANGE, paragraph_id=paragraph_id, text=text)


def test_a_new_viewpoint_has_one_version_and_nothing_to_compare(session: Session, viewpoint_id: int):
    found = page(session, viewpoint_id)
    assert found.subject.path.endswith(f"#viewpoint-{viewpoint_id}")
    assert found.numbers == (1,)
    only = found.lines[0]
    assert (only.number, only.kind, [one.name for one in only.people], only.edit_id) == (1, "created", ["Bo Li"], 0)


@ON_BOTH
def test_every_kind_of_edit_has_its_line(session: Session, viewpoint_id: int, author_id: int, first_id: int):
    second = edit(session, author_id, viewpoint_id, EditKind.INSERT, text="Second.", after_id=first_id, reason="More")
    rewrite(session, author_id, viewpoint_id, second, "Another second.")
    edit(session, author_id, viewpoint_id, EditKind.MOVE, paragraph_id=second)
    edit(session, author_id, viewpoint_id, EditKind.TITLE, text="Open it all day")
    edit(session, author_id, viewpoint_id, EditKind.SOURCES, text="example.org/other")
    edit(session, author_id, viewpoint_id, EditKind.REMOVE, paragraph_id=first_id)
    edit(session, author_id, viewpoint_id, EditKind.RESTORE, restores=2)
    told = [
        (line.number, line.kind, line.paragraph_number, line.restores) for line in page(session, viewpoint_id).lines
    ]
    assert told == [
        (8, "restore", 0, 2),
        (7, "remove", 2, 0),
        (6, "sources", 0, 0),
        (5, "title", 0, 0),
        (4, "move", 1, 0),
        (3, "change", 2, 0),
        (2, "insert", 2, 0),
        (1, "created", 0, 0),
    ]
    assert page(session, viewpoint_id).lines[6].reason == "More"


def test_a_line_names_who_wrote_who_adjusted_and_who_approved(
    session: Session, viewpoint_id: int, author_id: int, first_id: int
):
    proposer, moderator_id = scene.guest(session, "Cy Twombly"), scene.guest(session, "Mo Derator")
    scene.appoint(session, moderator_id)
    draft = Draft(EditKind.CHANGE, 1, paragraph_id=first_id, text="People read much more. [1]")
    sent = edits.submit(session, proposer, viewpoint_id, draft)
    assert page(session, viewpoint_id).numbers == (1,)  # a proposal makes no version
    decisions.approve_changed(session, moderator_id, sent.edit_id, 1, 1, "People read a lot. [1]", None, "Shorter")
    rewrite(session, author_id, viewpoint_id, first_id, "People read. [1]")
    own, adjusted, _ = page(session, viewpoint_id).lines
    assert [one.name for one in adjusted.people] == ["Cy Twombly", "Mo Derator"]
    assert (adjusted.approved_by.name, adjusted.decision) == ("Mo Derator", "Shorter")
    assert ([one.name for one in own.people], own.approved_by.name) == (["Bo Li"], "")


def test_votes_stand_on_the_version_that_they_were_given_on(
    session: Session, viewpoint_id: int, author_id: int, first_id: int
):
    rewrite(session, author_id, viewpoint_id, first_id, "Now quite another text.")
    session.merge(Tally(viewpoint_id=viewpoint_id, viewpoint_version=1, agrees=3, disagrees=1))
    session.merge(Tally(viewpoint_id=viewpoint_id, viewpoint_version=2, agrees=0, disagrees=5))
    session.flush()
    assert [(line.agrees, line.disagrees) for line in page(session, viewpoint_id).lines] == [(0, 5), (3, 1)]


def test_a_small_correction_is_marked_until_it_is_weighed_anew(
    session: Session, viewpoint_id: int, author_id: int, first_id: int
):
    edit(session, author_id, viewpoint_id, EditKind.CHANGE, paragraph_id=first_id, text="People read, more. [1]")
    small = page(session, viewpoint_id).lines[0]
    assert small.small
    decisions.weigh(session, author_id, small.edit_id, small=False)
    assert not history.line(session, page(session, viewpoint_id).subject, 2).small


def test_the_history_of_a_paragraph_is_when_its_text_came_changed_and_went(
    session: Session, viewpoint_id: int, author_id: int, first_id: int
):
    second = edit(session, author_id, viewpoint_id, EditKind.INSERT, text="Second.", after_id=first_id)
    rewrite(session, author_id, viewpoint_id, first_id, "Another first.")
    rewrite(session, author_id, viewpoint_id, second, "Another second.")
    edit(session, author_id, viewpoint_id, EditKind.MOVE, paragraph_id=second)
    assert page(session, viewpoint_id, paragraph_id=second).subject.paragraph_number == 1
    edit(session, author_id, viewpoint_id, EditKind.REMOVE, paragraph_id=second)
    found = page(session, viewpoint_id, paragraph_id=second)
    assert found.numbers == (6, 4, 2)
    assert [line.kind for line in found.lines] == ["remove", "change", "insert"]
    assert found.subject.paragraph_number == 0
    compared = page(session, viewpoint_id, paragraph_id=second, version=4, against=2).comparison
    assert [(part.id, part.fate) for part in compared.parts] == [(second, "changed")]


def test_a_version_is_the_viewpoint_as_it_stood(session: Session, viewpoint_id: int, author_id: int, first_id: int):
    edit(session, author_id, viewpoint_id, EditKind.TITLE, text="Open it all day")
    edit(session, author_id, viewpoint_id, EditKind.SOURCES, text="[Mondays] example.org/mondays\nexample.org/x")
    then, now = (page(session, viewpoint_id, version=number).version for number in (1, 3))
    assert (then.title, then.stands, then.line.number) == ("Open it", False, 1)
    assert [source.href for source in then.sources] == ["https://example.org/sundays"]
    assert [(piece.text, piece.source) for piece in then.paragraphs[0].pieces] == [
        ("People read more. ", 0),
        ("[1]", 1),
    ]
    assert (now.title, now.stands) == ("Open it all day", True)
    assert [source.label for source in now.sources] == ["Mondays", ""]


def test_a_version_that_says_what_stands_today_stands(
    session: Session, viewpoint_id: int, author_id: int, first_id: int
):
    rewrite(session, author_id, viewpoint_id, first_id, "Other.")
    edit(session, author_id, viewpoint_id, EditKind.RESTORE, restores=1)
    assert [page(session, viewpoint_id, version=number).version.stands for number in (1, 2, 3)] == [True, False, True]


def test_two_versions_are_compared_older_first_whichever_is_named_first(
    session: Session, viewpoint_id: int, author_id: int, first_id: int
):
    rewrite(session, author_id, viewpoint_id, first_id, "People read less. [1]")
    one, other = page(session, viewpoint_id, version=2, against=1), page(session, viewpoint_id, version=1, against=2)
    assert one.comparison == other.comparison == page(session, viewpoint_id, against=1).comparison
    title, text, sources = one.comparison.parts
    assert (title.fate, sources.fate) == ("same", "same")
    assert [(run.text, run.kind) for run in text.changes] == [
        ("People read ", "same"),
        ("more", "removed"),
        ("less", "added"),
        (". [1]", "same"),
    ]


def test_versions_that_say_the_same_do_not_differ(session: Session, viewpoint_id: int, author_id: int, first_id: int):
    rewrite(session, author_id, viewpoint_id, first_id, "Other.", "People read more. [1]")
    restored = page(session, viewpoint_id, version=3, against=1).comparison
    assert restored.differs is False
    assert {part.fate for part in restored.parts} == {"same"}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"version": 7}, "This version does not exist."),
        ({"version": 0}, "This version does not exist."),
        ({"version": 10**18 - 1}, "This version does not exist."),
        ({"against": 0}, "This version does not exist."),
        ({"version": 1, "against": 2**40}, "This version does not exist."),
        ({"version": 1, "against": 1}, "These are one and the same version. Choose two."),
        ({"paragraph_id": 0}, "This paragraph does not exist."),
        ({"paragraph_id": 2**40}, "This paragraph does not exist."),
    ],
)
def test_what_an_address_asks_for_in_vain_is_a_sentence_above_the_list(
    session: Session, viewpoint_id: int, asked: dict[str, int], sentence: str
):
    found = page(session, viewpoint_id, **asked)
    assert found.fault == sentence
    assert len(found.lines) == 1


def test_a_paragraph_of_another_viewpoint_has_no_history_here(session: Session, question_id: int, first_id: int):
    other = scene.viewpoint(session, question_id, "Keep it closed")
    assert page(session, other, paragraph_id=first_id).fault == "This paragraph does not exist."


def test_there_is_no_history_of_nothing(session: Session, viewpoint_id: int):
    for kind in ("viewpoint", "question"):
        for subject_id in (0, 999, 10**18 - 1):
            for look in (lambda one: history.page(session, one, COOKIE), lambda one: history.require(session, one)):
                with pytest.raises(NotFound):
                    look(Asked(kind, subject_id))
    with pytest.raises(NotFound):
        history.require(session, Asked("viewpoint", viewpoint_id, 2))


@pytest.mark.parametrize(
    ("path", "query", "asked"),
    [
        ("/history/viewpoint/12", {}, Asked("viewpoint", 12)),
        ("/history/viewpoint/0012/", {}, Asked("viewpoint", 12)),
        ("/history/question/3/4", {"against": "2"}, Asked("question", 3, 4, 2)),
        ("/history/viewpoint/3", {"against": "x", "paragraph": "7"}, Asked("viewpoint", 3, None, 0, 7)),
        ("/history/viewpoint/3", {"paragraph": ["7"]}, Asked("viewpoint", 3, None, None, 0)),
        ("/history/question/3", {"before": "51"}, Asked("question", 3, before=51)),
        ("/history/viewpoint/3/x", {}, None),
        ("/history/viewpoint/３", {}, None),
        ("/history/viewpoint/3/4/5", {}, None),
        ("/history/edit/3", {}, None),
        (f"/history/viewpoint/{'9' * 19}", {}, None),
        ("/q/3", {}, None),
    ],
)
def test_an_address_is_read_or_is_none(path: str, query: dict[str, object], asked: Asked | None):
    assert history.asked(path, query) == asked


@ON_BOTH
def test_a_long_history_comes_in_pages_and_in_the_same_few_queries(
    session: Session, viewpoint_id: int, author_id: int, first_id: int
):
    rewrite(session, author_id, viewpoint_id, first_id, "One.")
    session.flush()
    session.expunge_all()
    with statements(session.get_bind()) as few:
        page(session, viewpoint_id)
    rewrite(session, author_id, viewpoint_id, first_id, *(f"Text number {number}." for number in range(58)))
    session.flush()
    session.expunge_all()
    with statements(session.get_bind()) as many:
        newest = page(session, viewpoint_id).lines
    assert len(many) == len(few)
    assert [line.number for line in newest] == [*range(60, 10, -1)]
    older = history.more(session, page(session, viewpoint_id).subject, before=11)
    assert [line.number for line in older] == [*range(10, 0, -1)]
    assert page(session, viewpoint_id, before=11).lines == older
    assert page(session, viewpoint_id, before=1).lines == newest
    of_paragraph = history.more(session, page(session, viewpoint_id, paragraph_id=first_id).subject, before=4)
    assert [line.number for line in of_paragraph] == [3, 2, 1]


def test_only_who_may_decide_applies_at_once(session: Session, viewpoint_id: int, question_id: int):
    cookie = participants.new_cookie()
    assert not page(session, viewpoint_id, cookie).may_apply
    assert not page(session, viewpoint_id, "no cookie").may_apply
    scene.appoint(session, participants.ensure(session, cookie))
    assert page(session, viewpoint_id, cookie).may_apply
    found = history.page(session, Asked("question", question_id), cookie)
    assert found.may_apply


def test_who_can_restore_nothing_is_told_why(session: Session, viewpoint_id: int, question_id: int):
    cookie = participants.new_cookie()
    question = session.get_one(Question, question_id)
    assert page(session, viewpoint_id, cookie).writing == ""
    assert history.page(session, Asked("question", question_id), cookie).writing.startswith("Only the author")
    question.writers = Audience.ACCOUNTS
    assert page(session, viewpoint_id, cookie).writing.startswith("Only people with an account write here.")
    question.locked = True
    scene.appoint(session, participants.ensure(session, cookie))
    assert page(session, viewpoint_id, cookie).writing == ""
    question.closes_at = "2026-01-01T00:00:00Z"
    assert page(session, viewpoint_id, cookie).writing.startswith("This question was closed")


def test_restoring_gives_exactly_that_version_and_others_propose(
    session: Session, viewpoint_id: int, author_id: int, first_id: int
):
    edit(session, author_id, viewpoint_id, EditKind.INSERT, text="Second.", after_id=first_id)
    edit(session, author_id, viewpoint_id, EditKind.REMOVE, paragraph_id=first_id)
    edit(session, author_id, viewpoint_id, EditKind.TITLE, text="Never mind")
    stranger = scene.guest(session, "Cy Twombly")
    assert restoring.viewpoint(session, stranger, viewpoint_id, 2, 4, "It was better").status is EditStatus.PROPOSED
    assert restoring.viewpoint(session, author_id, viewpoint_id, 2, 4, "").status is EditStatus.APPROVED
    assert versions.wording(session, viewpoint_id, 5) == versions.wording(session, viewpoint_id, 2)
    with pytest.raises(Invalid):
        restoring.viewpoint(session, author_id, viewpoint_id, 1, 4, "")  # made on a version that has passed


def test_restoring_a_paragraph_leaves_the_others_as_they_are(
    session: Session, viewpoint_id: int, author_id: int, first_id: int
):
    rewrite(session, author_id, viewpoint_id, first_id, "Other.")
    edit(session, author_id, viewpoint_id, EditKind.TITLE, text="Open it all day")
    restoring.paragraph(session, author_id, viewpoint_id, first_id, 1, 3, "")
    now = versions.wording(session, viewpoint_id, 4)
    assert (now.title, now.paragraphs[0].text) == ("Open it all day", "People read more. [1]")
    second = edit(session, author_id, viewpoint_id, EditKind.INSERT, text="Second.", after_id=first_id)
    for paragraph_id, version in ((second, 1), (first_id, 99), (99, 1)):
        with pytest.raises(Refused):
            restoring.paragraph(session, author_id, viewpoint_id, paragraph_id, version, 5, "")


def test_a_question_has_its_versions_and_goes_back_to_one(session: Session, question_id: int):
    asker = session.get_one(Question, question_id).author_id
    question_edits.edit(session, asker, question_id, 1, "Should it open?", "It closes at noon.", ["Town"], "Shorter")
    question_edits.edit(session, asker, question_id, 2, "Should it open?", "It closes at noon.", ["Town", "Books"])
    found = history.page(session, Asked("question", question_id, 3, 1), COOKIE)
    assert [(line.number, line.kind, line.reason) for line in found.lines] == [
        (3, "topics", ""),
        (2, "several", "Shorter"),
        (1, "asked", ""),
    ]
    parts = [(part.kind, part.fate) for part in found.comparison.parts]
    assert parts == [("title", "changed"), ("background", "changed"), ("topics", "added")]
    with pytest.raises(NotAllowed):
        restoring.question(session, scene.guest(session, "Cy Twombly"), question_id, 1, 3, "")
    restoring.question(session, asker, question_id, 1, 3, "Back")
    back = history.page(session, Asked("question", question_id, 4), COOKIE)
    assert back.version.title == "Should the library open on Sundays?"
    assert question_edits.wording(session, question_id, 4) == question_edits.wording(session, question_id, 1)


_texts = st.sampled_from(["People read.", "Nobody reads. [1]", "Ça ira, مرحبا.", "x" * 300])
_standing = st.lists(st.tuples(st.integers(1, 6), _texts), unique_by=lambda one: one[0], min_size=1, max_size=6)
_wordings = st.builds(
    lambda title, sources, standing: Wording(title, sources, tuple(Standing(one, 0, text) for one, text in standing)),
    st.sampled_from(["Open it", "Close it"]),
    st.sampled_from(["", "example.org", "example.org\nexample.com/x", "example.com/x"]),
    _standing,
)


@given(_wordings, _wordings)
def test_a_comparison_spells_both_versions(older: Wording, newer: Wording):
    paragraphs = [part for part in comparing.viewpoints(older, newer) if part.kind == "paragraph"]
    standing = [part for part in paragraphs if part.fate != "removed"]
    assert [part.id for part in standing] == [one.id for one in newer.paragraphs]
    assert [part.number for part in standing] == [*range(1, len(standing) + 1)]
    gone = {one.id for one in older.paragraphs} - {one.id for one in newer.paragraphs}
    assert {part.id for part in paragraphs if part.fate == "removed"} == gone
    for part in paragraphs:
        if part.fate == "same":
            continue
        old, new = older.paragraph(part.id), newer.paragraph(part.id)
        assert spelt(part, "added") == (old.text if old else "")
        assert spelt(part, "removed") == (new.text if new else "")
    kept = [part for part in paragraphs if part.fate in ("same", "changed") and not part.was]
    places = [older.number_of(part.id) for part in kept]
    assert places == sorted(places)  # what was not moved keeps its order


def spelt(part: Part, without: str) -> str:
    return "".join(run.text for run in part.changes if run.kind != without)
