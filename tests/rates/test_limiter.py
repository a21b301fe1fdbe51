"""Who may go on and who has to wait, alone and as one of many, in memory and on a real Redis."""

import asyncio
import re

import pytest

from debate_app.domain.refused import Crowded, TooMany
from debate_app.rate_settings import Rates
from debate_app.rates.counts import Counts
from debate_app.rates.kinds import Kind, wait
from debate_app.rates.limiter import Limiter
from tests.limited import CLASSROOM, Clock, only

COUNTED = [kind for kind in Kind if kind is not Kind.NEW_IDENTITY]


async def allowed(limiter: Limiter, person: str, times: int, address: str = CLASSROOM) -> int:
    return sum([await limiter.allows(Kind.VOTE, person, address) for _ in range(times)])


async def test_one_participant_has_their_rate_and_others_have_theirs(counts: Counts) -> None:
    limiter = Limiter(only(vote="10/hour"), counts)
    assert await allowed(limiter, "ann", 15) == 10
    assert await allowed(limiter, "bo", 15) == 10
    assert await limiter.allows(Kind.READ, "ann", CLASSROOM)


async def test_a_network_has_its_rate_whoever_acts_from_it(counts: Counts) -> None:
    limiter = Limiter(only(vote_address="10/hour"), counts)
    assert sum([await allowed(limiter, f"person {number}", 3) for number in range(6)]) == 10
    assert await allowed(limiter, "", 1) == 0
    assert await allowed(limiter, "", 1, "192.0.2.8") == 1


async def test_who_is_refused_on_their_own_account_costs_their_network_nothing(counts: Counts) -> None:
    limiter = Limiter(only(vote="2/hour", vote_address="5/hour"), counts)
    assert await allowed(limiter, "hammer", 50) == 2
    assert await allowed(limiter, "ann", 2) == 2


@pytest.mark.parametrize("rates", [only(vote="10/hour"), only(vote_address="10/hour")])
async def test_of_twenty_at_once_ten_are_let_through(counts: Counts, rates: Rates) -> None:
    limiter = Limiter(rates, counts)
    answers = await asyncio.gather(*(limiter.allows(Kind.VOTE, "ann", CLASSROOM) for _ in range(20)))
    assert sum(answers) == 10


async def test_a_cost_above_the_whole_rate_is_taken_for_the_whole_rate(counts: Counts) -> None:
    limiter = Limiter(only(vote="10/hour"), counts)
    await limiter.spend(Kind.VOTE, "ann", CLASSROOM, 50)
    assert await allowed(limiter, "ann", 1) == 0


async def test_of_several_rates_each_holds(counts: Counts) -> None:
    limiter = Limiter(only(vote="10/minute;12/hour"), counts)
    await limiter.spend(Kind.VOTE, "ann", CLASSROOM, 10)
    with pytest.raises(TooMany) as soon:
        await limiter.spend(Kind.VOTE, "ann", CLASSROOM)
    limiter = Limiter(only(vote="100/minute;12/hour"), counts)
    await limiter.spend(Kind.VOTE, "bo", CLASSROOM, 12)
    with pytest.raises(TooMany) as late:
        await limiter.spend(Kind.VOTE, "bo", CLASSROOM)
    assert 0 < soon.value.wait_seconds <= 120 < late.value.wait_seconds <= 7200


async def test_what_is_off_has_no_limit(counts: Counts) -> None:
    limiter = Limiter(only(), counts)
    assert await allowed(limiter, "ann", 1000) == 1000


async def test_new_people_are_let_in_at_once_then_slowly_and_are_never_shut_out() -> None:
    clock = Clock()
    limiter = Limiter(only(new_identity="200/hour", new_identity_beyond="20/minute"), clock.counts())

    async def let_in(times: int) -> int:
        return sum([await limiter.allows(Kind.NEW_IDENTITY, "", CLASSROOM) for _ in range(times)])

    assert await let_in(300) == 220
    with pytest.raises(Crowded) as refused:
        await limiter.spend(Kind.NEW_IDENTITY, "", CLASSROOM)
    assert refused.value.sentence.startswith("Many new people have come from your network just now. Wait ")
    clock.seconds += refused.value.wait_seconds
    assert await let_in(1) == 1
    clock.seconds += 120
    assert await let_in(300) == 20
    assert await limiter.allows(Kind.NEW_IDENTITY, "", "192.0.2.8")


@pytest.mark.parametrize("rates", [only(new_identity="1/hour"), only(new_identity_beyond="1/hour"), only()])
async def test_new_people_are_not_counted_where_one_of_their_rates_is_off(rates: Rates) -> None:
    limiter = Limiter(rates, Counts())
    assert all([await limiter.allows(Kind.NEW_IDENTITY, "", CLASSROOM) for _ in range(5)])


async def test_a_household_of_ipv6_is_one_address() -> None:
    limiter = Limiter(only(vote_address="1/hour"), Counts())
    assert await limiter.allows(Kind.VOTE, "", "2001:db8:1:2::1")
    assert not await limiter.allows(Kind.VOTE, "", "2001:db8:1:2:ffff::9")
    assert await limiter.allows(Kind.VOTE, "", "2001:db8:1:3::1")


@pytest.mark.parametrize("kind", COUNTED)
@pytest.mark.parametrize("of", ["", "_address"])
async def test_each_kind_has_its_two_rates_and_says_what_and_how_long(kind: Kind, of: str) -> None:
    limiter = Limiter(only(**{f"{kind}{of}": "1/minute"}), Clock().counts())
    await limiter.spend(kind, "ann", CLASSROOM)
    with pytest.raises(TooMany) as refused:
        await limiter.spend(kind, "ann", CLASSROOM)
    assert not isinstance(refused.value, Crowded)
    assert re.fullmatch(r"[A-Z][^.]+\. Wait (a|\d+) \w+, then try again\.", refused.value.sentence)
    assert ("network" in refused.value.sentence) == bool(of)


async def test_the_time_to_wait_is_the_time_to_wait() -> None:
    clock = Clock()
    limiter = Limiter(only(vote="60/minute"), clock.counts())
    await limiter.spend(Kind.VOTE, "ann", CLASSROOM, 60)
    clock.seconds += 50
    with pytest.raises(TooMany) as refused:
        await limiter.spend(Kind.VOTE, "ann", CLASSROOM, 2)
    assert refused.value.sentence == "You are voting faster than we can believe. Wait 12 seconds, then try again."
    clock.seconds += 12
    await limiter.spend(Kind.VOTE, "ann", CLASSROOM, 2)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (12, "12 seconds"),
        (90, "90 seconds"),
        (91, "2 minutes"),
        (3601, "60 minutes"),
        (3602, "61 minutes"),
    ],
)
def test_waiting_is_told_as_people_say_it(seconds: int, words: str) -> None:
    assert wait(seconds) == f"Wait {words}, then try again."


async def test_neither_an_address_nor_a_person_is_kept_as_it_came() -> None:
    counts = Clock().counts()
    await Limiter(Rates(), counts).spend(Kind.VOTE, "a person's key", CLASSROOM)
    kept = repr(counts._windows._slices)
    assert kept.count("vote") == 2
    assert CLASSROOM not in kept
    assert "a person's key" not in kept
