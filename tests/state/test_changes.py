"""What changed since my vote, as a browser asks for it."""

from debate_app.store.engine import transaction
from tests import versions
from tests.running import Place
from tests.visitor import ROOT, at_question, watch

CHANGES = f"{ROOT}.debate_app___state___changes____changes"


async def test_a_voter_is_told_what_changed_since_a_version(place: Place) -> None:
    with transaction(place.engine) as session:
        versions.begin(session, place.viewpoint_id, text="People read much more. [1]")
    voter = await watch(place.address, place.question_id)
    voter.event(f"{CHANGES}.see", {"viewpoint_id": place.viewpoint_id, "version": 1})
    await voter.until(lambda: voter.vars[CHANGES]["since"])
    [part] = voter.vars[CHANGES]["since"][str(place.viewpoint_id)]
    assert (part["kind"], part["fate"], part["number"]) == ("paragraph", "changed", 1)
    assert {"text": "much ", "kind": "added"} in part["changes"]
    voter.close()


async def test_a_version_that_never_was_is_refused_beside_its_viewpoint(place: Place) -> None:
    voter = await watch(place.address, place.question_id)
    voter.event(f"{CHANGES}.see", {"viewpoint_id": place.viewpoint_id, "version": 7})
    await voter.until(lambda: voter.vars[CHANGES]["faults"])
    assert voter.vars[CHANGES]["faults"] == {str(place.viewpoint_id): "This version does not exist."}
    assert voter.vars[CHANGES]["since"] == {}
    voter.close()


async def test_it_stays_behind_on_the_page_of_its_question(place: Place) -> None:
    with transaction(place.engine) as session:
        versions.begin(session, place.viewpoint_id)
    voter = await watch(place.address, place.question_id)
    voter.event(f"{CHANGES}.see", {"viewpoint_id": place.viewpoint_id, "version": 1})
    await voter.until(lambda: voter.vars[CHANGES]["since"])
    voter.route = at_question(place.question_id + 1)
    voter.event(f"{ROOT}.hydrate")
    await voter.until(lambda: voter.vars[CHANGES]["since"] == {})
    voter.close()
