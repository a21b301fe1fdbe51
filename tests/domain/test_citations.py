"""The sources of a debate on one list, and as other programs take them: each is read back by a parser not of ours."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pybtex.database import Entry
from pybtex.database.input.bibtex import Parser
from sqlmodel import Session

from debate_app.domain import citations, doubts, hiding, links, references, viewpoints
from debate_app.domain.citations import Citation, Work
from debate_app.domain.citing import bibtex, csl
from debate_app.domain.references import Answered, Says
from debate_app.domain.refused import NotFound
from debate_app.domain.tables import Role, SubjectKind
from tests import scene
from tests.databases import ON_BOTH
from tests.scene import Essay

FOOD = "https://example.org/food"
SAYS = Says(
    FOOD, "What {apes} & bears eat: 100% \\of it_ – 食べ物", "Food News", "Ada Byron; Bread, Inc.", "2021-03-04"
)
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
_TEXTS = ("title", "container-title", "language", "URL", "DOI", "ISBN")
ITEM: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "pattern": "^[A-Za-z0-9_]+$"},
        "type": {"enum": ["article", "book", "report", "dataset", "motion_picture", "graphic", "document", "webpage"]},
        "author": {
            "type": "array",
            "items": {"type": "object", "required": ["literal"], "additionalProperties": {"type": "string"}},
        },
        "issued": _DATE,
        "accessed": _DATE,
        **{name: {"type": "string", "minLength": 1} for name in _TEXTS},
    },
    "required": ["id", "type"],
    "additionalProperties": False,
}
"""What the CSL 1.0.2 input schema allows of the members that we write."""


def read_csl(works: tuple[Work, ...]) -> list[dict[str, Any]]:
    items = json.loads(csl.written(works))
    Draft202012Validator({"type": "array", "items": ITEM}).validate(items)
    return items


def read_bibtex(works: tuple[Work, ...]) -> dict[str, Entry]:
    return dict(Parser().parse_string(bibtex.written(works)).entries.items())


def plain(text: str) -> str:
    """What a field's text says, once its commands are read."""
    for command, sign in (
        ("textbraceleft", "{"),
        ("textbraceright", "}"),
        ("textasciitilde", "~"),
        ("textasciicircum", "^"),
    ):
        text = text.replace(f"\\{command}{{}}", sign)
    for sign in "&%$#_":
        text = text.replace(f"\\{sign}", sign)
    return text.replace("\\textbackslash{}", "\\")


@ON_BOTH
def test_each_source_is_listed_once_with_all_places_that_cite_it(session: Session, essay: Essay) -> None:
    another = viewpoints.add(
        session, essay.cy, essay.question_id, "Another", ["As said [2]."], ["10.1000/182", f"{FOOD}?utm_source=x#part"]
    )
    doubts.doubt(session, essay.cy, essay.viewpoint_id, FOOD, "It is about bears.")
    references.note(session)
    references.keep(session, {FOOD: Answered("", "", 0, SAYS)})
    listed = citations.read(session, essay.question_id)
    food, paper = listed.works
    assert (food.source.href, food.source.title, food.source.doubts) == (FOOD, SAYS.title, 1)
    one, two = food.citations
    assert one == Citation(essay.viewpoint_id, "Who eats what", 1, (), 1)
    assert (two.viewpoint_id, two.number, [number for _, number in two.paragraphs]) == (another, 2, [1])
    assert (paper.source.title, len(paper.citations)) == ("10.1000/182", 1)
    assert [one.key for one in citations.read(session, essay.question_id).works] == [food.key, paper.key]
    first, second = read_csl(listed.works)
    assert (first["title"], first["URL"], first["type"]) == (SAYS.title, FOOD, "webpage")
    assert first["issued"] == {"date-parts": [[2021, 3, 4]]}
    assert [author["literal"] for author in first["author"]] == ["Ada Byron", "Bread, Inc."]
    assert (second["DOI"], second["URL"]) == ("10.1000/182", "https://doi.org/10.1000/182")
    entries = read_bibtex(listed.works)
    assert list(entries) == [food.key, paper.key]
    entry = entries[food.key]
    assert plain(entry.fields["title"]) == f"{{{SAYS.title}}}"
    assert [str(author) for author in entry.persons["author"]] == ["Byron, Ada", "{Bread, Inc.}"]
    assert (entry.type, entry.fields["url"], entry.fields["year"]) == ("online", FOOD, "2021")


def test_hidden_viewpoints_cite_nothing_and_hidden_questions_are_not_found(session: Session, essay: Essay) -> None:
    mo = scene.account(session, "Mo Derator", Role.MODERATOR)
    hiding.hide(session, mo, SubjectKind.VIEWPOINT, essay.viewpoint_id, "No.")
    assert citations.read(session, essay.question_id).works == ()
    hiding.hide(session, mo, SubjectKind.QUESTION, essay.question_id, "No.")
    with pytest.raises(NotFound):
        citations.read(session, essay.question_id)


_texts = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from("{}%&\\$#_~^ \"'@,"), max_size=30)


@given(_texts, _texts, st.sampled_from(["", "article", "book", "dataset", "page"]))
def test_whatever_a_source_says_both_formats_hold_it(title: str, author: str, kind: str) -> None:
    title, author = " ".join(title.split()), " ".join(author.replace(";", " ").split())
    source = replace(links.source(1, "example.org/a_b?c=%7Bd%7D", None), title=title, author=author, kind=kind)
    works = (Work("example_org_1", source, ()), Work("example_org_2", links.source(2, "ISBN 0306406152", None), ()))
    first, second = read_csl(works)
    assert (first.get("title", ""), second["ISBN"]) == (title, "9780306406157")
    entries = read_bibtex(works)
    assert plain(entries["example_org_1"].fields["title"]) == f"{{{title}}}"
    assert entries["example_org_1"].fields["url"] == source.href
    assert entries["example_org_2"].fields["isbn"] == "9780306406157"
