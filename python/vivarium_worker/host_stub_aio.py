"""The host over a `BridgeServiceStub`, for async code."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any

from vivarium_worker.awaited_host import AwaitedVariables
from vivarium_worker.host import Entry

if TYPE_CHECKING:
    from vivarium_worker.host_stub import StubHost


class AsyncStubHost(AwaitedVariables):
    """A StubHost to be awaited: its stub waits, so each call waits in a thread."""

    def __init__(self, host: StubHost) -> None:
        super().__init__(host)
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
