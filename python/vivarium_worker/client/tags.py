"""What JSON has no word for, as objects with one key. A user's object that looks like one travels as pairs."""

from __future__ import annotations

import base64
import math
import struct
from collections.abc import Callable, Iterable
from typing import Any

from vivarium_worker.values import tensors
from vivarium_worker.values.simplify import simplify
from vivarium_worker.values.unsendable import Unsendable, located, name_of, step

_SAFE = 2**53
_DEPTH = 200
_DTYPES = {name: code for code, (name, _, _) in enumerate(tensors.DTYPES)}


def tagged(value: Any, depth: int = 0) -> Any:
    """The value as plain JSON has it. Raises Unsendable with the path."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return int(value) if -_SAFE < value < _SAFE else {"__int__": str(int(value))}
    if isinstance(value, float):
        return _number(float(value))
    if depth > _DEPTH:
        raise Unsendable(f"nested deeper than {_DEPTH} levels: does it contain itself?")
    if isinstance(value, dict):
        plain = {_key(key): located(step(key), tagged, item, depth + 1) for key, item in value.items()}
        return {"__dict__": list(plain.items())} if len(plain) == 1 and next(iter(plain)) in _READ else plain
    if isinstance(value, (list, tuple)):
        return [located(f"[{index}]", tagged, item, depth + 1) for index, item in enumerate(value)]
    if isinstance(value, (bytes, bytearray)):
        return {"__bytes__": base64.b64encode(value).decode()}
    return _array(value, depth)


def read_tag(fields: dict[str, Any]) -> Any:
    """For `json.loads(…, object_hook=…)`. Raises ValueError for a tag that holds no such value."""
    if len(fields) != 1:
        return fields
    ((tag, payload),) = fields.items()
    return _READ[tag](payload) if tag in _READ else fields


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Unsendable("a str with a lone surrogate is not valid text, send it as bytes") from None
    return str.__str__(value)


def _number(value: float) -> Any:
    exact = math.isfinite(value) and (not value.is_integer() or -_SAFE < value < _SAFE)
    if exact and (value != 0 or math.copysign(1, value) > 0):
        return value
    if math.isnan(value):
        return {"__float__": "NaN"}
    if math.isinf(value):
        return {"__float__": "Infinity" if value > 0 else "-Infinity"}
    return {"__float__": "-0" if value == 0 else repr(value)}


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise Unsendable(f"the key {key!r:.80} is {name_of(key)}, keys must be str: send {{str(key): value, …}}")
    return _text(key)


def _array(value: Any, depth: int) -> Any:
    try:
        if tensors.is_array(value):
            return _tensor(*tensors.from_array(value, 1))
        if isinstance(value, memoryview):
            return _tensor(*tensors.from_view(value, 1))
        if tensors.is_scalar(value) and not tensors.is_scalar(item := value.item()):
            return tagged(item, depth + 1)
    except tensors.UnsupportedDtype:
        pass  # A plainer form of it may travel.
    return tagged(simplify(value, False), depth + 1)


def _tensor(header: bytes, data: memoryview) -> dict[str, Any]:
    code, dimensions, _ = struct.unpack_from("<BBI", header)
    shape = struct.unpack_from(f"<{dimensions}I", header, 6)
    text = base64.b64encode(data).decode()
    return {"__tensor__": {"dtype": tensors.DTYPES[code][0], "shape": list(shape), "data": text}}


def _read_tensor(fields: dict[str, Any]) -> Any:
    code, shape = _DTYPES[fields["dtype"]], fields["shape"]
    data = bytearray(base64.b64decode(fields["data"], validate=True))
    if len(data) != math.prod(shape) * tensors.DTYPES[code][2]:
        raise ValueError(f"a tensor of shape {shape} has {len(data)} bytes")
    header = struct.pack(f"<BBI{len(shape)}I", code, len(shape), 1, *shape)
    return tensors.from_header(header, (memoryview(data),))


def _read_pairs(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return dict(pairs)


_READ: dict[str, Callable[[Any], Any]] = {
    "__float__": float,
    "__int__": int,
    "__bytes__": lambda text: base64.b64decode(text, validate=True),
    "__tensor__": _read_tensor,
    "__dict__": _read_pairs,
}
