"""The host over a `BridgeServiceStub`, for async code."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import grpc

from vivarium_worker.host.awaited import AwaitedVariables
from vivarium_worker.host.host import Entry
from vivarium_worker.host.rpc import broken, chunk_value

if TYPE_CHECKING:
    from vivarium_worker.host.stub import StubHost


class AsyncStubHost(AwaitedVariables):
    """A StubHost to be awaited. Its stub waits in threads; cancelling the task ends the call in the host."""

    def __init__(self, host: StubHost) -> None:
        super().__init__(host)
        self._host = host

    async def tools(self) -> list[Entry]:
        """The host tools that Python may see."""
        return await asyncio.to_thread(self._host.tools)

    async def call(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Calls a host tool."""
        future = self._host.begin(name, arguments, timeout)
        loop, ended = asyncio.get_running_loop(), asyncio.Event()

        def wake(_: Any) -> None:
            with suppress(RuntimeError):  # The loop is closed: nobody waits there any more.
                loop.call_soon_threadsafe(ended.set)

        future.add_done_callback(wake)
        try:
            await ended.wait()
        finally:
            future.cancel()  # Without effect on what has ended.
        return self._host.finish(future)

    async def stream(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> AsyncIterator[Any]:
        """Calls a host tool that answers with many values."""
        chunks = self._host.open(name, arguments, timeout)
        try:
            while (chunk := await asyncio.to_thread(next, chunks, None)) is not None and not chunk.is_final:
                yield chunk_value(chunk)
        except grpc.RpcError as error:
            raise broken(error) from error
        finally:
            chunks.cancel()
