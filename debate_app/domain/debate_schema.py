"""What ``debate1.schema.json`` means: each of its keywords as a sentence for people.

The keywords of our own are ``x-distinct`` (no two entries alike, whatever their case, once cleaned as that format),
``x-edits-name-paragraphs`` (an edit's paragraph is one that the viewpoint has) and ``x-most-events``
(in all conversations of the file together).
"""

import json
import math
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any, cast

from jsonschema import Draft202012Validator, ValidationError, validators

from debate_app.domain.debate_forms import clean
from debate_app.domain.refused import Invalid

SCHEMA: dict[str, Any] = json.loads(
    resources.files("debate_app.domain").joinpath("debate1.schema.json").read_text(encoding="utf-8")
)

Path = tuple[str | int, ...]
Faults = Iterator[ValidationError]

_KINDS = {"object": "an object", "array": "a list", "string": "a text", "integer": "a whole number"}
_FOUND: dict[type[Any], str] = {type(None): "null", bool: "true or false", str: "a text", list: "a list"}


class RepeatingObject(dict[str, Any]):
    """A JSON object that says some of its keys more than once; ``repeated`` names them."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def faults(tree: object) -> Iterator[tuple[Path, str]]:
    """Every fault of a parsed file, one by one: its path and the sentence that says what is wrong there."""
    for error in _checker(SCHEMA).iter_errors(tree):
        yield tuple(error.absolute_path), error.message


def _format(_validator: Any, form: str, found: Any, _schema: Any) -> Faults:
    if isinstance(found, str):
        try:
            clean(form, found)
        except Invalid as fault:
            yield ValidationError(fault.sentence)


def _type(validator: Any, wanted: str, found: Any, _schema: Any) -> Faults:
    if not validator.is_type(found, wanted):
        yield ValidationError(f"This has to be {_KINDS[wanted]}, not {_kind_of(found)}.")
    elif isinstance(found, RepeatingObject):
        yield from (ValidationError("This key stands here more than once.", path=(key,)) for key in found.repeated)


def _kind_of(found: Any) -> str:
    if isinstance(found, int | float) and not isinstance(found, bool):
        return f"the number {found}" if math.isfinite(found) else "a number without a finite size"
    return next((name for kind, name in _FOUND.items() if isinstance(found, kind)), "an object")


def _const(_validator: Any, wanted: str, found: Any, _schema: Any) -> Faults:
    return _enum(_validator, [wanted], found, _schema)


def _enum(_validator: Any, wanted: list[str], found: Any, _schema: Any) -> Faults:
    if not isinstance(found, str) or found not in wanted:
        yield ValidationError(f"This has to be {' or '.join(f'“{value}”' for value in wanted)}.")


def _minimum(validator: Any, least: int, found: Any, _schema: Any) -> Faults:
    if validator.is_type(found, "integer") and found < least:
        yield ValidationError(f"This has to be {least:,} or more.")


def _maximum(validator: Any, most: int, found: Any, _schema: Any) -> Faults:
    if validator.is_type(found, "integer") and found > most:
        yield ValidationError(f"This has to be {most:,} or less.")


def _required(validator: Any, keys: list[str], found: Any, _schema: Any) -> Faults:
    if validator.is_type(found, "object"):
        yield from (ValidationError("This is missing.", path=(key,)) for key in keys if key not in found)


def _no_other_keys(validator: Any, _false: bool, found: Any, schema: Any) -> Faults:
    if validator.is_type(found, "object"):
        unknown = (key for key in found if key not in schema["properties"])
        yield from (ValidationError("There is no such key in debate/1 here.", path=(key,)) for key in unknown)


def _min_items(validator: Any, least: int, found: Any, _schema: Any) -> Faults:
    if validator.is_type(found, "array") and len(found) < least:
        yield ValidationError(f"This list needs {least:,} or more.")


def _max_items(validator: Any, most: int, found: Any, _schema: Any) -> Faults:
    if validator.is_type(found, "array") and len(found) > most:
        yield ValidationError(f"This list has {len(found):,} entries; {most:,} are allowed.")


def _items(validator: Any, entry: Any, found: Any, schema: Any) -> Faults:
    """A list that is too long has that one fault: millions of entries are not looked at one by one."""
    if validator.is_type(found, "array") and len(found) <= schema.get("maxItems", len(found)):
        for place, value in enumerate(found):
            yield from validator.descend(value, entry, path=place)


def _distinct(validator: Any, form: str, found: Any, _schema: Any) -> Faults:
    seen: set[str] = set()
    for place, value in enumerate(found) if validator.is_type(found, "array") else ():
        try:
            cleaned = clean(form, value) if isinstance(value, str) else ""
        except Invalid:
            continue
        if cleaned and cleaned.casefold() in seen:
            yield ValidationError(f"“{cleaned}” stands in this list already.", path=(place,))
        seen.add(cleaned.casefold())


def _edits_name_paragraphs(validator: Any, _true: bool, found: Any, _schema: Any) -> Faults:
    paragraphs = _list(_object(found).get("paragraphs"))
    for place, event in enumerate(_list(_object(found).get("conversation"))):
        number: Any = _object(event).get("paragraph")
        if validator.is_type(number, "integer") and number > len(paragraphs):
            sentence = f"There is no paragraph {number}; the viewpoint has {len(paragraphs)}."
            yield ValidationError(sentence, path=("conversation", place, "paragraph"))


def _most_events(_validator: Any, most: int, found: Any, _schema: Any) -> Faults:
    viewpoints = _list(_object(found).get("viewpoints"))
    events = sum(len(_list(_object(viewpoint).get("conversation"))) for viewpoint in viewpoints)
    if events > most:
        sentence = f"The conversations have {events:,} events together; {most:,} are allowed."
        yield ValidationError(sentence, path=("viewpoints",))


def _object(found: object) -> dict[str, Any]:
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _list(found: object) -> list[Any]:
    return cast("list[Any]", found) if isinstance(found, list) else []


_checker: Any = cast("Any", validators).extend(
    Draft202012Validator,
    {
        "additionalProperties": _no_other_keys,
        "const": _const,
        "enum": _enum,
        "format": _format,
        "items": _items,
        "maxItems": _max_items,
        "maximum": _maximum,
        "minItems": _min_items,
        "minimum": _minimum,
        "required": _required,
        "type": _type,
        "x-distinct": _distinct,
        "x-edits-name-paragraphs": _edits_name_paragraphs,
        "x-most-events": _most_events,
    },
)
