"""What the answers of a `BridgeService` mean: values, chunks, tools, and each failure as an exception."""

from __future__ import annotations

import json
from typing import Any

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage

from vivarium_worker.client.values import JSON_TYPE, deserialize_value
from vivarium_worker.host.errors import HostCallError, host_error
from vivarium_worker.host.host import Entry

_KINDS = {
    "ToolNotFound": "unknown_tool",
    "ValidationError": "bad_arguments",
    "TimeoutError": "timeout",
    "ResourceExhausted": "saturated",
    "RateLimitExceeded": "saturated",
    "SessionExpired": "session_expired",
}


class HostRpcError(grpc.RpcError):  # type: ignore[misc]
    """The host cannot be reached, or refuses: what gRPC said of it, its exception being the cause."""

    def __init__(self, error: grpc.RpcError) -> None:
        self._code: grpc.StatusCode = error.code()
        self._details: str = error.details() or ""
        super().__init__(f"{self._code.name}: {self._details}")

    def code(self) -> grpc.StatusCode:
        """The status of the RPC."""
        return self._code

    def status(self) -> str:
        """The status's name, such as `UNAVAILABLE`."""
        return str(self._code.name)

    def details(self) -> str:
        """What was said with it."""
        return self._details


def entry_of(tool: Any) -> Entry:
    """A tool as Python is told of it."""
    return {
        "name": tool.name,
        "description": tool.description,
        "parameters": json.loads(tool.metadata.get("parameters") or "{}"),
        "streaming": tool.supports_streaming,
        "idempotent": tool.metadata.get("idempotent") == "true",
    }


def chunk_value(chunk: Any) -> Any:
    """What a chunk of a stream holds."""
    if chunk.metadata.get("encoding") == "binary":
        return chunk.data
    return deserialize_value(AnyMessage(type_url=JSON_TYPE, value=chunk.data))


def value_of(response: Any) -> Any:
    """What a tool gave. Raises HostCallError when it failed."""
    if not response.success:
        raise _failure(response)
    return deserialize_value(response.result) if response.HasField("result") else response.binary_result


def _failure(response: Any) -> HostCallError:
    kind = response.metadata.get("type", "")
    code = response.metadata.get("code", "")
    return host_error(
        {"kind": _KINDS.get(kind, "raised"), "type": kind, "code": code, "message": response.error_message}
    )


def broken(error: grpc.RpcError) -> Exception:
    """A failure of a streaming tool comes as a status, since its chunks have no place for it."""
    trailing = dict(error.trailing_metadata() or ()) if hasattr(error, "trailing_metadata") else {}
    kind = trailing.get("vivarium-error-type")
    if kind is None:
        return HostRpcError(error)
    code = trailing.get("vivarium-error-code", "")
    return host_error({"kind": _KINDS.get(kind, "raised"), "type": kind, "code": code, "message": error.details()})


def no_variables() -> HostCallError:
    """For what only DSPex's service has."""
    return HostCallError(
        "snakepit.bridge.BridgeService has no variables: use vivarium_worker.client.SyncToolBridgeClient",
        kind="unsupported",
    )
