"""Telling the language of a text."""

import random
import threading

import langdetect
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from debate_app.clients.detecting import MOST_CHARACTERS, detect, is_foreign, known

SAID = {
    "en": "The police keep a database of names, and nobody agreed with what they had written about it.",
    "es": "La policía guarda una base de datos de nombres, y nadie estaba de acuerdo con lo que habían escrito.",
    "fr": "La police garde une base de données de noms, et personne n'était d'accord avec ce qu'ils avaient écrit.",
    "de": "Die Polizei führt eine Datenbank mit Namen, und niemand war mit dem einverstanden, was darin stand.",
    "pt": "A polícia mantém um banco de dados de nomes, e ninguém concordou com o que tinham escrito sobre isso.",
    "ar": "تحتفظ الشرطة بقاعدة بيانات للأسماء، ولم يوافق أحد على ما كتبوه عنها في الصحف قبل عام.",
    "ja": "警察は名前のデータベースを持っており、そこに書かれたことに誰も同意しませんでした。",
    "zh": "警方保存着一个姓名数据库，没有人同意他们在报纸上写的关于它的内容，这是错误的。",
}


@pytest.mark.parametrize("language", SAID)
def test_a_sentence_is_enough(language: str) -> None:
    assert detect(SAID[language]) == language
    assert language in known()


@pytest.mark.parametrize("text", ["", " ", "ok", "Yes!", "12 345 – 67 %", "https://example.org", "@anna [1]", "は"])
def test_too_little_to_tell(text: str) -> None:
    assert detect(text) is None


def test_it_is_the_same_each_time_in_every_thread_whatever_others_do() -> None:
    texts = [
        *SAID.values(),
        " ".join(SAID.values()),
        SAID["en"] + SAID["fr"],
        "Lorem ipsum dolor sit amet, consectetur",
    ]
    expected = [detect(text) for text in texts]
    found: list[list[str | None]] = []
    langdetect.DetectorFactory.seed = 7

    def look() -> None:
        mixed = random.sample(range(len(texts)), len(texts))
        by_place = {place: detect(texts[place]) for place in mixed}
        found.append([by_place[place] for place in range(len(texts))])

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    langdetect.DetectorFactory.seed = None
    assert found == [expected] * 4


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    beginning = (SAID["en"] + " ") * 30
    assert len(beginning) > MOST_CHARACTERS
    assert detect(beginning + SAID["ja"] * 10_000) == "en"


@given(st.text())
@settings(deadline=None, max_examples=50)
def test_nothing_that_is_written_fails(text: str) -> None:
    assert detect(text) in {None, *known()}


def test_a_text_in_another_language_than_declared_is_told() -> None:
    assert is_foreign(SAID["pt"], "en")
    assert is_foreign(SAID["ja"], "en-GB")
    assert not is_foreign(SAID["en"], "en-GB")
    assert not is_foreign(SAID["zh"], "zh-Hans")
    assert not is_foreign("Obrigado, foi muito bom.", "en")
    assert not is_foreign(SAID["es"], "gl")
    assert not is_foreign(SAID["es"], "ca")
    assert not is_foreign(SAID["es"], "eu")
