"""The identifiers that addresses of works hold."""

from urllib.parse import unquote, urlsplit

from debate_app.domain.identifiers import ARXIV_SITE, DOI_SITE, ISBN_SITE


def doi(address: str) -> str:
    """The DOI at this address; empty where it is none."""
    return _behind(address, DOI_SITE, "/")


def isbn(address: str) -> str:
    """The same of an ISBN."""
    return _behind(address, ISBN_SITE, "/isbn/")


def arxiv(address: str) -> str:
    """The same of an arXiv id."""
    return _behind(address, ARXIV_SITE, "/abs/")


def _behind(address: str, site: str, folder: str) -> str:
    parts = urlsplit(address)
    leads_there = parts.netloc == site and parts.path.startswith(folder)
    return unquote(parts.path).removeprefix(folder) if leads_there else ""
