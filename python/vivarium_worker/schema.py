"""JSON Schema from a function's annotations, so that the host knows a tool's arguments."""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Schema = dict[str, Any]

_SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    bytes: {"type": "string", "format": "binary"},
    bytearray: {"type": "string", "format": "binary"},
    list: {"type": "array"},
    tuple: {"type": "array"},
    dict: {"type": "object"},
}
_LISTS = (list, tuple, Sequence)
_MAPS = (dict, Mapping)
_UNIONS = (typing.Union, types.UnionType)


def parameters_of(function: Callable[..., Any]) -> Schema:
    """The arguments of a tool as an object schema. What has no annotation may be anything."""
    hints = _hints(function)
    properties: Schema = {}
    required: list[str] = []
    open_ended = False
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:
            open_ended = True
        elif parameter.kind not in (parameter.VAR_POSITIONAL, parameter.POSITIONAL_ONLY):
            properties[name] = schema_of(hints.get(name, Any))
            if parameter.default is parameter.empty:
                required.append(name)
            elif _is_json(parameter.default):
                properties[name] = {**properties[name], "default": parameter.default}
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": open_ended,
    }


def schema_of(hint: Any) -> Schema:
    """The schema of one annotation; `{}`, which allows anything, where JSON Schema has no words for it."""
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return schema_of(arguments[0])
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin in _UNIONS:
        options = [schema_of(argument) for argument in arguments]
        return {} if {} in options else {"anyOf": options}
    if origin in _LISTS:
        items = schema_of(arguments[0]) if _same(arguments) else {}
        return {"type": "array", "items": items} if items else {"type": "array"}
    if origin in _MAPS:
        values = schema_of(arguments[1]) if len(arguments) == 2 else {}
        return {"type": "object", "additionalProperties": values} if values else {"type": "object"}
    return _schema_of_class(origin or hint)


def _schema_of_class(kind: Any) -> Schema:
    if not isinstance(kind, type):
        return {}
    if kind.__module__ == "numpy" and kind.__name__ == "ndarray":
        return {"type": "object", "format": "tensor"}
    if typing.is_typeddict(kind):
        fields, optional = _hints(kind), kind.__optional_keys__  # type: ignore[attr-defined]
        return _object(fields, [name for name in fields if name not in optional])
    if dataclasses.is_dataclass(kind):
        fields = _hints(kind)
        return _object(fields, [field.name for field in dataclasses.fields(kind) if _is_required(field)])
    return {}


def _object(fields: dict[str, Any], required: list[str]) -> Schema:
    properties = {name: schema_of(hint) for name, hint in fields.items()}
    return {"type": "object", "properties": properties, "required": required}


def _is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _hints(function: Any) -> dict[str, Any]:
    try:
        return typing.get_type_hints(function)
    except Exception:
        # A name that cannot be resolved here (`if TYPE_CHECKING`) costs the types, not the tool.
        return {}


def _same(arguments: tuple[Any, ...]) -> bool:
    return len(arguments) == 1 or (len(arguments) == 2 and arguments[1] is Ellipsis)


def _is_json(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return all(map(_is_json, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_json(item) for key, item in value.items())
    return value is None or type(value) in (bool, int, float, str)
