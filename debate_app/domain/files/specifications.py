"""The specifications of the formats: the JSON schemas that lie beside this module."""

import json
from importlib import resources
from typing import Any

from debate_app.domain.files.parts import list_in, object_in


def _schema(name: str) -> dict[str, Any]:
    return json.loads(resources.files("debate_app.domain.files").joinpath(name).read_text(encoding="utf-8"))


def _inlined(part: Any, definitions: dict[str, Any]) -> Any:
    if keyed := object_in(part):
        inner = {key: _inlined(value, definitions) for key, value in keyed.items() if key != "$ref"}
        named = keyed.get("$ref", "").removeprefix("#/$defs/")
        return _inlined(definitions[named], definitions) | inner if named else inner
    return [_inlined(one, definitions) for one in list_in(part)] or part


SCHEMAS = {f"debate/{number}": _schema(f"debate{number}.schema.json") for number in (3, 2, 1)}

INLINED: dict[str, dict[str, Any]] = {named: _inlined(schema, schema["$defs"]) for named, schema in SCHEMAS.items()}
"""The same with definitions in the place of references to them: looking those up is a third of a check's time."""
