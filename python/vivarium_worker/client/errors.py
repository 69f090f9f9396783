"""What goes wrong between a client and its host, as exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import grpc


class ToolBridgeError(Exception):
    """Any failure of the tool bridge."""


class ToolExecutionError(ToolBridgeError):
    """The host's answer is that the tool failed. `details` has the host's `code` (`VIV_…`) and `retryable`."""

    def __init__(self, tool_name: str, error_type: str, message: str, details: Mapping[str, Any] | None = None) -> None:
        self.tool_name = tool_name
        self.error_type = error_type
        self.message = message
        self.details: dict[str, Any] = dict(details or {})
        super().__init__(f"Tool '{tool_name}' failed ({error_type}): {message}")


class ToolCommunicationError(ToolBridgeError):
    """The call did not reach its end: no connection, no time left, a worker lost. `code` is a `grpc.StatusCode`."""

    def __init__(self, tool_name: str, code: grpc.StatusCode, details: str) -> None:
        self.tool_name = tool_name
        self.code = code
        self.details = details
        super().__init__(f"Communication error for '{tool_name}': {code} - {details}")


class SessionError(ToolBridgeError, RuntimeError):
    """There is no session yet, it cannot be made, or it has ended."""


_CODES = {
    "VIV_CALL_TIMEOUT": grpc.StatusCode.DEADLINE_EXCEEDED,
    "VIV_CALL_CANCELLED": grpc.StatusCode.CANCELLED,
    "VIV_WORKER_CRASHED": grpc.StatusCode.UNAVAILABLE,
    "VIV_AGENT_CRASHED": grpc.StatusCode.UNAVAILABLE,
    "VIV_SUPERVISOR_GAVE_UP": grpc.StatusCode.UNAVAILABLE,
    "VIV_START_FAILED": grpc.StatusCode.UNAVAILABLE,
    "VIV_STOPPED": grpc.StatusCode.UNAVAILABLE,
    "VIV_PYTHON_ENV": grpc.StatusCode.FAILED_PRECONDITION,
    "VIV_PROTOCOL": grpc.StatusCode.INTERNAL,
}
_SESSION_CODES = frozenset(
    {
        "VIV_SESSION_EXPIRED",
        "VIV_SESSION_EXISTS",
        "VIV_SESSION_LIMIT",
        "VIV_NO_SESSION",
        "VIV_VERSION_CONFLICT",
        "VIV_SESSION_STORE",
        "VIV_AFFINITY_LOST",
    }
)


def failed(tool_name: str, info: Any) -> ToolBridgeError:
    """The exception for an `ErrorInfo` in an answer; the class is that of the host's own code."""
    details = dict(info.details)
    code = details.get("code", "")
    if code in _CODES:
        return ToolCommunicationError(tool_name, _CODES[code], info.message)
    if code in _SESSION_CODES:
        return SessionError(info.message)
    if info.stacktrace:
        details["stacktrace"] = info.stacktrace
    return ToolExecutionError(tool_name, info.type, info.message, details)


def broken(name: str, error: grpc.RpcError) -> ToolBridgeError:
    """The exception for an RPC that ended without an answer."""
    trailing = dict(error.trailing_metadata() or ())
    if trailing.get("vivarium-error-code") in _SESSION_CODES:
        return SessionError(error.details())
    return ToolCommunicationError(name, error.code(), error.details() or "no details")
