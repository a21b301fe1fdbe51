"""Editing a viewpoint: the preview while one types, the sending, and the choice where somebody else was faster."""

import reflex as rx

from debate_app.domain import decisions, edit_preview, edits, viewpoints
from debate_app.domain.amendments import Draft
from debate_app.domain.edits import Sent
from debate_app.domain.refused import Late, Refused
from debate_app.domain.snapshot import Change, Conflict
from debate_app.domain.tables import EditKind
from debate_app.rates import Kind
from debate_app.state.acts import act
from debate_app.state.forms import Forms, newest, ticked, whole
from debate_app.state.shapes import fields, identifier, number, one_of, place
from debate_app.state.telling import carry_out, place_after
from debate_app.store.access import read

_kind = one_of(*(kind for kind in EditKind if kind is not EditKind.TRANSLATION))
_form = fields("text", "reason", "small", "base", "after", "name")
_language = fields("language")


class Editing(Forms, rx.State):
    """By the place of the form: ``previews`` of what it would change, ``looks_small`` where that looks like a small
    correction, ``conflicts`` where the text has moved on. The text itself stays in the browser until it is sent."""

    previews: dict[str, list[Change]] = {}
    looks_small: dict[str, bool] = {}
    conflicts: dict[str, Conflict] = {}

    @act(
        rate=Kind.PREVIEW,
        beside="place",
        place=place,
        kind=one_of(*EditKind),
        viewpoint_id=identifier,
        paragraph_id=number,
        form=_form,
    )
    async def review(self, place: str, kind: str, viewpoint_id: int, paragraph_id: int, form: dict[str, str]):
        """Show what the text would change, and what a limit says about it."""
        try:
            seen = await read(
                edit_preview.preview, viewpoint_id, EditKind(kind), paragraph_id, whole(form["base"]), form["text"]
            )
        except Refused as refused:
            self._say_faults(place, [refused] if form["text"].strip() else [])
            self._preview(place, ())
            return
        self._say_faults(place, [])
        if place in self.conflicts and self.conflicts[place].version == whole(form["base"]):
            self._forget(place)  # the choice was made
        self._preview(place, seen.changes)
        self.looks_small = {**newest(self.looks_small), place: seen.small}

    @act(
        rate=Kind.WRITE,
        beside="place",
        place=place,
        kind=_kind,
        viewpoint_id=identifier,
        paragraph_id=number,
        form=_form,
    )
    async def send(self, place: str, kind: str, viewpoint_id: int, paragraph_id: int, form: dict[str, str]):
        """Make the edit, or propose it."""
        draft = Draft(
            kind=EditKind(kind),
            base_version=whole(form["base"]),
            paragraph_id=paragraph_id,
            text=form["text"],
            after_id=whole(form["after"]) or None,
            reason=form["reason"],
            small=ticked(form["small"]),
        )
        self._sent(place, await carry_out(self, form["name"], edits.submit, viewpoint_id, draft))

    @act(rate=Kind.WRITE, beside="place", place=place, edit_id=identifier, form=_form)
    async def revise(self, place: str, edit_id: int, form: dict[str, str]):
        """Word one's own proposal anew."""
        wording = (whole(form["base"]), form["text"], form["reason"])
        self._sent(place, await carry_out(self, form["name"], edits.revise, edit_id, *wording))

    @act(rate=Kind.WRITE, beside="place", place=place, edit_id=identifier, revision=identifier, form=_form)
    async def adjust(self, place: str, edit_id: int, revision: int, form: dict[str, str]):
        """Approve somebody's proposal with other words."""
        wording = (whole(form["base"]), form["text"], ticked(form["small"]), form["reason"])
        sent = await carry_out(self, form["name"], decisions.approve_changed, edit_id, revision, *wording)
        self._sent(place, sent)

    @act(rate=Kind.WRITE, beside="place", place=place, viewpoint_id=identifier, form=_language)
    async def declare(self, place: str, viewpoint_id: int, form: dict[str, str]):
        """Say which language a viewpoint is written in."""
        await carry_out(self, None, viewpoints.declare, viewpoint_id, form["language"])
        self._publish_at(place, f"#viewpoint-{viewpoint_id}")

    def _sent(self, place: str, sent: Sent) -> None:
        self._forget(place)
        self._publish_at(place, place_after(sent))

    def _refuse(self, refused: Refused, place: str) -> None:
        if isinstance(refused, Late):
            self.conflicts = {**newest(self.conflicts), place: refused.conflict}
        super()._refuse(refused, place)

    def _preview(self, place: str, changes: tuple[Change, ...]) -> None:
        others = {key: runs for key, runs in self.previews.items() if key != place}
        self.previews = {**newest(others), place: list(changes)} if changes else others

    def _forget(self, place: str) -> None:
        self._preview(place, ())
        self.conflicts = {key: conflict for key, conflict in self.conflicts.items() if key != place}
