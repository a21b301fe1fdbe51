"""Translating what people write: one small interface before three engines.

``local.py`` works on this machine, ``libretranslate.py`` and ``apertium.py`` ask a service. What all of them must not
change is hidden from them and looked for in what comes back (``kept_marks.py``).
"""

from collections.abc import Iterable, Sequence

from debate_app.clients.translating.apertium import Apertium
from debate_app.clients.translating.calls import Calls
from debate_app.clients.translating.engine import Engine, Made, Meter, Spent, Unavailable
from debate_app.clients.translating.kept_marks import Protected, protect, unchanged
from debate_app.clients.translating.libretranslate import LibreTranslate
from debate_app.clients.translating.local import Local
from debate_app.domain import texts as written
from debate_app.translation_settings import APERTIUM, LIBRETRANSLATE, LOCAL, TranslationSettings
from debate_app.words import message

__all__ = ["Made", "Spent", "Translator", "Unavailable", "translator"]

_NO_PAIR_SECONDS = 300.0


class Translator:
    """Translates texts between languages, given by their codes (``en``, ``pt-BR``). One for each process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def name(self) -> str:
        """The engine's, as readers see it and as it is kept with each translation."""
        return self._engine.name

    @property
    def sends_away(self) -> bool:
        """Whether texts leave this server."""
        return self._engine.sends_away

    async def can(self, source: str, target: str) -> bool:
        """Whether the engine translates from one to the other. Raises Unavailable."""
        return await self._pair(source, target) is not None

    async def targets(self, source: str) -> frozenset[str]:
        """What the engine translates from this language into. Raises Unavailable."""
        known = await self._engine.pairs()
        fitting = _fitting(source, known)
        return known[fitting] if fitting else frozenset()

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[Made]:
        """The translations, in order. White space around a text stays, and so does a text without words. Raises
        Unavailable."""
        pair = await self._pair(source, target)
        if pair is None:
            said = message("There is no translation between these languages here. The original can be read.")
            raise Unavailable(said, _NO_PAIR_SECONDS)
        hidden = [protect(_sayable(text.strip())) for text in texts]
        asked = [one.text for one in hidden if one.has_words]
        made = iter(await self._engine.translate(asked, *pair) if asked else [])
        return [
            _made(text, one, next(made) if one.has_words else None) for text, one in zip(texts, hidden, strict=True)
        ]

    def spent(self) -> Spent:
        """What translating has cost since the start."""
        return self._engine.meter.spent()

    async def close(self) -> None:
        """End what the engine holds: processes, connections."""
        await self._engine.close()

    async def _pair(self, source: str, target: str) -> tuple[str, str] | None:
        """The two as the engine calls them."""
        known = await self._engine.pairs()
        fitting = _fitting(source, known)
        ends = _fitting(target, known[fitting]) if fitting else None
        return (fitting, ends) if fitting and ends else None


def translator(settings: TranslationSettings) -> Translator | None:
    """The one that the settings name; None where translating is turned off."""
    if settings.engine == LOCAL:
        return Translator(Local(settings.processes, settings.models, Meter()))
    engines = {LIBRETRANSLATE: LibreTranslate, APERTIUM: Apertium}
    if settings.engine not in engines or not settings.url:
        return None
    engine = engines[settings.engine]
    calls = Calls(engine.name, settings.url, Meter(settings.daily_characters))
    return Translator(engine(calls, settings.key, settings.call_texts))


def _fitting(code: str, known: Iterable[str]) -> str | None:
    """The language itself, else the one that it is a kind of (``pt`` for ``pt-BR``), else a kind of it."""
    by_name = {one.lower(): one for one in sorted(known)}
    language = code.partition("-")[0].lower()
    kinds = [one for name, one in by_name.items() if name.partition("-")[0] == language]
    return by_name.get(code.lower()) or by_name.get(language) or next(iter(kinds), None)


def _made(text: str, hidden: Protected, translated: Made | None) -> Made:
    if translated is None:
        return Made(text, doubtful=False)
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    said = hidden.restored(written.plain(translated.text).strip())
    lost = not said or not unchanged(text[start:end], said)
    return Made(f"{text[:start]}{said}{text[end:]}", translated.doubtful or lost)


def _sayable(text: str) -> str:
    """Halves of signs, which no encoding has, would stop the engine."""
    return text.encode(errors="replace").decode()
