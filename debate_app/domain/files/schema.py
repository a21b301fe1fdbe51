"""What the schemas mean: each of their keywords as a sentence for people.

The keywords of our own that belong to one value are here: ``x-distinct`` (no two entries alike, whatever their case,
once cleaned as that format), ``x-credit-adds-up`` and ``x-text-unless-removed``. Those that ask whether the parts of a
viewpoint fit together are in ``coherence.py``, those that bound a whole file, ``x-most…``, in ``sizes.py``.
"""

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

from jsonschema import Draft202012Validator, ValidationError, validators

from debate_app.domain import tokens
from debate_app.domain.files import coherence, sizes
from debate_app.domain.files.forms import clean
from debate_app.domain.files.parts import Faults, Path, is_run, list_in, object_in
from debate_app.domain.files.specifications import INLINED
from debate_app.domain.refused import Invalid

_ANY_FORMAT = {"type": "object", "required": ["format"], "properties": {"format": {"enum": [*INLINED]}}}
_KINDS = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
}
_FOUND: dict[type[Any], str] = {type(None): "null", bool: "true or false", str: "a text", list: "a list"}


class RepeatingObject(dict[str, Any]):
    """A JSON object that says some of its keys more than once; ``repeated`` names them."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def faults(tree: object) -> Iterator[tuple[Path, str]]:
    """Every fault of a parsed file, one by one: its path and the sentence that says what is wrong there.

    A file that holds more than is allowed has that fault alone, and whether its parts fit together is asked once
    each is right by itself: one mistake is told once.
    """
    named = object_in(tree).get("format")
    schema = INLINED.get(named, _ANY_FORMAT) if isinstance(named, str) else _ANY_FORMAT
    most = {key: value for key, value in schema.items() if key.startswith("x-most")}
    faulty = False
    for error in [*_checker(most).iter_errors(tree)] or _checker(schema).iter_errors(tree):
        faulty = True
        yield tuple(error.absolute_path), error.message
    if not faulty:
        yield from coherence.faults(schema, cast("dict[str, Any]", tree))


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
        yield from (ValidationError("There is no such key here.", path=(key,)) for key in unknown)


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


def _credit_adds_up(_validator: Any, _true: bool, found: Any, _schema: Any) -> Faults:
    words = 0
    for place, run in enumerate(list_in(found, "credit")):
        if not is_run(run):
            yield ValidationError("This has to be a pair of a name and a number of words.", path=("credit", place))
            return
        words += int(run[1])
    text = object_in(found).get("text")
    if not isinstance(text, str) or not isinstance(object_in(found).get("credit"), list) or not _stands(text):
        return
    wanted = len(tokens.words(clean("paragraph", text)))
    if words != wanted:
        yield ValidationError(f"These are {words:,} words in all; the text has {wanted:,}.", path=("credit",))


def _stands(text: str) -> bool:
    try:
        clean("paragraph", text)
    except Invalid:
        return False
    return True


def _text_unless_removed(validator: Any, _true: bool, found: Any, _schema: Any) -> Faults:
    if validator.is_type(found, "object"):
        if "removed_at" not in found and "text" not in found:
            yield ValidationError("This is missing.", path=("text",))
        if "removed_at" in found and "text" in found:
            yield ValidationError("A comment that was removed has no text.", path=("text",))


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
        "x-credit-adds-up": _credit_adds_up,
        "x-distinct": _distinct,
        "x-text-unless-removed": _text_unless_removed,
    }
    | sizes.KEYWORDS,
)
