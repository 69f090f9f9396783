"""Python values ↔ bodies: MessagePack, with extension types for what it lacks (`docs/reference/lane.md`).

What has no exact form there is made plainer (`simplify`), or refused with its path and what to send instead.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgpack

from vivarium_worker.lane.wire import MESSAGE_BYTES, SEGMENTS
from vivarium_worker.values import tensors
from vivarium_worker.values.unsendable import Unsendable, name_of, step

_BIGINT, _BYTES, _TENSOR = 1, 2, 3
_INLINE_BYTES = 256
_MAX_DEPTH = 200

_SCALARS = frozenset((type(None), bool, int, float, str))
_KEYS = frozenset((str,))


def encode(value: Any, strict: bool = False) -> tuple[bytes, tuple[memoryview, ...]]:
    """The body and the binary segments of a value, as it is now: what can be changed is copied, bytes are not.

    `strict` refuses what has no plainer form. Raises Unsendable.
    """
    if type(value) in _SCALARS or _is_plain(value, 0):
        try:
            body = _pack(value)
            if len(body) > MESSAGE_BYTES:
                _check_size(len(body), ())
            return body, ()
        except UnicodeEncodeError:
            pass  # The careful way knows where.
    way = _Way([], strict)
    body = _pack(_prepare(value, way, 0))
    _check_size(len(body), way.segments)
    return body, tuple(way.segments)


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


class _Way(NamedTuple):
    """What goes along when a value is prepared."""

    segments: list[memoryview]
    strict: bool


def _prepare(value: Any, way: _Way, depth: int) -> Any:
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
        return _prepare_dict(value, way, depth)
    if isinstance(value, (list, tuple)):
        return [_prepare_at(f"[{index}]", item, way, depth) for index, item in enumerate(value)]
    return _prepare_binary(value, way, depth)


def _prepare_dict(value: dict[Any, Any], way: _Way, depth: int) -> dict[str, Any]:
    prepared = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise Unsendable(f"the key {key!r:.80} is {name_of(key)}, keys must be str: send {{str(key): value, …}}")
        path = step(key)
        prepared[_prepare_at(path, key, way, depth)] = _prepare_at(path, item, way, depth)
    return prepared


def _prepare_at(path: str, value: Any, way: _Way, depth: int) -> Any:
    try:
        return _prepare(value, way, depth + 1)
    except Unsendable as refusal:
        refusal.path = path + refusal.path
        raise


def _prepare_binary(value: Any, way: _Way, depth: int) -> Any:
    try:
        if isinstance(value, (bytes, bytearray)):
            if len(value) <= _INLINE_BYTES:
                return bytes(value)
            way.segments.append(memoryview(bytes(value)))
            return msgpack.ExtType(_BYTES, struct.pack("<I", len(way.segments)))
        if tensors.is_array(value):
            header, data = tensors.from_array(value, len(way.segments) + 1)
        elif isinstance(value, memoryview):
            header, data = tensors.from_view(value, len(way.segments) + 1)
        elif tensors.is_scalar(value) and not tensors.is_scalar(item := value.item()):
            return _prepare(item, way, depth + 1)
        else:
            return _simplified(value, way, depth)
    except tensors.UnsupportedDtype:
        return _simplified(value, way, depth)
    way.segments.append(data)
    return msgpack.ExtType(_TENSOR, header)


def _simplified(value: Any, way: _Way, depth: int) -> Any:
    from vivarium_worker.values.simplify import simplify

    return _prepare(simplify(value, way.strict), way, depth + 1)
