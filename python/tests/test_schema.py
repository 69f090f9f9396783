"""Annotations → JSON Schema."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Annotated, Any, Literal, Optional, TypedDict, Union

import numpy
import pytest

from vivarium_worker.schema import parameters_of, schema_of


class Movie(TypedDict, total=False):
    title: str


@dataclasses.dataclass
class Point:
    x: float
    y: float = 0.0


@pytest.mark.parametrize(
    ("hint", "schema"),
    [
        (str, {"type": "string"}),
        (int, {"type": "integer"}),
        (float, {"type": "number"}),
        (bool, {"type": "boolean"}),
        (None, {"type": "null"}),
        (bytes, {"type": "string", "format": "binary"}),
        (list, {"type": "array"}),
        (dict, {"type": "object"}),
        (Any, {}),
        (object, {}),
        (numpy.ndarray, {"type": "object", "format": "tensor"}),
        (list[int], {"type": "array", "items": {"type": "integer"}}),
        (Sequence[str], {"type": "array", "items": {"type": "string"}}),
        (tuple[int, ...], {"type": "array", "items": {"type": "integer"}}),
        (tuple[int, str], {"type": "array"}),
        (dict[str, float], {"type": "object", "additionalProperties": {"type": "number"}}),
        (dict[str, Any], {"type": "object"}),
        (Optional[int], {"anyOf": [{"type": "integer"}, {"type": "null"}]}),  # noqa: UP045
        (Union[int, str], {"anyOf": [{"type": "integer"}, {"type": "string"}]}),  # noqa: UP007
        (int | None, {"anyOf": [{"type": "integer"}, {"type": "null"}]}),
        (int | Any, {}),
        (Literal["a", 1], {"enum": ["a", 1]}),
        (Annotated[int, "years"], {"type": "integer"}),
        (Movie, {"type": "object", "properties": {"title": {"type": "string"}}, "required": []}),
        (
            Point,
            {
                "type": "object",
                "properties": {"x": {"type": "number"}, "y": {"type": "number"}},
                "required": ["x"],
            },
        ),
    ],
)
def test_an_annotation_has_its_schema(hint: Any, schema: dict[str, Any]) -> None:
    assert schema_of(type(None) if hint is None else hint) == schema


def test_defaults_are_shown_and_make_an_argument_optional() -> None:
    def tool(a: int, b: str = "x", c: Any = len, *, d: bool) -> None: ...

    assert parameters_of(tool) == {
        "type": "object",
        "properties": {
            "a": {"type": "integer"},
            "b": {"type": "string", "default": "x"},
            "c": {},
            "d": {"type": "boolean"},
        },
        "required": ["a", "d"],
        "additionalProperties": False,
    }


def test_keyword_arguments_allow_any_name() -> None:
    def tool(**options: int) -> None: ...

    assert parameters_of(tool)["additionalProperties"] is True


def test_an_annotation_that_cannot_be_resolved_costs_the_types_only() -> None:
    def tool(a: Nowhere) -> None: ...  # type: ignore[name-defined]  # noqa: F821

    assert parameters_of(tool)["properties"] == {"a": {}}
