"""A translation that is worded better, over the wire: proposed, decided, and answered in its own form."""

from sqlmodel import select

from debate_app.domain.tables import Translation
from debate_app.store.engine import reading
from tests.running import Place
from tests.state.test_writing_together import DECIDING, author, heed, talk
from tests.visitor import ROOT, Visitor, watch

TRANSLATING = f"{ROOT}.debate_app___state___translating____translating"


async def correct(visitor: Visitor, place: str, **form: str) -> dict[str, str]:
    """Send the form, and wait for its answer; returns what is wrong."""
    before = visitor.vars.get(TRANSLATING, {}).get("answers", {}).get(place, 0)
    visitor.event(f"{TRANSLATING}.correct", {"form": {"place": place, "language": "pt", "reason": "", **form}})
    await visitor.until(lambda: visitor.vars.get(TRANSLATING, {}).get("answers", {}).get(place, 0) > before)
    return visitor.vars[TRANSLATING]["faults"]


def kept(place: Place) -> list[str]:
    with reading(place.engine) as session:
        return [one.text for one in session.exec(select(Translation))]


async def test_a_correction_is_proposed_approved_and_shown(place: Place) -> None:
    ann = await author(place)
    bo = await watch(place.address, place.question_id)
    paragraph = ann.viewpoints()[1]["paragraphs"][0]["id"]
    about = f"paragraph-{paragraph}"
    nameless = await correct(bo, about, of="People sleep.", text="As pessoas dormem.")
    assert set(nameless) == {f"{about}.name"}
    assert await correct(bo, about, of="People sleep.", text=" ", name="Bo") == {
        f"{about}.text": "The translation is empty."
    }
    other = await correct(bo, about, of="People wake.", text="As pessoas acordam.", name="Bo")
    assert other == {f"{about}.text": "This text was changed meanwhile. Look at what it says now; yours is kept."}
    assert await correct(bo, about, of="People sleep.", text="As pessoas dormem.", name="Bo") == {}
    await ann.until(lambda: talk(ann)["proposals"])
    edit = talk(ann)["proposals"][0]["edit"]
    assert bo.vars[TRANSLATING]["done"][about] == f"#proposal-{edit['id']}"
    assert (edit["kind"], edit["language"], edit["place"]) == ("translation", "pt", about)
    assert kept(place) == []
    ann.event(f"{DECIDING}.approve", {"place": "approve-1", "edit_id": edit["id"], "revision": 1, "form": {}})
    await ann.until(lambda: not talk(ann)["proposals"])
    assert kept(place) == ["As pessoas dormem."]
    assert ann.viewpoints()[1]["version"] == 1
    assert await correct(ann, about, of="People sleep.", text="Gente dorme.") == {}
    assert ann.vars[TRANSLATING]["done"][about] == f"#{about}"
    assert kept(place) == ["Gente dorme."]
    await heed(bo)


async def test_no_editor_makes_a_translation_of_nothing(place: Place) -> None:
    ann = await author(place)
    editing = f"{ROOT}.debate_app___state___editing____editing"
    viewpoint = ann.viewpoints()[1]
    about = {"place": "change-1", "viewpoint_id": viewpoint["id"], "paragraph_id": viewpoint["paragraphs"][0]["id"]}
    ann.event(f"{editing}.send", {**about, "kind": "translation", "form": {"text": "x", "base": "1"}})
    ann.event(f"{TRANSLATING}.correct", {"form": {"place": "nowhere", "text": "x"}})
    await heed(ann)
    assert ann.vars.get(editing, {}).get("answers", {}) == {}
    assert ann.vars.get(TRANSLATING, {}).get("answers", {}) == {}
