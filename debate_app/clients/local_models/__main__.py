"""Reads what to translate from its standard input, a line of JSON each, and writes as many lines of answers.

``{"texts": […], "source": "es", "steps": [["es", "en"], ["en", "pt"]]}`` is answered with ``{"texts": […],
"foreign": false}``, or ``{"fault": "ValueError"}``. It ends when its input does, so none is left when the page is
killed.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from fxtranslate import Translator

from debate_app.clients import detecting
from debate_app.clients.local_models import models, signs
from debate_app.clients.local_models.models import Direction, Model

MOST_LOADED = 6
"""How many models are kept in memory, 45 MB each; the one that was not used for longest goes."""


class Engine:
    """Translates with the models of one folder, each loaded when it is first needed."""

    def __init__(self, found: dict[Direction, Model]) -> None:
        self._found = found
        self._loaded: dict[Direction, Translator] = {}

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """What is written back."""
        texts: list[str] = asked["texts"]
        foreign = detecting.is_foreign(" ".join(texts), asked["source"])
        for source, target in asked["steps"]:
            translator = self._translator((source, target))
            made = [translator.translate_long(signs.plain(text)) for text in texts]
            texts = [signs.typographic(one, text) for one, text in zip(made, texts, strict=True)]
        return {"texts": texts, "foreign": foreign}

    def _translator(self, direction: Direction) -> Translator:
        translator = self._loaded.pop(direction, None) or _load(self._found[direction])
        self._loaded[direction] = translator
        if len(self._loaded) > MOST_LOADED:
            self._loaded.pop(next(iter(self._loaded)))
        return translator


def main() -> None:
    """Answer until there is nothing more to read."""
    os.nice(5)  # votes go first
    found = models.find(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    engine = Engine(found)
    for line in sys.stdin.buffer:
        try:
            answer = engine.answer(json.loads(line))
        except BaseException as fault:  # a panic of the engine is no Exception
            engine, answer = Engine(found), {"fault": type(fault).__name__}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


def _load(files: Model) -> Translator:
    return Translator(
        files.model.read_bytes(),
        files.source_vocabulary.read_bytes(),
        files.target_vocabulary.read_bytes(),
        files.shortlist.read_bytes() if files.shortlist else None,
    )


if __name__ == "__main__":
    main()
