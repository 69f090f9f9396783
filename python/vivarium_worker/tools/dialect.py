"""A schema as the APIs of models take it: a subset of JSON Schema, in which each array has `items`."""

from __future__ import annotations

from typing import Any

from vivarium_worker.schema.shape import Schema

_NULL = {"type": "null"}
_LEFT_OUT = ("x-type", "discriminator")


def for_models(schema: Schema) -> Schema:
    """The schema in that dialect: what may also be None is `nullable`, a default of None is left out."""
    kept = {key: value for key, value in schema.items() if key not in _LEFT_OUT}
    if kept.get("default", ...) is None:
        del kept["default"]
    for key in ("anyOf", "oneOf", "allOf"):
        if key in kept:
            kept[key] = [for_models(option) for option in kept[key]]
    if "properties" in kept:
        kept["properties"] = {name: for_models(each) for name, each in kept["properties"].items()}
    if isinstance(kept.get("additionalProperties"), dict):
        kept["additionalProperties"] = for_models(kept["additionalProperties"])
    if "anyOf" in kept:
        return _union(kept)
    if None in kept.get("enum", ()) and len(kept["enum"]) > 1:
        return _nullable_choice(kept)
    if kept.get("format") == "tensor":
        return {**kept, "type": "array", "items": {}}
    return _array(kept) if kept.get("type") == "array" else kept


def _union(schema: Schema) -> Schema:
    real = [option for option in schema["anyOf"] if option != _NULL]
    if len(real) != 1:
        return schema
    beside = {key: value for key, value in schema.items() if key != "anyOf"}
    nullable = {"nullable": True} if len(real) < len(schema["anyOf"]) else {}
    return {**real[0], **beside, **nullable}


def _nullable_choice(schema: Schema) -> Schema:
    choices = [value for value in schema["enum"] if value is not None]
    return {**_type_of(choices), **schema, "enum": choices, "nullable": True}


def _type_of(choices: list[Any]) -> Schema:
    names = {str: "string", bool: "boolean", int: "integer", float: "number"}
    kinds = {names.get(type(value)) for value in choices}
    return {"type": kinds.pop()} if len(kinds) == 1 else {}


def _array(schema: Schema) -> Schema:
    if "prefixItems" not in schema:
        return {**schema, "items": for_models(schema.get("items", {}))}
    parts = [for_models(part) for part in schema["prefixItems"]]
    distinct = [part for at, part in enumerate(parts) if part not in parts[:at]]
    items = distinct[0] if len(distinct) == 1 else {"anyOf": distinct}
    return {**schema, "prefixItems": parts, "items": items}
