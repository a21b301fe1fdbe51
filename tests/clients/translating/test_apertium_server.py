"""Apertium APy itself, on loopback: the server of that protocol. The programs that it pipes a text through come in no
wheel; in their place stand some of a few lines, which say everything in capitals and mark a word as unknown.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from debate_app.clients.translating import Made, Translator, Unavailable, translator
from debate_app.translation_settings import APERTIUM, TranslationSettings
from tests.browser.server import free_port
from tests.waiting import PATIENCE_SECONDS

AS_IT_IS = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"
IN_CAPITALS = r"""
import re, sys
while part := sys.stdin.buffer.raw.read(65536):
    said = re.sub(rb"\[.*?\]|[^\[]+", lambda one: one[0] if one[0][:1] == b"[" else one[0].upper(), part)
    sys.stdout.buffer.raw.write(said.replace(b"MATRIX", b"*MATRIX"))
"""
PROGRAMS = {"apertium-destxt": AS_IT_IS, "apertium-retxt": AS_IT_IS, "lt-proc": IN_CAPITALS}


@pytest_asyncio.fixture
async def there(tmp_path: Path) -> AsyncGenerator[Translator]:
    for name, program in PROGRAMS.items():
        path = tmp_path / name
        path.write_text(f"#!{sys.executable}\n{program}")
        path.chmod(0o700)
    (tmp_path / "modes").mkdir()
    for pair in ("eng-spa", "eng-por_BR"):
        (tmp_path / "modes" / f"{pair}.mode").write_text("lt-proc")
    port = free_port()
    command = ["from apertium_apy.apy import main; main()", "--port", str(port), str(tmp_path)]
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", *command), env={"PATH": path, "LANG": "C.UTF-8"}, stdout=DEVNULL, stderr=DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    made = translator(TranslationSettings(engine=APERTIUM, url=url))
    assert made
    try:
        await _listening(url)
        yield made
    finally:
        await made.close()
        server.kill()
        await server.wait()


async def test_the_real_server_understands_what_it_is_asked(there: Translator) -> None:
    assert await there.targets("en") == {"es", "pt-BR"}
    texts = ["The Matrix <b> [1] costs £30 & more, see example.org/x.\n\nYes, é 日本.", "ok", ""]
    said = ["THE MATRIX <b> [1] COSTS £30 & MORE, SEE example.org/x.\n\nYES, é 日本.", "OK", ""]
    for target in ("es", "pt-BR"):
        assert await there.translate(texts, "en", target) == [Made(text, doubtful=False) for text in said]
    long = "one two. " * 444
    assert [one.text for one in await there.translate([long], "en", "es")] == [long.upper()]
    assert there.name == "Apertium"
    assert there.spent().failures == 0


async def test_the_real_server_refuses_a_pair_that_it_has_not(there: Translator) -> None:
    with pytest.raises(Unavailable, match="no translation between these languages"):
        await there.translate(["Bonjour."], "fr", "en")
    with pytest.raises(Unavailable, match="refuses this text"):
        await there._engine._one("Bonjour.", "fra|eng")


async def _listening(url: str) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS), httpx.AsyncClient(trust_env=False) as client:
        while True:
            try:
                await client.get(f"{url}/listPairs")
            except httpx.TransportError:
                await asyncio.sleep(0.05)
            else:
                return
