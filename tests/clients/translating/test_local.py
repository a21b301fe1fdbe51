"""Translating on this machine, with the real engine and the models that are installed with the page."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from debate_app.clients.local_models import models
from debate_app.clients.translating import Made, Translator, Unavailable, local, translator
from debate_app.translation_settings import TranslationSettings
from tests.waiting import until

PARAGRAPH = (
    "The police keep a database of names [1]. Nobody agreed with it.[2] Between 2019–2020 it cost £30 million, "
    "and 1,234 people of 3,806 were on it; see wired.co.uk/article/x or ask @anna.[3]\n\n"
    "• It is unfair.\n• It should be abolished."
)


@pytest_asyncio.fixture
async def here() -> AsyncGenerator[Translator]:
    made = translator(TranslationSettings())
    assert made
    yield made
    await made.close()


async def test_a_paragraph_is_fluent_and_keeps_its_links_marks_numbers_and_lines(here: Translator) -> None:
    (made,) = await here.translate([PARAGRAPH], "en", "pt")
    assert not made.doubtful
    first, nothing, *points = made.text.split("\n")
    assert all(word in first for word in ("A polícia", "base de dados", "Ninguém concordou", "custou", "pessoas"))
    assert all(
        mark in first for mark in ("[1].", ".[2] ", "2019–2020", "£30 milhões", "wired.co.uk/article/x", "@anna")
    )
    assert (nothing, points) == ("", ["• É injusto.", "• Deve ser abolida."])
    (back,) = await here.translate([made.text], "pt", "en")
    assert not back.doubtful
    assert all(word in back.text for word in ("police", "database", "[1]", "[2]", "[3]", "£30 million", "• "))


async def test_texts_keep_their_order_their_space_and_what_has_no_words(here: Translator) -> None:
    texts = ["Good night.", "", " \n", "https://example.org/a [1]", "  The house is red. \n", "12"]
    made = await here.translate(texts, "en", "pt")
    assert [one.text for one in made] == ["Boa noite.", *texts[1:4], "  A casa é vermelha. \n", "12"]
    assert not any(one.doubtful for one in made)
    assert await here.translate([], "en", "pt") == []


async def test_dashes_and_quotation_marks_keep_their_sense_and_their_look(here: Translator) -> None:
    made = await here.translate(["The law – passed in 2012 – was “a mistake” in London’s streets."], "en", "pt")
    assert made == [Made("A lei – aprovada em 2012 – foi “um erro” nas ruas de Londres.", doubtful=False)]
    made = await here.translate(['"Yes" – or "no" - he said.'], "en", "pt")
    assert made[0].text.count('"') == 4


async def test_many_at_once_get_each_their_own() -> None:
    here = translator(TranslationSettings(processes=2))
    assert here
    numbers = range(1000, 1024)
    made = await asyncio.gather(*(here.translate([f"There are {one} houses."], "en", "pt") for one in numbers))
    assert [one.text for (one,) in made] == [f"Há {one} casas." for one in numbers]
    assert (here.spent().calls, here.spent().failures) == (len(numbers), 0)
    assert here.spent().characters == sum(len(f"There are {one} houses.") for one in numbers)
    await here.close()


async def test_the_longest_paragraph_is_translated_and_the_page_goes_on_meanwhile(here: Translator) -> None:
    """Beats that come while it is translated: an engine within this process would allow none."""
    sentence = "The police said that nobody had agreed with what they had written about it. "
    text = (sentence * 60)[:4000].strip()
    beats = 0
    translating = asyncio.create_task(here.translate([text], "en", "pt"))
    while not translating.done():
        await asyncio.sleep(0.001)
        beats += 1
    ((made),) = await translating
    assert made.text.count("A polícia disse que ninguém") == text.count("The police said that nobody")
    assert beats > 100


async def test_the_page_says_which_pairs_there_are(here: Translator) -> None:
    assert (here.name, here.sends_away) == ("fxtranslate", False)
    assert await here.can("en", "pt")
    assert await here.can("en-GB", "pt-BR")
    assert await here.targets("pt-BR") == {"en"}
    assert await here.targets("ja") == frozenset()
    for source, target in (("en", "ja"), ("en", "en"), ("xx", "pt"), ("", "")):
        assert not await here.can(source, target)
    with pytest.raises(Unavailable, match="no translation between these languages"):
        await here.translate(["Hello."], "en", "ja")


async def test_a_text_in_another_language_than_was_said_is_doubtful(here: Translator) -> None:
    portuguese = "A polícia de Londres disse que o banco de dados estava errado e que ninguém concordou com ele."
    short = "Obrigado."
    made = await here.translate([portuguese, short], "en", "pt")
    assert [one.doubtful for one in made] == [True, False]


async def test_whoever_stops_waiting_takes_nothing_from_others(here: Translator) -> None:
    gone = asyncio.create_task(here.translate([PARAGRAPH], "en", "pt"))
    staying = asyncio.create_task(here.translate(["Good night."], "en", "pt"))
    await until(lambda: here.spent().calls)
    gone.cancel()
    assert await staying == [Made("Boa noite.", doubtful=False)]
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_whoever_waits_when_it_is_closed_is_told() -> None:
    here = translator(TranslationSettings())
    assert here
    waiting = asyncio.create_task(here.translate([PARAGRAPH], "en", "pt"))
    await until(lambda: here.spent().calls)
    await here.close()
    with pytest.raises(Unavailable, match="does not work here now"):
        await waiting


async def test_two_steps_go_through_english(tmp_path: Path) -> None:
    """Galician is stood in for by the Portuguese models, which the operator's folder gives in its name."""
    (tmp_path / "gl-en").symlink_to(models.find(None)["pt", "en"].model.parent)
    (tmp_path / "half-a-model").mkdir()
    (tmp_path / "es-en").mkdir()
    here = translator(TranslationSettings(models=tmp_path))
    assert here
    assert await here.targets("gl") == {"en", "pt"}
    assert await here.targets("es") == frozenset()
    (made,) = await here.translate(["A casa é vermelha [1], e custou £30."], "gl", "pt")
    assert made == Made("A casa é vermelha [1], e custou £30.", doubtful=False)
    await here.close()


async def test_a_broken_model_is_a_sentence_and_others_still_work(tmp_path: Path) -> None:
    broken = tmp_path / "es-en"
    broken.mkdir()
    for name in ("model.esen.bin", "srcvocab.esen.spm", "trgvocab.esen.spm"):
        (broken / name).write_bytes(b"nothing of use")
    here = translator(TranslationSettings(models=tmp_path))
    assert here
    with pytest.raises(Unavailable, match="This text cannot be translated here"):
        await here.translate(["Buenas noches."], "es", "en")
    assert await here.translate(["Boa noite."], "pt", "en") == [Made("Good night.", doubtful=False)]
    assert here.spent().failures == 1
    await here.close()


async def test_a_process_that_dies_or_hangs_is_replaced(here: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    await here.translate(["Good night."], "en", "pt")
    engine = here._engine
    assert isinstance(engine, local.Local)
    engine._idle[0]._process.kill()
    with pytest.raises(Unavailable, match="does not work here now"):
        await here.translate(["Good night."], "en", "pt")
    with monkeypatch.context() as hurried:
        hurried.setattr(local, "ANSWER_SECONDS", 0.0)
        with pytest.raises(Unavailable, match="does not work here now"):
            await here.translate(["Good night."], "en", "pt")
    assert await here.translate(["Good night."], "en", "pt") == [Made("Boa noite.", doubtful=False)]


def test_the_ways_between_languages() -> None:
    known = dict.fromkeys([("es", "en"), ("en", "pt"), ("pt", "en"), ("es", "pt")])
    assert models.steps(known, "es", "pt") == [("es", "pt")]
    assert models.steps(known, "pt", "es") == []
    assert models.steps(known, "pt", "pt") == []
    del known["es", "pt"]
    assert models.steps(known, "es", "pt") == [("es", "en"), ("en", "pt")]
    assert models.pairs(known) == {"es": {"en", "pt"}, "en": {"pt"}, "pt": {"en"}}
