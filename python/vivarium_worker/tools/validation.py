"""What a tool has to be like before it is registered. Each refusal names the tool, what is wrong, and the remedy."""

from __future__ import annotations

import inspect
import json
import math
import re
from collections.abc import Callable
from typing import Any

from vivarium_worker.tools.errors import ToolValidationError
from vivarium_worker.values.unsendable import name_of

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


def validate_tool_function(function: Callable[..., Any]) -> None:
    """Raises ToolValidationError when a function cannot be a tool: arguments come by name, and it answers once."""
    if not callable(function):
        raise ToolValidationError(f"A tool is a function, got {name_of(function)}: pass the function itself")
    name = getattr(function, "__name__", type(function).__name__)
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        raise ToolValidationError(f"Tools cannot be generators: {name} has yield in it; return a list")
    for parameter in _parameters(function):
        if parameter.kind is parameter.VAR_POSITIONAL:
            raise ToolValidationError(
                f"Tools cannot use *args parameters: {name} has *{parameter.name}, and arguments come by name;"
                f" take a list: {parameter.name}: list"
            )
        if parameter.kind is parameter.VAR_KEYWORD:
            raise ToolValidationError(
                f"Tools cannot use **kwargs parameters: {name} has **{parameter.name}, of which no schema can be made;"
                f" name each parameter, or take a dict: {parameter.name}: dict"
            )


def validate_tool_parameters(parameters: Any) -> None:
    """Raises ToolValidationError when this is no JSON Schema of an object with properties."""
    if not isinstance(parameters, dict) or parameters.get("type") != "object":
        found = repr(parameters.get("type")) if isinstance(parameters, dict) else name_of(parameters)
        raise _bad("parameters", f'expected a JSON Schema with "type": "object", got {found}')
    properties, required = parameters.get("properties", {}), parameters.get("required", [])
    if not isinstance(properties, dict):
        raise _bad("parameters.properties", f"expected a dict of schemas by name, got {name_of(properties)}")
    for name, schema in properties.items():
        if not isinstance(name, str) or not isinstance(schema, dict):
            raise _bad(f"parameters.properties[{name!r}]", f"expected a schema (a dict), got {name_of(schema)}")
    if not isinstance(required, (list, tuple)):
        raise _bad("parameters.required", f"expected a list of names, got {name_of(required)}")
    unknown = [name for name in required if name not in properties]
    if unknown:
        raise _bad("parameters.required", f"{unknown[0]!r} is not among the properties; describe it there")
    try:
        json.dumps(parameters, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise _bad("parameters", f"a schema is JSON, and this is not ({error})") from None


def validate_labels(name: Any, description: Any, timeout: Any, **texts: Any) -> None:
    """Raises ToolValidationError for a name no model's API takes, a missing description, or a bad timeout."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise _bad("name", f"expected letters, digits, _ and -, at most 64, got {name!r}; give it one: name='…'")
    if not isinstance(description, str) or not description.strip():
        raise _bad(
            f"description of {name}",
            f"expected a text that tells when to use the tool, got {description!r}; give it one: description='…'",
        )
    for label, text in texts.items():
        if not isinstance(text, str) or not text:
            raise _bad(f"{label} of {name}", f"expected a text, got {text!r}")
    number = isinstance(timeout, (int, float)) and not isinstance(timeout, bool)
    if timeout is not None and not (number and timeout > 0 and math.isfinite(timeout)):
        raise _bad(f"timeout of {name}", f"expected a number of seconds above 0, or None for no limit, got {timeout!r}")


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    try:
        return list(inspect.signature(function).parameters.values())
    except ValueError:
        return []  # A function in C that does not tell.


def _bad(field: str, why: str) -> ToolValidationError:
    return ToolValidationError(f"{field}: {why}")
