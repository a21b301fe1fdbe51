"""Apertium APy: ``/translate`` takes one text, ``/listPairs`` tells the pairs.

https://wiki.apertium.org/wiki/Apertium-apy; languages are ISO 639-3 with variants (``por_BR``), a fault is
``{"status": "error", "code": 400, "explanation": "…"}``. Without ``format=txt`` it would read the text as HTML.
"""

import asyncio
import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, Field

from debate_app.clients.translating.calls import Calls
from debate_app.clients.translating.engine import Made, Pairs
from debate_app.clients.translating.known import Known

_AT_ONCE = 4
"""APy starts further processes of its own when more wait."""

_CODES = """
    afr:af ara:ar arb:ar arg:an asm:as bel:be ben:bn bos:bs bre:br bul:bg cat:ca ces:cs cym:cy dan:da deu:de ell:el
    eng:en epo:eo est:et eus:eu fao:fo fas:fa fin:fi fra:fr fry:fy gla:gd gle:ga glg:gl glv:gv guj:gu hat:ht hbs:sh
    heb:he hin:hi hrv:hr hun:hu hye:hy ibo:ig ina:ia ind:id isl:is ita:it jpn:ja kan:kn kat:ka kaz:kk kir:ky kor:ko
    lat:la lav:lv lit:lt ltz:lb mal:ml mar:mr mkd:mk mlt:mt msa:ms nep:ne nld:nl nno:nn nob:nb nor:no oci:oc ori:or
    pan:pa pes:fa pol:pl por:pt roh:rm ron:ro rus:ru san:sa slk:sk slv:sl sme:se snd:sd som:so spa:es sqi:sq srd:sc
    srp:sr swa:sw swe:sv tam:ta tat:tt tel:te tgk:tg tgl:tl tha:th tur:tr uig:ug ukr:uk urd:ur uzb:uz vie:vi wln:wa
    xho:xh yid:yi yor:yo zho:zh zul:zu
"""
_TWO_LETTERS: dict[str, str] = dict(re.findall(r"(\w{3}):(\w\w)", _CODES))


_Codes = Mapping[tuple[str, str], str]


class _Pair(BaseModel):
    source: str = Field(alias="sourceLanguage")
    target: str = Field(alias="targetLanguage")


class _Listed(BaseModel):
    pairs: list[_Pair] = Field(alias="responseData", min_length=1)


class _Text(BaseModel):
    text: str = Field(alias="translatedText")


class _Translated(BaseModel):
    translated: _Text = Field(alias="responseData")


class Apertium:
    """A service that speaks its protocol."""

    name = "Apertium"
    sends_away = True

    def __init__(self, calls: Calls, key: str, _call_texts: int) -> None:
        self.meter = calls.meter
        self._calls = calls
        self._key = {"key": key} if key else {}
        self._codes = Known(self._installed, calls.now)

    async def pairs(self) -> Pairs:
        """Those that are installed there. Raises Unavailable."""
        found = dict[str, set[str]]()
        for source, target in await self._codes.get():
            found.setdefault(source, set()).add(target)
        return {source: frozenset(targets) for source, targets in found.items()}

    async def translate(self, texts: Sequence[str], source: str, target: str) -> list[Made]:
        """A few calls at once. Raises Unavailable."""
        theirs = (await self._codes.get()).get((source, target), f"{source}|{target}")
        lanes = asyncio.Semaphore(_AT_ONCE)

        async def one(text: str) -> Made:
            async with lanes:
                return await self._one(text, theirs)

        return list(await asyncio.gather(*map(one, texts)))

    async def close(self) -> None:
        """Close the connections."""
        await self._calls.close()

    async def _one(self, text: str, pair: str) -> Made:
        asked = {"langpair": pair, "q": text, "markUnknown": "no", "format": "txt", **self._key}
        said = await self._calls.post("/translate", _Translated.model_validate_json, len(text), data=asked)
        return Made(said.translated.text, doubtful=False)

    async def _installed(self) -> _Codes:
        """What the service calls each pair: ``eng|por``."""
        listed = await self._calls.get("/listPairs", _Listed.model_validate_json)
        return {(_code(one.source), _code(one.target)): f"{one.source}|{one.target}" for one in listed.pairs}


def _code(theirs: str) -> str:
    """``pt-BR`` for ``por_BR``."""
    language, _, variant = theirs.partition("_")
    return "-".join(filter(None, (_TWO_LETTERS.get(language, language), variant)))
