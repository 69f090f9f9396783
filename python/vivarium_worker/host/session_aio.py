"""`SessionContext.aio`: what needs the host, for async tools."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from vivarium_worker.host.host import AsyncHost, Entry
from vivarium_worker.host.options import arguments_of, timeout_of
from vivarium_worker.host.session import _MISSING, variable_facts


class AsyncSessionContext:
    """The names of SessionContext, to be awaited. Cancelling the task ends the host's tool too."""

    __slots__ = ("_host",)

    def __init__(self, host: AsyncHost) -> None:
        self._host = host

    async def host_tools(self) -> dict[str, Entry]:
        """The host's tools by name."""
        return {entry["name"]: entry for entry in await self._host.tools()}

    async def call_host_tool(
        self,
        name: str,
        mapping: Mapping[str, Any] | None = None,
        /,
        *,
        options: Mapping[str, Any] | None = None,
        **arguments: Any,
    ) -> Any:
        """Calls a host tool with its arguments by name, or in one mapping, and returns its value."""
        return await self._host.call(name, arguments_of(mapping, arguments), timeout_of(options))

    def stream_host_tool(
        self,
        name: str,
        mapping: Mapping[str, Any] | None = None,
        /,
        *,
        options: Mapping[str, Any] | None = None,
        **arguments: Any,
    ) -> AsyncIterator[Any]:
        """Calls a host tool that answers with many values."""
        return self._host.stream(name, arguments_of(mapping, arguments), timeout_of(options))

    async def get_variable(self, name: str, default: Any = _MISSING) -> Any:
        """A session variable's value. Raises VariableNotFound when there is neither it nor a default."""
        try:
            return (await self._host.get_variable(name))["value"]
        except KeyError:
            if default is _MISSING:
                raise
            return default

    async def set_variable(
        self, name: str, value: Any, *, type: str | None = None, tags: Mapping[str, str] | None = None
    ) -> Entry:
        """Sets a session variable; returns its metadata."""
        return await self._host.set_variable(name, value, **variable_facts(type, tags))

    async def delete_variable(self, name: str) -> bool:
        """Removes a session variable; whether it was there."""
        return await self._host.delete_variable(name)

    async def list_variables(self) -> list[Entry]:
        """The session's variables with their metadata, without their values."""
        return await self._host.list_variables()

    def watch_variables(self, names: Sequence[str] | None = None) -> AsyncIterator[Entry]:
        """Each change of a variable from now on."""
        return self._host.watch_variables(names)

    call_elixir_tool = call_host_tool
    elixir_tools = host_tools
