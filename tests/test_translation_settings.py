"""Who translates, as the environment says it."""

from pathlib import Path

import pytest

from debate_app.settings import WrongSetting, load
from debate_app.translation_settings import APERTIUM, LIBRETRANSLATE, LOCAL, OFF, TranslationSettings


def test_every_variable_reaches_its_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "models").mkdir()
    told = {
        "TRANSLATION_ENGINE": "LibreTranslate",
        "TRANSLATION_URL": "http://127.0.0.1:5000/api/",
        "TRANSLATION_KEY": "s3cret",
        "TRANSLATION_MODELS": "models",
        "TRANSLATION_PROCESSES": "2",
        "TRANSLATION_DAILY_CHARACTERS": "0",
        "TRANSLATION_CALL_TEXTS": "5",
    }
    settings = load(told)
    models = tmp_path / "models"
    assert settings.translation == TranslationSettings(
        LIBRETRANSLATE, "http://127.0.0.1:5000/api", "s3cret", models, 2, 0, 5
    )
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize("engine", [LOCAL, OFF])
def test_some_engines_need_no_address(engine: str) -> None:
    assert load({"TRANSLATION_ENGINE": engine}).translation.engine == engine


@pytest.mark.parametrize("engine", [LIBRETRANSLATE, APERTIUM])
def test_others_do(engine: str) -> None:
    with pytest.raises(WrongSetting, match=r"^TRANSLATION_ENGINE needs TRANSLATION_URL"):
        load({"TRANSLATION_ENGINE": engine})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TRANSLATION_ENGINE", "google"),
        ("TRANSLATION_URL", "localhost:5000"),
        ("TRANSLATION_URL", "ftp://localhost"),
        ("TRANSLATION_URL", "http://"),
        ("TRANSLATION_URL", "http://me:s3cret@localhost"),
        ("TRANSLATION_URL", "http://localhost:port"),
        ("TRANSLATION_URL", "http://localhost?api_key=s3cret"),
        ("TRANSLATION_KEY", "s3cret\x00"),
        ("TRANSLATION_KEY", "s3cret" * 100),
        ("TRANSLATION_MODELS", "/nowhere/at/all"),
        ("TRANSLATION_PROCESSES", "0"),
        ("TRANSLATION_PROCESSES", "17"),
        ("TRANSLATION_DAILY_CHARACTERS", "-1"),
        ("TRANSLATION_DAILY_CHARACTERS", "1e6"),
        ("TRANSLATION_CALL_TEXTS", "0"),
        ("TRANSLATION_CALL_TEXTS", "٣"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable_and_no_secret(variable: str, value: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        load({variable: value})
    (sentence,) = caught.value.sentences
    assert sentence.startswith(f"{variable} must ")
    assert "s3cret" not in sentence
