"""Python values ↔ `google.protobuf.Any`, as `docs/reference/session-plane.md` says: ours is JSON with tags."""

from __future__ import annotations

import json
from typing import Any

from google.protobuf import json_format, struct_pb2, wrappers_pb2
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.empty_pb2 import Empty

from vivarium_worker.client.tags import read_tag, tagged
from vivarium_worker.values.unsendable import Unsendable

JSON_TYPE = "type.googleapis.com/vivarium.v1.Json"

_WRAPPERS = {
    f"google.protobuf.{kind}Value": getattr(wrappers_pb2, f"{kind}Value")
    for kind in ("String", "Bytes", "Bool", "Int32", "Int64", "UInt32", "UInt64", "Float", "Double")
}
_STRUCTS = {
    f"google.protobuf.{kind.__name__}": kind for kind in (struct_pb2.Struct, struct_pb2.ListValue, struct_pb2.Value)
}


def serialize_value(value: Any, name: str = "value") -> AnyMessage:
    """Packs any value that Python and Node share; what is richer is made plainer. Raises ValueError naming the path."""
    return AnyMessage(type_url=JSON_TYPE, value=json_text(value, name).encode())


def json_text(value: Any, name: str, *, canonical: bool = False) -> str:
    """The JSON of a value; the same for equal ones if `canonical`. Raises ValueError naming the path."""
    try:
        plain = tagged(value)
    except Unsendable as refusal:
        refusal.root = name
        raise ValueError(str(refusal)) from None
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=canonical)


def deserialize_value(packed: AnyMessage) -> Any:
    """The value of an Any: ours, a well-known message, or raw JSON. Raises ValueError naming the type."""
    kind = packed.type_url.rpartition("/")[2]
    if kind in ("", Empty.DESCRIPTOR.full_name) and not packed.value:
        return None
    try:
        if kind in _WRAPPERS:
            return _WRAPPERS[kind].FromString(packed.value).value
        if kind in _STRUCTS:
            return json_format.MessageToDict(_STRUCTS[kind].FromString(packed.value))
        hook = read_tag if packed.type_url == JSON_TYPE else None
        return json.loads(packed.value.decode(), object_hook=hook)
    except Exception as error:
        what = f"the type {kind}" if kind else "no type"
        raise ValueError(f"a value of {what}, {len(packed.value)} bytes, cannot be read: {error}") from error
