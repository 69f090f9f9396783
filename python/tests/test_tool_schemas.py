"""Signatures and their JSON Schemas, as the API of a model takes them."""

from __future__ import annotations

import datetime
import decimal
import logging
import pathlib
import typing
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Dict, FrozenSet, List, Literal, Optional, Set, Tuple, Union  # noqa: UP035

import numpy
import pytest
from annotated import Anything, Box, Color, Corner, Level, Meters, Model, Movie, Node, Pair, Point, Screening

from vivarium_worker.tools import ToolValidationError, generate_schema

INT, NUM, TEXT, YES = {"type": "integer"}, {"type": "number"}, {"type": "string"}, {"type": "boolean"}
MAYBE = {"nullable": True}
NULL = {"type": "null"}
POINT = {"type": "object", "properties": {"x": NUM, "y": NUM}, "required": ["x"]}
MOVIE = {"type": "object", "properties": {"title": TEXT}, "required": []}
WHEN = {"type": "string", "format": "date-time"}


class Between:
    """As the bounds of annotated-types and of pydantic's `Field` look."""

    def __init__(self, **bounds: Any) -> None:
        vars(self).update(bounds)


def many(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


def either(*options: Any) -> dict[str, Any]:
    return {"anyOf": list(options)}


TABLE: list[tuple[Any, dict[str, Any]]] = [
    (str, TEXT),
    (int, INT),
    (float, NUM),
    (bool, YES),
    (type(None), NULL),
    (Any, {}),
    (object, {}),
    (Anything, {}),
    (bytes, {"type": "string", "format": "binary"}),
    (list, many({})),
    (List, many({})),  # noqa: UP006
    (List[str], many(TEXT)),  # noqa: UP006
    (list[list[int]], many(many(INT))),
    (list[Any], many({})),
    (Sequence[float], many(NUM)),
    (Iterable[str], many(TEXT)),
    (list[Optional[int]], many({**INT, **MAYBE})),  # noqa: UP045
    (dict, {"type": "object"}),
    (Dict[str, Any], {"type": "object"}),  # noqa: UP006
    (Dict[str, str], {"type": "object", "additionalProperties": TEXT}),  # noqa: UP006
    (Mapping[str, list[int]], {"type": "object", "additionalProperties": many(INT)}),
    (dict[str, Union[int, None]], {"type": "object", "additionalProperties": {**INT, **MAYBE}}),  # noqa: UP007
    (Set[str], {**many(TEXT), "uniqueItems": True}),  # noqa: UP006
    (set, {**many({}), "uniqueItems": True}),
    (FrozenSet[int], {**many(INT), "uniqueItems": True}),  # noqa: UP006
    (tuple, many({})),
    (Tuple[int, ...], many(INT)),  # noqa: UP006
    (tuple[float, float], {**many(NUM), "prefixItems": [NUM, NUM], "minItems": 2, "maxItems": 2}),
    (tuple[int, str], {**many(either(INT, TEXT)), "prefixItems": [INT, TEXT], "minItems": 2, "maxItems": 2}),
    (Optional[bool], {**YES, **MAYBE}),  # noqa: UP045
    (str | None, {**TEXT, **MAYBE}),
    (Optional[list[str]], {**many(TEXT), **MAYBE}),  # noqa: UP045
    (Union[int, str], either(INT, TEXT)),  # noqa: UP007
    (int | str, either(INT, TEXT)),
    (Union[int, str, None], either(INT, TEXT, NULL)),  # noqa: UP007
    (int | list[int], either(INT, many(INT))),
    (Literal["a", "b"], {**TEXT, "enum": ["a", "b"]}),
    (Literal[1, 2], {**INT, "enum": [1, 2]}),
    (Literal["a", 1], {"enum": ["a", 1]}),
    (Literal["a", None], {**TEXT, "enum": ["a"], **MAYBE}),
    (Optional[Literal["a"]], {**TEXT, "enum": ["a"], **MAYBE}),  # noqa: UP045
    (Literal[Color.RED], {**TEXT, "enum": ["red"]}),
    (Color, {**TEXT, "enum": ["red", "blue"]}),
    (Level, {**INT, "enum": [1, 2]}),
    (Corner, {**TEXT, "enum": ["ORIGIN"]}),
    (list[Color], many({**TEXT, "enum": ["red", "blue"]})),
    (Point, POINT),
    (list[Point], many(POINT)),
    (
        Box,
        {
            "type": "object",
            "properties": {"corners": many(POINT), "color": {**TEXT, "enum": ["red", "blue"]}},
            "required": ["corners"],
        },
    ),
    (
        Node,
        {"type": "object", "properties": {"name": TEXT, "children": many({"type": "object"})}, "required": ["name"]},
    ),
    (Movie, MOVIE),
    (
        Screening,
        {"type": "object", "properties": {"movie": TEXT, "at": WHEN}, "required": ["movie", "at"]},
    ),
    (Pair, {"type": "object", "properties": {"left": INT, "right": {**POINT, **MAYBE}}, "required": ["left"]}),
    (
        Model,
        {
            "type": "object",
            "properties": {
                "x": INT,
                "leaves": many({"type": "object", "properties": {"y": INT}}),
                "tree": {"type": "object", "properties": {"child": {"type": "object"}}, "title": "A tree"},
            },
        },
    ),
    (Annotated[int, "In years"], {**INT, "description": "In years"}),
    (Annotated[int, Between(ge=1, lt=10)], {**INT, "minimum": 1, "exclusiveMaximum": 10}),
    (Annotated[str, Between(min_length=1, pattern="^a")], {**TEXT, "minLength": 1, "pattern": "^a"}),
    (Annotated[list[str], Between(max_length=3)], {**many(TEXT), "maxItems": 3}),
    (
        Annotated[float, Between(description="A share", metadata=[Between(gt=0), Between(le=1)])],
        {**NUM, "description": "A share", "exclusiveMinimum": 0, "maximum": 1},
    ),
    (Optional[Annotated[int, "In years"]], {**INT, "description": "In years", **MAYBE}),  # noqa: UP045
    (list[Annotated[str, "A word"]], many({**TEXT, "description": "A word"})),
    (Meters, NUM),
    (datetime.datetime, WHEN),
    (datetime.date, {"type": "string", "format": "date"}),
    (datetime.timedelta, NUM),
    (uuid.UUID, {"type": "string", "format": "uuid"}),
    (pathlib.Path, TEXT),
    (decimal.Decimal, {}),
    (numpy.ndarray, {**many({}), "format": "tensor"}),
    (float | logging.Logger, NUM),
]


@pytest.mark.parametrize(("hint", "schema"), TABLE, ids=lambda each: str(each)[:40])
def test_a_parameter_of_each_type_has_the_schema_that_a_model_needs(hint: Any, schema: dict[str, Any]) -> None:
    def tool(x): ...  # type: ignore[no-untyped-def]

    tool.__annotations__["x"] = hint
    assert generate_schema(tool) == {"type": "object", "properties": {"x": schema}, "required": ["x"]}


DEFAULTS: list[tuple[Any, Any, dict[str, Any]]] = [
    (int, 10, {**INT, "default": 10}),
    (Optional[bool], False, {**YES, "default": False, **MAYBE}),  # noqa: UP045
    (Optional[str], None, {**TEXT, **MAYBE}),  # noqa: UP045
    (Union[int, str], "normal", {**either(INT, TEXT), "default": "normal"}),  # noqa: UP007
    (Literal["a", "b"], "b", {**TEXT, "enum": ["a", "b"], "default": "b"}),
    (Color, Color.BLUE, {**TEXT, "enum": ["red", "blue"], "default": "blue"}),
    (list[str], [], {**many(TEXT), "default": []}),
    (Callable[[], None], print, None),  # type: ignore[list-item]
]


@pytest.mark.parametrize(("hint", "default", "schema"), DEFAULTS, ids=lambda each: str(each)[:40])
def test_a_default_is_told_and_makes_a_parameter_optional(hint: Any, default: Any, schema: dict[str, Any]) -> None:
    def tool(x=default): ...  # type: ignore[no-untyped-def]

    tool.__annotations__["x"] = hint
    properties = {} if schema is None else {"x": schema}
    assert generate_schema(tool) == {"type": "object", "properties": properties, "required": []}


def test_fields_of_typed_dicts_may_be_required_or_not_one_by_one() -> None:
    typing_extensions = pytest.importorskip("typing_extensions") if not hasattr(typing, "Required") else typing
    fields = {"a": typing_extensions.Required[int], "b": typing_extensions.NotRequired[str]}
    kind = typing_extensions.TypedDict("kind", fields, total=False)

    def tool(x): ...  # type: ignore[no-untyped-def]

    tool.__annotations__["x"] = kind
    schema = {"type": "object", "properties": {"a": INT, "b": TEXT}, "required": ["a"]}
    assert generate_schema(tool)["properties"] == {"x": schema}


def test_what_no_json_can_fill_is_refused_with_parameter_and_remedy() -> None:
    def tool(log: logging.Logger) -> None: ...

    with pytest.raises(ToolValidationError, match=r"tool 'tool', parameter 'log': .* a logging.Logger; annotate"):
        generate_schema(tool)
