"""A host's tools as Python callables, made from their specs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timezone
from typing import Any

from vivarium_worker.client.session_context import SessionContext
from vivarium_worker.client.signature import bind, schema_of, signature_of
from vivarium_worker.client.tool_calls import ToolCalls


class ProxyTool:
    """What all proxies have: `name`, `spec`, `schema`, `__doc__` and `__signature__` (see `inspect.signature`)."""

    def __init__(self, spec: Any, client: ToolCalls, session_context: SessionContext | None = None) -> None:
        self.spec = spec
        self.client = client
        self._session_context = session_context
        self.name: str = spec.name
        self.schema = schema_of(spec)
        self.__name__ = spec.name
        self.__doc__ = spec.description or f"Host tool: {spec.name}"
        self.__signature__ = signature_of(spec)

    @property
    def session_context(self) -> SessionContext:
        """The variables of the client's session, unless another was given."""
        client: Any = self.client
        return self._session_context or client.session_context

    def arguments(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
        """By name. Raises TypeError when they do not fit the signature."""
        return bind(self.name, self.__signature__, args, kwargs)

    @property
    def function(self) -> Callable[..., Any]:
        """The same as a function, for those who look at functions only. Streams are gathered into a list."""
        proxy: Any = self

        async def function(*args: Any, **kwargs: Any) -> Any:
            return await proxy.value(*args, **kwargs)

        function.__name__ = function.__qualname__ = self.name
        function.__doc__ = self.__doc__
        function.__signature__ = self.__signature__  # type: ignore[attr-defined]
        function.__annotations__ = {name: each.annotation for name, each in self.__signature__.parameters.items()}
        return function

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name}{self.__signature__})"


class AsyncGRPCProxyTool(ProxyTool):
    """`await proxy(2, b=3)` calls the tool."""

    async def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return await self.client.execute_tool(self.spec.tool_id, **self.arguments(args, kwargs))

    async def value(self, *args: Any, **kwargs: Any) -> Any:
        """As calling it."""
        return await self(*args, **kwargs)


class StreamingGRPCProxyTool(ProxyTool):
    """`async for item in proxy(5)` streams the tool."""

    def __call__(self, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        return self.client.stream_tool(self.spec.tool_id, **self.arguments(args, kwargs))

    async def value(self, *args: Any, **kwargs: Any) -> list[Any]:
        """All items in a list."""
        return [item async for item in self(*args, **kwargs)]


class VariableAwareProxyTool(AsyncGRPCProxyTool):
    """Takes arguments from the variable `tool_config` too, under its name, and leaves `last_{name}_result` behind."""

    async def __call__(self, *args: Any, **kwargs: Any) -> Any:
        try:
            config = await self.session_context.get_variable("tool_config")
        except KeyError:
            config = None
        result = await super().__call__(*args, **{**kwargs, **((config or {}).get(self.name) or {})})
        tags = {"tool": self.name, "timestamp": datetime.now(timezone.utc).isoformat()}
        await self.session_context.set_variable(f"last_{self.name}_result", result, metadata=tags)
        return result
