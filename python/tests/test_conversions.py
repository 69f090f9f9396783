"""What arguments become by their annotations."""

from __future__ import annotations

import datetime
import decimal
import pathlib
import uuid
from collections import deque
from typing import Any, Optional

import numpy
import pytest
from annotated import Box, Color, Corner, Level, Model, Node, Pair, Point, Screening

from vivarium_worker.schema.shape import Misfit
from vivarium_worker.schema.shapes import shape_of


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
