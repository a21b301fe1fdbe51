"""What programs read: questions, viewpoints, tallies, versions and conversations, and what is withheld of them."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import comments, hiding, rows, votes
from debate_app.domain.tables import Role, Side, SubjectKind
from debate_app.store.engine import transaction
from tests import scene
from tests.databases import ON_BOTH
from tests.web.programs import ADDRESS, Program

SECRET = "Sesame opens it"


def ask_three(session: Session) -> list[int]:
    return [scene.question(session, title) for title in ("Trams?", "Buses at night?", "Boats?")]


async def test_the_first_answer_says_where_to_begin(program: Program) -> None:
    assert await program.read("/") == {
        "openapi": f"{ADDRESS}/api/openapi.json",
        "questions": f"{ADDRESS}/api/questions",
        "page": f"{ADDRESS}/",
    }
    moved = await program.ask("")
    assert (moved.status_code, moved.headers["location"]) == (307, "/api/")


@ON_BOTH
@pytest.mark.parametrize(("order", "places"), [("newest", (2, 1, 0)), ("active", (0, 2, 1)), ("contested", (0, 2, 1))])
async def test_questions_are_read_in_parts_while_others_are_asked(
    program: Program, engine: Engine, order: str, places: tuple[int, ...]
) -> None:
    with transaction(engine) as session:
        wanted = ask_three(session)
        votes.cast(session, scene.guest(session), scene.viewpoint(session, wanted[0]), Side.AGREE)
    seen: list[int] = []
    async for part in program.parts(f"/questions?order={order}&limit=1"):
        seen += [one["id"] for one in part]
        if len(seen) == 1:
            with transaction(engine) as session:
                for at in ("1999-01-01", "2999-01-01"):
                    row = rows.question(session, scene.question(session, at))
                    row.created_at = row.updated_at = at
    assert [one for one in seen if one in wanted] == [wanted[place] for place in places]
    assert len(seen) == len({*seen})


async def test_questions_are_found_by_words(program: Program, engine: Engine) -> None:
    with transaction(engine) as session:
        ask_three(session)
    [found] = (await program.read("/questions?words=NIGHT%20buses"))["items"]
    assert found["title"] == "Buses at night?"
    assert found["page"] == f"{ADDRESS}/q/{found['id']}/buses-at-night"
    assert (found["viewpoint_count"], found["vote_count"], found["sealed"]) == (0, 0, False)
    assert (await program.read("/questions?words=zeppelin%00"))["items"] == []
    assert (await program.read(found["url"]))["title"] == "Buses at night?"


async def test_a_question_its_viewpoints_and_tallies(program: Program, engine: Engine) -> None:
    with transaction(engine) as session:
        question_id = scene.question(session)
        viewpoint_ids = [scene.viewpoint(session, question_id, title) for title in ("Open it", "Keep it shut")]
        for side in (Side.AGREE, Side.AGREE, Side.DISAGREE):
            votes.cast(session, scene.guest(session), viewpoint_ids[0], side)
    question = await program.read(f"/questions/{question_id}")
    assert question["background"] == ["It closes at noon on Saturday.", "Many people work all week."]
    assert (question["author"], question["status"], question["hidden"]) == ("Ada Byron", "open", None)
    parts = [part async for part in program.parts(f"{question['viewpoints']}?limit=1")]
    assert [[one["title"] for one in part] for part in parts] == [["Open it"], ["Keep it shut"]]
    viewpoint = parts[0][0]
    assert viewpoint == await program.read(viewpoint["url"])
    assert [(one["text"], one["cites"]) for one in viewpoint["paragraphs"]] == [("People read more. [1]", [1])]
    assert [one["address"] for one in viewpoint["sources"]] == ["https://example.org/sundays"]
    assert viewpoint["contributors"] == [{"name": "Bo Li", "percent": 100}]
    told = await program.read(question["tallies"])
    assert [(one["viewpoint_id"], one["agrees"], one["disagrees"]) for one in told["tallies"]] == [
        (viewpoint_ids[0], 2, 1),
        (viewpoint_ids[1], 0, 0),
    ]
    assert told["tallies"][0]["by_version"] == [{"agrees": 2, "disagrees": 1, "version": 1}]
    table = await program.table(f"/questions/{question_id}/viewpoints.csv")
    assert [(row["title"], row["agrees"], row["disagrees"]) for row in table] == [
        ("Open it", "2", "1"),
        ("Keep it shut", "0", "0"),
    ]
    assert (
        table[0]["page"] == f"{ADDRESS}/q/{question_id}/should-the-library-open-on-sundays#viewpoint-{viewpoint_ids[0]}"
    )


async def test_every_version_is_read(program: Program, engine: Engine) -> None:
    with transaction(engine) as session:
        viewpoint_id = scene.viewpoint(session, scene.question(session))
        for text in ("People read a lot. [1]", "People read. [1]"):
            scene.edited(session, viewpoint_id, text)
    told = [one async for part in program.parts(f"/viewpoints/{viewpoint_id}/versions?limit=1") for one in part]
    assert [(one["number"], one["kind"]) for one in told] == [(3, "change"), (2, "change"), (1, "created")]
    assert told[0]["authors"] == ["Cy Twombly"]
    assert told[0]["approved_by"] == "Bo Li"
    first = await program.read(told[2]["url"])
    assert [one["text"] for one in first["paragraphs"]] == ["People read more. [1]"]
    assert (first["stands"], first["title"]) == (False, "Open it")
    assert (await program.read(told[0]["url"]))["stands"]
    for number in ("4", "0", "x", "99999999999999999999"):
        assert (await program.refusal(f"/viewpoints/{viewpoint_id}/versions/{number}"))["status"] == 404


@ON_BOTH
async def test_a_conversation_is_read_in_parts_while_it_goes_on(program: Program, engine: Engine) -> None:
    with transaction(engine) as session:
        essay = scene.essay(session)
        for number in range(5):
            comments.say(session, essay.cy, essay.viewpoint_id, f"Remark {number}")
    seen: list[str] = []
    async for part in program.parts(f"/viewpoints/{essay.viewpoint_id}/conversation?limit=2"):
        seen += [one["comment"]["text"] if one["comment"] else one["kind"] for one in part]
        with transaction(engine) as session:
            comments.say(session, essay.author, essay.viewpoint_id, f"After {len(seen)}")
    assert seen == [*(f"Remark {number}" for number in (4, 3, 2, 1, 0)), "created"]


async def test_edits_replies_and_their_table(program: Program, engine: Engine) -> None:
    with transaction(engine) as session:
        viewpoint_id = scene.viewpoint(session, scene.question(session))
        event_id = scene.edited(session, viewpoint_id, "People read. [1]")
        comments.reply(session, scene.guest(session, "Di Ng"), event_id, "See example.org, @Bo Li")
    told = (await program.read(f"/viewpoints/{viewpoint_id}/conversation"))["items"][0]
    assert (told["edit"]["status"], told["edit"]["version"], told["edit"]["decided_by"]) == ("approved", 2, "Bo Li")
    assert {"text": " more", "fate": "removed"} in told["edit"]["changes"]
    assert (told["reply_count"], told["replies"][0]["text"]) == (1, "See example.org, @Bo Li")
    for path, headers in (("conversation.csv", {}), ("conversation", {"accept": "text/csv"})):
        table = await program.table(f"/viewpoints/{viewpoint_id}/{path}", **headers)
        assert [(row["kind"], row["author"]) for row in table] == [
            ("edit", "Cy Twombly"),
            ("reply", "Di Ng"),
            ("created", "Bo Li"),
        ]


async def test_hidden_texts_keep_their_place_and_have_no_words(program: Program, engine: Engine) -> None:
    with transaction(engine) as session:
        moderator, question_id = scene.account(session, "Mo Salah", Role.MODERATOR), scene.question(session)
        essay = scene.viewpoint(session, question_id)
        shut = scene.viewpoint(session, question_id, SECRET)
        comment_id = comments.say(session, scene.guest(session, "Di Ng"), essay, SECRET).comment_id
        for kind, one in ((SubjectKind.VIEWPOINT, shut), (SubjectKind.COMMENT, comment_id)):
            hiding.hide(session, moderator, kind, one, "Private")
    _, told = (await program.read(f"/questions/{question_id}/viewpoints"))["items"]
    assert (told["title"], told["paragraphs"], told["sources"]) == (None, [], [])
    assert (told["hidden"]["by"], told["hidden"]["reason"]) == ("Mo Salah", "Private")
    assert told["hidden"]["log"].startswith(f"{ADDRESS}/moderation/log/")
    said = (await program.read(f"/viewpoints/{essay}/conversation"))["items"][0]["comment"]
    assert (said["text"], said["removed"], said["hidden"]["reason"]) == (None, False, "Private")
    for path in ("versions", "versions/1", "conversation", "conversation.csv"):
        assert (await program.refusal(f"/viewpoints/{shut}/{path}"))["status"] == 404
    for path in (
        f"questions/{question_id}/viewpoints.csv",
        f"viewpoints/{essay}/conversation.csv",
        f"viewpoints/{shut}",
    ):
        answer = await program.ask(f"/{path}")
        assert answer.status_code == 200
        assert SECRET not in answer.text


async def test_a_hidden_question_is_in_no_list_and_has_no_words(program: Program, engine: Engine) -> None:
    with transaction(engine) as session:
        moderator, question_id = scene.account(session, "Mo Salah", Role.MODERATOR), scene.question(session, SECRET)
        hiding.hide(session, moderator, SubjectKind.QUESTION, question_id, "Private")
    assert (await program.read("/questions"))["items"] == []
    told = await program.read(f"/questions/{question_id}")
    assert (told["title"], told["background"], told["topics"], told["hidden"]["reason"]) == (None, [], [], "Private")
    assert (await program.refusal(f"/questions/{question_id}/votes"))["status"] == 404


async def test_while_a_question_is_sealed_nothing_is_counted(program: Program, engine: Engine) -> None:
    with transaction(engine) as session:
        essay = scene.essay(session)
        votes.cast(session, essay.cy, essay.viewpoint_id, Side.AGREE)
        essay.change(essay.cy, essay.a, "Apes eat figs.")
        row = rows.question(session, essay.question_id)
        row.tallies_first = False
    question, viewpoint = f"/questions/{essay.question_id}", f"/viewpoints/{essay.viewpoint_id}"
    [listed] = (await program.read("/questions"))["items"]
    assert (listed["sealed"], listed["vote_count"], listed["people_count"]) == (True, None, None)
    told = await program.read(f"{question}/tallies")
    assert told == {"question_id": essay.question_id, "sealed": True, "tallies": None}
    [row_told] = await program.table(f"{question}/viewpoints.csv")
    assert {row_told[name] for name in row_told if "agrees" in name or "earlier" in name} == {""}
    assert (await program.read(f"{viewpoint}/versions"))["items"][0]["votes"] is None
    assert (await program.read(f"{viewpoint}/conversation"))["items"][0]["edit"]["standing"] is None
    for path in ("votes", "votes.csv"):
        refusal = await program.refusal(f"{question}/{path}")
        assert (refusal["status"], refusal["type"]) == (403, f"{ADDRESS}/api/openapi.json#sealed")
    with transaction(engine) as session:
        rows.question(session, essay.question_id).closes_at = "2026-01-01T00:00:00.000Z"
    assert (await program.read(f"{question}/tallies"))["tallies"][0]["agrees"] == 1
    assert len((await program.read(f"{question}/votes"))["items"]) == 1
