from typing import Self

class Match:
    schema: str
    index: int
    last_index: int

class LinkifyIt:
    def __init__(self, schemas: None = ..., options: dict[str, bool] | None = ...) -> None: ...
    def tlds(self, list_tlds: list[str], keep_old: bool = ...) -> Self: ...
    def match(self, text: str) -> list[Match] | None: ...
