"""Debate files for the tests: a small one, made ones, and how many rows a database holds."""

import copy
import json
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlmodel import Session, SQLModel

from debate_app.domain.files import importing
from debate_app.domain.files.debate_file import DebateFile
from debate_app.domain.files.forms import clean
from debate_app.domain.refused import Invalid
from debate_app.store.engine import reading, transaction

_LIBRARY: dict[str, Any] = {
    "format": "debate/1",
    "question": {
        "title": "Should the library open on Sundays?",
        "body": "It closes at noon on Saturday.\n\nMany people work all week.",
        "author": "Ada Byron",
        "created_at": "2026-03-01",
        "updated_at": "2026-03-09T10:00:00.000Z",
        "language": "en",
        "topics": ["Reading", "Town"],
    },
    "viewpoints": [
        {
            "title": "Open it",
            "author": "Bo Li",
            "created_at": "2026-03-02",
            "paragraphs": ["People read more when they can come. [1]", "And children come with them."],
            "sources": [{"url": "example.org/sundays", "label": "1"}, {"url": "https://example.com/x?y=1"}],
            "votes": {"agree": 3, "disagree": 1},
            "conversation": [
                {"kind": "created", "author": "Bo Li", "at": "2026-03-02"},
                {
                    "kind": "edit",
                    "author": "Ada Byron",
                    "at": "2026-03-09T10:00:00.000Z",
                    "status": "approved",
                    "paragraph": 1,
                    "before": "People read more.",
                    "text": "People read more when they can come. [1]",
                },
            ],
        },
        {
            "title": "Keep it closed",
            "author": "Ada Byron",
            "created_at": "2026-03-03",
            "paragraphs": ["Somebody would have to work."],
            "sources": [],
            "votes": {"agree": 0, "disagree": 2},
            "conversation": [],
        },
    ],
}


def sundays() -> dict[str, Any]:
    """A debate that is in canonical form, for the test to change."""
    return copy.deepcopy(_LIBRARY)


def encoded(tree: object) -> bytes:
    """``tree`` as the bytes of a file."""
    return json.dumps(tree).encode()


def take_in(engine: Engine, taken: DebateFile, again: bool = False) -> int:
    """Import in a transaction of its own; the id of the question."""
    with transaction(engine) as session:
        return importing.take_in(session, taken, again)


def row_counts(engine: Engine) -> dict[str, int]:
    """How many rows each table holds."""
    with reading(engine) as session:
        return {table.name: _count(session, table) for table in SQLModel.metadata.sorted_tables}


def _count(session: Session, table: Any) -> int:
    return session.connection().execute(select(func.count()).select_from(table)).scalar_one()


def _stands(form: str, text: str) -> bool:
    try:
        clean(form, text)
    except Invalid:
        return False
    return True


def _texts(form: str, longest: int) -> st.SearchStrategy[str]:
    anything = st.text(min_size=1, max_size=longest)
    return st.one_of(st.sampled_from(["People read.", "No.", " é\u0301 ½ ", "a  b"]), anything).filter(
        lambda text: _stands(form, text)
    )


_names = st.one_of(st.sampled_from(["Ada", "Bo", "Cy"]), _texts("name", 12))
_times = st.one_of(
    st.dates().map(str).filter(lambda day: _stands("day-or-moment", day)),
    st.sampled_from(["2026-03-01T10:00:00+02:00", "2026-03-01T10:00:00.5Z", "2026-03-01T23:59:59.999-05:30"]),
)
_paragraphs = _texts("paragraph", 30).filter(lambda text: bool(text.strip()))


def _events(paragraphs: int) -> st.SearchStrategy[dict[str, Any]]:
    created = st.fixed_dictionaries({"kind": st.just("created"), "author": _names, "at": _times})
    edit = st.fixed_dictionaries(
        {
            "kind": st.just("edit"),
            "author": _names,
            "at": _times,
            "status": st.just("approved"),
            "paragraph": st.integers(1, paragraphs),
            "text": _paragraphs,
        },
        optional={"before": _paragraphs},
    )
    return st.one_of(created, edit)


@st.composite
def _viewpoints(draw: st.DrawFn) -> dict[str, Any]:
    paragraphs = draw(st.lists(_paragraphs, min_size=1, max_size=3))
    address = st.sampled_from(["example.org", "http://example.org/a?b=c#d", " HTTPS://Example.org/é "])
    source = st.fixed_dictionaries({"url": address}, optional={"label": _texts("label", 6)})
    votes = st.fixed_dictionaries({"agree": st.integers(0, 4), "disagree": st.integers(0, 4)})
    rest = st.fixed_dictionaries(
        {"title": _texts("title", 20), "author": _names, "created_at": _times},
        optional={
            "sources": st.lists(source, max_size=3),
            "votes": votes,
            "conversation": st.lists(_events(len(paragraphs)), max_size=5),
        },
    )
    return draw(rest) | {"paragraphs": paragraphs}


def trees() -> st.SearchStrategy[dict[str, Any]]:
    """Any debate file that is right, with and without its optional parts."""
    question = st.fixed_dictionaries(
        {"title": _texts("title", 20), "body": st.text(max_size=40).filter(lambda text: _stands("background", text))}
        | {"author": _names, "created_at": _times},
        optional={
            "updated_at": _times,
            "language": st.sampled_from(["en", "pt-BR"]),
            "topics": st.sampled_from([[], ["Town"], ["Town", "Books"]]),
        },
    )
    viewpoints = st.lists(_viewpoints(), max_size=3)
    return st.fixed_dictionaries({"format": st.just("debate/1"), "question": question, "viewpoints": viewpoints})
