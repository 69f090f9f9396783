"""Arrays on the lane: dtype codes and shapes. numpy is used when it is there and never imported for nothing."""

from __future__ import annotations

import struct
import sys
from typing import Any

DTYPES = (
    ("bool", "?", 1),
    ("int8", "b", 1),
    ("uint8", "B", 1),
    ("int16", "h", 2),
    ("uint16", "H", 2),
    ("int32", "i", 4),
    ("uint32", "I", 4),
    ("int64", "q", 8),
    ("uint64", "Q", 8),
    ("float16", "e", 2),
    ("float32", "f", 4),
    ("float64", "d", 8),
    ("complex64", "Zf", 8),
    ("complex128", "Zd", 16),
)
"""By code: numpy's name, the format of a memoryview, bytes per element."""

_CODE_OF_NAME = {name: code for code, (name, _, _) in enumerate(DTYPES)}
# `l` and `L` are 8 bytes on Linux and macOS, 4 on Windows, hence the size.
_CODE_OF_FORMAT = {(form, size): code for code, (_, form, size) in enumerate(DTYPES)} | {
    ("l", 8): 7,
    ("L", 8): 8,
    ("l", 4): 5,
    ("L", 4): 6,
    ("c", 1): 2,
}


class UnsupportedDtype(Exception):
    """An array whose elements have no code. The message is the dtype's name."""


def is_array(value: Any) -> bool:
    """Whether this is a numpy array; False, at no cost, when nobody has imported numpy."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.ndarray)


def is_scalar(value: Any) -> bool:
    """Whether this is a numpy scalar such as `float32(1.5)`."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(value, numpy.generic)


def from_array(array: Any, segment: int) -> tuple[bytes, memoryview]:
    """A numpy array's header and a copy of its data, in C order and little-endian: its owner may change it at once."""
    numpy = sys.modules["numpy"]
    code = _CODE_OF_NAME.get(array.dtype.name)
    if code is None:
        raise UnsupportedDtype(array.dtype.name)
    plain = numpy.array(array, dtype=array.dtype.newbyteorder("<"), order="C")
    data = memoryview(plain.reshape(-1).view(numpy.uint8)) if plain.size else memoryview(b"")
    return _header(code, array.shape, segment), data


def from_view(view: memoryview, segment: int) -> tuple[bytes, memoryview]:
    """A memoryview's header and its data, copied unless it is of bytes, which nobody can change."""
    code = _CODE_OF_FORMAT.get((view.format.lstrip("@=<"), view.itemsize))
    if code is None or (sys.byteorder == "big" and view.itemsize > 1):
        raise UnsupportedDtype(f"format {view.format!r}")
    lasting = type(view.obj) is bytes and view.c_contiguous and view.nbytes
    data = view.cast("B") if lasting else memoryview(view.tobytes())
    return _header(code, view.shape or (), segment), data


def from_header(payload: bytes, segments: tuple[memoryview, ...]) -> Any:
    """The array a header describes: numpy's when numpy is installed, else a memoryview. Writable either way."""
    code, dimensions, segment = struct.unpack_from("<BBI", payload)
    shape = struct.unpack_from(f"<{dimensions}I", payload, 6)
    name, form, _ = DTYPES[code]
    data = segments[segment - 1]
    try:
        import numpy
    except ImportError:
        # memoryview knows neither complex numbers nor shapes with a 0: those keep a flat view.
        if form[0] == "Z":
            return data.cast(form[1])
        return data.cast(form) if 0 in shape else data.cast(form, shape)
    return numpy.frombuffer(data, dtype=numpy.dtype(name).newbyteorder("<")).reshape(shape)


def _header(code: int, shape: tuple[int, ...], segment: int) -> bytes:
    return struct.pack(f"<BBI{len(shape)}I", code, len(shape), segment, *shape)
