"""A tool's signature: what the host is told about its arguments, and how those that arrive are made to fit."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

from vivarium_worker.calls.failure import Refused
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
)
from vivarium_worker.schema.shapes import shape_of


class BadSignature(Exception):
    """The host could never call this tool as it is written. The message names tool, parameter and remedy."""


class Parameter(NamedTuple):
    """One argument of a tool."""

    name: str
    shape: Shape
    required: bool
    default: Any = None
    """Only what JSON can say."""
    has_default: bool = False
    description: str | None = None
    """What the docstring says of it."""


class Signature(NamedTuple):
    """The arguments of a tool."""

    parameters: tuple[Parameter, ...]
    open_ended: bool
    """Takes any further argument by name."""

    def schema(self) -> Schema:
        """As an object schema; each property has its short type name as `x-type`."""
        return {
            "type": "object",
            "properties": {parameter.name: _property(parameter) for parameter in self.parameters},
            "required": [parameter.name for parameter in self.parameters if parameter.required],
            "additionalProperties": self.open_ended,
        }

    def converter(self, tool: str) -> Callable[[dict[str, Any]], dict[str, Any]] | None:
        """Makes the arguments of a call fit; `None` when they are used as they arrive. Raises Refused."""
        converts = {p.name: convert for p in self.parameters if (convert := _convert_of(p)) is not None}
        return (lambda arguments: _convert(tool, converts, arguments)) if converts else None


OPEN = Signature((), True)


def signature_of(tool: str, function: Callable[..., Any]) -> Signature:
    """The signature of a tool. What has no annotation may be anything. Raises BadSignature."""
    try:
        declared = list(inspect.signature(function).parameters.values())
    except ValueError:
        return OPEN  # A function in C that does not tell.
    open_ended = any(parameter.kind is parameter.VAR_KEYWORD for parameter in declared)
    hints = hints_of(function)
    told = arguments_in(function)
    parameters = [_parameter(tool, p, hints.get(p.name, Any), open_ended) for p in declared]
    return Signature(tuple(p._replace(description=told.get(p.name)) for p in parameters if p is not None), open_ended)


def _parameter(tool: str, declared: inspect.Parameter, hint: Any, open_ended: bool) -> Parameter | None:
    name, optional = declared.name, declared.default is not declared.empty
    if declared.kind is declared.VAR_KEYWORD or (declared.kind is declared.VAR_POSITIONAL and open_ended):
        return None
    if declared.kind is declared.VAR_POSITIONAL:
        raise _bad(tool, f"*{name}", f"arguments come by name, so none would ever be in it; take a list: {name}: list")
    if declared.kind is declared.POSITIONAL_ONLY:
        if optional:
            return None
        raise _bad(tool, name, "arguments come by name, and this one has none for its callers; move it behind the '/'")
    try:
        shape = shape_of(hint)
    except Undescribable as what:
        if optional:
            return None  # Its default serves; the host has nothing to send for it.
        raise _bad(
            tool,
            name,
            f"no value from the host can become a {what}; annotate what arrives (str, float, list, dict, numpy.ndarray,"
            " a dataclass of these) or give it a default",
        ) from None
    default = sent_as(declared.default) if isinstance(declared.default, Enum) else declared.default
    if optional and _is_json(default):
        return Parameter(name, shape, False, default, True)
    return Parameter(name, shape, not optional)


def _bad(tool: str, parameter: str, why: str) -> BadSignature:
    return BadSignature(f"tool {tool!r}, parameter {parameter!r}: {why}")


def _property(parameter: Parameter) -> Schema:
    schema = {**described(parameter.shape.schema, parameter.description), "x-type": parameter.shape.name}
    return {**schema, "default": parameter.default} if parameter.has_default else schema


def _convert_of(parameter: Parameter) -> Convert | None:
    convert = parameter.shape.convert
    if convert is None or not (parameter.has_default and parameter.default is None):
        return convert
    return lambda value: None if value is None else convert(value)


def _convert(tool: str, converts: dict[str, Convert], arguments: dict[str, Any]) -> dict[str, Any]:
    converted = dict(arguments)
    for name, convert in converts.items():
        if name in converted:
            try:
                converted[name] = convert_at(name, convert, converted[name])
            except Misfit as misfit:
                raise Refused("bad_arguments", f"{tool}: argument {misfit.path}: {misfit.reason}") from None
    return converted


def _is_json(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return all(map(_is_json, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_json(item) for key, item in value.items())
    return value is None or type(value) in (bool, int, float, str)
