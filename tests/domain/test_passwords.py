"""Passwords: which are taken, and what is kept of them."""

import asyncio
import time

import pytest
from argon2 import PasswordHasher, extract_parameters

from debate_app.domain import passwords
from debate_app.domain.refused import Invalid
from debate_app.store import hashing

GOOD = "correct horse battery"


@pytest.mark.parametrize(
    "password", [GOOD, "пароль из слов", "x" * 1_000, "        ", "🐎🔋📎🐎🔋📎🐎🔋", "12 34 56 78"]
)
def test_any_text_of_eight_to_a_thousand_characters_is_a_password(quick_passwords: None, password: str) -> None:
    assert passwords.matches(passwords.hashed(passwords.read(password)), password)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "at least 8"),
        ("seven77", "at least 8"),
        ("x" * 1_001, "more than 1,000"),
        ("ﷺ" * 1_001, "more than 1,000"),
        ("password1", "most common"),
        ("PassWord1", "most common"),
        ("ｐａｓｓｗｏｒｄ１", "most common"),
        ("Ada Byron", "same as the name"),
        ("ada-byron!", "same as the name"),
    ],
)
def test_what_is_guessed_first_is_refused_with_a_sentence(password: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refusal:
        passwords.read(password, "Ada Byron", "new")
    assert refusal.value.field == "new"


def test_a_password_of_signs_alone_is_not_taken_for_an_empty_name() -> None:
    assert passwords.read("!?!?!?!?", "") == "!?!?!?!?"


def test_the_same_letters_typed_in_another_way_are_the_same_password(quick_passwords: None) -> None:
    kept = passwords.hashed(passwords.read("cafe\u0301 au lait"))
    assert passwords.matches(kept, "caf\u00e9 au lait")
    assert not passwords.matches(kept, "cafe au lait")


@pytest.mark.parametrize("attempt", ["", "x" * 100_000, "\ud800" * 9, "\x00" * 9, GOOD + " ", GOOD.upper()])
def test_another_password_does_not_fit(quick_passwords: None, attempt: str) -> None:
    assert not passwords.matches(passwords.hashed(GOOD), attempt)


@pytest.mark.parametrize("kept", ["", "no hash", "$argon2id$v=19$m=8,t=1,p=1$x$y", None])
def test_to_what_is_no_hash_nothing_fits(quick_passwords: None, kept: str | None) -> None:
    assert not passwords.matches(kept, GOOD)
    assert not passwords.matches(kept, "nobody's password")


def test_the_parameters_are_those_of_rfc_9106_for_little_memory() -> None:
    kept = passwords.hashed(GOOD)
    used = extract_parameters(kept)
    assert kept.startswith("$argon2id$")
    assert (used.memory_cost, used.time_cost, used.parallelism) == (65_536, 3, 4)
    assert not passwords.is_outdated(kept)
    assert passwords.matches(kept, GOOD)


def test_a_hash_of_former_parameters_still_fits_and_is_due_to_be_made_anew(quick_passwords: None) -> None:
    former = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(GOOD)
    assert passwords.matches(former, GOOD)
    assert passwords.is_outdated(former)
    assert not passwords.is_outdated(passwords.hashed(GOOD))


def test_trying_a_name_that_nobody_has_takes_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, *tried_now: str | bytes) -> bool:
            tried.append(str(tried_now[0]))
            return super().verify(*tried_now)

    monkeypatch.setattr(passwords, "hasher", Counting(time_cost=1, memory_cost=8, parallelism=1))
    kept = passwords.hashed(GOOD)
    for known in (kept, None):
        assert not passwords.matches(known, "another password")
    assert [extract_parameters(one) for one in tried] == [extract_parameters(kept)] * 2


async def test_hashing_keeps_nobody_waiting_and_takes_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, most = 0, 0

    def slow(_password: str) -> str:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.02)
        at_once -= 1
        return "hash"

    monkeypatch.setattr(passwords, "hashed", slow)
    waited = asyncio.gather(*(hashing.hashed(GOOD) for _ in range(6)))
    turns = 0
    while not waited.done():
        turns += 1
        await asyncio.sleep(0)
    assert await waited == ["hash"] * 6
    assert most <= hashing.AT_ONCE
    assert turns > 10
