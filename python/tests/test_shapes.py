"""Annotations: what the host is told of them, and what values become on arrival."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import logging
import pathlib
import typing
import uuid
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple, NewType, Optional, TypedDict, TypeVar, Union

import numpy
import pytest

from vivarium_worker.shape import Misfit, Undescribable
from vivarium_worker.shapes import shape_of


class Color(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Corner(enum.Enum):
    ORIGIN = (0, 0)


class Movie(TypedDict, total=False):
    title: str


class Screening(TypedDict):
    movie: str
    at: datetime.datetime


@dataclasses.dataclass
class Point:
    x: float
    y: float = 0.0


@dataclasses.dataclass
class Box:
    corners: list[Point]
    color: Color = Color.RED


@dataclasses.dataclass
class Node:
    name: str
    children: list[Node] = dataclasses.field(default_factory=list)


class Pair(NamedTuple):
    left: int
    right: Point | None = None


class Model:
    """As pydantic's models, whose two methods are all that is asked for."""

    def __init__(self, x: int) -> None:
        self.x = x

    @classmethod
    def model_json_schema(cls) -> dict[str, Any]:
        return {
            "$defs": {
                "Leaf": {"type": "object", "properties": {"y": {"type": "integer"}}},
                "Tree": {"type": "object", "properties": {"child": {"$ref": "#/$defs/Tree"}}},
            },
            "type": "object",
            "properties": {
                "x": {"type": "integer"},
                "leaves": {"type": "array", "items": {"$ref": "#/$defs/Leaf"}},
                "tree": {"$ref": "#/$defs/Tree", "title": "A tree"},
            },
        }

    @classmethod
    def model_validate(cls, value: Any) -> Model:
        if not isinstance(value.get("x"), int):
            raise ValueError("x: expected an integer")
        return cls(value["x"])


Meters = NewType("Meters", float)
Anything = TypeVar("Anything")
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
        (Literal["a", "b"], {"enum": ["a", "b"]}, "string"),
        (Literal["a", 1], {"enum": ["a", 1]}, "any"),
        (Annotated[int, "years"], {"type": "integer"}, "integer"),
        (Meters, NUMBER, "float"),
        (Color, {"enum": ["red", "blue"]}, "string"),
        (Level, {"enum": [1, 2]}, "integer"),
        (Corner, {"enum": ["ORIGIN"]}, "string"),
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
    ("hint", "arrives", "becomes"),
    [
        (Point, {"x": 1.5}, Point(1.5)),
        (Optional[Point], None, None),  # noqa: UP045
        (Optional[Point], {"x": 1.0}, Point(1.0)),  # noqa: UP045
        (Point | str, "origin", "origin"),
        (list[Point], [{"x": 1.0}, {"x": 2.0}], [Point(1.0), Point(2.0)]),
        (Box, {"corners": [{"x": 1.0}], "color": "blue"}, Box([Point(1.0)], Color.BLUE)),
        (
            Node,
            {"name": "a", "children": [{"name": "b", "children": [{"name": "c"}]}]},
            Node("a", [Node("b", [Node("c")])]),
        ),
        (Pair, {"left": 1, "right": {"x": 2.0}}, Pair(1, Point(2.0))),
        (
            Screening,
            {"movie": "a", "at": "2020-01-02T03:04:05Z"},
            {"movie": "a", "at": datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)},
        ),
        (Color, "blue", Color.BLUE),
        (Level, 2, Level.HIGH),
        (Corner, "ORIGIN", Corner.ORIGIN),
        (tuple[int, Color], [1, "red"], (1, Color.RED)),
        (tuple[float, ...], [1.0, 2.0], (1.0, 2.0)),
        (tuple, [1], (1,)),
        (set[int], [1, 1, 2], {1, 2}),
        (frozenset[Color], ["red"], frozenset([Color.RED])),
        (deque[int], [1, 2], deque([1, 2])),
        (dict[int, Point], {"7": {"x": 1.0}}, {7: Point(1.0)}),
        (bytearray, b"ab", bytearray(b"ab")),
        (datetime.date, "2020-01-02", datetime.date(2020, 1, 2)),
        (datetime.timedelta, 1.5, datetime.timedelta(seconds=1.5)),
        (decimal.Decimal, "1.10", decimal.Decimal("1.10")),
        (decimal.Decimal, 2, decimal.Decimal(2)),
        (uuid.UUID, "12345678-1234-5678-1234-567812345678", uuid.UUID("12345678-1234-5678-1234-567812345678")),
        (pathlib.Path, "/tmp", pathlib.Path("/tmp")),
    ],
)
def test_a_value_becomes_what_the_annotation_says(hint: Any, arrives: Any, becomes: Any) -> None:
    convert = shape_of(hint).convert
    assert convert is not None
    value = convert(arrives)
    assert value == becomes and type(value) is type(becomes)


def test_a_model_is_made_by_its_own_validation() -> None:
    convert = shape_of(Model).convert
    assert convert is not None and convert({"x": 3}).x == 3
    with pytest.raises(Misfit, match=r"expected a Model, got \{'x': 'no'\} \(x: expected an integer\)"):
        convert({"x": "no"})


def test_a_list_given_for_an_array_becomes_one() -> None:
    convert = shape_of(numpy.ndarray).convert
    assert convert is not None
    numpy.testing.assert_array_equal(convert([1.0, 2.0]), numpy.array([1.0, 2.0]))


@pytest.mark.parametrize(
    ("hint", "arrives", "path", "reason"),
    [
        (Point, {"y": 1.0}, "", "missing 'x': Point has x, y"),
        (Point, {"x": 1.0, "z": 1.0}, "", "unexpected 'z': Point has x, y"),
        (Point, [1.0], "", "expected a map with x, y, got [1.0]"),
        (Box, {"corners": [{"x": 1.0}, {}]}, ".corners[1]", "missing 'x': Point has x, y"),
        (Color, "green", "", "expected one of 'red', 'blue', got 'green'"),
        (dict[str, Color], {"sky": "green"}, ".sky", "expected one of 'red', 'blue', got 'green'"),
        (dict[int, str], {"seven": "x"}, "", "the key 'seven' does not fit"),
        (tuple[int, str], [1], "", "expected 2 items, got 1"),
        (set[int], "abc", "", "expected a list, got 'abc'"),
        (Optional[Color], "green", "", "expected one of 'red', 'blue', got 'green'"),  # noqa: UP045
        (datetime.date, "soon", "", "expected a date (ISO 8601), got 'soon'"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_path(hint: Any, arrives: Any, path: str, reason: str) -> None:
    convert = shape_of(hint).convert
    assert convert is not None
    with pytest.raises(Misfit) as caught:
        convert(arrives)
    assert caught.value.path == path and caught.value.reason.startswith(reason)


@pytest.mark.parametrize(
    ("hint", "name"),
    [(logging.Logger, "logging.Logger"), (typing.Callable[[int], int], "Callable"), (complex, "builtins.complex")],
)
def test_what_can_never_come_from_the_host_is_undescribable(hint: Any, name: str) -> None:
    with pytest.raises(Undescribable, match=name):
        shape_of(hint)
