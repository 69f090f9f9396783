"""The values of the client library: what is written, what is read, what is refused."""

from __future__ import annotations

import math
from typing import Any

import numpy
import pytest
from google.protobuf import struct_pb2, wrappers_pb2
from google.protobuf.any_pb2 import Any as AnyMessage

from vivarium_worker.client import (
    deserialize_value,
    serialize_value,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": [1, 2.5, "é", None, True]}, '{"a":[1,2.5,"é",null,true]}'),
        (2**53 - 1, "9007199254740991"),
        (2**53, '{"__int__":"9007199254740992"}'),
        (-(2**70), '{"__int__":"-1180591620717411303424"}'),
        (math.inf, '{"__float__":"Infinity"}'),
        (-0.0, '{"__float__":"-0"}'),
        (2.0**60, '{"__float__":"1.152921504606847e+18"}'),
        (b"\x01\x02\xff", '{"__bytes__":"AQL/"}'),
        ({"__int__": "5"}, '{"__dict__":[["__int__","5"]]}'),
        ({"__int__": "5", "a": 1}, '{"__int__":"5","a":1}'),
        (
            [{"__dict__": {"__bytes__": b""}}],
            '[{"__dict__":[["__dict__",{"__dict__":[["__bytes__",{"__bytes__":""}]]}]]}]',
        ),
    ],
)
def test_a_value_is_written_as_the_page_says_and_read_again(value: Any, text: str) -> None:
    packed = serialize_value(value)
    assert packed.type_url == "type.googleapis.com/vivarium.v1.Json"
    assert packed.value.decode() == text
    again = deserialize_value(packed)
    assert again == value and type(again) is type(value)
    assert str(again) == str(value)  # Minus zero equals zero.


def test_what_is_no_number_comes_back_as_that() -> None:
    assert math.isnan(deserialize_value(serialize_value(math.nan)))


@pytest.mark.parametrize("dtype", ["bool", "int8", "uint64", "float16", "float64", "complex128"])
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0, 2)])
def test_an_array_comes_back_with_its_type_and_shape_and_can_be_written(dtype: str, shape: tuple[int, ...]) -> None:
    array: Any = numpy.arange(math.prod(shape)).reshape(shape).astype(dtype)
    again = deserialize_value(serialize_value(array))
    assert (again.dtype, again.shape) == (array.dtype, array.shape)
    numpy.testing.assert_array_equal(again, array)
    assert again.flags.writeable


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": {1: 2}}, r"^limits\.a: the key 1 is int, keys must be str"),
        (["\ud800"], r"^limits\[0\]: a str with a lone surrogate"),
    ],
)
def test_what_cannot_travel_is_refused_with_its_path(value: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        serialize_value(value, "limits")


def test_a_value_that_contains_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(ValueError, match="does it contain itself"):
        serialize_value(loop)


def _packed(message: Any) -> AnyMessage:
    packed = AnyMessage()
    packed.Pack(message)
    return packed


def _struct() -> Any:
    struct = struct_pb2.Struct()
    struct.update({"a": [1, "x", None]})
    return struct


@pytest.mark.parametrize(
    ("packed", "value"),
    [
        (AnyMessage(), None),
        (AnyMessage(value=b"[1, 2]"), [1, 2]),
        (AnyMessage(type_url="x/some.Type", value=b'{"__int__": "5"}'), {"__int__": "5"}),
        (_packed(wrappers_pb2.StringValue(value="5")), "5"),
        (_packed(wrappers_pb2.Int64Value(value=2**62 + 1)), 2**62 + 1),
        (_packed(wrappers_pb2.BoolValue()), False),
        (_packed(wrappers_pb2.BytesValue(value=b"\x00")), b"\x00"),
        (_packed(_struct()), {"a": [1.0, "x", None]}),
    ],
)
def test_what_others_pack_is_read(packed: AnyMessage, value: Any) -> None:
    assert deserialize_value(packed) == value


@pytest.mark.parametrize(
    "text", ["{", '{"__int__": "five"}', '{"__tensor__": {"dtype": "float64", "shape": [2], "data": "AAAA"}}', "\xff"]
)
def test_what_cannot_be_read_is_refused_naming_its_type(text: str) -> None:
    with pytest.raises(ValueError, match=r"a value of the type vivarium\.v1\.Json, \d+ bytes, cannot be read"):
        deserialize_value(AnyMessage(type_url="type.googleapis.com/vivarium.v1.Json", value=text.encode("latin-1")))
