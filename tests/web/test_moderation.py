"""Reporting, deciding and appealing over plain HTTP, without scripts."""

import re

import httpx
import pytest
from markupsafe import escape
from sqlalchemy import Engine
from sqlmodel import select

from debate_app.domain import acts, appeals, hiding, reports, rows, suspensions
from debate_app.domain.tables import ModerationAct, Report, SubjectKind
from debate_app.store.engine import reading, transaction
from tests.debates import row_counts
from tests.forum import COMMENT, MARKS, PARTICIPANT, REPORTER, TEXTS, VIEWPOINT, WORDS, Forum
from tests.forum import forum as make_forum
from tests.web.scriptless import Enter, links, offered, said

HOSTILE = "<script>alert(1)</script>“'&{name}"


@pytest.fixture
def forum(engine: Engine) -> Forum:
    with transaction(engine) as session:
        return make_forum(session)


def lines(engine: Engine) -> list[ModerationAct]:
    with reading(engine) as session:
        return [*session.exec(select(ModerationAct))]


def assert_left_for(answer: httpx.Response, path: str) -> None:
    assert (answer.status_code, answer.headers["location"]) == (303, path), answer.text


@pytest.mark.parametrize("kind", list(SubjectKind))
async def test_somebody_who_never_acted_reports_something(
    engine: Engine, forum: Forum, enter: Enter, kind: SubjectKind
) -> None:
    reader, path = enter(None), f"/report/{kind}/{forum.of(kind)}"
    page = await reader.open(path)
    assert page.status_code == 200
    assert offered(page, "cause") == ["spam", "abuse", "private", "false", "other"]
    assert row_counts(engine)["report"] == 0
    sent = await reader.send(path, cause="abuse", text="He calls us names.")
    assert_left_for(sent, f"{path}?sent")
    thanks = await reader.open(sent.headers["location"])
    assert "Moderators will read your report." in said(thanks)
    [back] = links(thanks)
    assert back.startswith("/" if kind is PARTICIPANT else f"/q/{forum.question_id}/")
    with reading(engine) as session:
        [report] = session.exec(select(Report))
        assert (report.subject_kind, report.subject_id, report.text) == (kind, forum.of(kind), "He calls us names.")


async def test_a_report_that_is_odd_comes_back_with_what_was_typed(engine: Engine, forum: Forum, enter: Enter) -> None:
    page = await enter(forum.kim).send(f"/report/comment/{forum.comment_id}", text=HOSTILE)
    assert page.status_code == 400
    assert "Choose what is wrong with it." in said(page)
    assert HOSTILE in said(page)
    assert "<script>alert" not in page.text
    assert row_counts(engine)["report"] == 0


async def test_what_is_hidden_cannot_be_reported(engine: Engine, forum: Forum, enter: Enter) -> None:
    with transaction(engine) as session:
        hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "Insults.")
    page = await enter(None).open(f"/report/comment/{forum.comment_id}")
    assert "A moderator has hidden this already." in said(page)
    assert offered(page, "cause") == []


async def test_what_was_reported_waits_until_a_moderator_decides(engine: Engine, forum: Forum, enter: Enter) -> None:
    with transaction(engine) as session:
        reports.send(session, forum.kim, COMMENT, forum.comment_id, "abuse", "Look at this!")
    mo, case = enter(forum.mo), f"/moderation/comment/{forum.comment_id}"
    waiting = await mo.open("/moderation")
    assert case in links(waiting)
    assert WORDS[COMMENT] in said(waiting)
    page = await mo.open(case)
    for told in (WORDS[COMMENT], REPORTER, "Look at this!", "Cy Twombly"):
        assert told in said(page)
    assert offered(page, "act") == ["kept", "hide"]
    assert_left_for(await mo.send(case, act="hide", reason="It insults people."), case)
    assert "Nothing waits." in said(await mo.open("/moderation"))
    page = await mo.open(case)
    assert offered(page, "act") == ["restore"]
    assert ", hidden" in said(page)
    [act] = lines(engine)
    assert f"/moderation/log/{act.id}" in links(page)


async def test_every_act_can_be_done_from_its_page(engine: Engine, forum: Forum, enter: Enter) -> None:
    mo = enter(forum.mo)
    for kind, deeds in (
        (VIEWPOINT, ["lock", "unlock", "hide", "restore"]),
        (PARTICIPANT, ["suspend", "lift"]),
    ):
        path = f"/moderation/{kind}/{forum.of(kind)}"
        for deed in deeds:
            assert deed in offered(await mo.open(path), "act")
            assert_left_for(await mo.send(path, act=deed, reason="Because.", hours="24"), path)
    done = [line.kind.value for line in lines(engine)]
    assert done == ["lock", "unlock", "hide", "restore", "suspend", "lift"]


async def test_a_decision_that_is_refused_comes_back_with_its_sentence(
    engine: Engine, forum: Forum, enter: Enter
) -> None:
    mo, path = enter(forum.mo), f"/moderation/comment/{forum.comment_id}"
    for fields, sentence in (
        ({"reason": HOSTILE}, "Choose what to do."),
        ({"act": "dance", "reason": HOSTILE}, "Choose what to do."),
        ({"act": "suspend", "hours": "1", "reason": HOSTILE}, "Choose what to do."),
        ({"act": "hide", "reason": ""}, "Give a reason"),
        ({"act": "restore", "reason": HOSTILE}, "This is not hidden."),
        ({"act": "lock", "reason": HOSTILE}, "Only questions and viewpoints can be locked."),
    ):
        page = await mo.send(path, **fields)
        assert page.status_code == 400
        assert sentence in said(page)
        assert fields["reason"] == "" or html_value(fields["reason"]) in page.text
        assert "<script>alert" not in page.text
    person = f"/moderation/participant/{forum.cy}"
    assert "for an hour at least" in said(await mo.send(person, act="suspend", hours="0", reason="Insults."))
    assert lines(engine) == []


def html_value(text: str) -> str:
    return f'value="{escape(text)}"'


async def test_of_two_moderators_the_second_is_told_what_happened(engine: Engine, forum: Forum, enter: Enter) -> None:
    path = f"/moderation/comment/{forum.comment_id}"
    await enter(forum.mo).send(path, act="hide", reason="Insults.")
    page = await enter(forum.max).insist(path, act="hide", reason="Insults.")
    assert page.status_code == 400
    assert "This was hidden already." in said(page)
    assert len(lines(engine)) == 1


async def test_a_form_that_was_not_made_for_this_browser_does_nothing(
    engine: Engine, forum: Forum, enter: Enter
) -> None:
    with transaction(engine) as session:
        suspensions.suspend(session, forum.mo, forum.cy, 24, "Insults.")
    [act] = lines(engine)
    before = row_counts(engine) | {"browser_session": 0}
    for who, path, fields in (
        (forum.kim, f"/report/comment/{forum.comment_id}", {"cause": "abuse"}),
        (forum.mo, f"/moderation/comment/{forum.comment_id}", {"act": "hide", "reason": "Insults."}),
        (forum.cy, f"/appeal/{act.id}", {"text": "It was a quotation."}),
        (forum.mo, f"/appeal/{act.id}/answer", {"answer": "grant", "reason": "Yes."}),
        (forum.ann, "/moderation/people", {"name": REPORTER, "role": "moderator"}),
    ):
        answer = await enter(who).post(path, **fields)
        assert answer.status_code == 400
        assert "before this browser was signed in or out" in said(answer)
    assert row_counts(engine) | {"browser_session": 0} == before


async def test_whoever_does_not_moderate_is_told_so_and_changes_nothing(
    engine: Engine, forum: Forum, enter: Enter
) -> None:
    with transaction(engine) as session:
        reports.send(session, forum.kim, COMMENT, forum.comment_id, "abuse", "Look at this!")
        suspensions.suspend(session, forum.ann, forum.max, 24, "Insults.")
    before = row_counts(engine) | {"browser_session": 0}
    for who in (None, forum.ada, forum.kim, forum.max):
        browser = enter(who)
        for path in ("/moderation", "/moderation?page=2", "/moderation/people"):
            page = await browser.open(path)
            assert page.status_code == 403
            assert ("/sign-in?to=" in "".join(links(page))) == (who is None)
        for kind in SubjectKind:
            page = await browser.insist(
                f"/moderation/{kind}/{forum.of(kind)}", act="hide", reason="Why not?", hours="1"
            )
            assert page.status_code == 403
        page = await browser.insist("/moderation/people", name=REPORTER, role="admin")
        assert page.status_code == 403
    assert row_counts(engine) | {"browser_session": 0} == before
    assert (await enter(forum.mo).open("/moderation/people")).status_code == 403


@pytest.mark.parametrize("kind", TEXTS)
async def test_an_author_reads_what_is_hidden_and_nobody_else_but_moderators(
    engine: Engine, forum: Forum, enter: Enter, kind: SubjectKind
) -> None:
    with transaction(engine) as session:
        reports.send(session, forum.kim, kind, forum.of(kind), "abuse", "Look at this!")
        hiding.hide(session, forum.mo, kind, forum.of(kind), "It insults people.")
    path = f"/moderation/{kind}/{forum.of(kind)}"
    for who in (None, *forum.people(), forum.max):
        page = await enter(who).open(path)
        reads = who in (forum.author(kind), forum.max)
        assert page.status_code == (200 if reads else 403)
        assert (MARKS[kind] in said(page)) == reads
        assert ("Look at this!" in said(page)) == (who == forum.max)
        assert bool(offered(page, "act")) == (who == forum.max)
        assert (REPORTER in page.text) == (who == forum.max)


async def test_the_log_is_public_and_links_both_ways(engine: Engine, forum: Forum, enter: Enter) -> None:
    with transaction(engine) as session:
        hid = hiding.hide(session, forum.mo, COMMENT, forum.comment_id, HOSTILE)
        restored = hiding.restore(session, forum.max, COMMENT, forum.comment_id, "No insult.")
    reader = enter(None)
    log = await reader.open("/moderation/log")
    for told in ("Mo Derator hid a comment by Cy Twombly .", HOSTILE, "Max Planck restored a comment by Cy Twombly ."):
        assert told in said(log)
    assert "<script>alert" not in log.text
    first, second = (f"/moderation/log/{one.act_id}" for one in (hid, restored))
    page = await reader.open(first)
    place = next(link for link in links(page) if link.endswith(f"#event-{forum.event_id}"))
    assert place.startswith(f"/q/{forum.question_id}/")
    assert second in links(page)
    assert first in links(await reader.open(second))


async def test_the_log_goes_on_page_by_page(engine: Engine, forum: Forum, enter: Enter) -> None:
    with transaction(engine) as session:
        for _ in range(acts.SHOWN // 2 + 1):
            hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "Insults.")
            hiding.restore(session, forum.mo, COMMENT, forum.comment_id, "No insult.")
    reader = enter(None)
    page = await reader.open("/moderation/log")
    [older] = [link for link in links(page) if "before=" in link]
    last = await reader.open(older)
    assert len(re.findall("Mo Derator", said(page))) == acts.SHOWN
    assert len(re.findall("Mo Derator", said(last))) == 2
    assert not [link for link in links(last) if "before=" in link]
    for odd in ("x", "-1", "9" * 30, "0"):
        assert (await reader.open(f"/moderation/log?before={odd}")).status_code == 200


async def test_the_log_never_shows_a_hidden_text(engine: Engine, forum: Forum, enter: Enter) -> None:
    with transaction(engine) as session:
        for kind in TEXTS:
            hiding.hide(session, forum.mo, kind, forum.of(kind), "It insults people.")
    for who in (None, forum.kim, forum.mo):
        browser = enter(who)
        for path in ("/moderation/log", *(f"/moderation/log/{line.id}" for line in lines(engine))):
            page = await browser.open(path)
            assert page.status_code == 200
            for mark in MARKS.values():
                assert mark not in page.text.casefold()


async def test_whom_it_concerns_appeals_and_another_moderator_answers(
    engine: Engine, forum: Forum, enter: Enter
) -> None:
    with transaction(engine) as session:
        act_id = suspensions.suspend(session, forum.mo, forum.cy, 24, "Insults.").act_id
    cy, page = enter(forum.cy), f"/moderation/log/{act_id}"
    assert f'action="/appeal/{act_id}"' in (await cy.open(page)).text
    assert_left_for(await cy.open(f"/appeal/{act_id}"), page)
    assert_left_for(await cy.send(page, f"/appeal/{act_id}", text="It was a quotation."), page)
    assert "It was a quotation." in said(await cy.open(page))
    assert "waits for an answer" in said(await enter(None).open(page))
    assert "It was a quotation." not in (await enter(forum.bo).open(page)).text
    assert page not in links(await enter(forum.mo).open("/moderation"))
    own = await enter(forum.mo).open(page)
    assert "another moderator answers the appeal" in said(own)
    assert offered(own, "answer") == []
    other = enter(forum.max)
    assert page in links(await other.open("/moderation"))
    assert offered(await other.open(page), "answer") == ["grant", "uphold"]
    odd = await other.send(page, f"/appeal/{act_id}/answer", reason="Yes.")
    assert (odd.status_code, "Choose what you answer." in said(odd)) == (400, True)
    assert_left_for(await other.send(page, f"/appeal/{act_id}/answer", answer="grant", reason="So it was."), page)
    told = await enter(None).open(page)
    assert "it was taken back" in said(told)
    assert f"/moderation/log/{lines(engine)[-1].id}" in links(told)
    with reading(engine) as session:
        assert rows.participant(session, forum.cy).suspended_until is None


async def test_the_wrong_people_neither_appeal_nor_answer(engine: Engine, forum: Forum, enter: Enter) -> None:
    with transaction(engine) as session:
        act_id = hiding.hide(session, forum.mo, COMMENT, forum.comment_id, "Insults.").act_id
    for who in (None, forum.bo, forum.kim, forum.mo, forum.ann):
        assert f'action="/appeal/{act_id}"' not in (await enter(who).open(f"/moderation/log/{act_id}")).text
        page = await enter(who).insist(f"/appeal/{act_id}", text="It was a quotation.")
        assert page.status_code == 403
        assert "Only those whom this concerns can appeal." in said(page)
    with transaction(engine) as session:
        appeals.appeal(session, forum.cy, act_id, "It was a quotation.")
    for who in (None, forum.cy, forum.kim, forum.mo):
        page = await enter(who).insist(f"/appeal/{act_id}/answer", answer="grant", reason="Yes.")
        assert page.status_code == 403
    again = await enter(forum.cy).insist(f"/appeal/{act_id}", text="Really!")
    assert (again.status_code, "appealed against this already" in said(again)) == (400, True)
    assert len(lines(engine)) == 1


async def test_admins_appoint_and_dismiss(engine: Engine, forum: Forum, enter: Enter) -> None:
    ann = enter(forum.ann)
    page = await ann.open("/moderation/people")
    assert [name in said(page) for name in ("Mo Derator", "Max Planck", "Ann Admin", REPORTER)] == [True] * 3 + [False]
    assert_left_for(
        await ann.send("/moderation/people", name=f" {REPORTER.upper()} ", role="moderator"), "/moderation/people"
    )
    assert REPORTER in said(await ann.open("/moderation/people"))
    assert (await enter(forum.kim).open("/moderation")).status_code == 200
    assert_left_for(await ann.send("/moderation/people", dismiss=str(forum.mo)), "/moderation/people")
    assert (await enter(forum.mo).open("/moderation")).status_code == 403
    for fields, sentence in (
        ({"name": "Cy Twombly", "role": "moderator"}, "Nobody has an account under the name"),
        ({"name": REPORTER, "role": "king"}, "Choose the role."),
        ({"name": "!", "role": "admin"}, "at least one letter"),
        ({"dismiss": str(forum.ann)}, "You are the only admin."),
    ):
        page = await ann.send("/moderation/people", **fields)
        assert (page.status_code, sentence in said(page)) == (400, True)
    assert [(line.kind.value, line.subject_id) for line in lines(engine)] == [
        ("appoint", forum.kim),
        ("dismiss", forum.mo),
    ]


async def test_what_does_not_exist_is_not_found(forum: Forum, enter: Enter) -> None:
    mo = enter(forum.mo)
    odd = ("0", "-1", "999999", "99999999999", "9" * 400, "x", "1.5", "%00", "１")
    paths = [f"/{page}/{kind}/{one}" for page in ("report", "moderation") for kind in SubjectKind for one in odd]
    paths += [f"/moderation/log/{one}" for one in odd]
    for path in (*paths, "/report/dog/1", "/report/comment", "/moderation/dog/1", f"/report/participant/{forum.kim}"):
        assert (await mo.open(path)).status_code == 404, path
    for path in ("/appeal/999999", "/appeal/x", "/appeal/999999/answer"):
        assert (await mo.insist(path, text="Why?", answer="grant", reason="Why?")).status_code == 404, path


async def test_whoever_is_suspended_reports_nothing(engine: Engine, forum: Forum, enter: Enter) -> None:
    with transaction(engine) as session:
        suspensions.suspend(session, forum.mo, forum.kim, 24, "Insults.")
    kim, path = enter(forum.kim), f"/report/comment/{forum.comment_id}"
    for page in (await kim.open(path), await kim.insist(path, cause="abuse")):
        assert page.status_code == 403
        assert "You are suspended until" in said(page)


async def test_who_reported_stands_on_no_page_but_those_of_moderators(
    engine: Engine, forum: Forum, enter: Enter, caplog: pytest.LogCaptureFixture
) -> None:
    kim, mo = enter(forum.kim), enter(forum.mo)
    for kind in SubjectKind:
        await kim.send(f"/report/{kind}/{forum.of(kind)}", cause="abuse", text=f"I am {REPORTER}.")
        await mo.send(f"/moderation/{kind}/{forum.of(kind)}", act="kept", reason="It is allowed.")
    assert len(lines(engine)) == len(SubjectKind)
    pages = ["/moderation/log", *(f"/moderation/log/{line.id}" for line in lines(engine))]
    pages += [f"/{page}/{kind}/{forum.of(kind)}" for page in ("report", "moderation") for kind in SubjectKind]
    for who in (None, forum.ada, forum.bo, forum.cy):
        for path in pages:
            assert REPORTER not in (await enter(who).open(path)).text
    assert REPORTER not in caplog.text
    assert REPORTER in (await mo.open(f"/moderation/comment/{forum.comment_id}")).text


async def test_an_author_who_does_not_moderate_decides_nothing(engine: Engine, forum: Forum, enter: Enter) -> None:
    for kind in TEXTS:
        page = await enter(forum.author(kind)).insist(
            f"/moderation/{kind}/{forum.of(kind)}", act="hide", reason="Mine."
        )
        assert (page.status_code, "Only moderators can do that." in said(page)) == (403, True)
    assert lines(engine) == []
