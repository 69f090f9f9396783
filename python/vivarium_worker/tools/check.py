"""Whether a value fits a JSON Schema, and if not, where and why in one sentence. Pure.

The keywords that models are given are judged; what is no JSON value (an array, an object of a class) is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from vivarium_worker.schema.shape import Schema, shown

_KINDS: dict[str, tuple[str, tuple[type, ...]]] = {
    "string": ("a string", (str,)),
    "integer": ("an integer", (int,)),
    "number": ("a number", (int, float)),
    "boolean": ("true or false", (bool,)),
    "array": ("a list", (list, tuple)),
    "object": ("an object", (dict,)),
    "null": ("null", (type(None),)),
}
_JSON = (type(None), bool, int, float, str, list, tuple, dict)
_Limit = tuple[tuple[type, ...], Callable[[Any, Any], Any], str]
_NUMBER, _TEXT, _LIST = (int, float), (str,), (list, tuple)
_LIMITS: dict[str, _Limit] = {
    "minimum": (_NUMBER, lambda value, limit: value >= limit, "at least {}"),
    "exclusiveMinimum": (_NUMBER, lambda value, limit: value > limit, "more than {}"),
    "maximum": (_NUMBER, lambda value, limit: value <= limit, "at most {}"),
    "exclusiveMaximum": (_NUMBER, lambda value, limit: value < limit, "less than {}"),
    "multipleOf": (_NUMBER, lambda value, limit: value % limit == 0, "a multiple of {}"),
    "minLength": (_TEXT, lambda value, limit: len(value) >= limit, "at least {} characters"),
    "maxLength": (_TEXT, lambda value, limit: len(value) <= limit, "at most {} characters"),
    "pattern": (_TEXT, lambda value, limit: re.search(limit, value), "text that matches {}"),
    "minItems": (_LIST, lambda value, limit: len(value) >= limit, "at least {} items"),
    "maxItems": (_LIST, lambda value, limit: len(value) <= limit, "at most {} items"),
}


def misfit_of(schema: Schema, value: Any, path: str = "") -> str | None:
    """What is wrong with the value, beginning with its path; `None` when nothing is."""
    if (value is None and schema.get("nullable")) or not isinstance(value, _JSON):
        return None
    wanted = _wanted(schema, value)
    if wanted is not None:
        return f"{path}: expected {wanted}, got {shown(value)}"
    options = schema.get("anyOf") or schema.get("oneOf") or ()
    misfits = [misfit_of(option, value, path) for option in options]
    if misfits and all(misfits):
        wishes = [_wanted(option, value) for option in options]
        deeper = _first(misfit for misfit, wish in zip(misfits, wishes, strict=True) if wish is None)
        return deeper or f"{path}: expected {' or '.join(filter(None, wishes))}, got {shown(value)}"
    if isinstance(value, dict):
        return _in_object(schema, value, path)
    if isinstance(value, (list, tuple)) and isinstance(schema.get("items"), dict):
        return _first(misfit_of(schema["items"], item, f"{path}[{at}]") for at, item in enumerate(value))
    return None


def _wanted(schema: Schema, value: Any) -> str | None:
    """What the schema wants instead of this value, its parts aside; `None` when it will do."""
    if "enum" in schema and value not in schema["enum"]:
        return f"one of {', '.join(map(repr, schema['enum']))}"
    if "const" in schema and value != schema["const"]:
        return repr(schema["const"])
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is_a(kind, value) for kind in kinds):
        return " or ".join(_KINDS.get(kind, (kind,))[0] for kind in kinds)
    for keyword, (of, fits, text) in _LIMITS.items():
        if keyword in schema and isinstance(value, of) and not fits(value, schema[keyword]):
            return text.format(schema[keyword])
    return None


def _is_a(kind: str, value: Any) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return kind not in _KINDS or isinstance(value, _KINDS[kind][1])


def _in_object(schema: Schema, value: dict[str, Any], path: str) -> str | None:
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            return f"{path}.{name} is missing"
    for name, item in value.items():
        rest = schema.get("additionalProperties", True)
        part = properties.get(name, rest)
        if part is False:
            return f"{path}.{name} is unknown, there is {', '.join(properties) or 'nothing'}"
        misfit = misfit_of(part, item, f"{path}.{name}") if isinstance(part, dict) else None
        if misfit is not None:
            return misfit
    return None


def _first(misfits: Iterable[str | None]) -> str | None:
    return next((misfit for misfit in misfits if misfit is not None), None)
