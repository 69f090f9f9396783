"""Calls of tools: arguments that fit and those that do not, and what results become."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Annotated, Any, Literal

import numpy
import pytest
from annotated import Color, Point
from managed import managed, returns

from vivarium_worker.tools import ToolValidationError
from vivarium_worker.tools.utils import safe_json_serialize


@dataclasses.dataclass
class Bound:
    """A note that has no hash."""

    ge: float = 1


def order(
    n: int,
    size: Annotated[float, Bound()] = 1,
    way: Literal["up", "down"] = "up",
    words: list[str] | None = None,
    place: Point | None = None,
    either: int | str = 0,
    deep: str | list[Point] = "",
) -> None: ...


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "it: argument n is missing"),
        ({"n": "5"}, "it: argument n: expected an integer, got '5'"),
        ({"n": True}, "it: argument n: expected an integer, got True"),
        ({"n": 1.5}, "it: argument n: expected an integer, got 1.5"),
        ({"n": 1, "size": 0.5}, "it: argument size: expected at least 1, got 0.5"),
        ({"n": 1, "way": "left"}, "it: argument way: expected one of 'up', 'down', got 'left'"),
        ({"n": 1, "words": ["a", 2]}, "it: argument words[1]: expected a string, got 2"),
        ({"n": 1, "place": {"y": 1}}, "it: argument place.x is missing"),
        (
            {"n": 1, "either": []},
            "it: argument either: expected an integer or a string, got []",
        ),
        ({"n": 1, "more": 2}, "it: unexpected argument 'more'; it takes"),
        ({"n": 1, "deep": [{"x": 1}, {"y": 2}]}, "it: argument deep[1].x is missing"),
        ([1], "it: the arguments are a dict by name, got list"),
    ],
)
def test_arguments_that_do_not_fit_are_a_result_that_says_which_and_why(arguments: Any, message: str) -> None:
    result = managed(order).execute_tool("it", arguments)
    assert not result.success and result.data.startswith(message)


def test_arguments_become_what_the_annotations_ask_for() -> None:
    def kinds(color: Color, place: Point, data: bytes, words: set[str], on: datetime.date) -> list[str]:
        return [type(each).__name__ for each in (color, place, data, words, on)]

    given = {"color": "red", "place": {"x": 1}, "data": "aGk=", "words": ["a"], "on": "2026-01-01"}
    manager = managed(kinds)
    assert manager.execute_tool("it", given).data == ["Color", "Point", "bytes", "set", "date"]
    assert "expected bytes as base64" in manager.execute_tool("it", {**given, "data": "?"}).data


def test_a_function_of_one_dict_is_given_all_arguments_of_its_schema() -> None:
    manager = managed(lambda params: params, parameters={"type": "object", "properties": {"a": {"type": "number"}}})
    assert manager.execute_tool("it", {"a": 1, "b": 2}).data == {"a": 1, "b": 2}
    assert managed(lambda params: params).execute_tool("it", {"params": 1}).data == 1


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ({"a": (1, None, True, 2.5, "x")}, {"a": [1, None, True, 2.5, "x"]}),
        (Point(1.0), {"x": 1.0, "y": 0.0}),
        ([Color.RED, datetime.date(2026, 1, 1), {7}], ["red", "2026-01-01", [7]]),
        (numpy.array([[1, 2]]), [[1, 2]]),
        (numpy.float32(0.5), 0.5),
        (numpy.int64(5), 5),
    ],
)
def test_results_are_what_json_says_of_them(value: Any, plain: Any) -> None:
    result = returns(value).execute_tool("it")
    assert (result.success, result.data) == (True, plain)
    assert json.loads(safe_json_serialize(value)) == plain


def endless() -> list[Any]:
    values: list[Any] = []
    values.append(values)
    return values


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"rows": [0, {"file": object()}]}, "result.rows[1].file: object is nothing that JSON can carry"),
        ([float("nan")], "result[0]: nan is no number in JSON"),
        ({"two words": b"x"}, "result['two words']: bytes is nothing that JSON can carry: return text, base64"),
        ({"a": {1: 2}}, "result.a: the key 1 is int, JSON has text for keys"),
        ("\ud800", "result: a str with a lone surrogate"),
        (endless(), "result[0][0]"),
    ],
)
def test_results_that_json_cannot_carry_are_refused_with_their_path(value: Any, message: str) -> None:
    result = returns(value).execute_tool("it")
    assert not result.success and result.data.startswith(message)
    with pytest.raises(ToolValidationError) as refused:
        safe_json_serialize(value)
    assert str(refused.value).startswith(message)
