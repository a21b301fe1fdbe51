"""Addresses are kept only hashed, with a salt that changes."""

from debate_app.rates.salted import SALT_SECONDS, OwnSalt, salted
from tests.limited import CLASSROOM, Clock


async def test_the_salt_stays_for_hours_and_then_is_another_one() -> None:
    clock = Clock()
    salt = OwnSalt(clock)
    first = await salt.now()
    clock.seconds += SALT_SECONDS - 1
    assert await salt.now() == first
    clock.seconds += 2
    assert await salt.now() != first
    assert SALT_SECONDS <= 12 * 3600


async def test_processes_have_salts_of_their_own() -> None:
    assert await OwnSalt().now() != await OwnSalt().now()


def test_a_hash_tells_nothing_without_its_salt() -> None:
    one, other = salted(b"one", CLASSROOM), salted(b"other", CLASSROOM)
    assert one == salted(b"one", CLASSROOM) != other
    assert CLASSROOM not in one
