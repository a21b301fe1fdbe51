"""The OpenAPI document, made from the table of endpoints and from the classes that the answers are made of."""

import functools
import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from debate_app import settings
from debate_app.rate_settings import OFF
from debate_app.web.api import address, answers, problems
from debate_app.web.api.endpoints import ENDPOINTS, Endpoint
from debate_app.web.api.parameters import LIMIT, Parameter
from debate_app.web.api.shapes import Problem

Json = dict[str, Any]

_ABOUT = """Everything that can be read on this site, for programs. Nobody needs a key; nothing can be changed here.

**Lists** come in parts: follow `next` until it is null, or hand `next_cursor` back as `cursor`. An answer holds
{limit} items unless `limit` says otherwise. Parts stay in step while things are added.

**Times** are UTC. A date that came without a time stays a date (`2026-11-23`). Ids never change.

**Keeping answers**: each has an `ETag`; send it back as `If-None-Match`, and where it is still true the answer is
`304` without a body. Tables of more than a thousand rows have none.

**Tables**: where an address has a `.csv` beside it, that is the same for a spreadsheet (UTF-8 with a byte order mark;
an apostrophe stands before what a spreadsheet would run as a formula). `Accept: text/csv` asks for it too.

**Limits**: {rates}. Beyond them the answer is `429`, and `Retry-After` says how many seconds to wait.

**Errors** are problem details (RFC 9457), each with a sentence in `detail`.

**What is withheld**: a hidden or erased text keeps its place and has no words. While a question is `sealed`, nobody is
told how people voted before it is closed: counts are null, and its votes are a problem of the type `#sealed`. Nobody's
own votes are ever told: the ledger knows no people, and tells the hour alone.
"""


class _Schemas(GenerateJsonSchema):
    """Schemas without a title for each field, which repeats its name."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def document(origin: str) -> Json:
    """The document, for the site at this address."""
    paths: Json = {}
    for one in ENDPOINTS:
        paths[f"{address.ROOT}{one.path}"] = {"get": _operation(one)}
        if one.table:
            paths[f"{address.ROOT}{one.path}.csv"] = {"get": _table(one)}
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Debate, for programs",
            "version": "1",
            "description": _ABOUT.format(limit=LIMIT, rates=_rates()),
        },
        "servers": [{"url": origin}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _rates() -> str:
    rates = settings.load().rates
    told = (("one network", rates.api_address), ("one browser that sends our cookie", rates.api))
    return "; ".join(
        f"any number of requests from {who}" if rate == OFF else f"{rate.replace(';', ', ')} requests from {who}"
        for who, rate in told
    )


@functools.cache
def _schemas() -> Json:
    adapters: list[TypeAdapter[Any]] = [*(one.adapter for one in ENDPOINTS), TypeAdapter(Problem)]
    _, made = TypeAdapter.json_schemas(
        [(number, "serialization", one) for number, one in enumerate(adapters)],
        ref_template="#/components/schemas/{model}",
        schema_generator=_Schemas,
    )
    return dict(sorted(made["$defs"].items()))


def _operation(one: Endpoint) -> Json:
    content = {answers.JSON: {"schema": _ref(one.shape)}}
    if one.table:
        content["text/csv"] = _TABLE
    return {
        "operationId": one.name,
        "summary": one.about,
        "parameters": [_parameter(parameter) for parameter in one.parameters],
        "responses": {"200": {"description": "The answer.", "headers": _TAG, "content": content}, **_others(one)},
    }


def _table(one: Endpoint) -> Json:
    assert one.table, "asked for those that have one"
    return {
        "operationId": f"{one.name}AsTable",
        "summary": f"The same as a CSV file, whole. {one.table.row.__doc__}".replace("``", "`"),
        "parameters": [_parameter(parameter) for parameter in one.in_path],
        "responses": {"200": {"description": "The file.", "content": {"text/csv": _TABLE}}, **_others(one)},
    }


def _others(one: Endpoint) -> Json:
    told = {
        "400": "A parameter is wrong.",
        "403": "The question is sealed.",
        "404": "There is no such thing, or it is hidden.",
        "429": "Too many requests. `Retry-After` says how many seconds to wait.",
        "503": "The database cannot be reached. `Retry-After` says how many seconds to wait.",
        "default": "Whatever else is wrong.",
    }
    if not one.sealed:
        del told["403"]
    problem = {problems.MEDIA_TYPE: {"schema": _ref(Problem)}}
    return {
        "304": {"description": "It is still what `If-None-Match` says."},
        **{status: {"description": said, "content": problem} for status, said in told.items()},
    }


def _parameter(one: Parameter) -> Json:
    return {
        "name": one.name,
        "in": one.place,
        "required": one.place == "path",
        "description": one.description,
        "schema": one.schema,
    }


def _ref(shape: type[Any]) -> Json:
    return {"$ref": f"#/components/schemas/{shape.__name__}"}


_TAG = {"ETag": {"description": "Names this very answer.", "schema": {"type": "string"}}}
_TABLE = {"schema": {"type": "string"}}


def text(origin: str) -> bytes:
    """The document as it is sent."""
    return json.dumps(document(origin), ensure_ascii=False).encode()
