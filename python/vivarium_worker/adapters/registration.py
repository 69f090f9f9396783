"""A tool as `get_tools()` of an adapter tells it: the list form of what READY says."""

from __future__ import annotations

import inspect
import json
from typing import Any, NamedTuple

from vivarium_worker.adapters.tool import ToolMetadata, metadata_of
from vivarium_worker.schema.signature import Parameter, signature_of


class ParameterSpec(NamedTuple):
    """One argument: `type` is one of the names of `shape.Shape`; a default is in `validation_json`."""

    name: str
    type: str
    required: bool
    validation_json: str = ""
    description: str = ""


class ToolRegistration(NamedTuple):
    """One tool of an adapter."""

    name: str
    description: str
    parameters: list[ParameterSpec]
    supports_streaming: bool
    metadata: dict[str, str]


def registrations(owner: type, names: list[str], methods: dict[str, Any]) -> list[ToolRegistration]:
    """The tools of a class, by the names and bound methods given."""
    return [_registration(owner, name, methods[name]) for name in names]


def _registration(owner: type, name: str, method: Any) -> ToolRegistration:
    inner = inspect.unwrap(getattr(method, "__func__", method))
    marked = metadata_of(method) or metadata_of(inner) or ToolMetadata()
    streams = inspect.isgeneratorfunction(inner) or inspect.isasyncgenfunction(inner)
    return ToolRegistration(
        name,
        marked.description or inspect.getdoc(method) or "",
        [_spec(parameter) for parameter in signature_of(name, method).parameters],
        marked.supports_streaming or streams,
        {
            "adapter_class": owner.__name__,
            "module": owner.__module__,
            "required_variables": json.dumps(list(marked.required_variables)),
        },
    )


def _spec(parameter: Parameter) -> ParameterSpec:
    validation = json.dumps({"default": parameter.default}) if parameter.has_default else ""
    description = parameter.description or str(parameter.shape.schema.get("description", ""))
    return ParameterSpec(parameter.name, parameter.shape.name, parameter.required, validation, description)
