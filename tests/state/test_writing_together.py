"""Edits, proposals, decisions and comments, over the wire: who may do what, who sees it, and what is told to whom."""

from typing import Any

import pytest
from sqlmodel import select

from debate_app.domain.tables import Edit, EditStatus, ParagraphVersion
from debate_app.state import forms
from debate_app.store.engine import reading
from tests.databases import ON_BOTH
from tests.debates import row_counts
from tests.running import Place
from tests.visitor import PERSONAL, ROOT, VIEWPOINT_FORM, Visitor, watch

EDITING = f"{ROOT}.debate_app___state___editing____editing"
DECIDING = f"{ROOT}.debate_app___state___deciding____deciding"
COMMENTING = f"{ROOT}.debate_app___state___commenting____commenting"
CONVERSATION = f"{ROOT}.debate_app___state___conversation____conversation"
QUESTION = f"{ROOT}.debate_app___state___question_editing____editing_question"


async def author(place: Place) -> Visitor:
    """Ann, who has just published the second viewpoint of the question."""
    ann = await watch(place.address, place.question_id)
    form = {"title": "Close it", "paragraphs": "People sleep.\n\nSo do dogs.", "sources": "a.org", "name": "Ann"}
    ann.event(f"{VIEWPOINT_FORM}.publish", {"question_id": place.question_id, "form": form})
    await ann.until(lambda: len(ann.viewpoints()) == 2)
    await heed(ann)
    return ann


async def heed(visitor: Visitor) -> None:
    """Do what a browser does that is told to ask for what is its own."""
    visitor.event(f"{PERSONAL}.look", {})
    await visitor.answered()


async def told(visitor: Visitor) -> None:
    """Wait for the word that something of this person's own has changed, and heed it."""
    await visitor.until(lambda: visitor.calls)
    assert visitor.calls.pop()["name"] == f"{PERSONAL}.look"
    await heed(visitor)


def paragraphs(visitor: Visitor) -> list[str]:
    return ["".join(piece["text"] for piece in one["pieces"]) for one in visitor.viewpoints()[1]["paragraphs"]]


def talk(visitor: Visitor) -> dict[str, Any]:
    viewpoint_id = str(visitor.viewpoints()[1]["id"])
    changed = visitor.page("changed_talks") or {}
    return changed.get(viewpoint_id) or visitor.page("talks")[viewpoint_id]


def place_of(visitor: Visitor, kind: str = "change") -> tuple[str, dict[str, Any]]:
    """The form of the second viewpoint's first paragraph, and what it sends along."""
    viewpoint = visitor.viewpoints()[1]
    paragraph_id = viewpoint["paragraphs"][0]["id"]
    place = f"{kind}-{paragraph_id}"
    return place, {"place": place, "kind": kind, "viewpoint_id": viewpoint["id"], "paragraph_id": paragraph_id}


async def edit(visitor: Visitor, text: str, base: int = 1, name: str = "", **more: str) -> str:
    """Send the editor of that paragraph, and wait for the answer; returns its place."""
    place, about = place_of(visitor)
    before = visitor.vars.get(EDITING, {}).get("answers", {}).get(place, 0)
    form = {"text": text, "base": str(base), "name": name} | more
    visitor.event(f"{EDITING}.send", {**about, "form": form})
    await visitor.until(lambda: visitor.vars.get(EDITING, {}).get("answers", {}).get(place, 0) > before)
    return place


async def proposal(place: Place) -> tuple[Visitor, Visitor, dict[str, Any]]:
    """Ann, Bo who proposed a change of her text, and the proposal as Ann sees it."""
    ann = await author(place)
    bo = await watch(place.address, place.question_id)
    await edit(bo, "People sleep late.", name="Bo", reason="On Sundays")
    await ann.until(lambda: talk(ann)["proposals"])
    return ann, bo, talk(ann)["proposals"][0]["edit"]


async def decide(visitor: Visitor, verb: str, edit_id: int, **form: str) -> str:
    """Approve or decline, and wait for the answer; returns the form's place."""
    place = f"{verb}-{edit_id}"
    before = visitor.vars.get(DECIDING, {}).get("answers", {}).get(place, 0)
    visitor.event(f"{DECIDING}.{verb}", {"place": place, "edit_id": edit_id, "revision": 1, "form": form})
    await visitor.until(lambda: visitor.vars.get(DECIDING, {}).get("answers", {}).get(place, 0) > before)
    return place


async def test_the_authors_own_edit_stands_at_once_on_every_page(place: Place) -> None:
    ann = await author(place)
    reader = await watch(place.address, place.question_id)
    sent = await edit(ann, "People sleep late.")
    assert ann.vars[EDITING]["done"][sent] == f"#paragraph-{place_of(ann)[1]['paragraph_id']}"
    await reader.until(lambda: paragraphs(reader)[0] == "People sleep late.")
    newest = talk(reader)["events"][0]
    assert (newest["edit"]["status"], newest["author"]["name"]) == ("approved", "Ann")
    for visitor in (ann, reader):
        visitor.close()


async def test_somebody_elses_edit_is_a_proposal_that_the_author_is_told_of(place: Place) -> None:
    ann, bo, edit = await proposal(place)
    assert paragraphs(bo)[0] == "People sleep."
    assert (edit["status"], edit["reason"], edit["author"]["name"]) == ("proposed", "On Sundays", "Bo")
    assert [run["kind"] for run in edit["changes"]] == ["same", "added", "same"]
    await told(ann)
    assert [item["edit_id"] for item in ann.vars[PERSONAL]["to_review"]] == [edit["id"]]
    await told(bo)
    assert bo.vars[PERSONAL]["edits"] == {str(edit["id"]): True}
    assert not bo.vars[PERSONAL]["decides"]
    for visitor in (ann, bo):
        visitor.close()


async def test_an_edit_without_a_name_is_refused_beside_the_field_and_writes_nothing(place: Place) -> None:
    ann = await author(place)
    bo = await watch(place.address, place.question_id)
    before = row_counts(place.engine)
    sent = await edit(bo, "People sleep late.")
    assert bo.vars[EDITING]["faults"] == {f"{sent}.name": "The name is empty."}
    assert bo.vars[EDITING]["done"][sent] == ""
    assert row_counts(place.engine) == before
    for visitor in (ann, bo):
        visitor.close()


async def test_a_preview_says_what_changes_and_what_a_limit_says(place: Place) -> None:
    ann = await author(place)
    where, about = place_of(ann)
    ann.event(f"{EDITING}.review", {**about, "form": {"text": "People sleep, late.", "base": "1"}})
    await ann.until(lambda: ann.vars.get(EDITING, {}).get("previews"))
    assert [run["text"] for run in ann.vars[EDITING]["previews"][where] if run["kind"] == "added"] == [", late"]
    ann.event(f"{EDITING}.review", {**about, "form": {"text": "word " * 301, "base": "1"}})
    await ann.until(lambda: ann.vars[EDITING]["faults"])
    assert "301 words" in ann.vars[EDITING]["faults"][f"{where}.text"]
    assert ann.vars[EDITING]["previews"] == {}
    ann.close()


async def test_a_late_edit_gets_the_texts_to_choose_from(place: Place) -> None:
    ann, bo, _ = await proposal(place)
    await edit(ann, "Old people sleep.")
    sent = await edit(bo, "People sleep well.", name="Bo")
    conflict = bo.vars[EDITING]["conflicts"][sent]
    assert (conflict["base"], conflict["mine"], conflict["theirs"]) == (
        "People sleep.",
        "People sleep well.",
        "Old people sleep.",
    )
    assert conflict["version"] == 2
    _, about = place_of(bo)
    bo.event(f"{EDITING}.review", {**about, "form": {"text": "Old people sleep well.", "base": "2"}})
    await bo.until(lambda: bo.vars[EDITING]["conflicts"] == {})
    for visitor in (ann, bo):
        visitor.close()


@ON_BOTH
async def test_what_became_of_a_proposal_is_told_to_whoever_made_it_and_to_nobody_else(place: Place) -> None:
    ann, bo, edit = await proposal(place)
    reader = await watch(place.address, place.question_id)
    await told(bo)
    await decide(ann, "approve", edit["id"], small="off", reason="Well said")
    await reader.until(lambda: paragraphs(reader)[0] == "People sleep late.")
    await told(bo)
    notice = bo.vars[PERSONAL]["notices"][0]
    assert (notice["kind"], notice["by"]["name"], notice["detail"]) == ("approved", "Ann", "Well said")
    bo.event(f"{PERSONAL}.see", {"notice_id": notice["id"]})
    await bo.until(lambda: bo.vars[PERSONAL]["notices"] == [])
    assert reader.calls == []
    for visitor in (ann, bo, reader):
        visitor.close()


async def test_declining_needs_a_reason(place: Place) -> None:
    ann, bo, edit = await proposal(place)
    sent = await decide(ann, "decline", edit["id"], reason=" ")
    assert list(ann.vars[DECIDING]["faults"]) == [f"{sent}.reason"]
    await decide(ann, "decline", edit["id"], reason="Not what I say")
    await bo.until(lambda: (talk(bo)["events"][0]["edit"] or {}).get("decision") == "Not what I say")
    assert not talk(bo)["proposals"]
    for visitor in (ann, bo):
        visitor.close()


async def test_nobody_decides_on_what_is_not_theirs(place: Place) -> None:
    ann, bo, edit = await proposal(place)
    sent = await decide(bo, "approve", edit["id"], small="on")
    assert "Only the author" in bo.vars[DECIDING]["faults"][f"{sent}.all"]
    ann.event(f"{DECIDING}.withdraw", {"edit_id": edit["id"]})
    await ann.until(lambda: ann.vars[DECIDING]["faults"])
    assert "Only whoever wrote this" in ann.vars[DECIDING]["faults"][f"{edit['id']}.all"]
    with reading(place.engine) as session:
        assert session.exec(select(Edit.status)).all() == [EditStatus.PROPOSED]
        assert "People sleep late." not in session.exec(select(ParagraphVersion.text)).all()
    for visitor in (ann, bo):
        visitor.close()


async def test_people_stand_by_a_proposal_and_see_where_they_stand(place: Place) -> None:
    ann, bo, edit = await proposal(place)
    reader = await watch(place.address, place.question_id)
    reader.event(f"{DECIDING}.stand", {"edit_id": edit["id"], "revision": 1, "side": "agree"})
    await bo.until(lambda: talk(bo)["proposals"][0]["edit"]["agrees"] == 1)
    await told(reader)
    assert reader.vars[PERSONAL]["stands"] == {str(edit["id"]): "agree"}
    for visitor in (ann, bo, reader):
        visitor.close()


async def test_a_comment_is_heard_replied_to_and_removed(place: Place) -> None:
    ann = await author(place)
    bo = await watch(place.address, place.question_id)
    _, about = place_of(bo)
    here = {"viewpoint_id": about["viewpoint_id"], "paragraph_id": about["paragraph_id"]}
    bo.event(f"{COMMENTING}.say", {"place": "remark-1", **here, "form": {"comment": "Why, @Ann?", "name": "Bo"}})
    await ann.until(lambda: talk(ann)["remarks"] == [[about["paragraph_id"], 1]])
    said = talk(ann)["events"][0]
    await told(ann)
    assert ann.vars[PERSONAL]["notices"][0]["kind"] == "mentioned"
    ann.event(f"{COMMENTING}.reply", {"place": "reply-1", "event_id": said["id"], "form": {"comment": "Because."}})
    await bo.until(lambda: talk(bo)["events"][0]["replies_total"] == 1)
    bo.event(f"{CONVERSATION}.hear", {"paragraph_id": about["paragraph_id"]})
    await bo.until(lambda: bo.vars.get(CONVERSATION, {}).get("remarks"))
    [heard] = bo.vars[CONVERSATION]["remarks"][str(about["paragraph_id"])]
    assert heard["replies"][0]["sayings"][0]["text"] == "Because."
    bo.event(f"{COMMENTING}.remove", {"comment_id": said["said"][0]["id"]})
    await ann.until(lambda: talk(ann)["events"][0]["said"][0]["removed"])
    for visitor in (ann, bo):
        visitor.close()


async def test_only_who_may_edits_the_question(place: Place) -> None:
    ann = await author(place)
    form = {"title": "Should it close?", "background": "", "topics": "", "base": "1"}
    ann.event(f"{QUESTION}.send", {"question_id": place.question_id, "form": form})
    await ann.until(lambda: ann.vars.get(QUESTION, {}).get("answers") == 1)
    assert "Only the author of this question" in ann.vars[QUESTION]["faults"]["all"]
    assert ann.page("question")["title"] == "Should the library open on Sundays?"
    ann.close()


async def test_an_opened_conversation_is_read_again_when_something_happens_in_it(place: Place) -> None:
    ann, bo, edit = await proposal(place)
    viewpoint_id = place_of(bo)[1]["viewpoint_id"]
    bo.event(f"{CONVERSATION}.show_more", {"viewpoint_id": viewpoint_id})
    await bo.until(lambda: bo.vars.get(CONVERSATION, {}).get("opened"))
    await decide(ann, "decline", edit["id"], reason="No")
    bo.event(f"{CONVERSATION}.refresh", {"viewpoint_id": viewpoint_id})
    await bo.until(lambda: bo.vars[CONVERSATION]["opened"][str(viewpoint_id)][0]["edit"]["status"] == "declined")
    for visitor in (ann, bo):
        visitor.close()


@pytest.mark.parametrize("most", [3])
async def test_a_page_that_sends_from_ever_new_places_is_not_remembered_without_end(
    place: Place, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(forms, "MOST_PLACES", most)
    visitor = await watch(place.address, place.question_id)
    for number in range(1, 12):
        form = {"place": f"remark-{number}", "viewpoint_id": 999, "paragraph_id": 0, "form": {"comment": "x"}}
        visitor.event(f"{COMMENTING}.say", form)
    await visitor.until(lambda: "remark-11" in visitor.vars.get(COMMENTING, {}).get("answers", {}))
    for var in ("answers", "done", "faults"):
        assert len(visitor.vars[COMMENTING][var]) <= most + 1
    visitor.close()
