"""Debates that people really had: they go in and out unchanged, and their votes add up to what was published."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from debate_app.domain import recount, snapshots, viewpoints, votes
from debate_app.domain.files import content, debate_file, exporting
from debate_app.domain.tables import Side
from debate_app.store.engine import reading, transaction
from tests import debates, scene

REAL = Path(__file__).parents[2].parent / "shared" / "real"
POLIS = REAL / "polis-london-youth-policing"
FILES = [
    Path("gangs-matrix.json"),
    *(
        Path("createdebate") / f"{name}.json"
        for name in (
            "ban-plastic-water-bottles",
            "firefox-vs-internet-explorer",
            "india-has-the-potential-to-lead-the-world",
            "is-the-school-uniform-a-good-or-bad-idea",
            "personal-pursuit-or-advancing-the-common-good",
            "should-physical-education-be-mandatory-in-schools",
            "tv-is-better-than-books",
            "william-farquhar-ought-to-be-honoured-as-the-rightful-founde",
        )
    ),
]

SIDES = {"1": Side.AGREE, "-1": Side.DISAGREE, "0": None, "": None}


def test_no_file_is_left_out():
    assert sorted(path.relative_to(REAL) for path in REAL.rglob("*.json")) == sorted(FILES)


@pytest.mark.parametrize("name", FILES, ids=lambda path: path.stem)
def test_a_real_debate_goes_in_and_out_unchanged(engine: Engine, name: Path):
    taken = debate_file.check((REAL / name).read_bytes())
    question_id = debates.take_in(engine, taken)
    with reading(engine) as session:
        written = exporting.write_out(session, question_id)
        page = snapshots.read(session, question_id)
    assert written == taken.debate
    assert debate_file.check(content.encoded(content.content(written))).debate == written
    assert page.question.title == written.versions[-1].title
    titles = [viewpoint.versions[-1].title for viewpoint in written.viewpoints]
    assert [viewpoint.title for viewpoint in page.viewpoints] == titles


def table(name: str) -> list[dict[str, str]]:
    with (POLIS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def put_statements(session: Session) -> tuple[int, dict[str, int]]:
    """Each statement as a viewpoint of one question; returns its id and those of the viewpoints."""
    question_id = scene.question(session)
    author = scene.guest(session, "Somebody")
    return question_id, {
        statement["comment-id"]: viewpoints.add(
            session, author, question_id, statement["comment-body"], [statement["comment-body"]], []
        )
        for statement in table("comments.csv")
    }


def in_order_of_time(lines: list[dict[str, str]]) -> list[dict[str, str]]:
    """Sorted by millisecond. No two votes share one, so that the order is certain."""
    assert len({line["timestamp"] for line in lines}) == len(lines)
    return sorted(lines, key=lambda line: int(line["timestamp"]))


def test_replayed_votes_are_the_published_ones(engine: Engine):
    published = {row["participant"]: row for row in table("participants-votes.csv")}
    with transaction(engine) as session:
        question_id, statements = put_statements(session)
        voters = {voter: scene.guest(session) for voter in published}
        for line in in_order_of_time(table("votes.csv")):
            votes.cast(session, voters[line["voter-id"]], statements[line["comment-id"]], SIDES[line["vote"]])
    with reading(engine) as session:
        _, tallies = snapshots.tallies(session, question_id)
        counted = {tally.viewpoint_id: (tally.agrees, tally.disagrees) for tally in tallies}
        held = {voter: votes.of(session, participant_id, question_id) for voter, participant_id in voters.items()}
        assert recount.differences(session) == []
    assert (len(published), len(statements)) == (26, 39)
    for statement, viewpoint_id in statements.items():
        column = [SIDES[row.get(statement, "")] for row in published.values()]
        assert counted[viewpoint_id] == (column.count(Side.AGREE), column.count(Side.DISAGREE))
    for voter, row in published.items():
        assert len(held[voter]) == int(row["n-agree"]) + int(row["n-disagree"])
