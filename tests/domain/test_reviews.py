"""What waits for whose decision."""

from sqlmodel import Session

from debate_app.domain import appointments, edits, reviews, viewpoints
from debate_app.domain.amendments import Draft
from debate_app.domain.tables import EditKind
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay


def _waiting(session: Session, participant_id: int) -> list[int]:
    return [one.edit_id for one in reviews.waiting(session, participant_id)]


@ON_BOTH
def test_the_author_is_asked_about_what_waits_the_oldest_first(session: Session, essay: Essay) -> None:
    first = essay.change(essay.cy, essay.a, "Apes eat figs.").edit_id
    second = essay.send(essay.cy, EditKind.TITLE, text="New").edit_id
    assert _waiting(session, essay.author) == [first, second]
    assert _waiting(session, essay.cy) == _waiting(session, scene.guest(session)) == []
    [item, _] = reviews.waiting(session, essay.author)
    assert (item.kind, item.status, item.by.name, item.by.initials) == ("change", "proposed", "Cy Twombly", "CT")
    assert (item.question_id, item.viewpoint_title) == (essay.question_id, "Who eats what")
    assert item.slug == "should-the-library-open-on-sundays"
    assert item.at == essay.edit(first).created_at
    essay.change(essay.author, essay.a, "Apes eat dates.")
    assert reviews.waiting(session, essay.author)[0].status == "needs_look"


def test_what_was_decided_or_taken_back_waits_no_more(session: Session, essay: Essay) -> None:
    approved, withdrawn = (essay.change(essay.cy, one, "New.").edit_id for one in (essay.a, essay.b))
    essay.approve(approved)
    edits.withdraw(session, essay.cy, withdrawn)
    essay.change(essay.author, essay.c, "Cats.")
    assert _waiting(session, essay.author) == []


def test_moderators_are_asked_where_the_author_cannot_sign_in(session: Session, essay: Essay) -> None:
    mo, came = scene.guest(session, "Mo"), scene.imported(session, "Kim")
    scene.appoint(session, mo)
    theirs = viewpoints.add(session, came, essay.question_id, "Imported", ["Text."], [])
    essay.change(essay.cy, essay.a, "Apes.")
    sent = edits.submit(session, essay.cy, theirs, Draft(EditKind.TITLE, 1, text="New"))
    assert _waiting(session, mo) == [sent.edit_id]
    assert reviews.deciders(session, theirs) == (mo,)
    assert reviews.deciders(session, essay.viewpoint_id) == (essay.author,)
    appointments.dismiss(session, None, mo)
    assert _waiting(session, mo) == []
    assert reviews.deciders(session, theirs) == ()


def test_a_moderator_is_asked_about_their_own_viewpoints_too(session: Session, essay: Essay) -> None:
    scene.appoint(session, essay.author)
    sent = essay.change(essay.cy, essay.a, "Apes.")
    assert _waiting(session, essay.author) == [sent.edit_id]


def test_at_most_so_many_are_shown(session: Session, essay: Essay) -> None:
    sent = [essay.change(essay.cy, essay.a, f"Apes {number}.").edit_id for number in range(reviews.SHOWN + 2)]
    assert _waiting(session, essay.author) == sent[: reviews.SHOWN]
