"""Sources: what counts as a web address, where it leads, what to call it, and the marks that cite it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit

import idna
from linkify_it import LinkifyIt
from linkify_it.tlds import TLDS

from debate_app.domain import addresses, identifiers, limits, text_faults, texts
from debate_app.domain.refused import Invalid, Refused
from debate_app.domain.snapshot import Piece, SourceText
from debate_app.words import plain

_DOMAINS = LinkifyIt(options={"fuzzy_email": False, "fuzzy_ip": False}).tlds(TLDS)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_SAFE = "/?!$&'()*+,;=:@-._~%"
_TITLE_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Link:
    """An address that is safe to open: ``href`` begins with https://, ``site`` is its host without ``www.``."""

    href: str
    site: str

    @property
    def address(self) -> str:
        """What is looked up there, and known of it: the same for every place in the page."""
        return addresses.looked_up(self.href)


@lru_cache(maxsize=4096)
def read(address: str, field: str = "") -> Link:
    """Where ``address`` leads: a bare domain with or without a path (``wired.co.uk/article/x``), http or https, or
    the name of a work (``identifiers.py``). What only follows readers about is left out (``addresses.py``).

    Raises ``Invalid`` for anything else: other schemes, hosts that are no public domain, names and
    passwords, unusual ports, white space, more than ``limits.SOURCE_CHARACTERS``.
    """
    address = texts.plain(address)
    if not address:
        raise Invalid(text_faults.empty("source"), field)
    if len(address) > limits.SOURCE_CHARACTERS:
        raise Invalid(text_faults.too_long("source", len(address), limits.SOURCE_CHARACTERS), field)
    href = _opened(identifiers.address(address, field) or address, field)
    if (shown := addresses.within(href)) is not None:
        try:
            return read(shown)
        except Refused:
            pass  # what it names can not be opened without it
    href = addresses.tidied(href)
    host = urlsplit(href).netloc
    site = idna.decode(host) if "xn--" in host else host
    return Link(href, site.removeprefix("www."))


def source(number: int, address: str, label: str | None) -> SourceText:
    """The source as the page shows it; ``title`` is its label where that is words, else words from the path."""
    link = read(address)
    title = label if label and not is_mark(label) else _words_of(link)
    typed = f"[{label}] {address}" if label else address
    return SourceText(number, typed, label or "", link.href, link.site, link.site, title)


def pieces(text: str, labels: Sequence[str | None]) -> tuple[Piece, ...]:
    """``text`` cut at its marks. ``[n]`` cites the source labelled ``n``, else the source at place ``n``;
    a mark that leads nowhere stays plain text. ``labels`` are those of the sources, in order."""
    numbers = {str(number): number for number in range(1, len(labels) + 1)}
    numbers |= {label: number for number, label in reversed([*enumerate(labels, 1)]) if label}
    found: list[Piece] = []
    plain = ""
    for part in re.split(r"(\[[^\[\]\n]{1,40}\])", text):
        cited = numbers.get(part[1:-1].strip(), 0) if part.startswith("[") and part.endswith("]") else 0
        if not cited:
            plain += part
            continue
        found += [Piece(plain, 0)] * bool(plain) + [Piece(part, cited)]
        plain = ""
    return (*found, Piece(plain, 0)) if plain else tuple(found)


def is_mark(label: str) -> bool:
    """Whether the label only cites (``1``, ``b``, ``*``) and says nothing about the source."""
    return re.fullmatch(r"[0-9]+|.", label) is not None


def _opened(address: str, field: str) -> str:
    """The address with https and its host in ASCII, when that is a public domain."""
    parts = _split(address, field)
    host = _host(parts.hostname or "")
    if host is None:
        raise _no_address(address, field)
    query = f"?{quote(parts.query, _SAFE)}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, _SAFE)}" if parts.fragment else ""
    return f"https://{host}{quote(parts.path, _SAFE)}{query}{fragment}"


def _split(address: str, field: str) -> SplitResult:
    if re.search(r"[\s\\<>\"]", address):
        raise _no_address(address, field)
    bare = _SCHEME.sub("", address, count=1)
    try:
        parts = urlsplit(f"https://{bare}")
        port = parts.port
    except ValueError:
        raise _no_address(address, field) from None
    if "@" in parts.netloc:
        raise Invalid(plain("A source may not carry a name or a password: leave out what stands before the @."), field)
    if port not in (None, 80, 443):
        raise Invalid(plain("A source may not name a port: leave out “:{port}”.", port=str(port)), field)
    return parts


def _host(typed: str) -> str | None:
    """The host in ASCII, when it is a public domain."""
    try:
        host = typed.removesuffix(".")
        host = host if host.isascii() else idna.encode(host, uts46=True).decode()
        shown = idna.decode(host) if "xn--" in host else host
    except (idna.IDNAError, UnicodeError):
        return None
    matches = _DOMAINS.match(host) or [] if shown and len(host) <= 253 else []
    whole = any(found.index == 0 and found.last_index == len(host) and not found.schema for found in matches)
    return host if whole else None


def _no_address(address: str, field: str) -> Invalid:
    shown = address if len(address) <= 60 else address[:60] + "…"
    return Invalid(plain("“{shown}” is no web address; write one such as example.org/page.", shown=shown), field)


def _words_of(link: Link) -> str:
    if name := texts.plain(identifiers.shown(link.site, urlsplit(link.href).path)):
        return name
    for segment in reversed(urlsplit(link.href).path.split("/")):
        words = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", texts.plain(unquote(segment)))
        words = re.sub(r"[-_+\s]+", " ", words).strip()
        if len(re.findall(r"[^\W\d_]", words)) >= 3:
            words = words[0].upper() + words[1:]
            return words if len(words) <= _TITLE_CHARACTERS else words[:_TITLE_CHARACTERS].rsplit(" ", 1)[0] + "…"
    return link.site
