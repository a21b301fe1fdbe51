"""What was found at the addresses of a debate's sources, as a file holds it: read, checked, written out, taken in.

Other debates name the same addresses, so a file adds to what is known and takes the place of nothing; what it says is
looked up soon.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session, col, select

from debate_app.domain import dates, limits, links, tables, texts
from debate_app.domain.files import bulk
from debate_app.domain.files.debate import Debate, Reference, Viewpoint
from debate_app.domain.files.forms import clean
from debate_app.domain.files.parts import Path
from debate_app.words import plain

_LINES = ("title", "site", "author", "published", "kind")
_ASKED_AT_ONCE = 1_000


def address_of(source: str) -> str:
    """The address by which is known what was found there, however the source is typed."""
    return links.read(source).address


def read(tree: dict[str, Any]) -> tuple[Reference, ...]:
    """The references of a file without a fault, in the order of their addresses."""
    found = (_reference(part) for part in tree.get("references", ()))
    return tuple(sorted(found, key=lambda one: one.address))


def content(reference: Reference) -> dict[str, Any]:
    """The reference as an object of a file."""
    lines = {name: getattr(reference, name) for name in (*_LINES, "language")}
    return (
        {"address": reference.address}
        | {name: line for name, line in lines.items() if line}
        | {"looked_up_at": reference.looked_up_at}
    )


def faults(tree: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """The keyword ``x-references-cohere``: each is of an address that a source of the file names, and each once."""
    named = {
        address_of(source["url"])
        for viewpoint in tree["viewpoints"]
        for listed in viewpoint["sources"]
        for source in listed
    }
    seen = set[str]()
    for place, part in enumerate(tree.get("references", ())):
        address = address_of(part["address"])
        if address not in named:
            yield ("references", place, "address"), plain("No source in the file has this address.")
        elif address in seen:
            yield ("references", place, "address"), plain("This address stands in the list already.")
        seen.add(address)


def written_out(session: Session, viewpoints: Sequence[Viewpoint]) -> tuple[Reference, ...]:
    """What is known of the addresses of these viewpoints' sources, where it has ever been looked up."""
    named = {address_of(source.url) for one in viewpoints for listed in one.sources for source in listed}
    return tuple(_told(row) for row in _known(session, sorted(named)) if row.looked_up_at is not None)


def take_in(session: Session, debate: Debate) -> None:
    """Write down what the file tells of addresses of which nothing is known here."""
    known = {row.address for row in _known(session, [one.address for one in debate.references])}
    now = dates.now()
    bulk.insert_new(
        session,
        tables.Reference,
        [_row(one, now) for one in debate.references if one.address not in known],
        "address",
    )


def _reference(part: dict[str, Any]) -> Reference:
    lines = {name: clean("found", part[name]) if name in part else "" for name in _LINES}
    return Reference(
        address=address_of(part["address"]),
        language=clean("language", part["language"]) if "language" in part else "",
        looked_up_at=clean("day-or-moment", part["looked_up_at"]),
        **lines,
    )


def _known(session: Session, addresses: list[str]) -> Iterator[tables.Reference]:
    for began in range(0, len(addresses), _ASKED_AT_ONCE):
        asked = col(tables.Reference.address).in_(addresses[began : began + _ASKED_AT_ONCE])
        yield from session.exec(select(tables.Reference).where(asked).order_by(col(tables.Reference.address)))


def _told(row: tables.Reference) -> Reference:
    """The row with lines that a file may hold."""
    lines = {name: _line(getattr(row, name)) for name in _LINES}
    language = row.language if texts.is_language(row.language) else ""
    return Reference(address=row.address, language=language, looked_up_at=row.looked_up_at or "", **lines)


def _line(found: str) -> str:
    line = " ".join(texts.plain(found).split())[: limits.REFERENCE_CHARACTERS].rstrip()
    return "" if texts.is_blank(line) else line


def _row(reference: Reference, now: str) -> dict[str, Any]:
    lines = {name: getattr(reference, name) for name in (*_LINES, "language")}
    nothing_else = dict.fromkeys(("leads_to", "failure", "etag", "last_modified"), "")
    times = {"looked_up_at": reference.looked_up_at, "failures": 0, "next_look_at": now}
    return {"address": reference.address} | lines | nothing_else | times
