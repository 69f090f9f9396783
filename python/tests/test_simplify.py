"""What results become that MessagePack has no word for."""

from __future__ import annotations

import array
import asyncio
import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import pathlib
import types
import uuid
from typing import Any, NamedTuple

import numpy
import pytest

from vivarium_worker import StreamChunk
from vivarium_worker.values.codec import decode, encode
from vivarium_worker.values.unsendable import Unsendable


class Color(enum.Enum):
    RED = "red"
    CORNER = (0, 1)


@dataclasses.dataclass
class Point:
    x: float
    when: datetime.date
    others: list[Point] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Tree:
    branches: list[Tree]


class Model:
    """As pydantic's models."""

    def model_dump(self) -> dict[str, Any]:
        return {"color": Color.RED}


class Broken:
    def model_dump(self) -> dict[str, Any]:
        raise RuntimeError("not today")


class Pair(NamedTuple):
    left: int
    right: Color


class Secret:
    def __repr__(self) -> str:
        return "Secret(password='hunter2', " + "x" * 600 + ")"


DAY = datetime.date(2020, 1, 2)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc), "2020-01-02T03:04:05+00:00"),
        (DAY, "2020-01-02"),
        (datetime.time(1, 2), "01:02:00"),
        (datetime.timedelta(minutes=1, milliseconds=500), 60.5),
        (decimal.Decimal("1.10"), "1.10"),
        (fractions.Fraction(1, 3), "1/3"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (pathlib.PurePosixPath("/a/b"), "/a/b"),
        (Color.RED, "red"),
        (Color.CORNER, [0, 1]),
        ({1}, [1]),
        (frozenset(["a"]), ["a"]),
        (range(3), [0, 1, 2]),
        ({"a": 1}.keys(), ["a"]),
        (types.MappingProxyType({"a": 1}), {"a": 1}),
        (collections.deque([1, DAY]), [1, "2020-01-02"]),
        (collections.OrderedDict(a=DAY), {"a": "2020-01-02"}),
        (Point(1.5, DAY), {"x": 1.5, "when": "2020-01-02", "others": []}),
        (Tree([Tree([])]), {"branches": [{"branches": []}]}),
        (Model(), {"color": "red"}),
        (Pair(1, Color.RED), [1, "red"]),
        (numpy.datetime64("2020-01-02"), "2020-01-02"),
        (numpy.array(["a", "b"]), ["a", "b"]),
        (numpy.array(["2020-01-02"], "datetime64[D]"), ["2020-01-02"]),
        (StreamChunk({"at": DAY}, is_final=True), {"at": "2020-01-02"}),
    ],
)
def test_a_value_is_sent_in_a_plainer_form_however_deep_it_lies(value: Any, plain: Any) -> None:
    for wrapped, expected in ((value, plain), ({"a": [value]}, {"a": [plain]})):
        assert decode(*encode(wrapped)) == expected
        assert decode(*encode(wrapped, strict=True)) == expected


def test_an_array_of_the_standard_library_is_a_tensor() -> None:
    body, segments = encode(array.array("d", [1.0, 2.0]))
    numpy.testing.assert_array_equal(decode(body, tuple(memoryview(bytearray(s)) for s in segments)), [1.0, 2.0])


def test_what_has_no_plainer_form_goes_as_a_marker_that_says_what_it_was() -> None:
    assert decode(*encode({"a": [1, object()]})) == {"a": [1, {"__ffi_unserializable__": True, "__type__": "object"}]}


@pytest.mark.parametrize("name", ["VIVARIUM_UNSENDABLE", "SNAKEPIT_UNSERIALIZABLE"])
def test_the_marker_says_as_much_as_was_asked_for(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{name}_DETAIL", "none")
    assert decode(*encode(Secret())) == {"__ffi_unserializable__": True}
    monkeypatch.setenv(f"{name}_DETAIL", "repr_truncated")
    monkeypatch.setenv(f"{name}_REPR_MAXLEN", "25")
    assert decode(*encode(Secret()))["__repr__"] == "Secret(password='hunter2'"
    monkeypatch.setenv(f"{name}_DETAIL", "repr_redacted_truncated")
    assert decode(*encode(Secret()))["__repr__"] == "Secret(password='…', xxxx"


def test_a_coroutine_is_refused_because_somebody_forgot_to_await_it() -> None:
    sleeping = asyncio.sleep(0)
    with pytest.raises(Unsendable, match="coroutine cannot travel, await it"):
        encode(sleeping)
    sleeping.close()


def test_a_conversion_that_fails_is_told_with_its_cause() -> None:
    with pytest.raises(Unsendable, match=r"result\.a: .*Broken cannot travel: .*not today"):
        encode({"a": Broken()})


def test_a_list_of_a_million_and_more_odd_elements_is_refused() -> None:
    with pytest.raises(Unsendable, match=r"1000001 elements of numpy.ndarray cannot travel as a list"):
        encode(numpy.zeros(1_000_001, "datetime64[s]"))


def test_a_dataclass_that_contains_itself_is_refused() -> None:
    point = Point(1.0, DAY)
    point.others.append(point)
    with pytest.raises(Unsendable, match="does it contain itself"):
        encode(point)
