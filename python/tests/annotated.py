"""Classes that tools may be annotated with."""

from __future__ import annotations

import dataclasses
import datetime
import enum
from typing import Any, NamedTuple, NewType, TypedDict, TypeVar


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
