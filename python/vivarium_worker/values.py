"""Python values ↔ bodies: MessagePack, with extension types for what it lacks (`docs/reference/lane.md`).

What cannot travel exactly is refused, naming its path and what to send instead.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Sequence
from typing import Any

import msgpack

from vivarium_worker import tensors
from vivarium_worker.remedies import remedy
from vivarium_worker.wire import MESSAGE_BYTES, SEGMENTS

_BIGINT, _BYTES, _TENSOR = 1, 2, 3
_INLINE_BYTES = 256
_MAX_DEPTH = 200

_SCALARS = frozenset((type(None), bool, int, float, str))
_KEYS = frozenset((str,))


class Unsendable(Exception):
    """A value that cannot travel. `root` and `path` are where it is: `result`, `.rows[3].when`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.root = "result"
        self.path = ""

    def __str__(self) -> str:
        path = self.path if len(self.path) <= 200 else f"{self.path[:150]}…{self.path[-50:]}"
        return f"{self.root}{path}: {self.reason}"


def encode(value: Any) -> tuple[bytes, tuple[memoryview, ...]]:
    """The body and the binary segments of a value. Raises Unsendable."""
    if type(value) in _SCALARS or _is_plain(value, 0):
        try:
            body = _pack(value)
            _check_size(len(body), ())
            return body, ()
        except UnicodeEncodeError:
            pass  # The careful way knows where.
    segments: list[memoryview] = []
    body = _pack(_prepare(value, segments, 0))
    _check_size(len(body), segments)
    return body, tuple(segments)


def decode(body: bytes, segments: tuple[memoryview, ...] = ()) -> Any:
    """The value of a body and its segments."""
    if segments:
        return msgpack.unpackb(body, ext_hook=lambda code, data: _unpack_ext(code, data, segments))
    return msgpack.unpackb(body, ext_hook=_unpack_ext)


def _pack_big(value: Any) -> msgpack.ExtType:
    # The packer asks only about integers beyond 64 bits: everything else was checked before.
    size = (value + (value < 0)).bit_length() // 8 + 1
    return msgpack.ExtType(_BIGINT, value.to_bytes(size, "little", signed=True))


def _check_size(body: int, segments: Sequence[memoryview]) -> None:
    """The host closes a lane that goes beyond these, so one result must not."""
    if len(segments) > SEGMENTS:
        raise Unsendable(f"{len(segments)} arrays and long byte strings, at most {SEGMENTS} travel: send them as one")
    size = body + sum(segment.nbytes for segment in segments)
    if size > MESSAGE_BYTES:
        raise Unsendable(f"{size} bytes, at most {MESSAGE_BYTES} travel at once: send it as a stream")


class _Packers(threading.local):
    """A packer per thread: it cannot be shared, and making one costs more than packing a small value."""

    def __init__(self) -> None:
        self.packer = msgpack.Packer(default=_pack_big)


_packers = _Packers()


def _pack(value: Any) -> bytes:
    packer = _packers.packer
    try:
        return packer.pack(value)  # type: ignore[no-any-return]
    except BaseException:
        # A refused value leaves its beginning behind.
        packer.reset()
        raise


def _unpack_ext(code: int, data: bytes, segments: tuple[memoryview, ...] = ()) -> Any:
    if code == _BIGINT:
        return int.from_bytes(data, "little", signed=True)
    if code == _BYTES:
        return bytes(segments[struct.unpack("<I", data)[0] - 1])
    if code == _TENSOR:
        return tensors.from_header(data, segments)
    return msgpack.ExtType(code, data)


def _is_plain(value: Any, depth: int) -> bool:
    """Whether MessagePack alone can carry this. Looks at types in bulk: this runs for each result."""
    kind = type(value)
    if kind is dict:
        if not _KEYS.issuperset(map(type, value)):
            return False
        items = value.values()
    elif kind is list or kind is tuple:
        items = value
    else:
        return kind in _SCALARS or (kind is bytes and len(value) <= _INLINE_BYTES)
    if _SCALARS.issuperset(map(type, items)):
        return depth < _MAX_DEPTH
    return depth < _MAX_DEPTH and all(_is_plain(item, depth + 1) for item in items)


def _prepare(value: Any, segments: list[memoryview], depth: int) -> Any:
    """The same value with extension types in it. Raises Unsendable with the path."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Unsendable("a str with a lone surrogate is not valid text, send it as bytes") from None
        # Exactly a str: an Enum that is a str too would give its name.
        return str.__str__(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return float(value)
    if depth > _MAX_DEPTH:
        raise Unsendable(f"nested deeper than {_MAX_DEPTH} levels: does it contain itself?")
    if isinstance(value, dict):
        return _prepare_dict(value, segments, depth)
    if isinstance(value, (list, tuple)):
        return [_prepare_at(f"[{index}]", item, segments, depth) for index, item in enumerate(value)]
    return _prepare_binary(value, segments)


def _prepare_dict(value: dict[Any, Any], segments: list[memoryview], depth: int) -> dict[str, Any]:
    prepared = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise Unsendable(f"the key {key!r:.80} is {_name(key)}, keys must be str: send {{str(key): value, …}}")
        path = f".{key}" if key.isidentifier() else f"[{key!r}]"
        prepared[_prepare_at(path, key, segments, depth)] = _prepare_at(path, item, segments, depth)
    return prepared


def _prepare_at(path: str, value: Any, segments: list[memoryview], depth: int) -> Any:
    try:
        return _prepare(value, segments, depth + 1)
    except Unsendable as refusal:
        refusal.path = path + refusal.path
        raise


def _prepare_binary(value: Any, segments: list[memoryview]) -> Any:
    try:
        if isinstance(value, (bytes, bytearray)):
            if len(value) <= _INLINE_BYTES:
                return bytes(value)
            segments.append(memoryview(value))
            return msgpack.ExtType(_BYTES, struct.pack("<I", len(segments)))
        if tensors.is_array(value):
            header, data = tensors.from_array(value, len(segments) + 1)
        elif isinstance(value, memoryview):
            header, data = tensors.from_view(value, len(segments) + 1)
        elif tensors.is_scalar(value) and not tensors.is_scalar(item := value.item()):
            return _prepare(item, segments, 0)
        else:
            raise Unsendable(f"{_name(value)} cannot travel, {remedy(value)}")
    except tensors.UnsupportedDtype as dtype:
        raise Unsendable(f"an array of {dtype} cannot travel, send it as .tolist() of plain values") from None
    segments.append(data)
    return msgpack.ExtType(_TENSOR, header)


def _name(value: Any) -> str:
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
