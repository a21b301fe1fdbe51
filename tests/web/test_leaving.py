"""Leaving over plain HTTP: what has to be chosen and proved, and what the browser is then."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from debate_app import live
from debate_app.domain import participants, passwords, recount, votes
from debate_app.domain.tables import Account, Participant, ParticipantKind, Side, Vote
from debate_app.store.engine import reading, transaction
from tests import scene
from tests.web.scriptless import PASSWORD, Enter, NewBrowser, said

PATH = "/account/delete"


def account(session: Session, password: str = "") -> int:
    who = scene.account(session, "Zoe Zed")
    if password:
        session.get_one(Account, who).password_hash = passwords.hashed(password)
    return who


def kind(engine: Engine, who: int) -> ParticipantKind:
    with reading(engine) as session:
        return session.get_one(Participant, who).kind


async def test_an_account_with_a_password_is_deleted_with_it(
    engine: Engine, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction(engine) as session:
        who = account(session, PASSWORD)
        place = scene.viewpoint(session, question_id := scene.question(session))
        votes.cast(session, who, place, Side.AGREE)
    heard: list[object] = []
    monkeypatch.setattr(live, "changed", heard.append)
    monkeypatch.setattr(live, "reconnect", heard.append)
    browser = enter(who)
    cookie = browser.cookie
    wrong = await browser.send(PATH, texts="stay", votes="go", current="something else")
    assert wrong.status_code == 400
    assert "This is not your password." in said(wrong)
    assert 'value="go" checked' in wrong.text
    assert "something else" not in wrong.text
    assert kind(engine, who) is ParticipantKind.ACCOUNT
    right = await browser.send(PATH, texts="stay", votes="go", current=PASSWORD)
    assert (right.status_code, right.headers["location"]) == (303, f"{PATH}?done=1")
    assert browser.cookie not in ("", cookie)
    assert "It is done." in said(await browser.open(right.headers["location"]))
    assert kind(engine, who) is ParticipantKind.FORMER
    assert {question_id, participants.hashed(cookie)} <= set(heard)
    with reading(engine) as session:
        assert session.exec(select(Vote)).all() == []
        assert recount.differences(session) == []


async def test_without_a_password_the_name_is_typed(engine: Engine, enter: Enter) -> None:
    with transaction(engine) as session:
        who = account(session)
    browser = enter(who)
    for typed in ("", "Zoe", "Ada Byron"):
        assert (await browser.send(PATH, texts="go", votes="go", name=typed)).status_code == 400
    assert (await browser.send(PATH, texts="go", votes="go", name="zoe zed")).status_code == 303
    assert kind(engine, who) is ParticipantKind.FORMER


async def test_a_guest_ticks_a_box(engine: Engine, new_browser: NewBrowser) -> None:
    browser = new_browser()
    browser.hold(cookie := participants.new_cookie())
    with transaction(engine) as session:
        who = participants.ensure(session, cookie)
    assert (await browser.send(PATH, texts="go", votes="stay")).status_code == 400
    assert (await browser.send(PATH, texts="go", votes="stay", sure="on")).status_code == 303
    assert kind(engine, who) is ParticipantKind.FORMER


@pytest.mark.parametrize("chosen", [{}, {"texts": "go"}, {"texts": "go", "votes": "all"}])
async def test_what_goes_has_to_be_chosen(engine: Engine, enter: Enter, chosen: dict[str, str]) -> None:
    with transaction(engine) as session:
        who = account(session, PASSWORD)
    browser = enter(who)
    answer = await browser.send(PATH, current=PASSWORD, **chosen)
    assert answer.status_code == 400
    assert "Choose one." in said(answer)
    assert kind(engine, who) is ParticipantKind.ACCOUNT


async def test_a_form_of_another_site_deletes_nothing(engine: Engine, enter: Enter) -> None:
    with transaction(engine) as session:
        who = account(session)
    browser = enter(who)
    forged = await browser.send(PATH, token="0" * 32, texts="go", votes="go", name="Zoe Zed")
    assert forged.status_code == 400
    assert kind(engine, who) is ParticipantKind.ACCOUNT


async def test_a_visitor_who_did_nothing_has_nothing_to_delete(new_browser: NewBrowser) -> None:
    page = await new_browser().open(PATH)
    assert "there is nothing to delete" in said(page)
    assert 'class="form"' not in page.text
