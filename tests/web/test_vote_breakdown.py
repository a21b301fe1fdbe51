"""The page that tells how the votes on a question came in, and where moderators put them in quarantine."""

import asyncio
import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass

import httpx
import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from starlette.applications import Starlette

from debate_app import live
from debate_app.domain import breakdown, browser_sessions, log, participants, recount, rows, snapshots, votes
from debate_app.domain.breakdown import Counted
from debate_app.domain.log import Subject
from debate_app.domain.tables import ActKind, ModerationAct, Quarantine, Role, Side, SubjectKind, VoteEvent
from debate_app.store import access
from debate_app.store.access import Away
from debate_app.store.engine import reading, transaction
from debate_app.web import refusals, shell, vote_breakdown, vote_counts
from tests import scene
from tests.databases import ON_BOTH

AT, HOUR = "2026-03-01T10:20:00.000Z", {"began_at": "2026-03-01T10:00", "ended_at": "2026-03-01T11:00"}
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


@dataclass
class Site:
    """The pages, a question with two viewpoints on which three guests voted within one hour, and its moderator."""

    engine: Engine
    client: httpx.AsyncClient
    changed: list[int]
    question_id: int = 0
    viewpoint_ids: tuple[int, ...] = ()
    moderator: str = ""

    @property
    def path(self) -> str:
        return f"/votes/{self.question_id}"

    def prepare(self) -> None:
        with transaction(self.engine) as session:
            self.question_id = scene.question(session, HOSTILE)
            self.viewpoint_ids = tuple(scene.viewpoint(session, self.question_id, one) for one in (HOSTILE, "Keep it"))
            for side in (Side.AGREE, Side.AGREE, Side.DISAGREE):
                votes.cast(session, scene.guest(session), self.viewpoint_ids[0], side)
            for line in session.exec(select(VoteEvent)):
                line.at = AT
            self.moderator = self.signed_in(session, scene.account(session, "Mo Salah", Role.MODERATOR))

    def signed_in(self, session: Session, participant_id: int) -> str:
        return browser_sessions.open_for(session, participants.new_cookie(), participant_id, "")

    def guest(self) -> tuple[str, int]:
        """The cookie and the id of somebody who acted."""
        with transaction(self.engine) as session:
            cookie = participants.new_cookie()
            return cookie, participants.ensure(session, cookie)

    async def get(self, cookie: str = "", path: str = "", **query: str) -> httpx.Response:
        headers = {"cookie": f"participant={cookie}"} if cookie else {}
        return await self.client.get(path or self.path, params=query or None, headers=headers)

    async def post(self, cookie: str, path: str, token: str | None = None, **fields: str) -> httpx.Response:
        fields["token"] = participants.form_token(cookie) if token is None else token
        return await self.client.post(path, data=fields, headers={"cookie": f"participant={cookie}"})

    async def put(self, cookie: str = "", **fields: str) -> httpx.Response:
        given = HOUR | {"guests_only": "on", "reason": "Three within a minute"} | fields
        return await self.post(cookie or self.moderator, self.path, **given)

    def apart(self) -> list[tuple[int, int]]:
        with reading(self.engine) as session:
            assert recount.differences(session) == []
            return [one.apart for one in snapshots.tallies(session, self.question_id)[1]]


@pytest.fixture
async def site(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Site]:
    monkeypatch.setattr(access, "engine", lambda: engine)
    monkeypatch.setattr(shell, "_built", lambda _name: "<html><head><meta charset='utf-8'></head></html>")
    monkeypatch.setattr(vote_counts, "_kept", {})
    monkeypatch.setattr(vote_counts, "PATIENCE", 0)
    changed: list[int] = []
    monkeypatch.setattr(live, "changed", changed.append)
    app = Starlette(routes=vote_breakdown.ROUTES, exception_handlers={**refusals.HANDLERS})
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
        made = Site(engine, client, changed)
        made.prepare()
        yield made


def table_rows(page: str) -> list[list[str]]:
    """The words in the cells of each row."""
    found = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    return [[re.sub("<[^>]*>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in found]


@ON_BOTH
async def test_everybody_reads_who_voted_and_when(site: Site) -> None:
    answer = await site.get()
    assert answer.status_code == 200
    told = table_rows(answer.text)
    assert told[0] == ["Viewpoint", "Who", "Agree", "Disagree"]
    assert told[1][1:] == ["Guests", "2", "1"]
    assert told[2:4] == [["Accounts", "0", "0"], ["All", "2", "1"]]
    assert told[4:7] == [["2. Keep it", "Guests", "0", "0"], ["Accounts", "0", "0"], ["All", "0", "0"]]
    assert told[7] == ["Hour", "Votes", "Guests", "New guests", "Accounts", "New accounts", ""]
    assert told[8] == ["Mar 1, 2026, 10:00 UTC", "3", "3", "3", "0", "0", "█" * 12]
    assert "3 votes counted, 0 in quarantine." in answer.text
    assert "No votes were ever put in quarantine here." in answer.text
    assert HOSTILE not in answer.text
    assert "Put in quarantine" not in answer.text
    assert 'class="form"' not in answer.text


async def test_a_moderator_looks_first_and_then_puts(site: Site) -> None:
    plain = await site.get(site.moderator)
    [link] = re.findall(r'href="([^"]*began_at[^"]*)"', plain.text)
    for query in (link.replace("&amp;", "&"), f"{site.path}?began_at=2026-03-01T10:00&ended_at=2026-03-01T11:00"):
        looked = await site.get(site.moderator, query)
        assert looked.status_code == 200
        assert "3 voters, 3 votes would be set apart now." in looked.text
        assert "Put in quarantine</button>" in looked.text
    assert site.apart() == [(0, 0), (0, 0)]
    done = await site.put()
    assert (done.status_code, done.headers["location"]) == (303, site.path)
    assert site.apart() == [(2, 1), (0, 0)]
    assert site.changed == [site.question_id]
    again = await site.get(site.moderator, **HOUR)
    assert "0 voters, 0 votes would be set apart now." in again.text
    assert "Put in quarantine</button>" not in again.text


async def test_everybody_reads_what_is_in_quarantine_and_why(site: Site) -> None:
    await site.put(reason=HOSTILE)
    page = (await site.get()).text
    assert table_rows(page)[0][2:] == ["Agree", "Disagree", "In quarantine: agree", "In quarantine: disagree"]
    assert table_rows(page)[1][1:] == ["Guests", "0", "0", "2", "1"]
    assert "0 votes counted, 3 in quarantine." in page
    first_voted = "Guests who first voted from 1 March 2026, 10:00 UTC until 1 March 2026, 11:00 UTC"
    assert f"{first_voted}: 3 voters, 3 votes set apart." in page
    assert "Mo Salah" in page
    assert "In force." in page
    assert HOSTILE not in page
    with reading(site.engine) as session:
        act_id = session.exec(select(Quarantine.act_id)).one()
    assert f'href="/moderation/log/{act_id}"' in page
    assert "Count them again" not in page


async def test_votes_are_counted_again_with_a_reason(site: Site) -> None:
    await site.put()
    with reading(site.engine) as session:
        quarantine_id = session.exec(select(Quarantine.id)).one()
    name, path = f"reason_{quarantine_id}", f"{site.path}/{quarantine_id}"
    assert f'name="{name}"' in (await site.get(site.moderator)).text
    silent = await site.post(site.moderator, path, **{name: " "})
    assert silent.status_code == 400
    assert "Say why: it is read in the public log." in silent.text
    done = await site.post(site.moderator, path, **{name: "A class of three"})
    assert (done.status_code, done.headers["location"]) == (303, site.path)
    assert site.apart() == [(0, 0), (0, 0)]
    assert site.changed == [site.question_id] * 2
    page = (await site.get()).text
    assert "Counted again" in page
    assert "A class of three" in page
    twice = await site.post(site.moderator, path, **{name: "Again"})
    assert twice.status_code == 400
    assert "These votes are counted again already." in twice.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ended_at": "2026-03-01T09:00"}, "The end has to come after the beginning, and the beginning before now."),
        ({"began_at": "yesterday"}, "Give a day and a time"),
        ({"began_at": ""}, "Give a day and a time"),
        ({"reason": ""}, "Say why: it is read in the public log."),
        ({"reason": "x" * 201}, "The reason has 201 characters; 200 are allowed."),
        ({"began_at": "2026-02-01T10:00", "ended_at": "2026-02-01T11:00"}, "0 voters, 0 votes would be set apart"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    site: Site, wrong: dict[str, str], sentence: str
) -> None:
    answer = await site.put(**wrong)
    assert answer.status_code == 400
    assert sentence in answer.text
    kept = HOUR | wrong
    assert {f'value="{kept[name]}"' in answer.text for name in HOUR} == {True}
    if "reason" in wrong:
        assert f'value="{wrong["reason"]}"' in answer.text
    assert site.apart() == [(0, 0), (0, 0)]
    assert site.changed == []


async def test_nobody_else_looks_puts_or_lifts(site: Site) -> None:
    await site.put()
    with transaction(site.engine) as session:
        ann = site.signed_in(session, scene.account(session, "Ann Lee"))
    for cookie in (ann, site.guest()[0], participants.new_cookie()):
        assert (await site.get(cookie, **HOUR)).status_code == 403
        assert (await site.put(cookie)).status_code == 403
        assert (await site.post(cookie, f"{site.path}/1", reason_1="Why not")).status_code == 403
    assert (await site.get("", **HOUR)).status_code == 403
    with reading(site.engine) as session:
        kinds = [act.kind for act in session.exec(select(ModerationAct))]
    assert kinds.count(ActKind.QUARANTINE) == 1
    assert ActKind.RELEASE not in kinds


async def test_a_form_that_was_not_made_for_this_browser_does_nothing(site: Site) -> None:
    for token in ("", participants.form_token(participants.new_cookie())):
        answer = await site.post(site.moderator, site.path, token, **HOUR, reason="Forged", guests_only="on")
        assert answer.status_code == 400
    assert site.apart() == [(0, 0), (0, 0)]


async def test_while_a_question_is_sealed_only_totals_are_told(site: Site) -> None:
    cookie, voter = site.guest()
    await site.put()
    with transaction(site.engine) as session:
        rows.question(session, site.question_id).tallies_first = False
    for reader in ("", cookie):
        page = (await site.get(reader)).text
        assert table_rows(page)[0] == ["Viewpoint", "Who", "Votes", "In quarantine: votes"]
        assert table_rows(page)[1][1:] == ["Guests", "0", "3"]
        assert "Who agrees shows once you have voted" in page
    assert table_rows((await site.get(site.moderator)).text)[0][2:4] == ["Agree", "Disagree"]
    with transaction(site.engine) as session:
        for viewpoint_id in site.viewpoint_ids:
            votes.cast(session, voter, viewpoint_id, Side.AGREE)
    assert table_rows((await site.get(cookie)).text)[0][2:4] == ["Agree", "Disagree"]
    with transaction(site.engine) as session:
        rows.question(session, site.question_id).closes_at = AT
    assert table_rows((await site.get()).text)[0][2:4] == ["Agree", "Disagree"]


async def test_a_hidden_question_is_not_found_but_by_moderators(site: Site) -> None:
    with transaction(site.engine) as session:
        hide = Subject(SubjectKind.QUESTION, site.question_id, site.question_id)
        rows.question(session, site.question_id).hidden_id = log.write(
            session, ActKind.HIDE, hide, None, "Private data"
        )
    assert (await site.get()).status_code == 404
    answer = await site.get(site.moderator)
    assert answer.status_code == 200
    assert "The question</a>" in answer.text


@pytest.mark.parametrize("number", ["0", "-1", "999", "x", "9" * 30, "%EF%BC%91"])
async def test_what_is_no_question_is_not_found(site: Site, number: str) -> None:
    assert (await site.get(site.moderator, f"/votes/{number}")).status_code == 404
    assert (await site.post(site.moderator, f"/votes/{number}", **HOUR, reason="Why")).status_code == 404
    assert (await site.post(site.moderator, f"{site.path}/{number}")).status_code == 404


async def test_whoever_asks_while_a_count_is_new_is_shown_it_and_moderators_have_it_counted_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []

    def counting(session: Session, question_id: int) -> Counted:
        counts.append(question_id)
        return count(session, question_id)

    count = breakdown.count
    monkeypatch.setattr(breakdown, "count", counting)
    monkeypatch.setattr(vote_counts, "PATIENCE", 1_000_000)
    pages = await asyncio.gather(*(site.get() for _ in range(5)))
    assert {page.status_code for page in pages} == {200}
    assert counts == [site.question_id]
    await site.put()
    assert "3 votes counted, 0 in quarantine." in (await site.get()).text
    assert "0 votes counted, 3 in quarantine." in (await site.get(site.moderator)).text
    assert "0 votes counted, 3 in quarantine." in (await site.get()).text
    assert len(counts) == 2


async def test_a_count_that_failed_is_not_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vote_counts, "PATIENCE", 1_000_000)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(breakdown, "count", lambda *_: raised(Away("The database is away.")))
        assert (await site.get()).status_code == 503
    assert (await site.get()).status_code == 200


def raised(fault: Exception) -> None:
    raise fault


async def test_only_the_counts_that_were_asked_for_last_are_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vote_counts, "MOST_KEPT", 2)
    for question_id in (7, 8, site.question_id):
        await vote_counts.counted(question_id)
    assert list(vote_counts._kept) == [8, site.question_id]
