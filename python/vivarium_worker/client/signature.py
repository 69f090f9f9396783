"""A `ToolSpec` as a Python signature: names, types and defaults, so that mistakes are found before anything is sent."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from typing import Any

from vivarium_worker.client.values import deserialize_value

_TYPES: dict[str, Any] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "list": list,
    "dict": dict,
    "bytes": bytes,
}


def schema_of(spec: Any) -> dict[str, Any]:
    """The whole JSON Schema of a tool's arguments; made from its list of arguments when the host sent none."""
    text = spec.metadata.get("parameters")
    if text:
        schema: dict[str, Any] = json.loads(text)
        return schema
    names = [argument.name for argument in spec.arguments]
    required = [argument.name for argument in spec.arguments if argument.required]
    return {"type": "object", "properties": {name: {} for name in names}, "required": required}


def signature_of(spec: Any) -> inspect.Signature:
    """In the spec's order, which is that of arguments without a name; behind an optional one all go by name."""
    parameters: list[inspect.Parameter] = []
    optional = by_name = False
    for argument in spec.arguments:
        by_name = by_name or (argument.required and optional)
        optional = optional or not argument.required
        kind = inspect.Parameter.KEYWORD_ONLY if by_name else inspect.Parameter.POSITIONAL_OR_KEYWORD
        parameters.append(
            inspect.Parameter(
                argument.name,
                kind,
                default=inspect.Parameter.empty if argument.required else _default(argument),
                annotation=_TYPES.get(argument.python_type, Any),
            )
        )
    if not parameters and "properties" not in schema_of(spec):
        parameters.append(inspect.Parameter("arguments", inspect.Parameter.VAR_KEYWORD, annotation=Any))
    return inspect.Signature(parameters)


def bind(name: str, signature: inspect.Signature, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments by name, as they were given: the host fills in the defaults. Raises TypeError naming the tool."""
    try:
        bound = signature.bind(*args, **kwargs).arguments
    except TypeError as error:
        raise TypeError(f"Tool '{name}': {error}; it is {name}{signature}") from None
    open_ended = bound.pop("arguments", {}) if _is_open(signature) else {}
    return {**bound, **open_ended}


def _is_open(signature: inspect.Signature) -> bool:
    return any(each.kind is inspect.Parameter.VAR_KEYWORD for each in signature.parameters.values())


def _default(argument: Any) -> Any:
    return deserialize_value(argument.default_value) if argument.HasField("default_value") else None
