"""A function's parameters as JSON Schema: from its annotations, defaults and docstring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vivarium_worker.schema.shape import Schema
from vivarium_worker.schema.signature import BadSignature, Signature, signature_of
from vivarium_worker.tools.dialect import for_models
from vivarium_worker.tools.errors import ToolValidationError


def generate_schema(function: Callable[..., Any]) -> Schema:
    """The schema of the arguments that a function takes by name.

    Descriptions come from `Annotated[T, "…"]`, else from the docstring (Google's, numpy's or Sphinx's form).
    Raises ToolValidationError for a parameter that no JSON value can fill.

    Example::

        def area(length: float, unit: str | None = None) -> float: ...

        generate_schema(area) == {
            "type": "object",
            "properties": {"length": {"type": "number"}, "unit": {"type": "string", "nullable": True}},
            "required": ["length"],
        }
    """
    return schema_of(signature_for(getattr(function, "__name__", "tool"), function))


def signature_for(name: str, function: Callable[..., Any]) -> Signature:
    """The signature of a function that is to be a tool. Raises ToolValidationError."""
    try:
        return signature_of(name, function)
    except BadSignature as error:
        raise ToolValidationError(str(error)) from None


def schema_of(signature: Signature) -> Schema:
    """Its schema as a model's API takes it."""
    schema = for_models(signature.schema())
    del schema["additionalProperties"]
    return schema
