"""One registered tool: its function, what is told of it, and how it is run."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vivarium_worker.schema.docstrings import summary_of
from vivarium_worker.schema.shape import Schema
from vivarium_worker.tools.binding import Binding, binding_of
from vivarium_worker.tools.limit import await_within, run_within
from vivarium_worker.tools.plain import as_json
from vivarium_worker.tools.schemas import schema_of, signature_for
from vivarium_worker.tools.validation import validate_labels, validate_tool_function, validate_tool_parameters

CATEGORY, VERSION = "general", "1.0.0"


@dataclass(frozen=True)
class Definition:
    """A tool as it was registered. `timeout` is in seconds, `None` for no limit."""

    name: str
    function: Callable[..., Any]
    description: str
    parameters: Schema
    category: str
    version: str
    enabled: bool
    timeout: float | None
    asynchronous: bool
    """An `async def`."""
    binding: Binding

    def run(self, arguments: Any) -> Any:
        """Calls a plain tool; its result as JSON has it. Raises Refused, ToolTimeout, Unsendable, or what it raises."""
        return as_json(run_within(self.name, self.timeout, self.binding.bind(arguments)))

    async def run_async(self, arguments: Any) -> Any:
        """As `run`, for an async tool."""
        return as_json(await await_within(self.name, self.timeout, self.binding.bind(arguments)()))

    def told(self) -> dict[str, Any]:
        """What a model is told of it."""
        return {"name": self.name, "description": self.description, "parameters": self.parameters}


def define(
    function: Callable[..., Any],
    *,
    description: str | None = None,
    parameters: Schema | None = None,
    name: str | None = None,
    category: str = CATEGORY,
    version: str = VERSION,
    enabled: bool = True,
    timeout: float | None = None,
    auto_schema: bool = True,
) -> Definition:
    """A tool of this function. `parameters` go before what its annotations say. Raises ToolValidationError."""
    validate_tool_function(function)
    named = getattr(function, "__name__", "") if name is None else name
    described = summary_of(function) if description is None else description
    validate_labels(named, described, timeout, category=category, version=version)
    signature = signature_for(named, function)
    if parameters is None:
        parameters = schema_of(signature) if auto_schema else {"type": "object"}
    validate_tool_parameters(parameters)
    return Definition(
        named,
        function,
        described,
        parameters,
        category,
        version,
        bool(enabled),
        timeout,
        inspect.iscoroutinefunction(inspect.unwrap(function)),
        binding_of(named, function, signature, parameters),
    )
