"""A loaded adapter: its tools, and how an instance for one request is made and put away."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from types import MappingProxyType, MethodType, ModuleType
from typing import Any, NamedTuple

from vivarium_worker.adapters.tool import ToolMetadata, metadata_of
from vivarium_worker.calls.call import Call
from vivarium_worker.host.session import SessionContext
from vivarium_worker.schema.returned import returned
from vivarium_worker.schema.signature import OPEN, Signature, signature_of

ANY_NAME = "*"
"""The name under which READY tells that the adapter takes calls of any name."""


class Tool(NamedTuple):
    """One function the host may call."""

    name: str
    metadata: ToolMetadata
    asynchronous: bool
    """An `async def`, with or without `yield`."""
    generator: bool
    """Has `yield` in it."""
    signature: Signature
    convert: Callable[[dict[str, Any]], dict[str, Any]] | None
    """Makes arguments fit their annotations, where that takes something."""
    routed: bool = False
    """Runs by the adapter's `execute_tool`."""

    @property
    def streaming(self) -> bool:
        """Whether it answers with a stream."""
        return self.generator or self.metadata.supports_streaming


class Toolbox:
    """The tools of a class, or of a module's functions (no instance).

    A class gets a new instance per request, one for the worker's whole life when it says `shared_instance`.
    """

    def __init__(self, owner: type | ModuleType, functions: Iterable[tuple[str, Any]]) -> None:
        self._owner = owner
        self._class: Callable[[], Any] | None = owner if isinstance(owner, type) else None
        hooks = owner if isinstance(owner, type) else None
        self._shared = getattr(hooks, "shared_instance", False)
        self._instance: Any = None
        self._set_context = getattr(hooks, "set_session_context", None)
        self.initialize = None if self._shared else getattr(hooks, "initialize", None)
        self.cleanup = None if self._shared else getattr(hooks, "cleanup", None)
        self.asynchronous_hooks = any(map(_is_async, (self.initialize, self.cleanup)))
        self.tools = {name: self._tool(name, function) for name, function in functions}
        self._any = self._route(getattr(hooks, "execute_tool", None))
        self.strict = False
        """Whether results that have no plain form are refused."""
        self.context_of: Callable[[Call], SessionContext] = lambda call: SessionContext(deadline=call.deadline)
        """What a call comes with; set by whoever runs the tools."""

    @property
    def asynchronous(self) -> bool:
        """Whether anything here needs a loop."""
        tools = [*self.tools.values(), *([self._any] if self._any else [])]
        return self.asynchronous_hooks or any(tool.asynchronous for tool in tools)

    def open(self, config: Mapping[str, Any], finish: Callable[[Awaitable[None]], None]) -> None:
        """Before the first call: hands out the pool's config, and makes the instance when there is only one."""
        self.strict = bool(config.get("strict", getattr(self._owner, "strict", False)))
        if isinstance(self._owner, type) and hasattr(self._owner, "config") and _inherits_config(self._owner):
            self._owner.config = MappingProxyType(dict(config))
        if self._shared:
            self._instance = self._owner()  # type: ignore[operator]
            _run_hook(self._instance, "initialize", finish)

    def close(self, finish: Callable[[Awaitable[None]], None]) -> None:
        """After the last call: ends the one instance's life."""
        if self._instance is not None:
            _run_hook(self._instance, "cleanup", finish)

    def find(self, name: str) -> Tool | None:
        """The tool of this name; with `execute_tool`, any name is one."""
        tool = self.tools.get(name)
        return self._any._replace(name=name) if tool is None and self._any is not None else tool

    def create(self, call: Call) -> Any:
        """What holds this request's tool: a new instance that knows its session, the one instance, or the module."""
        call.context_of = self.context_of
        if self._class is None:
            return self._owner
        if self._shared:
            instance = self._instance
        else:
            instance = call.instance = self._class()
        if self._set_context is not None:
            self._set_context(instance, call.context)
        return instance

    def describe(self) -> list[dict[str, Any]]:
        """The tools, as READY tells them."""
        described = [self._describe(tool, self.method(tool.name)) for tool in self.tools.values()]
        if self._any is not None:
            described.append(self._describe(self._any, self.method("execute_tool")))
        return described

    def method(self, name: str) -> Any:
        """A tool's function with the signature its callers see: no instance in front."""
        function = getattr(self._owner, name)
        bound = (staticmethod, classmethod)
        if self._class is None or isinstance(inspect.getattr_static(self._owner, name), bound):
            return function
        return MethodType(function, self._owner)

    def _describe(self, tool: Tool, function: Any) -> dict[str, Any]:
        return {
            "name": tool.name,
            "description": tool.metadata.description or inspect.getdoc(function) or "",
            "parameters": tool.metadata.parameters or tool.signature.schema(),
            "returns": returned(function, tool.streaming),
            "streaming": tool.streaming,
            "idempotent": tool.metadata.idempotent,
            "required_variables": list(tool.metadata.required_variables),
        }

    def _tool(self, name: str, function: Any) -> Tool:
        # A decorator between us and the function hides what it is, so look at what it wraps too.
        inner = inspect.unwrap(getattr(function, "__func__", function))
        signature = signature_of(name, self.method(name))
        return Tool(
            name,
            metadata_of(function) or metadata_of(inner) or ToolMetadata(),
            asynchronous=_is_async(inner),
            generator=inspect.isgeneratorfunction(inner) or inspect.isasyncgenfunction(inner),
            signature=signature,
            convert=signature.converter(name),
        )

    def _route(self, execute: Any) -> Tool | None:
        """Has every call go to `execute_tool`, when there is one."""
        if execute is None:
            return None
        # What it returns may be what an async tool of its own returned, so one of those is enough.
        asynchronous = _is_async(execute) or any(tool.asynchronous for tool in self.tools.values())
        generator = inspect.isgeneratorfunction(execute) or inspect.isasyncgenfunction(execute)
        for name, tool in self.tools.items():
            self.tools[name] = tool._replace(routed=True, asynchronous=asynchronous, generator=tool.generator)
        return Tool(ANY_NAME, ToolMetadata(), asynchronous, generator, OPEN, None, routed=True)


def _inherits_config(owner: type) -> bool:
    """Whether `config` is the base class's, which stands for the pool's."""
    definer = next(kind for kind in owner.__mro__ if "config" in vars(kind))
    return isinstance(vars(definer)["config"], MappingProxyType)


def _run_hook(instance: Any, name: str, finish: Callable[[Awaitable[None]], None]) -> None:
    hook = getattr(instance, name, None)
    if hook is not None:
        outcome = hook()
        if inspect.isawaitable(outcome):
            finish(outcome)


def _is_async(function: Any) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
