"""Who moderates, and who appoints moderators."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import acts, appointments, rows
from debate_app.domain.refused import Invalid, NotAllowed, NotFound, Refused
from debate_app.domain.tables import ActKind, Role
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.forum import Forum
from tests.together import together

MODERATOR, ADMIN = Role.MODERATOR, Role.ADMIN


def held(session: Session) -> dict[str, Role | None]:
    return {one.name: one.role for one in appointments.listed(session)}


@ON_BOTH
@pytest.mark.parametrize("role", list(Role))
def test_appointing_and_dismissing_are_lines_of_the_log(session: Session, forum: Forum, role: Role) -> None:
    assert appointments.appoint(session, forum.ann, forum.kim, role)
    assert held(session)["Whistling Kim"] is role
    assert appointments.dismiss(session, forum.ann, forum.kim)
    assert "Whistling Kim" not in held(session)
    told = [(line.kind, line.by, line.about, line.reason) for line in acts.newest(session)]
    assert told == [
        (ActKind.DISMISS, "Ann Admin", "Whistling Kim", f"As {role}."),
        (ActKind.APPOINT, "Ann Admin", "Whistling Kim", f"As {role}."),
    ]


def test_twice_changes_nothing(session: Session, forum: Forum) -> None:
    assert [appointments.appoint(session, None, forum.kim, MODERATOR) for _ in range(2)] == [True, False]
    assert [appointments.dismiss(session, None, forum.kim) for _ in range(2)] == [True, False]
    assert len(acts.newest(session)) == 2


def test_another_role_takes_the_place_of_the_first(session: Session, forum: Forum) -> None:
    for role in (ADMIN, MODERATOR):
        assert appointments.appoint(session, forum.ann, forum.kim, role)
        assert held(session)["Whistling Kim"] is role


def test_only_admins_and_the_command_line_appoint(session: Session, forum: Forum) -> None:
    for who in (*forum.people(), forum.mo, scene.guest(session)):
        with pytest.raises(NotAllowed, match="Only admins"):
            appointments.appoint(session, who, forum.kim, MODERATOR)
        with pytest.raises(NotAllowed, match="Only admins"):
            appointments.dismiss(session, who, forum.max)
    assert acts.newest(session) == ()
    assert appointments.appoint(session, None, forum.kim, ADMIN)
    assert appointments.appoint(session, forum.kim, forum.bo, MODERATOR)


def test_on_the_page_the_last_admin_stays_one(session: Session, forum: Forum) -> None:
    for verb in (
        lambda: appointments.dismiss(session, forum.ann, forum.ann),
        lambda: appointments.appoint(session, forum.ann, forum.ann, MODERATOR),
    ):
        with pytest.raises(Invalid, match="You are the only admin"):
            verb()
    appointments.appoint(session, forum.ann, forum.kim, ADMIN)
    assert appointments.dismiss(session, forum.kim, forum.ann)
    assert appointments.dismiss(session, None, forum.kim)


def test_who_has_no_account_cannot_be_appointed(session: Session, forum: Forum) -> None:
    for nobody in (forum.cy, scene.guest(session), scene.imported(session, "Old Writer")):
        with pytest.raises(NotAllowed, match="Only people with an account"):
            appointments.appoint(session, None, nobody, MODERATOR)


@ON_BOTH
def test_a_candidate_is_found_by_the_name_of_their_account(session: Session, forum: Forum) -> None:
    found = appointments.candidate(session, " BO  LI ")
    assert (found.id, found.name, found.texts, found.role) == (forum.bo, "Bo Li", 1, None)
    assert found.since == rows.participant(session, forum.bo).created_at
    assert appointments.candidate(session, "Mo Derator").role is MODERATOR
    for unknown in ("Cy Twombly", "Nobody Else"):
        with pytest.raises(NotFound, match="Nobody has an account"):
            appointments.candidate(session, unknown)
    with pytest.raises(Invalid):
        appointments.candidate(session, "!")


@pytest.mark.parametrize("participant_id", [0, -1, 999_999, 2**31])
def test_nobody_is_no_moderator(session: Session, participant_id: int) -> None:
    with pytest.raises(NotFound):
        appointments.appoint(session, None, participant_id, MODERATOR)
    assert not appointments.dismiss(session, None, participant_id)


@ON_BOTH
def test_of_two_admins_who_dismiss_each_other_at_once_one_stays(engine: Engine) -> None:
    with transaction(engine) as session:
        ann, otto = (scene.account(session, name, ADMIN) for name in ("Ann Admin", "Otto Admin"))

    def dismiss(pair: tuple[int, int]) -> bool:
        try:
            with transaction(engine) as session:
                return appointments.dismiss(session, *pair)
        except Refused:
            return False

    assert sum(together(dismiss, [(ann, otto), (otto, ann)])) == 1
    with reading(engine) as session:
        assert len(appointments.listed(session)) == 1
