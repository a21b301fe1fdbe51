import io
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from debate_app.domain import limits
from debate_app.domain.files import content, debate1, debate_file
from debate_app.domain.files.debate import Counts, Debate
from debate_app.domain.files.debate_file import Fault, FaultyFile
from debate_app.domain.files.specifications import SCHEMAS
from tests import debates, faulty_histories, faulty_translations, histories, translated
from tests.faulty_files import FAULTY

DIGEST_2 = "bb0c1e3e876eaa0d13c304d1b1fd263973d39301e540398322f8f9e1f29bbdbb"
"""By which ``histories.tree()`` is known wherever it was taken in before there was ``debate/3``."""

DIGEST = "001e02e64c0fb960b63583886f4c1a7fb68d5491d4944fb5b1d0dc9645ee9e46"
"""By which ``debates.sundays()`` is known wherever it was taken in before there was ``debate/2``."""


def faults_of(data: bytes) -> tuple[Fault, ...]:
    with pytest.raises(FaultyFile) as caught:
        debate_file.check(data)
    return caught.value.faults


def refused_at(data: bytes, place: str) -> None:
    (fault,) = faults_of(data)
    assert fault.place == place
    assert re.fullmatch(r"\S.*[.)]", fault.sentence)
    assert len(fault.sentence) < 250


def read(tree: dict[str, Any]) -> Debate:
    return debate_file.check(debates.encoded(tree)).debate


def test_a_right_file_is_read_whole():
    assert content.content(read(translated.tree())) == translated.tree()
    assert content.content(read(histories.tree()), "debate/2") == histories.tree()


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_is_refused_with_a_sentence_at_its_place(name: str):
    data, place = FAULTY[name]
    refused_at(data, place)


@pytest.mark.parametrize("name", faulty_histories.FAULTY)
def test_a_file_whose_parts_do_not_fit_is_refused_with_a_sentence_at_its_place(name: str):
    refused_at(faulty_histories.data(name), faulty_histories.FAULTY[name][1])


@pytest.mark.parametrize("name", faulty_translations.FAULTY)
def test_a_file_with_faulty_languages_or_references_is_refused_with_a_sentence_at_its_place(name: str):
    refused_at(faulty_translations.data(name), faulty_translations.FAULTY[name][1])


def test_a_file_tells_what_only_a_newer_format_may_tell_in_that_format_alone():
    assert [fault.place for fault in faults_of(debates.encoded(translated.tree() | {"format": "debate/2"}))] == [
        "references",
        "translations",
        "viewpoints[0].conversation[14].does",
        "viewpoints[0].conversation[14].language",
        "viewpoints[0].conversation[15].kind",
        "viewpoints[0].conversation[15].replies[1].language",
        "viewpoints[0].conversation[16].does",
        "viewpoints[0].conversation[16].language",
        "viewpoints[1].language",
    ]


def test_texts_of_the_older_formats_are_in_the_language_of_the_question():
    tree = histories.tree()
    tree["question"]["language"] = "pt"
    for taken in (
        read(tree),
        read(debates.sundays() | {"question": debates.sundays()["question"] | {"language": "pt"}}),
    ):
        assert {viewpoint.language for viewpoint in taken.viewpoints} == {"pt"}
    said = [reply for event in read(tree).viewpoints[0].conversation for reply in event.replies]
    assert {comment.language for comment in said} == {"pt"}


def test_translations_are_between_languages_whatever_the_region_and_doubts_name_an_address_however_it_is_typed():
    tree = translated.tree()
    tree["viewpoints"][0]["conversation"][14]["language"] = "pt-BR"
    tree["viewpoints"][0]["conversation"][15]["source"] = " HTTP://Example.org/sundays"
    tree["translations"][1] |= {"language": "PT", "from": "en-GB"}
    assert read(tree) == read(translated.tree())


def test_what_came_from_a_foreign_page_is_a_line_of_plain_text():
    tree = translated.tree()
    tree["references"][0] |= {"title": " An\u202eevil\n\x07 <b>title</b> ", "address": "EXAMPLE.com/x?y=1"}
    reference = read(tree).references[0]
    assert (reference.address, reference.title) == ("https://example.com/x?y=1", "Anevil <b>title</b>")


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
        debate_file.check(debates.encoded(debates.sundays() | {str(number): 0 for number in range(20_000)}))
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
    assert debate_file.check(debate_file.read(io.BytesIO(data))).digest == DIGEST


def test_a_byte_order_mark_is_accepted():
    data = debates.encoded(debates.sundays())
    assert debate_file.check(b"\xef\xbb\xbf" + data) == debate_file.check(data)


def test_optional_parts_have_defaults():
    tree = debates.sundays()
    for key in ("updated_at", "language", "topics"):
        del tree["question"][key]
    for key in ("sources", "votes", "conversation"):
        del tree["viewpoints"][1][key]
    taken = read(tree)
    assert (taken.updated_at, taken.language, taken.versions[0].topics) == ("2026-03-09T10:00:00.000Z", "en", ())
    second = taken.viewpoints[1]
    assert (second.sources, second.votes, second.conversation) == (((),), Counts(), ())


def test_optional_parts_of_a_history_have_defaults():
    tree = histories.tree()
    for key in ("updated_at", "language"):
        del tree["question"][key]
    del tree["viewpoints"][1]["conversation"]
    taken = read(tree)
    assert (taken.updated_at, taken.language) == (histories.DAY.format(20), "en")
    assert taken.viewpoints[1].conversation == ()


def test_texts_are_cleaned_as_on_the_page_and_days_stay_days():
    tree = debates.sundays()
    tree["question"]["title"] = "  Sundays\tor  not? "
    tree["viewpoints"][0]["votes"]["agree"] = 3.0
    tree["viewpoints"][0]["created_at"] = "2026-03-02T01:30:00+02:00"
    taken = read(tree)
    assert taken.versions[0].title == "Sundays or not?"
    assert taken.created_at == "2026-03-01"
    assert taken.viewpoints[0].created_at == "2026-03-01T23:30:00.000Z"
    assert type(taken.viewpoints[0].votes.agrees) is int


def test_credit_has_one_form():
    tree = histories.tree()
    texts = tree["viewpoints"][0]["paragraphs"][0]
    texts[0]["credit"] = [["Bo Li", 1], ["Bo Li", 2]]
    texts[2]["credit"][2:2] = [["Cy Twombly", 0.0 + 1]]
    texts[2]["credit"][1:2] = []
    first, _, last = read(tree).viewpoints[0].paragraphs[0]
    assert first.credit is None
    assert last.credit == (("Bo Li", 3), ("Cy Twombly", 2), ("Ada Byron", 1))


def test_the_digest_is_that_of_the_canonical_form():
    for tree in (debates.sundays(), histories.tree(), translated.tree()):
        shuffled = json.dumps({key: tree[key] for key in reversed(tree)}, indent=3).encode()
        digest = debate_file.check(debates.encoded(tree)).digest
        assert debate_file.check(shuffled).digest == digest
        tree["viewpoints"][1]["author"] = "Di"
        assert debate_file.check(debates.encoded(tree)).digest != digest


def test_a_file_that_was_taken_in_before_is_known_by_the_same_digest():
    assert debate_file.check(debates.encoded(debates.sundays())).digest == DIGEST
    assert debate_file.check(debates.encoded(histories.tree())).digest == DIGEST_2


@given(debates.trees())
@settings(deadline=None, max_examples=100)
def test_the_canonical_form_of_a_file_reads_as_the_file(tree: dict[str, Any]):
    taken = debate_file.check(debates.encoded(tree))
    former = debate1.content(debate1.read(tree))
    assert debate_file.check(debates.encoded(former)) == taken
    assert read(content.content(taken.debate)) == taken.debate


def test_a_written_file_can_be_read_by_people_and_holds_the_same():
    written = content.encoded(histories.tree())
    assert json.loads(written) == histories.tree()
    assert b'["Ada Byron", 2]\n' in written
    assert b'"paragraphs": [\n            [1, 2],\n' in written


def test_the_schemas_are_valid_and_name_the_limits():
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)
        assert schema["properties"]["viewpoints"]["maxItems"] == limits.IMPORT_VIEWPOINTS
    former, today = SCHEMAS["debate/1"], SCHEMAS["debate/3"]
    viewpoint = former["$defs"]["viewpoint"]["properties"]
    assert former["x-most-events"] == limits.IMPORT_EVENTS
    assert former["$defs"]["count"]["maximum"] == limits.IMPORT_VOTES_A_SIDE
    assert former["$defs"]["question"]["properties"]["topics"]["maxItems"] == limits.TOPICS
    assert viewpoint["paragraphs"]["maxItems"] == limits.PARAGRAPHS
    assert viewpoint["sources"]["maxItems"] == limits.SOURCES
    assert today["x-most"] == SCHEMAS["debate/2"]["x-most"]
    assert today["properties"]["references"]["maxItems"] == limits.IMPORT_SOURCES
    assert today["properties"]["translations"]["maxItems"] == limits.IMPORT_TRANSLATIONS
    assert today["x-most"] == {
        "spoken": limits.IMPORT_EVENTS,
        "versions": limits.IMPORT_VERSIONS,
        "texts": limits.IMPORT_TEXTS,
        "sources": limits.IMPORT_SOURCES,
        "support": limits.IMPORT_SUPPORT,
    }
    viewpoint = today["$defs"]["viewpoint"]
    assert viewpoint["x-most-votes"] == limits.IMPORT_VOTES_A_SIDE
    assert viewpoint["properties"]["sources"]["items"]["maxItems"] == limits.SOURCES
    assert today["$defs"]["counts"]["properties"]["agree"]["maximum"] == limits.IMPORT_VOTES_A_SIDE
    assert today["$defs"]["version"]["properties"]["paragraphs"]["maxItems"] == limits.PARAGRAPHS
    assert today["$defs"]["question_version"]["properties"]["topics"]["maxItems"] == limits.TOPICS


@given(debates.trees())
@settings(deadline=None, max_examples=30)
def test_a_right_file_is_right_for_any_reader_of_the_schema(tree: dict[str, Any]):
    Draft202012Validator(SCHEMAS["debate/1"]).validate(tree)
    Draft202012Validator(SCHEMAS["debate/2"]).validate(content.content(read(tree), "debate/2"))
    Draft202012Validator(SCHEMAS["debate/2"]).validate(histories.tree())
    Draft202012Validator(SCHEMAS["debate/3"]).validate(content.content(read(tree)))
    Draft202012Validator(SCHEMAS["debate/3"]).validate(translated.tree())
