"""Tools of a host, called by name in one session: once, as a stream, many at once, or again until it works."""

from __future__ import annotations

import copy
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, TypeVar

import grpc

import dspex_bridge_pb2 as messages
from vivarium_worker.client.config import TOOL_BRIDGE_CONFIG
from vivarium_worker.client.deadline import checked, seconds
from vivarium_worker.client.errors import SessionError, broken, failed
from vivarium_worker.client.retry import with_retry
from vivarium_worker.client.values import deserialize_value, serialize_value

_Self = TypeVar("_Self", bound="ToolCalls")


class ToolCalls:
    """The calls themselves, over a `SnakepitBridgeStub`. Used from the loop that made the stub's channel.

    A call has `timeout_ms` (30 s), a stream and a batch at least 5 and 10 minutes; `within` changes all of them.
    """

    stub: Any
    session_id: str | None
    timeout_ms: float | None = None

    def within(self: _Self, timeout_ms: float) -> _Self:
        """The same with another deadline: `await client.within(500).execute_tool(…)`."""
        other = copy.copy(self)
        other.timeout_ms = checked(timeout_ms)
        return other

    async def execute_tool(self, tool_id: str, *args: Any, **kwargs: Any) -> Any:
        """Calls a tool and returns its value.

        Raises SessionError, ToolExecutionError, ToolCommunicationError, or ValueError for what cannot be sent.
        """
        timeout_ms = self._timeout_ms("default_timeout_ms")
        request = messages.ToolCallRequest(
            session_id=self._session(),
            tool_id=tool_id,
            request_id=_identifier("req"),
            timeout_ms=int(timeout_ms),
            **_arguments(args, kwargs),
        )
        response = await self._ask("ExecuteTool", request, timeout_ms, tool_id)
        if not response.success:
            raise failed(tool_id, response.error)
        return deserialize_value(response.result)

    async def stream_tool(self, tool_id: str, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        """What a tool yields, as it comes. Closing the iterator ends the tool; a slow reader slows it."""
        request = messages.ToolStreamRequest(
            session_id=self._session(), tool_id=tool_id, stream_id=_identifier("stream"), **_arguments(args, kwargs)
        )
        call = self.stub.StreamTool(request, timeout=seconds(self._timeout_ms("stream_timeout_ms")))
        try:
            async for chunk in call:
                content = chunk.WhichOneof("content")
                if content == "data":
                    yield deserialize_value(chunk.data)
                elif content == "error":
                    raise failed(tool_id, chunk.error)
                elif content == "complete":
                    return
        except grpc.RpcError as error:
            raise broken(tool_id, error) from error
        finally:
            call.cancel()

    async def execute_batch(
        self,
        batch_requests: Sequence[Mapping[str, Any]],
        *,
        parallel: bool = True,
        stop_on_error: bool = False,
        max_parallel: int = 10,
    ) -> list[Any]:
        """Calls many tools, each given as `{"tool_id", "args", "kwargs"}`: values in their order.

        A tool that failed has its exception in the place of its value. Raises ValueError for an item that is none.
        """
        request = messages.BatchToolCallRequest(
            session_id=self._session(),
            batch_id=_identifier("batch"),
            items=[_item(index, item) for index, item in enumerate(batch_requests)],
            config=messages.BatchConfig(parallel=parallel, stop_on_error=stop_on_error, max_parallel=max_parallel),
        )
        response = await self._ask("BatchExecuteTools", request, self._timeout_ms("batch_timeout_ms"), "batch")
        return [
            deserialize_value(item.result)
            if item.success
            else failed(batch_requests[item.index]["tool_id"], item.error)
            for item in sorted(response.results, key=lambda item: item.index)
        ]

    async def execute_with_retry(self, tool_id: str, *args: Any, max_retries: int = 3, **kwargs: Any) -> Any:
        """As `execute_tool`, at most `max_retries` times: for tools that may run twice.

        Tries again 1, 2, 4, … s after `UNAVAILABLE` and `DEADLINE_EXCEEDED`, 10, 20, … s after `RateLimitExceeded`.
        """
        return await with_retry(lambda: self.execute_tool(tool_id, *args, **kwargs), max_retries)

    async def tool_specs(self) -> list[Any]:
        """The session's tools, each a `ToolSpec`."""
        request = messages.GetSessionToolsRequest(session_id=self._session())
        response = await self._ask("GetSessionTools", request, self._timeout_ms("default_timeout_ms"))
        return list(response.tools)

    async def _ask(self, method: str, request: Any, timeout_ms: float, name: str | None = None) -> Any:
        """Raises ToolBridgeError, named after the tool, else after the RPC."""
        try:
            return await getattr(self.stub, method)(request, timeout=seconds(timeout_ms))
        except grpc.RpcError as error:
            raise broken(name or method, error) from error

    def _timeout_ms(self, setting: str) -> float:
        return float(TOOL_BRIDGE_CONFIG[setting]) if self.timeout_ms is None else self.timeout_ms

    def _session(self) -> str:
        if not self.session_id:
            raise SessionError("Session not initialized: await initialize_session(session_id) first")
        return self.session_id


def _identifier(kind: str) -> str:
    return f"{kind}_{uuid.uuid4().hex[:8]}"


def _arguments(args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "args": [serialize_value(value, f"args[{index}]") for index, value in enumerate(args)],
        "kwargs": {name: serialize_value(value, f"kwargs.{name}") for name, value in kwargs.items()},
    }


def _item(index: int, item: Mapping[str, Any]) -> Any:
    tool_id = item.get("tool_id") if isinstance(item, Mapping) else None
    if not isinstance(tool_id, str):
        raise ValueError(f"batch_requests[{index}] is a dict with a tool_id, the name of a tool, got {item!r:.200}")
    return messages.ToolCallItem(
        index=index, tool_id=tool_id, **_arguments(item.get("args", ()), item.get("kwargs", {}))
    )
