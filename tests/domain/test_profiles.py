"""What was written under a name: whose it is, what is in it and what is not, page by page."""

import pytest
from sqlmodel import Session, select

from debate_app.domain import comments, decisions, hiding, law_requests, leaving, names, profiles, rows, votes
from debate_app.domain.mine.lines import ProposalLine
from debate_app.domain.profiles import SIZE, Profile
from debate_app.domain.refused import Invalid, NotFound
from debate_app.domain.tables import (
    Comment,
    ConversationEvent,
    Edit,
    EditStatus,
    Participant,
    Side,
    SubjectKind,
    Viewpoint,
)
from tests import scene
from tests.databases import ON_BOTH
from tests.forum import MARKS, TEXTS, Forum
from tests.scene import Essay


def wrote(profile: Profile) -> list[tuple[str, str]]:
    """What kinds of texts there are, and where each is."""
    return [(line.wrote.value, line.told.place.path.partition("#")[2]) for line in profile.lines]


@ON_BOTH
def test_what_somebody_wrote_is_listed_with_what_became_of_it(session: Session, essay: Essay) -> None:
    good, bad = (essay.change(essay.cy, essay.a, text, reason="I saw it.") for text in ("Apes eat figs.", "No."))
    essay.approve(good.edit_id, reason="So I hear.")
    decisions.decline(session, essay.author, bad.edit_id, 1, "They do not.")
    asked = scene.question(session, "Mine?", essay.cy)
    place = scene.viewpoint(session, asked, "My own", essay.cy)
    said = comments.say(session, essay.cy, essay.viewpoint_id, "One.")
    votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
    for table, row_id, at in (
        (Edit, good.edit_id, "2026-03-01"),
        (Edit, bad.edit_id, "2026-03-01T10:00:00.000Z"),
        (Comment, said.comment_id, "2026-03-01T10:00:00.000Z"),
        (Viewpoint, place, "2026-03-02T00:00:00.000Z"),
    ):
        session.get_one(table, row_id).created_at = at
    session.flush()
    shown = profiles.read(session, "Cy Twombly")
    assert (shown.name, shown.account, shown.older) == ("Cy Twombly", False, "")
    totals = shown.totals
    assert (totals.questions, totals.viewpoints, totals.edits, totals.comments) == (1, 1, 1, 1)
    assert totals.since == "2026-03-01"
    of_edit = {one.edit_id: one.id for one in session.exec(select(ConversationEvent)) if one.edit_id}
    assert wrote(shown) == [
        ("question", ""),
        ("viewpoint", f"viewpoint-{place}"),
        ("comment", f"event-{said.event_id}"),
        ("edit", f"event-{of_edit[bad.edit_id]}"),
        ("edit", f"event-{of_edit[good.edit_id]}"),
    ]
    approved = shown.lines[-1].told
    assert isinstance(approved, ProposalLine)
    assert (approved.status, approved.decided_by, approved.decision) == (EditStatus.APPROVED, "Bo Li", "So I hear.")
    assert approved.history == f"/history/viewpoint/{essay.viewpoint_id}/2"


@pytest.mark.parametrize("kind", TEXTS)
def test_a_hidden_text_is_not_in_it_and_an_erased_one_is_not_either(
    session: Session, forum: Forum, kind: SubjectKind
) -> None:
    name = rows.participant(session, forum.author(kind)).name or ""
    before = profiles.read(session, name)
    assert MARKS[kind] in str(before)
    hiding.hide(session, forum.mo, kind, forum.of(kind), "Rude.")
    assert MARKS[kind] not in _told(session, name)
    hiding.restore(session, forum.mo, kind, forum.of(kind), "It is not.")
    assert profiles.read(session, name) == before
    law_requests.erase(session, kind, forum.of(kind), "A court said so.")
    assert MARKS[kind] not in _told(session, name)


def test_what_was_said_of_a_hidden_viewpoint_is_hidden_with_it(session: Session, forum: Forum) -> None:
    hiding.hide(session, forum.mo, SubjectKind.VIEWPOINT, forum.viewpoint_id, "Rude.")
    with pytest.raises(NotFound, match="can be read here"):
        profiles.read(session, "Cy Twombly")


def test_a_hidden_question_keeps_its_title_to_itself(session: Session, forum: Forum) -> None:
    hiding.hide(session, forum.mo, SubjectKind.QUESTION, forum.question_id, "Rude.")
    [line] = profiles.read(session, "Bo Li").lines
    assert (line.told.place.question, line.told.place.title) == ("", "The dormouse should pay")
    assert "gryphon" not in line.told.place.path


def test_a_removed_comment_is_gone(session: Session, forum: Forum) -> None:
    comments.remove(session, forum.cy, forum.comment_id)
    shown = profiles.read(session, "Cy Twombly")
    assert (shown.totals.comments, [line.wrote for line in shown.lines]) == (0, ["edit"])


def test_who_only_votes_has_none(session: Session, forum: Forum) -> None:
    votes.cast(session, forum.kim, forum.viewpoint_id, Side.AGREE)
    for name in ("Whistling Kim", "Nobody Atall", "", "!?", "\0", "ﾞ"):
        with pytest.raises(NotFound):
            profiles.read(session, name)


def test_the_name_is_found_however_it_is_typed_and_told_as_it_is_spelled(session: Session, forum: Forum) -> None:
    for typed in ("bo li", "BO-LI", "  Bo\u00a0Li ", "Bo.Li" + " " * 300, "ＢＯ　ＬＩ"):
        assert profiles.read(session, typed).name == "Bo Li"
    assert profiles.read(session, "bo li", "9999-01-01_comment_1").lines


def test_guests_of_one_name_are_listed_together_and_an_account_alone(session: Session, forum: Forum) -> None:
    for name in ("Zoe Zed", "zoe zed"):
        comments.say(session, scene.guest(session, name), forum.viewpoint_id, f"I am {name}.")
    for spelled in ("Zoe Zed", "zoe zed"):
        shown = profiles.read(session, spelled)
        assert (shown.name, shown.account, shown.totals.comments) == (spelled, False, 2)
    assert profiles.read(session, "ZOE ZED").name == "Zoe Zed"
    came = session.get_one(Participant, scene.imported(session, "bo li"))
    came.name_key = names.key("bo li")
    scene.viewpoint(session, forum.question_id, "By somebody in a file", rows.new_id(came.id))
    shown = profiles.read(session, "bo li")
    assert (shown.name, shown.account, shown.totals.viewpoints) == ("Bo Li", True, 1)
    assert "in a file" not in str(shown)


def test_who_left_has_none(session: Session, forum: Forum) -> None:
    leaving.leave(session, forum.cy, texts_go=False, votes_go=False)
    for name in ("Cy Twombly", names.FORMER, "A former, participant"):
        with pytest.raises(NotFound):
            profiles.read(session, name)


@ON_BOTH
def test_a_long_list_is_read_page_by_page_while_it_grows(session: Session, essay: Essay) -> None:
    """Many of one moment, so that their places differ by kind and number alone."""
    at, total = "2026-03-01", 2 * SIZE + 3
    for number in range(total):
        if number % 3:
            event = ConversationEvent(
                viewpoint_id=essay.viewpoint_id, kind="comment", author_id=essay.cy, at=at, active_at=at
            )
            session.add(event)
            session.flush()
            said = {"event_id": event.id or 0, "number": 0, "author_id": essay.cy, "text": f"{number}"}
            session.add(Comment(language="en", created_at=at, **said))
        else:
            asked = scene.question(session, f"{number}?", essay.cy)
            rows.question(session, asked).created_at = at
    session.flush()
    read: list[object] = []
    cursor = ""
    for page in range(3):
        shown = profiles.read(session, "Cy Twombly", cursor)
        read += shown.lines
        cursor = shown.older
        assert bool(cursor) == (page < 2)
        scene.question(session, f"Meanwhile {page}?", essay.cy)
    assert len(read) == total
    assert len({str(line) for line in read}) == total
    assert not profiles.read(session, "Cy Twombly", "2026-03-01_question_1").lines


@pytest.mark.parametrize(
    "cursor",
    ["x", "2026-03-01", "2026-03-01_vote_1", "2026-13-01_edit_1", "2026-03-01_edit_0", "2026-03-01_edit_9999999999",
     "2026-03-01_edit_١", "_edit_1", "2026-03-01_edit_1\n", "\0_edit_1"],
)  # fmt: skip
def test_a_place_that_is_none_is_refused(session: Session, essay: Essay, cursor: str) -> None:
    with pytest.raises(Invalid):
        profiles.read(session, "Bo Li", cursor)


def test_its_address_is_the_one_that_browsers_make() -> None:
    """As ``encodeURIComponent`` does."""
    for name, address in (
        ("Bo Li", "/people/Bo%20Li"),
        ("a/../b?c#d%", "/people/a%2F..%2Fb%3Fc%23d%25"),
        ("Zoë (she's) !*~-_.", "/people/Zo%C3%AB%20(she's)%20!*~-_."),
        ("李 🦉 عمر", "/people/%E6%9D%8E%20%F0%9F%A6%89%20%D8%B9%D9%85%D8%B1"),
        ("a&b=c+d;e:f@g,h$", "/people/a%26b%3Dc%2Bd%3Be%3Af%40g%2Ch%24"),
    ):
        assert profiles.path(name) == address


def _told(session: Session, name: str) -> str:
    try:
        return str(profiles.read(session, name))
    except NotFound:
        return ""
