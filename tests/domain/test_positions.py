"""My positions: votes with what became of the text, texts with what became of them, requests with their answers."""

from sqlmodel import Session

from debate_app.domain import (
    comments,
    dates,
    decisions,
    leaving,
    log,
    positions,
    rows,
    support,
    votes,
)
from debate_app.domain.log import Subject
from debate_app.domain.mine.portions import SIZE
from debate_app.domain.names import FORMER
from debate_app.domain.tables import (
    ActKind,
    Appeal,
    EditStatus,
    Question,
    Report,
    ReportCause,
    Side,
    SubjectKind,
    Viewpoint,
)
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay
from tests.versions import begin


def read(session: Session, who: int, **starts: int) -> positions.Positions:
    return positions.read(session, who, starts)


@ON_BOTH
def test_a_vote_says_what_became_of_the_text_since(session: Session, essay: Essay) -> None:
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
    [vote] = read(session, essay.cy).votes.lines
    assert (vote.side, vote.version, vote.newest, vote.changed, vote.comparison) == (Side.AGREE, 1, 1, False, "")
    assert (vote.place.title, vote.place.question) == ("Who eats what", "Should the library open on Sundays?")
    begin(session, essay.viewpoint_id, small=True)
    [vote] = read(session, essay.cy).votes.lines
    assert (vote.changed, vote.comparison) == (False, f"/history/viewpoint/{essay.viewpoint_id}/2?against=1")
    begin(session, essay.viewpoint_id)
    [vote] = read(session, essay.cy).votes.lines
    assert (vote.changed, vote.comparison) == (True, f"/history/viewpoint/{essay.viewpoint_id}/3?against=1")


def test_a_proposal_says_what_became_of_it_and_why(session: Session, essay: Essay) -> None:
    for text in ("Apes eat pears.", "Apes eat plums.", "Apes eat figs."):
        essay.change(essay.cy, essay.a, text, reason="I saw it.")
    figs, plums, _ = read(session, essay.cy).proposals.lines
    decisions.decline(session, essay.author, 2, 1, "They do not.")
    essay.approve(3, reason="So I hear.")
    figs, plums, pears = read(session, essay.cy).proposals.lines
    assert [one.text for one in (figs, plums, pears)] == ["Apes eat figs.", "Apes eat plums.", "Apes eat pears."]
    assert (figs.status, figs.decided_by, figs.decision, figs.version) == (
        EditStatus.APPROVED, "Bo Li", "So I hear.", 2,
    )  # fmt: skip
    assert (plums.status, plums.decision, plums.version) == (EditStatus.DECLINED, "They do not.", 0)
    assert (pears.status, pears.decided_by, pears.decision) == (EditStatus.NEEDS_LOOK, "", "")
    leaving.leave(session, essay.author, texts_go=False, votes_go=False)
    assert read(session, essay.cy).proposals.lines[0].decided_by == FORMER


def test_texts_comments_and_sides_are_listed_the_latest_first(session: Session, essay: Essay) -> None:
    mine = scene.question(session, "Mine?", essay.cy)
    place = scene.viewpoint(session, mine, author_id=essay.cy)
    edit_id = essay.change(scene.guest(session, "Di"), essay.a, "Apes eat pears.").edit_id
    support.stand(session, essay.cy, edit_id, 1, Side.DISAGREE)
    first = comments.say(session, essay.cy, place, "One.")
    comments.reply(session, essay.cy, first.event_id, "Two. " * 100)
    comments.remove(session, essay.cy, first.comment_id)
    told = read(session, essay.cy)
    assert [one.place.question for one in told.questions.lines] == ["Mine?"]
    assert [one.place.path for one in told.viewpoints.lines] == [f"/q/{mine}/mine#viewpoint-{place}"]
    assert [(one.removed, one.text[:4], len(one.text) < 170) for one in told.comments.lines] == [
        (False, "Two.", True), (True, "", True),
    ]  # fmt: skip
    assert [(one.side, one.status) for one in told.sides.lines] == [(Side.DISAGREE, EditStatus.PROPOSED)]


def test_what_is_hidden_is_told_to_its_author_alone(session: Session, essay: Essay) -> None:
    act = log.write(session, ActKind.HIDE, Subject(SubjectKind.VIEWPOINT, essay.viewpoint_id), None, "Rude.")
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
    session.get_one(Viewpoint, essay.viewpoint_id).hidden_id = act
    session.get_one(Question, essay.question_id).hidden_id = act
    session.flush()
    [vote] = read(session, essay.cy).votes.lines
    assert (vote.place.title, vote.place.question, "sundays" in vote.place.path) == ("", "", False)
    [own] = read(session, essay.author).viewpoints.lines
    assert (own.place.title, own.place.question, own.hidden_id) == ("Who eats what", "", act)


def test_reports_and_appeals_come_with_their_answers(session: Session, essay: Essay) -> None:
    about, at = Subject(SubjectKind.VIEWPOINT, essay.viewpoint_id), dates.now()
    hidden, kept = (log.write(session, kind, about, None, "Because.") for kind in (ActKind.HIDE, ActKind.UPHELD))
    report = {"subject_kind": about.kind, "subject_id": about.id, "cause": ReportCause.ABUSE, "at": at}
    session.add(Report(by_id=essay.cy, text="Look.", act_id=hidden, closed_at=at, **report))
    session.flush()
    session.add(Report(by_id=essay.cy, text="Again.", **report))
    session.add(Appeal(act_id=hidden, by_id=essay.cy, text="Why?", at=at, answer_id=kept))
    session.flush()
    told = read(session, essay.cy)
    again, look = told.reports.lines
    assert (again.text, again.answer) == ("Again.", None)
    assert look.answer is not None
    assert (look.answer.kind, look.answer.reason) == (ActKind.HIDE, "Because.")
    [appeal] = told.appeals.lines
    assert appeal.answer is not None
    assert (appeal.against.act_id, appeal.answer.kind) == (hidden, ActKind.UPHELD)
    nobodys = read(session, essay.author)
    assert (nobodys.reports.total, nobodys.appeals.total) == (0, 0)


def test_a_long_list_is_read_some_lines_at_a_time(session: Session) -> None:
    who = scene.guest(session, "Zoe")
    asked = [scene.question(session, f"Number {number}?", who) for number in range(SIZE + 3)]
    first, rest, beyond = (read(session, who, questions=start).questions for start in (0, SIZE, SIZE + 3))
    assert (len(first.lines), len(rest.lines), first.total) == (SIZE, 3, SIZE + 3)
    assert first == beyond
    assert rest.lines[-1].history == f"/history/question/{asked[0]}"
    assert rows.question(session, asked[0]).author_id == who
