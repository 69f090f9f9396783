"""Classes as annotations: dataclasses, typed dicts, named tuples, enums, pydantic models, and some well-known ones."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable
from contextvars import ContextVar
from enum import Enum
from typing import Any

from vivarium_worker.schema.docstrings import arguments_in
from vivarium_worker.schema.shape import (
    Convert,
    Misfit,
    Schema,
    Shape,
    Undescribable,
    convert_at,
    described,
    hints_of,
    sent_as,
    shown,
)
from vivarium_worker.schema.shapes import choice, shape_of

_under_way: ContextVar[tuple[Any, ...]] = ContextVar("under_way", default=())


def shape_of_class(hint: Any, kind: Any) -> Shape:
    """What a class asks for. Raises Undescribable."""
    if not isinstance(kind, type):
        raise Undescribable(str(hint))
    if kind in _under_way.get():
        # It contains itself: one level is described, any depth is converted.
        return Shape({"type": "object"}, "map", lambda value: _converted(shape_of(hint), value))
    token = _under_way.set((*_under_way.get(), kind))
    try:
        return _shape(hint, kind)
    finally:
        _under_way.reset(token)


def _shape(hint: Any, kind: Any) -> Shape:
    if issubclass(kind, Enum):
        return _enum(kind)
    if typing.is_typeddict(kind):
        optional = kind.__optional_keys__
        hints = hints_of(kind)
        fields = {name: hints.get(name, Any) for name in kind.__annotations__}
        return _record(hint, dict, fields, lambda name: name not in optional)
    if hasattr(kind, "_fields") and issubclass(kind, tuple):
        defaults = kind._field_defaults
        hints = hints_of(kind)
        fields = {name: hints.get(name, Any) for name in kind._fields}
        return _record(hint, kind, fields, lambda name: name not in defaults)
    if dataclasses.is_dataclass(kind):
        hints = hints_of(kind)
        declared = {field.name: field for field in dataclasses.fields(kind) if field.init}
        fields = {name: hints.get(name, Any) for name in declared}
        return _record(hint, kind, fields, lambda name: _is_required(declared[name]))
    if hasattr(kind, "model_json_schema") and hasattr(kind, "model_validate"):
        return Shape(
            _inlined(kind.model_json_schema()), "map", _parser(kind, kind.model_validate, f"a {kind.__name__}")
        )
    return _well_known(hint, kind)


def _converted(shape: Shape, value: Any) -> Any:
    return value if shape.convert is None else shape.convert(value)


def _enum(kind: Any) -> Shape:
    accepted = {sent_as(member): member for member in kind}

    def pick(value: Any) -> Any:
        if isinstance(value, kind):
            return value
        if isinstance(value, (str, int, float)) and value in accepted:
            return accepted[value]
        raise Misfit(f"expected one of {', '.join(map(repr, accepted))}, got {shown(value)}")

    return choice(list(accepted), pick)


def _record(hint: Any, kind: Any, fields: dict[str, Any], required: Callable[[str], bool]) -> Shape:
    shapes = {name: shape_of(field) for name, field in fields.items()}
    needed = [name for name in fields if required(name)]
    told = arguments_in(getattr(hint, "__origin__", hint))
    properties = {name: described(shape.schema, told.get(name)) for name, shape in shapes.items()}
    schema: Schema = {"type": "object", "properties": properties, "required": needed}
    if kind is dict and not any(shape.convert for shape in shapes.values()):
        return Shape(schema, "map")

    def build(value: Any) -> Any:
        if kind is not dict and isinstance(value, kind):
            return value
        if not isinstance(value, dict):
            raise Misfit(f"expected a map with {', '.join(fields) or 'no keys'}, got {shown(value)}")
        faults = [f"missing {name!r}" for name in needed if name not in value]
        faults += [f"unexpected {name!r}" for name in value if name not in shapes]
        if faults:
            raise Misfit(f"{', '.join(faults)}: {getattr(hint, '__name__', hint)} has {', '.join(fields)}")
        filled = {
            name: item if (convert := shapes[name].convert) is None else convert_at(f".{name}", convert, item)
            for name, item in value.items()
        }
        return _parser(kind, lambda _: kind(**filled), f"a {kind.__name__}")(value)

    return Shape(schema, "map", build)


def _is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _parser(kind: Any, parse: Convert, expected: str) -> Convert:
    def convert(value: Any) -> Any:
        if isinstance(value, kind) and kind is not dict:
            return value
        try:
            return parse(value)
        except (TypeError, ValueError, ArithmeticError) as error:
            raise Misfit(f"expected {expected}, got {shown(value)} ({error})") from error

    return convert


def _inlined(schema: Schema) -> Schema:
    """A model's schema without `$defs`: they are looked for at the root, and this will be a part of something."""
    known = schema.get("$defs", {})

    def fill(part: Any, within: tuple[str, ...]) -> Any:
        if isinstance(part, list):
            return [fill(item, within) for item in part]
        if not isinstance(part, dict):
            return part
        name = str(part.get("$ref", "")).removeprefix("#/$defs/")
        if name in within:
            return {"type": "object"}  # It contains itself.
        if name in known:
            return fill({**known[name], **{key: part[key] for key in part if key != "$ref"}}, (*within, name))
        return {key: fill(value, within) for key, value in part.items() if key != "$defs"}

    filled: Schema = fill(schema, ())
    return filled


def _text(form: str) -> Schema:
    return {"type": "string", "format": form}


def _well_known(hint: Any, kind: Any) -> Shape:
    # By name, so that nothing is imported for the sake of a comparison.
    for base in kind.__mro__:
        known = _KNOWN.get(f"{base.__module__.partition('.')[0]}.{base.__qualname__}")
        if known is not None:
            schema, name, expected, parse = known
            return Shape(schema, name, _parser(kind, parse(kind), expected) if parse else None)
    raise Undescribable(f"{kind.__module__}.{kind.__qualname__}" if hint is kind else str(hint))


def _iso(kind: Any) -> Convert:
    # Python 3.10 does not know the Z.
    return lambda text: kind.fromisoformat(text[:-1] + "+00:00" if text[-1:] == "Z" else text)


def _array(kind: Any) -> Convert:
    import numpy

    return lambda value: numpy.asarray(value)


_Known = tuple[Schema, str, str, Callable[[Any], Convert] | None]
_KNOWN: dict[str, _Known] = {
    "datetime.datetime": (_text("date-time"), "string", "a date and time (ISO 8601)", _iso),
    "datetime.date": (_text("date"), "string", "a date (ISO 8601)", _iso),
    "datetime.time": (_text("time"), "string", "a time (ISO 8601)", _iso),
    "datetime.timedelta": ({"type": "number"}, "float", "a number of seconds", lambda kind: lambda v: kind(seconds=v)),
    "decimal.Decimal": ({}, "any", "a number or its text", lambda kind: lambda value: kind(str(value))),
    "fractions.Fraction": ({}, "any", "a number or its text", lambda kind: lambda value: kind(str(value))),
    "uuid.UUID": (_text("uuid"), "string", "a UUID", lambda kind: kind),
    "pathlib.PurePath": ({"type": "string"}, "string", "a path", lambda kind: kind),
    "collections.deque": ({"type": "array"}, "list", "a list", lambda kind: kind),
    "numpy.ndarray": ({"type": "object", "format": "tensor"}, "tensor", "an array", _array),
    "numpy.bool": ({"type": "boolean"}, "boolean", "", None),
    "numpy.bool_": ({"type": "boolean"}, "boolean", "", None),
    "numpy.integer": ({"type": "integer"}, "integer", "", None),
    "numpy.floating": ({"type": "number"}, "float", "", None),
}
