"""robots.txt as RFC 9309 reads it: the rules of our own group, the longest match wins, ``*`` and ``$`` count.

Not ``urllib.robotparser``: it takes ``*`` for a letter and the first match for the best, so it allows what sites
forbid with ``Disallow: /*?search``. Here a pattern is looked for piece by piece, so none can take long.
"""

import re
from collections.abc import Generator
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

_MOST_RULES = 2_000
_MOST_CHARACTERS = 500
_LINE = re.compile(r"\s*(user-agent|allow|disallow|crawl-delay)\s*:\s*(.*)", re.IGNORECASE)
_DELAY = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_SAFE = "/?!$&'()*+,;=:@-._~"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of us."""

    patterns: tuple[tuple[bool, str], ...] = ()
    """Whether it allows, and what."""
    delay_seconds: float = 0.0

    def allow(self, target: str) -> bool:
        """Whether the path, with its query, may be asked for."""
        path = _normal(target)
        matching = [(len(pattern), allows) for allows, pattern in self.patterns if _matches(pattern, path)]
        return max(matching, default=(0, True))[1]


def read(text: str, agent: str) -> Rules:
    """The rules for ``agent``, whose name ends at the first slash or space, else those for everybody."""
    ours = _product(agent)
    told: dict[str, list[tuple[str, str]]] = {ours: [], "*": []}
    named = set[str]()
    current: set[str] = set()
    naming = False
    for key, value in _lines(text):
        if key == "user-agent":
            current = {name for name in told if name == _product(value) or (naming and name in current)}
            named |= current
        else:
            for name in current:
                told[name].append((key, value))
        naming = key == "user-agent"
    return _rules(told[ours if ours in named else "*"][:_MOST_RULES])


def _lines(text: str) -> Generator[tuple[str, str]]:
    for line in text.splitlines():
        if said := _LINE.fullmatch(line.partition("#")[0].rstrip()):
            yield said[1].lower(), said[2][:_MOST_CHARACTERS]


def _product(agent: str) -> str:
    return re.split(r"[/\s]", agent.strip(), maxsplit=1)[0].lower()


def _rules(told: list[tuple[str, str]]) -> Rules:
    patterns = tuple((key == "allow", _normal(value)) for key, value in told if key != "crawl-delay" and value)
    delays = [float(value) for key, value in told if key == "crawl-delay" and _DELAY.fullmatch(value)]
    return Rules(patterns, max(delays, default=0.0))


def _normal(path: str) -> str:
    """The path as it is compared: percent signs only where they are needed."""
    return quote(unquote_to_bytes(path), _SAFE)


def _matches(pattern: str, path: str) -> bool:
    first, *others = pattern.removesuffix("$").split("*")
    last = others.pop() if others and pattern.endswith("$") else None
    if not path.startswith(first):
        return False
    at = len(first)
    for piece in others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if last is None:
        return at == len(path) or not pattern.endswith("$")
    return path.endswith(last) and at + len(last) <= len(path)
