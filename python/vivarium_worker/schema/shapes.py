"""Annotation → shape: plain types, containers, unions. Classes have a file of their own (`class_shapes`)."""

from __future__ import annotations

import collections.abc as abc
import types
import typing
from enum import Enum
from typing import Any

from vivarium_worker.schema.hint_notes import noted
from vivarium_worker.schema.shape import ANYTHING, Convert, Misfit, Shape, Undescribable, convert_at, sent_as, shown

_PLAIN: dict[Any, Shape] = {
    str: Shape({"type": "string"}, "string"),
    int: Shape({"type": "integer"}, "integer"),
    float: Shape({"type": "number"}, "float"),
    bool: Shape({"type": "boolean"}, "boolean"),
    bytes: Shape({"type": "string", "format": "binary"}, "binary"),
    bytearray: Shape({"type": "string", "format": "binary"}, "binary", bytearray),
    type(None): Shape({"type": "null"}, "any"),
    list: Shape({"type": "array"}, "embedding"),
    dict: Shape({"type": "object"}, "map"),
    Any: ANYTHING,
    object: ANYTHING,
}
_LISTS = (list, abc.Sequence, abc.MutableSequence, abc.Iterable, abc.Collection)
_MAPS = (dict, abc.Mapping, abc.MutableMapping)
_SETS: dict[Any, type] = {set: set, frozenset: frozenset, abc.Set: frozenset, abc.MutableSet: set}
_UNIONS = (typing.Union, types.UnionType)
_NUMBERS = ("integer", "float", "any")
_QUALIFIERS = ("Required", "NotRequired", "ReadOnly")


def shape_of(hint: Any) -> Shape:
    """What an annotation asks for. Raises Undescribable."""
    plain = _plain(hint)
    if plain is not None:
        return plain
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        shape = shape_of(arguments[0])
        return shape._replace(schema=noted(shape.schema, arguments[1:]))
    if getattr(origin, "_name", None) in _QUALIFIERS:  # Of a typed dict's field, which knows by itself.
        return shape_of(arguments[0])
    if origin is typing.Literal:
        return _literal(arguments)
    if origin in _UNIONS:
        return _union(hint, arguments)
    if isinstance(hint, (typing.TypeVar, str, typing.ForwardRef)):
        bound = getattr(hint, "__bound__", None)
        return ANYTHING if bound is None else shape_of(bound)
    inner = getattr(hint, "__supertype__", None) or getattr(hint, "__value__", None)  # NewType, `type X = …`
    if inner is not None:
        return shape_of(inner)
    return _container(hint, origin or hint, arguments)


def _plain(hint: Any) -> Shape | None:
    try:
        return _PLAIN.get(hint)
    except TypeError:
        return None  # Notes of an `Annotated` may be anything, also what has no hash.


def choice(values: list[Any], convert: Convert | None = None) -> Shape:
    """One of these."""
    kinds = {type(value) for value in values}
    kind = _PLAIN.get(kinds.pop(), ANYTHING) if len(kinds) == 1 else ANYTHING
    return Shape({**kind.schema, "enum": values}, kind.name, convert)


def _literal(values: tuple[Any, ...]) -> Shape:
    members = {sent_as(value): value for value in values if isinstance(value, Enum)}
    plain = [sent_as(value) if isinstance(value, Enum) else value for value in values]
    return choice(plain, (lambda value: _member(members, value)) if members else None)


def _member(members: dict[Any, Enum], value: Any) -> Any:
    return members.get(value, value) if isinstance(value, (str, int, float)) else value


def _container(hint: Any, kind: Any, arguments: tuple[Any, ...]) -> Shape:
    if kind in _LISTS:
        return _list(arguments)
    if kind is tuple:
        return _tuple(arguments)
    if kind in _SETS:
        items = _list(arguments)
        make, convert = _SETS[kind], items.convert
        return Shape(
            {**items.schema, "uniqueItems": True}, "list", lambda v: make(convert(v) if convert else _items(v))
        )
    if kind in _MAPS:
        return _map(arguments)
    from vivarium_worker.schema.class_shapes import shape_of_class

    return shape_of_class(hint, kind)


def _list(arguments: tuple[Any, ...]) -> Shape:
    item = shape_of(arguments[0]) if arguments else ANYTHING
    schema = {"type": "array", "items": item.schema} if item.schema else {"type": "array"}
    return Shape(schema, "embedding" if item.name in _NUMBERS else "list", item.convert and _each(item.convert))


def _each(convert: Convert) -> Convert:
    return lambda value: [convert_at(f"[{index}]", convert, item) for index, item in enumerate(_items(value))]


def _items(value: Any) -> list[Any]:
    if isinstance(value, (str, bytes, dict)) or not isinstance(value, abc.Iterable):
        raise Misfit(f"expected a list, got {shown(value)}")
    return list(value)


def _tuple(arguments: tuple[Any, ...]) -> Shape:
    if not arguments or arguments[1:] == (Ellipsis,):
        items = _list(arguments[:1])
        convert = items.convert or _items
        return Shape(items.schema, items.name, lambda value: tuple(convert(value)))
    parts = [shape_of(argument) for argument in arguments]
    size = len(parts)

    def fill(value: Any) -> tuple[Any, ...]:
        items = _items(value)
        if len(items) != size:
            raise Misfit(f"expected {size} items, got {len(items)}")
        pairs = enumerate(zip(parts, items, strict=True))
        return tuple(convert_at(f"[{at}]", part.convert, item) if part.convert else item for at, (part, item) in pairs)

    schema = {"type": "array", "prefixItems": [part.schema for part in parts], "minItems": size, "maxItems": size}
    return Shape(schema, "list", fill)


def _map(arguments: tuple[Any, ...]) -> Shape:
    if not arguments:
        return _PLAIN[dict]
    key, item = map(shape_of, arguments)
    schema = {"type": "object", "additionalProperties": item.schema} if item.schema else {"type": "object"}
    # On the way a key is always text.
    key_of = key.convert or ({"integer": int, "float": float}.get(key.name))
    if key_of is None and item.convert is None:
        return Shape(schema, "map")

    def fill(value: Any) -> dict[Any, Any]:
        if not isinstance(value, dict):
            raise Misfit(f"expected a map, got {shown(value)}")
        return {_key(key_of, name): _at(name, item.convert, value[name]) for name in value}

    return Shape(schema, "map", fill)


def _key(convert: Convert | None, name: str) -> Any:
    try:
        return name if convert is None else convert(name)
    except ValueError:
        raise Misfit(f"the key {name!r} does not fit") from None


def _at(name: str, convert: Convert | None, value: Any) -> Any:
    return value if convert is None else convert_at(f".{name}", convert, value)


def _union(hint: Any, arguments: tuple[Any, ...]) -> Shape:
    options = []
    for argument in arguments:
        try:
            options.append(shape_of(argument))
        except Undescribable:
            pass  # What cannot come from the host is left to Python's own callers.
    real = [option for option in options if option.schema != {"type": "null"}]
    if not real:
        raise Undescribable(f"{hint}")
    schema = {} if ANYTHING in options else {"anyOf": [option.schema for option in options]}
    name = real[0].name if len({option.name for option in real}) == 1 else "any"
    converts = [option.convert for option in real if option.convert is not None]
    if not converts:
        return Shape(schema, name)
    plain = len(converts) < len(real)
    null = len(real) < len(options)

    def first_that_fits(value: Any) -> Any:
        if value is None and null:
            return None
        misfits = []
        for convert in converts:
            try:
                return convert(value)
            except Misfit as misfit:
                misfits.append(misfit)
        if plain:
            return value
        raise misfits[0] if len(misfits) == 1 else Misfit("; or ".join(misfit.reason for misfit in misfits))

    return Shape(schema, name, first_that_fits)
