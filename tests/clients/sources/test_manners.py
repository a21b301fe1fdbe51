"""Being a polite guest: robots.txt, one request to a host at a time, pauses."""

import asyncio
from dataclasses import replace

import pytest

from debate_app.clients.sources import Failed, Found, Reason, robots
from debate_app.clients.sources.answers import Ended
from debate_app.clients.sources.turns import Turns
from tests.clients.sources.hostile_web import QUICK, Asked, Web, answer, page, redirect

TEXT = """\ufeff# What robots may do
User-Agent: *
Disallow: /all
Sitemap: https://a.example/sitemap.xml
Crawl-delay: 4

User-agent: other
User-agent: Debate-Reader/2.0
Disallow: /private   # and what is below
Allow: /private/open
Disallow: /*?print
Disallow: /*.pdf$
Disallow: /caf%C3%A9
Disallow:
Crawl-delay: 2.5
"""


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("/", True),
        ("/all", True),
        ("/private", False),
        ("/private/closed", False),
        ("/private/open/x", True),
        ("/x/y?print=1", False),
        ("/x.pdf", False),
        ("/x.pdf?y", True),
        ("/x.pdf.pdf", False),
        ("/café", False),
        ("/caf%c3%a9/x", False),
        ("/robots.txt", True),
    ],
)
def test_the_rules_of_our_own_group_count_and_the_longest_of_them(target: str, allowed: bool) -> None:
    assert robots.read(TEXT.removeprefix("\ufeff"), "debate-reader/1.0 (x)").allow(target) is allowed


def test_who_is_not_named_keeps_the_rules_for_everybody() -> None:
    rules = robots.read(TEXT.removeprefix("\ufeff"), "someone/1.0")
    assert (rules.allow("/all"), rules.allow("/private"), rules.delay_seconds) == (False, True, 4.0)
    assert robots.read(TEXT, "Debate-Reader").delay_seconds == 2.5
    assert robots.read("", "someone").allow("/")
    assert robots.read("User-agent: *\nCrawl-delay: nan\nCrawl-delay: soon", "someone").delay_seconds == 0
    assert not robots.read("User-agent: *\nDisallow: /*a*b$", "someone").allow("/xaxbxb")
    assert robots.read("User-agent: *\nDisallow: /*ab*ab$\nDisallow: /x$", "someone").allow("/ab")


async def test_what_robots_may_not_read_is_not_asked_for(web: Web) -> None:
    web.answers["a.example/robots.txt"] = redirect("//www.example/robots.txt")
    web.answers["www.example/robots.txt"] = answer(TEXT, content_type="text/plain")
    web.answers |= {
        "a.example/private": page("No"),
        "a.example/": page("Yes"),
        "b.example/": redirect("//a.example/private"),
    }
    looker = web.looker()
    assert await looker.look_up("http://a.example/private") == Failed(Reason.FORBIDDEN)
    assert await looker.look_up("http://b.example/") == Failed(Reason.FORBIDDEN)
    assert "a.example/private" not in web.addresses


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("404 Not Found", None),
        ("403 Forbidden", None),
        ("429 Too Many Requests", Failed(Reason.BUSY, 7)),
        ("503 Service Unavailable", Failed(Reason.SERVER_ERROR, 7)),
    ],
)
async def test_a_robots_txt_that_is_not_there_allows_and_one_that_fails_does_not(
    web: Web, status: str, expected: Failed | None
) -> None:
    web.answers |= {"a.example/robots.txt": answer(status=status, retry_after="7"), "a.example/": page("Here")}
    told = await web.looker().look_up("http://a.example/")
    assert told == expected if expected else isinstance(told, Found)
    assert bool(web.addresses) is (expected is None)


async def test_robots_txt_is_asked_for_once_a_day_for_each_origin(web: Web) -> None:
    now = 0.0
    bounds = replace(QUICK, robots_origins=2)
    looker = web.looker(bounds, clock=lambda: now)

    async def asked(*addresses: str) -> int:
        web.asked.clear()
        await asyncio.gather(*(looker.look_up(address) for address in addresses))
        return sum(asked.target == "/robots.txt" for asked in web.asked)

    assert await asked(*["http://a.example/x"] * 5) == 1
    assert await asked("http://a.example/y", "https://a.example/y") == 1
    assert await asked("http://a.example/", "https://a.example/") == 0
    now = 86_400.0
    assert await asked("http://a.example/") == 1
    assert await asked("http://c.example/", "https://b.example/") == 2
    assert await asked("http://a.example/") == 1  # two origins are remembered


async def test_a_robots_txt_that_failed_is_left_alone_for_a_while(web: Web) -> None:
    now = 0.0
    web.answers |= {"a.example/robots.txt": answer(status="500 Oh"), "a.example/": page("Here")}
    looker = web.looker(clock=lambda: now)
    failed = Failed(Reason.SERVER_ERROR)
    assert [await looker.look_up("http://a.example/") for _ in range(2)] == [failed, failed]
    assert len(web.asked) == 1
    web.answers["a.example/robots.txt"] = answer(status="404 Not Found")
    now = 601.0
    assert isinstance(await looker.look_up("http://a.example/"), Found)


async def test_who_uses_up_the_time_and_then_redirects_spoils_nothing_for_others(web: Web) -> None:
    bounds = replace(QUICK, seconds=0.4)

    async def late(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.25)
        writer.write(redirect("http://b.example/"))

    async def unhurried(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.2)
        writer.write(answer(status="404 Not Found"))

    web.answers |= {"a.example/": late, "b.example/robots.txt": unhurried, "b.example/": page("Here")}
    looker = web.looker(bounds)
    assert await looker.look_up("http://a.example/") == Failed(Reason.TIMED_OUT)
    assert isinstance(await looker.look_up("http://b.example/"), Found)


async def test_one_host_is_asked_one_at_a_time_and_others_meanwhile(web: Web) -> None:
    open_at_once: list[int] = []
    together = asyncio.Event()
    here = {"a.example": 0, "b.example": 0}

    async def slowly(asked: Asked, writer: asyncio.StreamWriter) -> None:
        here[asked.host] += 1
        open_at_once.append(here[asked.host])
        if all(here.values()):
            together.set()
        await together.wait()
        await asyncio.sleep(0)
        here[asked.host] -= 1
        writer.write(page("Here"))

    addresses = [f"{host}/{number}" for host in here for number in range(3)]
    web.answers |= dict.fromkeys(addresses, slowly)
    looker = web.looker()
    told = await asyncio.gather(*(looker.look_up(f"http://{address}") for address in addresses))
    assert all(isinstance(found, Found) for found in told)
    assert open_at_once == [1] * len(addresses)


async def test_waiting_for_a_turn_takes_none_of_a_look_ups_time(web: Web) -> None:
    bounds = replace(QUICK, seconds=0.4, pause_seconds=0.1)
    addresses = [f"a.example/{number}" for number in range(5)]
    web.answers |= {address: page("Here") for address in addresses}
    looker = web.looker(bounds)
    began = asyncio.get_running_loop().time()
    told = await asyncio.gather(*(looker.look_up(f"http://{address}") for address in addresses))
    assert all(isinstance(found, Found) for found in told)
    assert asyncio.get_running_loop().time() - began >= 5 * 0.1
    assert sorted(web.addresses) == addresses


async def test_whoever_would_wait_for_too_long_is_told_to_come_back(web: Web) -> None:
    bounds = replace(QUICK, patience_seconds=0.1, longest_pause_seconds=60.0)
    web.answers["a.example/robots.txt"] = answer("User-agent: *\nCrawl-delay: 9999999", content_type="text/plain")
    looker = web.looker(bounds)
    assert isinstance(await looker.look_up("http://a.example/1"), Failed)
    assert await looker.look_up("http://a.example/2") == Failed(Reason.BUSY, 60)
    assert web.addresses == ["a.example/1"]


async def test_turns_are_remembered_no_longer_than_their_pause() -> None:
    now = 0.0
    turns = Turns(2, lambda: now)
    for host in ("a", "b"):
        async with turns.of(host, 5.0):
            pass
    with pytest.raises(Ended):
        async with turns.of("c", 5.0):
            pass
    now = 6.0
    async with turns.of("c", 5.0), turns.of("d", 5.0):
        pass
