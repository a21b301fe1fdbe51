"""What the environment may set: one frozen object, read and checked once at the start."""

import ipaddress
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import urlsplit

from debate_app import mail_settings, translation_settings
from debate_app.mail_settings import Smtp
from debate_app.rate_settings import UNLIMITED, Rates, rate
from debate_app.translation_settings import TranslationSettings

_T = TypeVar("_T")

_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(\.{_LABEL})*", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_POSTGRESQL = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
_EMBEDDING: dict[str, tuple[str, ...]] = {"off": (), "anywhere": ("*",)}
_LOG_LEVELS = ("debug", "info", "warning", "error")


class WrongSetting(Exception):
    """The start is refused; each of ``sentences`` names a variable and what is wrong with its value."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is read from the environment variable of its name in capitals; an empty value is none."""

    host: str = "0.0.0.0"  # noqa: S104
    """Address to serve on. The default lets phones on the same network in; 127.0.0.1 keeps to this machine."""

    port: int = 3000
    """Port to serve on, 1 to 65535."""

    database_url: str = field(default="sqlite:///data/debate.db", repr=False)
    """``sqlite:///FILE``, from the working directory, or ``postgresql://USER:PASSWORD@HOST/NAME``."""

    redis_url: str | None = field(default=None, repr=False)
    """``redis://HOST:PORT/0``, shared by all processes that serve the same database. Unset: this is the only one."""

    public_url: str | None = None
    """The address that people type, ``https://debate.example``. Unset: any that they reached us under."""

    trusted_proxy_hops: int = 0
    """How many reverse proxies stand in front; their X-Forwarded-For is believed that many hops deep."""

    allow_missing_origin: bool = False
    """``on`` or ``off``: whether programs that are no browsers may open a websocket without an Origin."""

    connections_per_address: int = 500
    """How many websockets one network address may have open at once (of IPv6, one /64); 0 is any number."""

    smtp_url: Smtp | None = field(default=None, repr=False)
    """``smtp://USER:PASSWORD@HOST:587`` or ``smtps://…:465``: who delivers mail, by which people come back into their
    accounts. Unset: nobody is asked for an address. It needs ``PUBLIC_URL``, for the links in mail."""

    mail_from: str | None = None
    """The address that mail comes from, ``debate@debate.example``."""

    operator: str | None = None
    """Who runs this place and how to reach them, in one line for the privacy page."""

    embedding: tuple[str, ...] = ()
    """Whose pages may show a debate within their own: ``off``, ``anywhere``, or the origins of those sites, such as
    ``https://news.example https://blog.example``. A program asks how at ``/oembed``."""

    sample_debate: bool = True
    """``on`` or ``off``: whether an empty database gets the sample debate."""

    pseudo_language: bool = False
    """``on`` or ``off``: whether the interface is offered in a language that nobody speaks, too, which shows whoever
    works on the page where a word was forgotten or has too little room."""

    offline: bool = True
    """``on`` or ``off``: whether browsers keep the questions that were opened, to be read again without a connection.
    ``off`` removes from them what they kept."""

    sources: bool = True
    """``on`` or ``off``: whether this server looks up the sources that viewpoints name: their titles, authors and
    dates, and whether they can be reached."""

    log_level: str = "info"
    """``debug``, ``info``, ``warning`` or ``error``, for what this app says; libraries say warnings and errors."""

    rates: Rates = field(default_factory=Rates)
    """``RATES=off`` sets no limit to how often anybody does what; else each field is a variable of its own."""

    translation: TranslationSettings = field(default_factory=TranslationSettings)
    """Who translates what people write; each field is a variable of its own."""


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this process. Raises WrongSetting with every fault at once."""
    faults: list[str] = []

    def read(variable: str, reader: Callable[[str], _T], otherwise: _T) -> _T:
        value = environ.get(variable, "").strip()
        try:
            return reader(value) if value else otherwise
        except ValueError as fault:
            faults.append(f"{variable} {fault}")
            return otherwise

    unset = Settings()
    rates = {one: read(f"RATE_{one.upper()}", rate, getattr(unset.rates, one)) for one in Rates.__slots__}
    translation = {
        one: read(f"TRANSLATION_{one.upper()}", reader, getattr(unset.translation, one))
        for one, reader in translation_settings.READERS.items()
    }
    settings = Settings(
        host=read("HOST", _host, unset.host),
        port=read("PORT", _port, unset.port),
        database_url=read("DATABASE_URL", _database_url, unset.database_url),
        redis_url=read("REDIS_URL", _redis_url, unset.redis_url),
        public_url=read("PUBLIC_URL", _public_url, unset.public_url),
        trusted_proxy_hops=read("TRUSTED_PROXY_HOPS", _hops, unset.trusted_proxy_hops),
        allow_missing_origin=read("ALLOW_MISSING_ORIGIN", _switch, unset.allow_missing_origin),
        connections_per_address=read("CONNECTIONS_PER_ADDRESS", _count, unset.connections_per_address),
        smtp_url=read("SMTP_URL", mail_settings.smtp, unset.smtp_url),
        mail_from=read("MAIL_FROM", mail_settings.sender, unset.mail_from),
        operator=read("OPERATOR", _line, unset.operator),
        embedding=read("EMBEDDING", _embedding, unset.embedding),
        sample_debate=read("SAMPLE_DEBATE", _switch, unset.sample_debate),
        pseudo_language=read("PSEUDO_LANGUAGE", _switch, unset.pseudo_language),
        offline=read("OFFLINE", _switch, unset.offline),
        sources=read("SOURCES", _switch, unset.sources),
        log_level=read("LOG_LEVEL", _log_level, unset.log_level),
        rates=replace(unset.rates, **rates),
        translation=TranslationSettings(**translation),
    )
    if not read("RATES", _switch, True):
        settings = replace(settings, rates=UNLIMITED)
    if not faults and settings.smtp_url and not (settings.public_url and settings.mail_from):
        faults.append("SMTP_URL needs PUBLIC_URL, which links in mail begin with, and MAIL_FROM.")
    if not faults and (misfit := translation_settings.fault(settings.translation)):
        faults.append(misfit)
    if faults:
        raise WrongSetting(faults)
    return settings


def public_url(environ: Mapping[str, str] = os.environ) -> str | None:
    """``PUBLIC_URL`` alone, which nearly every page names. Raises ValueError where it is wrong."""
    value = environ.get("PUBLIC_URL", "").strip()
    return _public_url(value) if value else None


def load_or_exit() -> Settings:
    """``load()`` for whatever starts a process: a wrong setting is said on stderr and ends it with code 2."""
    try:
        return load()
    except WrongSetting as fault:
        print(fault, file=sys.stderr, flush=True)
        raise SystemExit(2) from None


def _host(value: str) -> str:
    if not (_is_address(value) or _HOST_NAME.fullmatch(value)):
        raise ValueError(f"must be an address such as 0.0.0.0 or 127.0.0.1, or a host's name, not {value!r}.")
    return value


def _is_address(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True


def _port(value: str) -> int:
    return _number(value, 1, 65535)


def _hops(value: str) -> int:
    return _number(value, 0, 10)


def _count(value: str) -> int:
    return _number(value, 0, 1_000_000)


def _number(value: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        raise ValueError(f"must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def _database_url(value: str) -> str:
    """Faults do not repeat the value: it may hold a password."""
    scheme, _, rest = value.partition("://")
    if scheme == "sqlite":
        if not rest.removeprefix("/") or not rest.startswith("/") or rest == "/:memory:":
            raise ValueError("must name a file after sqlite:///, such as sqlite:///data/debate.db.")
        return value
    if scheme not in _POSTGRESQL:
        raise ValueError("must start with sqlite:/// or postgresql://.")
    if not _names_a_database(value):
        raise ValueError("must have the form postgresql://USER:PASSWORD@HOST:PORT/NAME.")
    return value


def _names_a_database(url: str) -> bool:
    """The host may be missing or in the query, as with a Unix socket; the name of the database may not."""
    try:
        parts = urlsplit(url)
        return bool(parts.path.strip("/")) and parts.port != 0
    except ValueError:
        return False


def _redis_url(value: str) -> str:
    """Faults do not repeat the value: it may hold a password."""
    if not re.match(r"(rediss?|unix)://.", value):
        raise ValueError("must start with redis://, rediss:// or unix://.")
    return value


def _public_url(value: str) -> str:
    """The origin as browsers write it: lower case, no default port, no slash at the end."""
    origin = _origin(value)
    if origin is None:
        raise ValueError(
            f"must be http:// or https:// and a host, with no path, such as https://debate.example, not {value!r}."
        )
    return origin


def _origin(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or f"{parts.path}{parts.query}{parts.fragment}" not in ("", "/"):
        return None
    if "@" in parts.netloc or not (_is_address(host) or _HOST_NAME.fullmatch(host)):
        return None
    named = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{named}" + ("" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}")


def _embedding(value: str) -> tuple[str, ...]:
    """What a Content-Security-Policy names as ancestors of a frame; none where nobody may."""
    if value.lower() in _EMBEDDING:
        return _EMBEDDING[value.lower()]
    origins = tuple(filter(None, map(_origin, value.split())))
    if len(origins) != len(value.split()):
        raise ValueError(f"must be off, anywhere, or addresses such as https://news.example, not {value!r}.")
    return origins


def _line(value: str) -> str:
    if len(value) > 200 or not value.isprintable():
        raise ValueError("must be one line of at most 200 characters.")
    return value


def _switch(value: str) -> bool:
    if value.lower() not in ("on", "off"):
        raise ValueError(f"must be on or off, not {value!r}.")
    return value.lower() == "on"


def _log_level(value: str) -> str:
    if value.lower() not in _LOG_LEVELS:
        raise ValueError(f"must be one of {', '.join(_LOG_LEVELS)}, not {value!r}.")
    return value.lower()
