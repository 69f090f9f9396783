"""A loaded adapter: its tools, and how an instance for one request is made and put away."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from types import MethodType, ModuleType
from typing import Any, NamedTuple

from vivarium_worker.call import Call
from vivarium_worker.schema import parameters_of
from vivarium_worker.session import SessionContext
from vivarium_worker.tool import ToolMetadata, metadata_of


class Tool(NamedTuple):
    """One function the host may call."""

    name: str
    metadata: ToolMetadata
    asynchronous: bool
    """An `async def`, with or without `yield`."""
    generator: bool
    """Has `yield` in it."""

    @property
    def streaming(self) -> bool:
        """Whether it answers with a stream."""
        return self.generator or self.metadata.supports_streaming


class Toolbox:
    """The tools of a class (a new instance per request) or of a module's functions (no instance)."""

    def __init__(self, owner: type | ModuleType, functions: Iterable[tuple[str, Any]]) -> None:
        self._owner = owner
        self._class: Callable[[], Any] | None = owner if isinstance(owner, type) else None
        self.tools = {name: _tool(name, function) for name, function in functions}
        hooks = owner if isinstance(owner, type) else None
        self._set_context = getattr(hooks, "set_session_context", None)
        self.initialize = getattr(hooks, "initialize", None)
        self.cleanup = getattr(hooks, "cleanup", None)
        self.asynchronous_hooks = any(map(_is_async, (self.initialize, self.cleanup)))
        self.context_of: Callable[[Call], SessionContext] = lambda call: SessionContext(deadline=call.deadline)
        """What a call comes with; set by whoever runs the tools."""

    def create(self, call: Call) -> Any:
        """What holds this request's tool: a new instance that knows its session, or the module."""
        context = call.context = self.context_of(call)
        if self._class is None:
            return self._owner
        instance = call.instance = self._class()
        if self._set_context is not None:
            self._set_context(instance, context)
        return instance

    def describe(self) -> list[dict[str, Any]]:
        """The tools, as READY tells them."""
        return [self._describe(tool) for tool in self.tools.values()]

    def method(self, name: str) -> Any:
        """A tool's function with the signature its callers see: no instance in front."""
        function = getattr(self._owner, name)
        bound = (staticmethod, classmethod)
        if self._class is None or isinstance(inspect.getattr_static(self._owner, name), bound):
            return function
        return MethodType(function, self._owner)

    def _describe(self, tool: Tool) -> dict[str, Any]:
        function = self.method(tool.name)
        return {
            "name": tool.name,
            "description": tool.metadata.description or inspect.getdoc(function) or "",
            "parameters": parameters_of(function),
            "streaming": tool.streaming,
            "idempotent": tool.metadata.idempotent,
            "required_variables": list(tool.metadata.required_variables),
        }


def _tool(name: str, function: Any) -> Tool:
    # A decorator between us and the function hides what it is, so look at what it wraps too.
    inner = inspect.unwrap(getattr(function, "__func__", function))
    return Tool(
        name,
        metadata_of(function) or metadata_of(inner) or ToolMetadata(),
        asynchronous=_is_async(inner),
        generator=inspect.isgeneratorfunction(inner) or inspect.isasyncgenfunction(inner),
    )


def _is_async(function: Any) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
