"""Runs tools by name and counts each call: of the process's registry, or of one's own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from vivarium_worker.schema.shape import Schema
from vivarium_worker.tools.definition import CATEGORY, VERSION
from vivarium_worker.tools.errors import ToolNotFound
from vivarium_worker.tools.metrics import NOT_REGISTERED, ToolMetrics, get_tool_metrics
from vivarium_worker.tools.registry import ToolRegistry, get_registry

_log = logging.getLogger("vivarium_worker.tools")


@dataclass(frozen=True)
class ToolResult:
    """How a call ended: `data` is what the tool returned, as JSON has it, or the message of what went wrong."""

    success: bool
    data: Any
    execution_time_ms: float
    tool_name: str
    error: Exception | None = None
    """What it raised."""


class ToolManager:
    """Tools of its own, which no other manager knows; with `registry`, the tools of that one.

    Calls are counted in `metrics`, without any in those of the process.
    """

    def __init__(self, registry: ToolRegistry | None = None, metrics: ToolMetrics | None = None) -> None:
        self.registry = ToolRegistry() if registry is None else registry
        self.metrics = get_tool_metrics() if metrics is None else metrics

    def register_tool(
        self,
        name: str,
        description: str,
        parameters: Schema | None,
        function: Callable[..., Any],
        category: str | None = None,
        version: str | None = None,
        enabled: bool | None = None,
        timeout: float | None = None,
    ) -> None:
        """Adds a tool, in the place of one of the same name. `parameters=None` makes the schema of its annotations.

        A function of one parameter that `parameters` do not describe is given all arguments in one dict.
        `timeout` is in seconds. Raises ToolValidationError.
        """
        self.registry.register(
            function,
            name=name,
            description=description,
            parameters=parameters,
            category=CATEGORY if category is None else category,
            version=VERSION if version is None else version,
            enabled=enabled is not False,
            timeout=timeout,
        )

    def list_tools(self, category: str | None = None) -> list[str]:
        """The names of all tools, or of those of a category."""
        return self.registry.list_tools(category)

    def get_tool_definitions(self) -> list[dict[str, Any]]:
        """What a model is told: `name`, `description`, `parameters` of each tool that is enabled."""
        return self.registry.get_tool_definitions()

    def enable_tool(self, name: str) -> bool:
        """Lets a tool be called again; False when there is none."""
        return self.registry.enable_tool(name)

    def disable_tool(self, name: str) -> bool:
        """From now on calls of the tool fail; False when there is none."""
        return self.registry.disable_tool(name)

    def execute_tool(self, name: str, params: Mapping[str, Any] | None = None) -> ToolResult:
        """Runs a tool. It does not raise: what went wrong (no such tool, bad arguments, a timeout) is the result.

        An async tool gets a loop of its own, so not in a running one: there is `execute_tool_async`.
        """
        began = perf_counter()
        try:
            value = self.invoke(name, {} if params is None else params)
        except Exception as error:
            return _failed(name, error, began)
        return ToolResult(True, value, _ms_since(began), name)

    async def execute_tool_async(self, name: str, params: Mapping[str, Any] | None = None) -> ToolResult:
        """As `execute_tool`, in a running loop, which a tool that is not async does not hold up."""
        began = perf_counter()
        try:
            value = await self.invoke_async(name, {} if params is None else params)
        except Exception as error:
            return _failed(name, error, began)
        return ToolResult(True, value, _ms_since(began), name)

    def invoke(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """Runs a tool and returns its value. Raises what went wrong."""
        with self._counted(name):
            tool = self.registry.find(name)
            if not tool.asynchronous:
                return tool.run(arguments)
            _refuse_inside_a_loop(name)
            return asyncio.run(tool.run_async(arguments))

    async def invoke_async(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """As `invoke`, in a running loop."""
        with self._counted(name):
            tool = self.registry.find(name)
            work: Awaitable[Any]
            work = tool.run_async(arguments) if tool.asynchronous else asyncio.to_thread(tool.run, arguments)
            return await work

    @contextmanager
    def _counted(self, name: str) -> Iterator[None]:
        began, counted, success = perf_counter(), name, False
        try:
            yield
            success = True
        except ToolNotFound:
            counted = NOT_REGISTERED
            raise
        finally:
            self.metrics.record_call(counted, success, _ms_since(began))


def get_tool_manager() -> ToolManager:
    """The manager of the tools that `@tool` registers."""
    return _process


def register_tool(
    name: str,
    description: str,
    parameters: Schema | None,
    function: Callable[..., Any],
    category: str | None = None,
    version: str | None = None,
    enabled: bool | None = None,
    timeout: float | None = None,
) -> None:
    """As `ToolManager.register_tool`, for the process's tools."""
    _process.register_tool(name, description, parameters, function, category, version, enabled, timeout)


def execute_tool(name: str, params: Mapping[str, Any] | None = None) -> ToolResult:
    """As `ToolManager.execute_tool`, for the process's tools."""
    return _process.execute_tool(name, params)


async def execute_tool_async(name: str, params: Mapping[str, Any] | None = None) -> ToolResult:
    """As `ToolManager.execute_tool_async`, for the process's tools."""
    return await _process.execute_tool_async(name, params)


def _failed(name: str, error: Exception, began: float) -> ToolResult:
    _log.debug("tool %s failed", name, exc_info=error)
    return ToolResult(False, str(error) or type(error).__name__, _ms_since(began), name, error)


def _ms_since(began: float) -> float:
    return (perf_counter() - began) * 1000


def _refuse_inside_a_loop(name: str) -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise RuntimeError(f"Tool '{name}' is async, and a loop is running here: await execute_tool_async('{name}', …)")


_process = ToolManager(get_registry())
