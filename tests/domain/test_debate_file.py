import io
import json
import re

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from debate_app.domain import debate, debate_file, limits
from debate_app.domain.debate_file import Fault, FaultyFile
from debate_app.domain.debate_schema import SCHEMA
from tests import debates
from tests.faulty_files import FAULTY


def faults_of(data: bytes) -> tuple[Fault, ...]:
    with pytest.raises(FaultyFile) as caught:
        debate_file.check(data)
    return caught.value.faults


def test_a_right_file_is_read_whole():
    read = debate_file.check(debates.encoded(debates.sundays()))
    assert debate.content(read) == debates.sundays()


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_is_refused_with_a_sentence_at_its_place(name: str):
    data, place = FAULTY[name]
    (fault,) = faults_of(data)
    assert fault.place == place
    assert re.fullmatch(r"\S.*[.)]", fault.sentence)
    assert len(fault.sentence) < 250


def test_every_fault_is_named():
    tree = debates.sundays()
    tree["question"]["title"] = ""
    tree["question"]["mood"] = "good"
    tree["viewpoints"][0]["sources"] = [{"url": "nowhere"}, {}]
    tree["viewpoints"][1] = {"title": 1}
    assert [fault.place for fault in faults_of(debates.encoded(tree))] == [
        "question.mood",
        "question.title",
        "viewpoints[0].sources[0].url",
        "viewpoints[0].sources[1].url",
        "viewpoints[1].author",
        "viewpoints[1].created_at",
        "viewpoints[1].paragraphs",
        "viewpoints[1].title",
    ]


def test_the_check_of_a_hopeless_file_ends():
    with pytest.raises(FaultyFile) as caught:
        debate_file.check(debates.encoded({str(number): 0 for number in range(20_000)}))
    assert len(caught.value.faults) == debate_file.FAULTS
    assert caught.value.more


def test_a_list_that_is_too_long_is_one_fault():
    assert len(faults_of(debates.encoded(debates.sundays() | {"viewpoints": [0] * 1_000_000}))) == 1


def test_a_file_is_not_read_beyond_the_limit():
    file = io.BytesIO(b" " * (200 * 2**20))
    with pytest.raises(FaultyFile, match="1 fault"):
        debate_file.read(file)
    assert file.tell() == limits.IMPORT_FILE_BYTES + 1


def test_a_file_of_just_the_limit_is_read():
    data = debates.encoded(debates.sundays()).ljust(limits.IMPORT_FILE_BYTES)
    assert debate_file.check(debate_file.read(io.BytesIO(data))).title


def test_a_byte_order_mark_is_accepted():
    data = debates.encoded(debates.sundays())
    assert debate_file.check(b"\xef\xbb\xbf" + data) == debate_file.check(data)


def test_optional_parts_have_defaults():
    tree = debates.sundays()
    for key in ("updated_at", "language", "topics"):
        del tree["question"][key]
    for key in ("sources", "votes", "conversation"):
        del tree["viewpoints"][1][key]
    read = debate_file.check(debates.encoded(tree))
    assert (read.updated_at, read.language, read.topics) == ("2026-03-09T10:00:00.000Z", "en", ())
    second = read.viewpoints[1]
    assert (second.sources, second.agrees, second.disagrees, second.conversation) == ((), 0, 0, ())


def test_texts_are_cleaned_as_on_the_page_and_days_stay_days():
    tree = debates.sundays()
    tree["question"]["title"] = "  Sundays\tor  not? "
    tree["viewpoints"][0]["votes"]["agree"] = 3.0
    tree["viewpoints"][0]["created_at"] = "2026-03-02T01:30:00+02:00"
    read = debate_file.check(debates.encoded(tree))
    assert read.title == "Sundays or not?"
    assert read.created_at == "2026-03-01"
    assert read.viewpoints[0].created_at == "2026-03-01T23:30:00.000Z"
    assert type(read.viewpoints[0].agrees) is int


def test_the_digest_is_that_of_the_canonical_form():
    tree = debates.sundays()
    shuffled = json.dumps({key: tree[key] for key in reversed(tree)}, indent=3).encode()
    one, other = debate_file.check(debates.encoded(tree)), debate_file.check(shuffled)
    assert debate.digest(one) == debate.digest(other)
    tree["viewpoints"][0]["votes"]["agree"] += 1
    assert debate.digest(debate_file.check(debates.encoded(tree))) != debate.digest(one)


@given(debates.trees())
@settings(deadline=None, max_examples=100)
def test_the_canonical_form_of_a_file_reads_as_the_file(tree: dict[str, object]):
    read = debate_file.check(debates.encoded(tree))
    assert debate_file.check(debates.encoded(debate.content(read))) == read


def test_the_schema_is_valid_and_names_the_limits():
    Draft202012Validator.check_schema(SCHEMA)
    viewpoint = SCHEMA["$defs"]["viewpoint"]["properties"]
    assert SCHEMA["properties"]["viewpoints"]["maxItems"] == limits.IMPORT_VIEWPOINTS
    assert SCHEMA["x-most-events"] == limits.IMPORT_EVENTS
    assert SCHEMA["$defs"]["count"]["maximum"] == limits.IMPORT_VOTES_A_SIDE
    assert SCHEMA["$defs"]["question"]["properties"]["topics"]["maxItems"] == limits.TOPICS
    assert viewpoint["paragraphs"]["maxItems"] == limits.PARAGRAPHS
    assert viewpoint["sources"]["maxItems"] == limits.SOURCES


@given(debates.trees())
@settings(deadline=None, max_examples=30)
def test_a_right_file_is_right_for_any_reader_of_the_schema(tree: dict[str, object]):
    Draft202012Validator(SCHEMA).validate(tree)
