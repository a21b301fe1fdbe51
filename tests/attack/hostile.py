"""What nobody who means well would send: values of every wrong kind, and texts that are made to harm."""

import secrets
from collections.abc import Iterator
from typing import Any

from tests.domain.hostile import HOSTILE

SECRET = "hush" + secrets.token_hex(8)
"""Stands in everything that the attackers type, and in no line of any log."""

DEEP: Any = SECRET
for _ in range(150):
    DEEP = [DEEP]
VALUES: list[Any] = [
    None, True, False, 0, -1, 1.5, 2**31, 2**63, -(2**63), 10**300, float("nan"), float("inf"),
    "", SECRET, f"{SECRET}\x00", f"{SECRET}\ud800", f"../{SECRET}", "__class__", "constructor",
    [], [SECRET], [[SECRET]], [[1, SECRET, 1]], [[1, "agree"]], [[True, "agree", 1]], [[1, "agree", 2**63]],
    [[1, ["agree"], 1]], [[SECRET, "agree", 1]] * 3, [[1, "agree", 1]] * 51, [[]] * 10_000,
    {}, {SECRET: SECRET}, {"title": 1}, {"title": [SECRET]}, {"title": None, "name": {}}, {"title": SECRET, "state": 1},
    {"title": "x" * 5_001}, DEEP,
]  # fmt: skip
LONG: list[Any] = [SECRET * 12_000, {"paragraphs": "x" * 250_001}]
"""A message of a megabyte ends the connection, as it should: these go one at a time."""

TEXTS = [
    "<script>alert(1)</script>", "\u202e\u2066back", "\x00\x01", "\ud800", "a\ud83d", "Z\u0335" * 3_000, "\u200b",
    "'; DROP TABLE vote; --", "%s%n{0}${x}", "x" * 5_000, "\U0010ffff\ufffe\uffff", "👩\u200d👧" * 300, "\n" * 3_000,
    "javascript:alert(1)", "//host", "[1][2]" * 800, "http://" * 700, "a." * 2_000, "é" * 4_999, "\u2028\u2029",
    *(text[:3_900] for pair in HOSTILE.values() for text in pair),
]  # fmt: skip
"""Of the right shape."""

IN_A_PATH = ["0", "-1", "9" * 18, "9" * 5_000, "١٢", "1\x00", "../1", "..%2f1", "'", "<script>", "\u202e", "x" * 43, ""]
"""In the place of what an address names."""

QUERIES = [
    "",
    "?to=//evil.invalid",
    "?words=%00%ff&order[]=1",
    "?" + "a=1&" * 500,
    "?version=-1&against=1e9&paragraph=x",
]

BODIES: list[tuple[str, bytes]] = [
    ("application/x-www-form-urlencoded", b"\xff\xfe=%ff%00&=&&=="),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(200))),
    ("application/x-www-form-urlencoded", b"text=" + b"x" * 60_000),
    ("application/x-www-form-urlencoded", b"text=" + b"x" * 70_000),
    ("application/json", b"[" * 30_000),
    ("application/json", b'{"id": null, "response": {"id": [], "clientDataJSON": 1}}'),
    ("application/json", b"not json"),
    ("multipart/form-data; boundary=x",
     b'--x\r\nContent-Disposition: form-data; name="a"; filename="../b"\r\n\r\n1\r\n'),
    ("text/plain", SECRET.encode()),
]  # fmt: skip
"""What no form of ours sends, with its kind."""


def misshapen(arguments: tuple[str, ...]) -> Iterator[Any]:
    """Payloads that no page of ours sends to a handler with these arguments."""
    yield from (None, SECRET, 7, [], [SECRET], [["a", SECRET]])
    for extra in ("state", "self", "surplus", "given", "handler", SECRET, "", "__init__"):
        yield {extra: SECRET}
        yield {**dict.fromkeys(arguments, 1), extra: SECRET}
    for argument in arguments:
        yield {argument: SECRET}
        yield {other: 1 for other in arguments if other != argument}
    if arguments:
        yield from (dict.fromkeys(arguments, value) for value in VALUES)
        for argument in arguments:
            yield from ({**dict.fromkeys(arguments, 1), argument: value} for value in LONG)
