"""The host over a `BridgeServiceStub`, for scripts outside of a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import grpc

import snakepit_bridge_pb2 as messages
from vivarium_worker.client.deadline import seconds
from vivarium_worker.client.values import serialize_value
from vivarium_worker.host.host import DEFAULT_SECONDS, Entry
from vivarium_worker.host.rpc import broken, chunk_value, entry_of, no_variables, value_of

if TYPE_CHECKING:
    from vivarium_worker.host.stub_aio import AsyncStubHost


class StubHost:
    """Host tools over gRPC, as `vivarium_worker.host.host.Host` has them.

    Raises HostCallError for a tool that fails, HostRpcError when there is no answer.
    """

    def __init__(self, stub: Any, session_id: str, metadata: Mapping[str, Any] | None = None) -> None:
        self._stub = stub
        self._session_id = session_id
        self._metadata = {key: value for key, value in (metadata or {}).items() if isinstance(value, str)}

    def tools(self) -> list[Entry]:
        """The host tools that Python may see."""
        request = messages.GetExposedElixirToolsRequest(session_id=self._session_id)
        return [entry_of(tool) for tool in self._ask("GetExposedElixirTools", request, DEFAULT_SECONDS).tools]

    def call(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Calls a host tool."""
        limit = DEFAULT_SECONDS if timeout is None else timeout
        return value_of(self._ask("ExecuteElixirTool", self._execution(name, arguments, limit), limit))

    def stream(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Iterator[Any]:
        """Calls a host tool that answers with many values."""
        call = self.open(name, arguments, timeout)
        try:
            for chunk in call:
                if chunk.is_final:
                    return
                yield chunk_value(chunk)
        except grpc.RpcError as error:
            raise broken(error) from error
        finally:
            call.cancel()

    def begin(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """As `call` without waiting: gRPC's future, for `finish`."""
        limit = DEFAULT_SECONDS if timeout is None else timeout
        request = self._execution(name, arguments, limit)
        return self._stub.ExecuteElixirTool.future(request, timeout=seconds(limit * 1000))

    def finish(self, future: Any) -> Any:
        """The value of a call that has ended."""
        try:
            return value_of(future.result())
        except grpc.RpcError as error:
            raise broken(error) from error

    def open(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """As `stream` without waiting: gRPC's iterator of chunks, which `cancel` ends from any thread."""
        limit = DEFAULT_SECONDS if timeout is None else timeout
        request = messages.ExecuteToolRequest(stream=True, **self._request(name, arguments, limit))
        return self._stub.ExecuteStreamingTool(request, timeout=seconds(limit * 1000))

    def get_variable(self, name: str) -> Entry:
        """Not over this service."""
        raise no_variables()

    def set_variable(self, name: str, value: Any, **facts: Any) -> Entry:
        """Not over this service."""
        raise no_variables()

    def delete_variable(self, name: str) -> bool:
        """Not over this service."""
        raise no_variables()

    def list_variables(self) -> list[Entry]:
        """Not over this service."""
        raise no_variables()

    def watch_variables(self, names: Sequence[str] | None = None) -> Iterator[Entry]:
        """Not over this service."""
        raise no_variables()

    @property
    def aio(self) -> AsyncStubHost:
        """The same for async code."""
        from vivarium_worker.host.stub_aio import AsyncStubHost

        return AsyncStubHost(self)

    def _request(self, name: str, arguments: Mapping[str, Any], limit: float) -> dict[str, Any]:
        return {
            "session_id": self._session_id,
            "tool_name": name,
            "parameters": {key: serialize_value(value, key) for key, value in arguments.items()},
            "metadata": {**self._metadata, "timeout_ms": str(max(1, int(limit * 1000)))},
        }

    def _execution(self, name: str, arguments: Mapping[str, Any], limit: float) -> Any:
        return messages.ExecuteElixirToolRequest(**self._request(name, arguments, limit))

    def _ask(self, method: str, request: Any, limit: float) -> Any:
        try:
            return getattr(self._stub, method)(request, timeout=seconds(limit * 1000))
        except grpc.RpcError as error:
            raise broken(error) from error
