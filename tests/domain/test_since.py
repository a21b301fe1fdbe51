"""What a voter is shown of a text that has changed since they voted on it."""

import pytest
from sqlmodel import Session

from debate_app.domain import rows, since
from debate_app.domain import versions as wordings
from debate_app.domain.amendments import Draft
from debate_app.domain.edits import submit
from debate_app.domain.refused import NotFound
from debate_app.domain.snapshot import Change
from debate_app.domain.tables import EditKind
from tests import versions
from tests.databases import ON_BOTH

LONG = " ".join(f"word{number}" for number in range(60))


def edited(
    session: Session,
    viewpoint_id: int,
    kind: EditKind,
    text: str | None = None,
    paragraph_id: int | None = None,
    after_id: int | None = None,
) -> None:
    viewpoint = rows.viewpoint(session, viewpoint_id)
    draft = Draft(kind, viewpoint.version, paragraph_id, text, after_id)
    submit(session, viewpoint.author_id, viewpoint_id, draft)


def told(session: Session, viewpoint_id: int, version: int) -> list[tuple[str, str, int, int]]:
    found = since.changes(session, viewpoint_id, version)
    return [(part.kind, part.fate, part.number, part.was) for part in found]


@ON_BOTH
def test_only_the_parts_that_differ_are_shown(session: Session, viewpoint_id: int) -> None:
    assert since.changes(session, viewpoint_id, 1) == ()
    edited(session, viewpoint_id, EditKind.INSERT, "At the end.", after_id=_paragraphs(session, viewpoint_id)[0])
    edited(session, viewpoint_id, EditKind.TITLE, "Open it on Sundays")
    assert told(session, viewpoint_id, 1) == [("title", "changed", 0, 0), ("paragraph", "added", 2, 0)]
    assert told(session, viewpoint_id, 2) == [("title", "changed", 0, 0)]
    assert told(session, viewpoint_id, 3) == []


def test_a_paragraph_is_known_by_itself_wherever_it_stands(session: Session, viewpoint_id: int) -> None:
    [first] = _paragraphs(session, viewpoint_id)
    edited(session, viewpoint_id, EditKind.INSERT, "Second.", after_id=first)
    edited(session, viewpoint_id, EditKind.MOVE, paragraph_id=first, after_id=_paragraphs(session, viewpoint_id)[1])
    assert [(fate, was != 0) for _, fate, _, was in told(session, viewpoint_id, 2)] == [("same", True)]
    edited(session, viewpoint_id, EditKind.REMOVE, paragraph_id=first)
    assert told(session, viewpoint_id, 2) == [("paragraph", "removed", 1, 0)]


def test_of_a_long_paragraph_only_what_is_around_the_change_is_shown(session: Session, viewpoint_id: int) -> None:
    versions.begin(session, viewpoint_id, text=LONG)
    versions.begin(session, viewpoint_id, text=LONG.replace("word30", "another"))
    [part] = since.changes(session, viewpoint_id, 2)
    assert [run for run in part.changes if run.kind != "same"] == [
        Change("word30", "removed"),
        Change("another", "added"),
    ]
    assert "word0" not in "".join(run.text for run in part.changes)


def test_a_text_that_was_changed_back_differs_in_nothing(session: Session, viewpoint_id: int) -> None:
    versions.begin(session, viewpoint_id)
    versions.begin(session, viewpoint_id, text="People read more. [1]")
    assert since.changes(session, viewpoint_id, 1) == ()
    assert len(since.changes(session, viewpoint_id, 2)) == 1


@pytest.mark.parametrize("number", [0, -1, 2, 2**31, 2**63])
def test_a_version_or_a_viewpoint_that_never_was_is_not_found(session: Session, viewpoint_id: int, number: int) -> None:
    with pytest.raises(NotFound):
        since.changes(session, viewpoint_id, number)
    with pytest.raises(NotFound):
        since.changes(session, 4_000 + number, 1)


def _paragraphs(session: Session, viewpoint_id: int) -> list[int]:
    version = rows.viewpoint(session, viewpoint_id).version
    return [one.id for one in wordings.wording(session, viewpoint_id, version).paragraphs]
