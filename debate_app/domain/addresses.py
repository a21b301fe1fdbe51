"""One address for one page, however it was copied: without tracking, and in the place of its mobile and AMP copies.

Only what is sure is undone: a query that may mean something, and a host that may be another site, stay as they are.
"""

import re
from hashlib import sha256
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id"
    r"|mkt_tok|ref_src|ref_url|_hsenc|_hsmi|__hs(?:sc|tc|fp)|hsctatracking|oly_(?:anon|enc)_id|vero_id|wickedid"
    r"|_openstat|rb_clickid|ns_(?:mchannel|source|campaign|linkname|fee)|__twitter_impression"
)
_AMP = frozenset({"amp", "amp=1", "amp=true", "outputtype=amp"})
_VIDEO_HOSTS = frozenset({"youtube.com", "www.youtube.com", "youtu.be"})
_WIKIS = re.compile(
    r"([a-z-]+)\.m\.(wiki(?:pedia|books|news|quote|source|versity|voyage|media|data)|wiktionary)\.org", re.IGNORECASE
)
_COPIES = MappingProxyType(
    {
        "m.facebook.com": "www.facebook.com",
        "m.imdb.com": "www.imdb.com",
        "m.wikidata.org": "www.wikidata.org",
        "m.youtube.com": "www.youtube.com",
        "mobile.nytimes.com": "www.nytimes.com",
        "mobile.twitter.com": "twitter.com",
        "mobile.x.com": "x.com",
        "amp.theguardian.com": "www.theguardian.com",
        "amp.dw.com": "www.dw.com",
        "amp.reddit.com": "www.reddit.com",
        "amp.scmp.com": "www.scmp.com",
        "amp.lemonde.fr": "www.lemonde.fr",
        "dx.doi.org": "doi.org",
        "www.doi.org": "doi.org",
        "www.arxiv.org": "arxiv.org",
    }
)
"""Hosts that show the pages of another one under the same paths."""
_VIEWER = re.compile(r"/amp/(?:s/)?(.+)", re.DOTALL)
_CACHE = re.compile(r"/[civ]/(?:s/)?(.+)", re.DOTALL)
_STORY_AMP = re.compile(r"(.*/(?:[^/]+-[^/]+-[^/]+|[^/]+\.html?))/amp(/?)")
_PDF = re.compile(r"/pdf/(.+?)(?:\.pdf)?")


def within(href: str) -> str | None:
    """The address of the page that an AMP viewer shows at ``href``; None where ``href`` is no viewer's."""
    parts = urlsplit(href)
    host = parts.netloc
    viewer = re.fullmatch(r"(www\.)?google\.[a-z]{2,3}(\.[a-z]{2})?", host) and _VIEWER.fullmatch(parts.path)
    cache = host.endswith(".cdn.ampproject.org") or host == "cdn.ampproject.org"
    found = viewer or (cache and _CACHE.fullmatch(parts.path))
    if not found:
        return None
    return f"{found[1]}?{parts.query}" if parts.query else found[1]


def tidied(href: str) -> str:
    """The https address without what only follows readers about, at the host and path of the page itself."""
    parts = urlsplit(href)
    host = _host(parts.netloc)
    return urlunsplit(SplitResult("https", host, _path(host, parts.path), _query(host, parts.query), parts.fragment))


def looked_up(href: str) -> str:
    """What is asked for at ``href``: the address without the place in the page."""
    return href.partition("#")[0]


def key(address: str) -> str:
    """A short name for the address that stays, and is nobody else's: ``example_org_1f2e3d4c``."""
    host = re.sub(r"[^a-z0-9]+", "_", urlsplit(address).netloc.removeprefix("www."))
    return f"{host}_{sha256(address.encode()).hexdigest()[:8]}"


def _host(host: str) -> str:
    wiki = _WIKIS.fullmatch(host)
    return f"{wiki[1]}.{wiki[2]}.org" if wiki else _COPIES.get(host, host)


def _path(host: str, path: str) -> str:
    if host == "doi.org":
        return path.lower()
    if host == "arxiv.org" and (paper := _PDF.fullmatch(path)):
        return f"/abs/{paper[1]}"
    while copied := _STORY_AMP.fullmatch(path):
        path = copied[1] + copied[2]
    return path


def _query(host: str, query: str) -> str:
    given = query.split("&")
    kept = [one for one in given if not _follows(host, one.lower())]
    return query if len(kept) == len(given) else "&".join(kept)


def _follows(host: str, given: str) -> bool:
    name = given.partition("=")[0]
    shared = name in ("si", "feature") and host in _VIDEO_HOSTS
    return shared or given in _AMP or _TRACKING.fullmatch(name) is not None
