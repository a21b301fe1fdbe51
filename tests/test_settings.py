"""Settings: what is taken, and the sentence for what is not."""

import subprocess
import sys
from dataclasses import fields, replace

import pytest

from debate_app.rate_settings import UNLIMITED, Rates
from debate_app.settings import Settings, WrongSetting, load
from tests.browser.server import PROJECT, environment

VARIABLES = [field.name.upper() for field in fields(Settings)]


def test_nothing_in_the_environment_gives_the_defaults():
    assert load({}) == Settings()


def test_an_empty_value_is_no_value():
    assert load(dict.fromkeys(VARIABLES, " ")) == Settings()


def test_every_variable_reaches_its_field():
    assert load(
        {
            "HOST": "127.0.0.1",
            "PORT": "8080",
            "DATABASE_URL": "postgresql://me:secret@db:5432/debate",
            "PUBLIC_URL": "https://debate.example",
            "TRUSTED_PROXY_HOPS": "2",
            "ALLOW_MISSING_ORIGIN": "on",
            "CONNECTIONS_PER_ADDRESS": "0",
            "EMBEDDING": "https://news.example  HTTP://blog.example:80/",
            "SAMPLE_DEBATE": "off",
            "OFFLINE": "off",
            "SOURCES": "off",
            "LOG_LEVEL": "WARNING",
            "RATES": "off",
        }
    ) == Settings(
        host="127.0.0.1",
        port=8080,
        database_url="postgresql://me:secret@db:5432/debate",
        public_url="https://debate.example",
        trusted_proxy_hops=2,
        allow_missing_origin=True,
        connections_per_address=0,
        embedding=("https://news.example", "http://blog.example"),
        sample_debate=False,
        offline=False,
        sources=False,
        log_level="warning",
        rates=UNLIMITED,
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("HOST", "two words"),
        ("HOST", "http://localhost"),
        ("HOST", "1.2.3.4:80"),
        ("EMBEDDING", "on"),
        ("EMBEDDING", "https://news.example/path"),
        ("EMBEDDING", "https://news.example; script-src *"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "3_000"),
        ("PORT", "٣٠٠٠"),
        ("PORT", "http"),
        ("DATABASE_URL", "debate.db"),
        ("DATABASE_URL", "mysql://me@db/debate"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite://debate.db"),
        ("DATABASE_URL", "postgresql://me@db"),
        ("DATABASE_URL", "postgresql://me@db:port/debate"),
        ("PUBLIC_URL", "debate.example"),
        ("PUBLIC_URL", "ftp://debate.example"),
        ("PUBLIC_URL", "https://debate.example/path"),
        ("PUBLIC_URL", "https://debate.example?query"),
        ("PUBLIC_URL", "https://me@debate.example"),
        ("PUBLIC_URL", "https://debate.example:99999"),
        ("PUBLIC_URL", "https://"),
        ("TRUSTED_PROXY_HOPS", "-1"),
        ("TRUSTED_PROXY_HOPS", "many"),
        ("ALLOW_MISSING_ORIGIN", "1"),
        ("CONNECTIONS_PER_ADDRESS", "-1"),
        ("CONNECTIONS_PER_ADDRESS", "1000001"),
        ("CONNECTIONS_PER_ADDRESS", "many"),
        ("SAMPLE_DEBATE", "perhaps"),
        ("OFFLINE", "yes"),
        ("LOG_LEVEL", "loud"),
        ("RATES", "none"),
        ("RATE_VOTE", "60"),
        ("RATE_VOTE", "60/fortnight"),
        ("RATE_VOTE", "0/minute"),
        ("RATE_VOTE", "-1/minute"),
        ("RATE_VOTE", "9999999999/minute"),
        ("RATE_VOTE", "60/minute;"),
        ("RATE_VOTE_ADDRESS", "1000/day"),
        ("RATE_NEW_IDENTITY", "10/2 hours"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable(variable: str, value: str):
    with pytest.raises(WrongSetting) as caught:
        load({variable: value})
    (sentence,) = caught.value.sentences
    assert sentence.startswith(f"{variable} must ")
    assert sentence.endswith(".")


@pytest.mark.parametrize("rate", [one.name for one in fields(Rates)])
@pytest.mark.parametrize("value", ["off", "7/minute", "7 per 10 seconds", "7/minute;70/hour"])
def test_every_rate_is_a_variable_of_its_own(rate: str, value: str):
    assert load({f"RATE_{rate.upper()}": value}).rates == replace(Rates(), **{rate: value})


def test_several_faults_are_told_at_once():
    with pytest.raises(WrongSetting) as caught:
        load({"PORT": "x", "LOG_LEVEL": "y", "PUBLIC_URL": "z"})
    assert [sentence.split()[0] for sentence in caught.value.sentences] == ["PORT", "PUBLIC_URL", "LOG_LEVEL"]


def test_a_password_is_neither_in_a_fault_nor_in_the_settings_text():
    with pytest.raises(WrongSetting) as caught:
        load({"DATABASE_URL": "mysql://me:hunter2@db/debate"})
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(load({"DATABASE_URL": "postgres://me:hunter2@db/debate"}))


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://Debate.Example/", "https://debate.example"),
        ("https://debate.example:443", "https://debate.example"),
        ("http://debate.example:80", "http://debate.example"),
        ("http://debate.example:3000", "http://debate.example:3000"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ],
)
def test_the_public_address_is_kept_as_browsers_send_it(typed: str, origin: str):
    assert load({"PUBLIC_URL": typed}).public_url == origin


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///data/debate.db",
        "sqlite:////var/lib/debate.db",
        "postgres://me:secret@db/debate",
        "postgresql+psycopg://me:secret@db:5432/debate?sslmode=require",
        "postgresql:///debate?host=/run/postgresql",
    ],
)
def test_databases_of_both_kinds_are_taken_as_written(url: str):
    assert load({"DATABASE_URL": url}).database_url == url


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "debate_app", "serve"],
        ["-m", "debate_app", "recount"],
        ["-m", "reflex", "run", "--env", "prod"],
    ],
)
def test_a_wrong_setting_stops_every_start_with_its_sentence_alone(command: list[str]):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env=environment(PORT="none"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == "PORT must be a whole number from 1 to 65535, not 'none'.\n"
