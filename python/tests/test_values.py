"""Values → bodies → values."""

from __future__ import annotations

import enum
import math
import subprocess
import sys
from typing import Any

import numpy
import pytest

from vivarium_worker.values.codec import decode, encode
from vivarium_worker.values.tensors import DTYPES
from vivarium_worker.values.unsendable import Unsendable


def round_trip(value: Any) -> Any:
    body, segments = encode(value)
    return decode(body, tuple(memoryview(bytearray(segment)) for segment in segments))


class Color(str, enum.Enum):
    RED = "red"


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        False,
        0,
        -1,
        2**53 + 1,
        2**63,
        2**64 - 1,
        2**64,
        -(2**63),
        -(2**63) - 1,
        -(2**64),
        10**400,
        1.5,
        math.inf,
        -math.inf,
        "",
        "text ✓ \U0001f40d",
        b"",
        b"\x00" * 256,
        b"\x00" * 257,
        [],
        [1, [2, [b"x" * 300]]],
        {},
        {"a": {"b": [None, {"c": 2**70}]}},
    ],
)
def test_plain_values_survive_with_their_types(value: Any) -> None:
    back = round_trip(value)
    assert back == value
    assert type(back) is type(value)


def test_a_float_with_a_whole_value_stays_a_float() -> None:
    assert type(round_trip(7.0)) is float


def test_nan_and_minus_zero_survive() -> None:
    assert math.isnan(round_trip(math.nan))
    assert math.copysign(1, round_trip(-0.0)) == -1


def test_a_tuple_arrives_as_a_list() -> None:
    assert round_trip((1, (2,))) == [1, [2]]


def test_a_str_enum_travels_as_its_text() -> None:
    assert round_trip({"color": Color.RED, "blob": b"x" * 300})["color"] == "red"


def test_integers_of_64_bits_are_messagepack_integers_and_longer_ones_the_fewest_bytes() -> None:
    assert encode(2**64 - 1)[0] == b"\xcf" + b"\xff" * 8
    assert encode(2**64)[0] == b"\xc7\x09\x01" + b"\x00" * 8 + b"\x01"
    assert encode(-(2**63) - 1)[0] == b"\xc7\x09\x01" + b"\xff" * 7 + b"\x7f\xff"
    assert encode(-(2**71))[0] == b"\xc7\x09\x01" + b"\x00" * 8 + b"\x80"


def test_bytes_beyond_256_go_beside_the_body() -> None:
    body, segments = encode({"a": b"x" * 256, "b": b"y" * 257})
    assert [bytes(segment) for segment in segments] == [b"y" * 257]
    assert body.endswith(b"\xd6\x02\x01\x00\x00\x00")


@pytest.mark.parametrize("dtype", [name for name, _, _ in DTYPES])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 3), (1, 2, 1, 2)])
def test_arrays_survive_with_dtype_and_shape(dtype: str, shape: tuple[int, ...]) -> None:
    array: Any = numpy.arange(math.prod(shape)).reshape(shape).astype(dtype)
    back = round_trip(array)
    assert back.dtype == array.dtype and back.shape == shape
    numpy.testing.assert_array_equal(back, array)
    assert back.flags.writeable


def test_an_array_in_another_order_arrives_in_c_order() -> None:
    array: Any = numpy.arange(12).reshape(3, 4)
    for view in (array.T, array[::2], array[:, ::-1], numpy.asfortranarray(array), array.astype(">i4")):
        numpy.testing.assert_array_equal(round_trip(view), view)


def test_a_tensor_header_is_what_the_lane_says() -> None:
    body, segments = encode(numpy.zeros((2, 3), "float32"))
    assert body == b"\xc7\x0e\x03" + b"\x0a\x02" + b"\x01\0\0\0" + b"\x02\0\0\0" + b"\x03\0\0\0"
    assert [segment.nbytes for segment in segments] == [24]


@pytest.mark.parametrize(
    "value",
    [bytearray(300), numpy.zeros(300, "uint8"), memoryview(bytearray(300)), numpy.zeros((300, 2), "uint8")[:, 0]],
)
def test_what_is_changed_after_it_was_given_arrives_as_it_was(value: Any) -> None:
    _, (segment,) = encode(value)
    value[7] = 1
    assert bytes(segment) == bytes(300)


@pytest.mark.parametrize("wrap", [bytes, memoryview])
def test_bytes_are_not_copied(wrap: Any) -> None:
    value = bytes(300)
    _, (segment,) = encode(wrap(value))
    assert segment.obj is value


def test_numpy_scalars_travel_as_numbers() -> None:
    assert round_trip([numpy.int64(3), numpy.float32(1.5), numpy.bool_(True)]) == [3, 1.5, True]


def test_a_memoryview_is_a_tensor() -> None:
    back = round_trip(memoryview(bytearray(range(16))).cast("i", (2, 2)))
    assert back.dtype == "int32" and back.shape == (2, 2)


def test_without_numpy_a_tensor_is_a_memoryview_with_format_and_shape() -> None:
    script = """
import sys; sys.modules["numpy"] = None
from vivarium_worker.values.tensors import DTYPES
from vivarium_worker.values.codec import decode, encode
body, segments = encode({"t": memoryview(bytearray(range(24))).cast("i", (2, 3))})
back = decode(body, tuple(memoryview(bytearray(s)) for s in segments))["t"]
print(type(back).__name__, back.format, back.shape, back.readonly, back.tobytes() == bytes(range(24)))
"""
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert out.split() == ["memoryview", "i", "(2,", "3)", "False", "True"]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": {7: "x"}}, "result.a: the key 7 is int, keys must be str"),
        ("half \ud800", "result: a str with a lone surrogate"),
        ({"a b": [object()]}, "result['a b'][0]: object cannot travel, send None, bool"),
        (1j, "result: complex cannot travel, send None, bool"),
        ((n for n in [1]), "generator cannot travel, send it as list()"),
        ({"at": numpy.array([None, 1j])}, "result.at[1]: complex cannot travel"),
    ],
)
def test_what_cannot_travel_is_refused_with_its_path_and_a_remedy(value: Any, message: str) -> None:
    with pytest.raises(Unsendable) as refused:
        encode(value, strict=True)
    assert message in str(refused.value)


def test_a_value_that_contains_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(Unsendable, match="does it contain itself"):
        encode(loop)


def test_more_segments_than_the_host_takes_are_refused() -> None:
    assert len(encode([b"x" * 257] * 65_536)[1]) == 65_536
    with pytest.raises(Unsendable, match="65537 arrays and long byte strings"):
        encode([b"x" * 257] * 65_537)


def test_more_bytes_than_the_host_takes_are_refused() -> None:
    with pytest.raises(Unsendable, match="at most 1073741824 travel at once: send it as a stream"):
        encode([numpy.zeros(1 << 29, "uint8")] * 3)


def test_a_refused_value_leaves_nothing_behind_in_the_next() -> None:
    with pytest.raises(Unsendable):
        encode({"first": "x", "second": "\ud800"})
    assert round_trip({"a": 1}) == {"a": 1}
