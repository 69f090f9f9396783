"""Annotations: what the host is told of them, and what values become on arrival."""

from __future__ import annotations

import datetime
import logging
import pathlib
import typing
import uuid
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Optional, Union

import numpy
import pytest
from annotated import Anything, Color, Corner, Level, Meters, Model, Movie, Pair, Point

from vivarium_worker.schema.shape import Undescribable
from vivarium_worker.schema.shapes import shape_of

NUMBER, TEXT = {"type": "number"}, {"type": "string"}
POINT = {"type": "object", "properties": {"x": NUMBER, "y": NUMBER}, "required": ["x"]}


@pytest.mark.parametrize(
    ("hint", "schema", "name"),
    [
        (str, TEXT, "string"),
        (int, {"type": "integer"}, "integer"),
        (float, NUMBER, "float"),
        (bool, {"type": "boolean"}, "boolean"),
        (type(None), {"type": "null"}, "any"),
        (bytes, {"type": "string", "format": "binary"}, "binary"),
        (list, {"type": "array"}, "embedding"),
        (dict, {"type": "object"}, "map"),
        (Any, {}, "any"),
        (object, {}, "any"),
        (Anything, {}, "any"),
        (numpy.ndarray, {"type": "object", "format": "tensor"}, "tensor"),
        (numpy.typing.NDArray[numpy.float64], {"type": "object", "format": "tensor"}, "tensor"),
        (numpy.float32, NUMBER, "float"),
        (list[float], {"type": "array", "items": NUMBER}, "embedding"),
        (typing.List[int], {"type": "array", "items": {"type": "integer"}}, "embedding"),  # noqa: UP006
        (Sequence[str], {"type": "array", "items": TEXT}, "list"),
        (tuple[int, ...], {"type": "array", "items": {"type": "integer"}}, "embedding"),
        (
            tuple[int, str],
            {"type": "array", "prefixItems": [{"type": "integer"}, TEXT], "minItems": 2, "maxItems": 2},
            "list",
        ),
        (set[str], {"type": "array", "items": TEXT, "uniqueItems": True}, "list"),
        (dict[str, float], {"type": "object", "additionalProperties": NUMBER}, "map"),
        (Mapping[str, Any], {"type": "object"}, "map"),
        (Optional[int], {"anyOf": [{"type": "integer"}, {"type": "null"}]}, "integer"),  # noqa: UP045
        (Union[int, str], {"anyOf": [{"type": "integer"}, TEXT]}, "any"),  # noqa: UP007
        (int | Any, {}, "any"),
        (float | logging.Logger, {"anyOf": [NUMBER]}, "float"),
        (Literal["a", "b"], {"type": "string", "enum": ["a", "b"]}, "string"),
        (Literal["a", 1], {"enum": ["a", 1]}, "any"),
        (Annotated[int, "years"], {"type": "integer", "description": "years"}, "integer"),
        (Meters, NUMBER, "float"),
        (Color, {"type": "string", "enum": ["red", "blue"]}, "string"),
        (Level, {"type": "integer", "enum": [1, 2]}, "integer"),
        (Corner, {"type": "string", "enum": ["ORIGIN"]}, "string"),
        (Movie, {"type": "object", "properties": {"title": TEXT}, "required": []}, "map"),
        (Point, POINT, "map"),
        (
            Pair,
            {
                "type": "object",
                "properties": {"left": {"type": "integer"}, "right": {"anyOf": [POINT, {"type": "null"}]}},
                "required": ["left"],
            },
            "map",
        ),
        (
            Model,
            {
                "type": "object",
                "properties": {
                    "x": {"type": "integer"},
                    "leaves": {"type": "array", "items": {"type": "object", "properties": {"y": {"type": "integer"}}}},
                    "tree": {"type": "object", "properties": {"child": {"type": "object"}}, "title": "A tree"},
                },
            },
            "map",
        ),
        (datetime.datetime, {"type": "string", "format": "date-time"}, "string"),
        (uuid.UUID, {"type": "string", "format": "uuid"}, "string"),
        (pathlib.Path, TEXT, "string"),
        (datetime.timedelta, NUMBER, "float"),
    ],
)
def test_an_annotation_has_its_schema_and_its_short_name(hint: Any, schema: dict[str, Any], name: str) -> None:
    shape = shape_of(hint)
    assert (shape.schema, shape.name) == (schema, name)


@pytest.mark.parametrize("hint", [str, list[float], dict[str, Any], Optional[int], Literal["a"], Movie])  # noqa: UP045
def test_what_arrives_as_it_should_be_is_not_touched(hint: Any) -> None:
    assert shape_of(hint).convert is None


@pytest.mark.parametrize(
    ("hint", "name"),
    [(logging.Logger, "logging.Logger"), (typing.Callable[[int], int], "Callable"), (complex, "builtins.complex")],
)
def test_what_can_never_come_from_the_host_is_undescribable(hint: Any, name: str) -> None:
    with pytest.raises(Undescribable, match=name):
        shape_of(hint)
