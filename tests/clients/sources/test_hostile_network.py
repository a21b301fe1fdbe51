"""A network that means harm: redirects, names and connections that lead inside or nowhere."""

import asyncio
from collections.abc import Sequence

import pytest

from debate_app.clients.sources import Failed, Found, Reason
from tests.clients.sources.hostile_answers import BOMB, BRIEF, HEAD, endlessly, others_go_on
from tests.clients.sources.hostile_web import PUBLIC, Asked, Web, answer, page, redirect


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://127.0.0.1/", Reason.REFUSED_ADDRESS),
        ("http://[::1]/", Reason.REFUSED_ADDRESS),
        ("http://[64:ff9b::7f00:1]/", Reason.REFUSED_ADDRESS),
        ("//inside.example/", Reason.REFUSED_ADDRESS),
        ("http://nat64.example/", Reason.REFUSED_ADDRESS),
        ("https://user:word@b.example/", Reason.REFUSED_ADDRESS),
        ("http://b.example:8080/", Reason.REFUSED_ADDRESS),
        ("http://localhost/", Reason.REFUSED_ADDRESS),
        ("file:///etc/passwd", Reason.NOT_HTTP),
        ("data:text/html,<title>x</title>", Reason.NOT_HTTP),
        ("http:\\\\127.0.0.1", Reason.NOT_HTTP),
        ("http://b.example/" + "x" * 9_000, Reason.NOT_HTTP),
        ("//a.example/", Reason.TOO_MANY_REDIRECTS),
    ],
)
async def test_a_redirect_leads_to_the_public_web_or_nowhere(web: Web, to: str, reason: Reason) -> None:
    web.names |= {"inside.example": lambda: ["127.0.0.1"], "nat64.example": lambda: ["64:ff9b::7f00:1"]}
    web.answers["a.example/"] = redirect(to)
    looker = web.looker()
    assert await looker.look_up("http://a.example/") == Failed(reason)
    web.answers |= {"c.example/robots.txt": redirect(to), "c.example/": page("Not shown")}
    assert isinstance(await looker.look_up("http://c.example/"), Failed)
    assert {asked.host for asked in web.asked} == {"a.example", "c.example"}
    assert {host for host, _ in web.connected} == {PUBLIC}
    await looker.close()


async def test_a_name_that_leads_elsewhere_a_moment_later_gains_nothing(web: Web) -> None:
    for before in (0, 1, 2):
        addresses = iter([[f"93.184.215.{number}"] for number in range(before)])
        name = f"changing{before}.example"
        web.names[name] = lambda left=addresses: next(left, ["127.0.0.1"])
        web.answers[f"{name}/"] = redirect("/inside")
        web.answers[f"{name}/inside"] = page("Secret")
        web.connected.clear()
        web.resolved.clear()
        assert await web.looker().look_up(f"http://{name}/") == Failed(Reason.REFUSED_ADDRESS)
        assert web.connected == [(f"93.184.215.{number}", 80) for number in range(before)]
        assert web.resolved == [name] * (before + 1)


async def test_a_name_server_that_never_answers_keeps_nobody_waiting(web: Web) -> None:
    async def never(_name: str) -> Sequence[str]:
        await asyncio.Event().wait()
        return [PUBLIC]

    web.resolve = never
    async with others_go_on():
        assert await web.looker(BRIEF).look_up("http://a.example/") == Failed(Reason.TIMED_OUT)


async def test_an_encryption_that_is_never_agreed_on_ends_in_time(web: Web) -> None:
    web.ports[443] = web.ports[80]
    async with others_go_on():
        assert await web.looker(BRIEF).look_up("https://a.example/") == Failed(Reason.TIMED_OUT)
    await web.all_left()


async def test_many_that_wait_for_ever_keep_one_that_does_not_waiting_no_longer_than_their_time(web: Web) -> None:
    hanging = [f"slow{number}.example" for number in range(BRIEF.at_once * 2)]
    web.answers |= {f"{host}/": endlessly(HEAD, b"", 0.05) for host in hanging}
    web.answers["a.example/"] = page("Here")
    looker = web.looker(BRIEF)
    async with others_go_on():
        *told, found = await asyncio.gather(*(looker.look_up(f"http://{host}/") for host in (*hanging, "a.example")))
    assert told == [Failed(Reason.TIMED_OUT)] * len(hanging)
    assert isinstance(found, Found)
    assert web.most_at_once <= BRIEF.at_once


async def test_all_requests_of_a_look_up_share_its_time(web: Web) -> None:
    async def slowly(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(BRIEF.seconds * 0.4)
        writer.write(redirect(f"{asked.target}x"))

    web.answers |= {f"a.example/{'x' * length}": slowly for length in range(9)}
    assert await web.looker(BRIEF).look_up("http://a.example/") == Failed(Reason.TIMED_OUT)


async def test_a_hostile_robots_txt_brings_nothing_either(web: Web) -> None:
    for number, robots in enumerate(
        (
            b"Disallow: /" + b"*a" * 100_000,
            b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*a*a*a*a*a*a*a*b$\n" * 5_000,
            b"User-agent: x\n" * 18_000,
            b" " * 250_000,
            BOMB,
            bytes(range(256)) * 900,
        )
    ):
        host = f"a{number}.example"
        coding = "gzip" if robots is BOMB else ""
        web.answers[f"{host}/robots.txt"] = answer(robots, content_encoding=coding)
        web.answers[f"{host}/{'a' * 900}"] = page("Here")
        async with others_go_on():
            found = await web.looker().look_up(f"http://{host}/{'a' * 900}")
        assert isinstance(found, Found)
        assert found.title == "Here"
