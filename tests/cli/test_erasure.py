import pytest
from sqlalchemy import Engine

from debate_app import cli
from debate_app.domain import acts, subjects
from debate_app.domain.tables import ActKind, SubjectKind
from debate_app.store.engine import reading, transaction
from tests.cli.conftest import Run
from tests.databases import ON_BOTH
from tests.forum import COMMENT, MARKS, TEXTS, WORDS, Forum
from tests.forum import forum as make_forum

REASON = ("--reason", "A court asked for it.")


@pytest.fixture
def forum(engine: Engine) -> Forum:
    with transaction(engine) as session:
        return make_forum(session)


def _text(engine: Engine, forum: Forum, kind: SubjectKind) -> str:
    with reading(engine) as session:
        return "\n".join(subjects.text_of(session, subjects.find(session, kind, forum.of(kind))))


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_is_deleted_and_logged_without_it(run: Run, engine: Engine, forum: Forum, kind: SubjectKind):
    outcome = run("erase", kind, str(forum.of(kind)), *REASON, "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert MARKS[kind] not in _text(engine, forum, kind)
    with reading(engine) as session:
        [line] = acts.newest(session)
    assert (line.kind, line.by, line.reason) == (ActKind.ERASED, "", "A court asked for it.")
    assert outcome.out == f"The text of {kind} {forum.of(kind)} is deleted; line {line.id} of the log says so.\n"


@pytest.mark.parametrize("answer", ["", "yes", "y", "erase", "erase comment", "erase comment 999"])
def test_without_the_right_words_nothing_is_deleted(run: Run, engine: Engine, forum: Forum, answer: str):
    outcome = run("erase", "comment", str(forum.comment_id), *REASON, stdin=answer.encode())
    assert (outcome.code, outcome.out) == (1, "")
    first, asking, last = outcome.err.splitlines()
    assert first == f"Comment {forum.comment_id} by Cy Twombly: {WORDS[COMMENT]}"
    assert asking.endswith(f"Type “erase comment {forum.comment_id}” to delete it:")
    assert last == "Nothing was deleted."
    assert _text(engine, forum, COMMENT) == WORDS[COMMENT]


@ON_BOTH
def test_whoever_types_the_words_deletes_it(run: Run, engine: Engine, forum: Forum):
    words = f"erase comment {forum.comment_id}\n"
    assert run("erase", "comment", str(forum.comment_id), *REASON, stdin=words.encode()).code == 0
    assert _text(engine, forum, COMMENT) == ""


def test_what_cannot_be_deleted_is_told(run: Run, engine: Engine, forum: Forum):
    for subject, reason, told in (
        ("999999", "A court.", "This comment does not exist."),
        ("0", "A court.", "This comment does not exist."),
        (str(forum.comment_id), " ", "Give a reason: everybody can read it in the log."),
    ):
        outcome = run("erase", "comment", subject, "--reason", reason, "--yes")
        assert (outcome.code, outcome.out, outcome.err) == (1, "", f"{told}\n")
    run("erase", "comment", str(forum.comment_id), *REASON, "--yes")
    again = run("erase", "comment", str(forum.comment_id), *REASON, "--yes")
    assert (again.code, again.err) == (1, "There is no text here any more.\n")


@pytest.mark.parametrize(
    "arguments",
    [["erase"], ["erase", "comment", "1"], ["erase", "participant", "1", *REASON], ["erase", "comment", "x", *REASON]],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m debate_app erase" in capsys.readouterr().err
