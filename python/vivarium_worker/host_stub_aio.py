"""The host over a `BridgeServiceStub`, for async code."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vivarium_worker.host import Entry

if TYPE_CHECKING:
    from vivarium_worker.host_stub import StubHost


class AsyncStubHost:
    """A StubHost to be awaited: its stub waits, so each call waits in a thread."""

    def __init__(self, host: StubHost) -> None:
        self._host = host

    async def tools(self) -> list[Entry]:
        """The host tools that Python may see."""
        return await asyncio.to_thread(self._host.tools)

    async def call(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Calls a host tool."""
        return await asyncio.to_thread(self._host.call, name, arguments, timeout)

    async def stream(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> AsyncIterator[Any]:
        """Calls a host tool that answers with many values."""
        end = object()
        items = self._host.stream(name, arguments, timeout)
        while (item := await asyncio.to_thread(next, items, end)) is not end:
            yield item

    async def get_variable(self, name: str) -> Entry:
        """Not over this service."""
        return self._host.get_variable(name)

    async def set_variable(self, name: str, value: Any, **facts: Any) -> Entry:
        """Not over this service."""
        return self._host.set_variable(name, value, **facts)

    async def delete_variable(self, name: str) -> bool:
        """Not over this service."""
        return self._host.delete_variable(name)

    async def list_variables(self) -> list[Entry]:
        """Not over this service."""
        return self._host.list_variables()

    async def watch_variables(self, names: Sequence[str] | None = None) -> AsyncIterator[Entry]:
        """Not over this service."""
        for change in self._host.watch_variables(names):
            yield change
