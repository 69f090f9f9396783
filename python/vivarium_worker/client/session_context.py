"""A session as async code sees it: its variables, and its tools."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import grpc

import dspex_bridge_pb2 as messages
from vivarium_worker.client.errors import SessionError, broken, failed
from vivarium_worker.client.tool_calls import ToolCalls
from vivarium_worker.client.values import deserialize_value, serialize_value


class SessionContext(ToolCalls):
    """`stub` is a `SnakepitBridgeStub`. The session lives in the host: any number of contexts may share it."""

    def __init__(self, stub: Any, session_id: str, *, timeout_ms: float | None = None) -> None:
        self.stub = stub
        self.session_id = session_id
        self.timeout_ms = timeout_ms

    async def get_variable(self, name: str) -> Any:
        """A variable's value. Raises KeyError when the session has none of that name."""
        request = messages.GetVariableRequest(session_id=self._session(), variable_name=name, include_metadata=True)
        response = await self._of_variable("GetSessionVariable", request, name)
        if not response.exists:
            raise KeyError(f"Variable '{name}' not found in session")
        return deserialize_value(response.value)

    async def set_variable(self, name: str, value: Any, metadata: Mapping[str, str] | None = None) -> None:
        """Sets a variable; `metadata` are its tags. Raises SessionError."""
        request = messages.SetVariableRequest(
            session_id=self._session(),
            variable_name=name,
            value=serialize_value(value, name),
            metadata=messages.VariableMetadata(
                type=type(value).__name__, created_by="python", tags=dict(metadata or {})
            ),
            create_if_missing=True,
        )
        response = await self._of_variable("SetSessionVariable", request, name)
        if not response.success:
            raise SessionError(f"Failed to set variable: {response.error.message}") from failed(name, response.error)

    async def list_variables(self, prefix: str = "") -> list[dict[str, Any]]:
        """The variables without their values, with what is known of them; times are seconds since 1970."""
        request = messages.ListVariablesRequest(session_id=self._session(), prefix=prefix)
        response = await self._of_variable("ListSessionVariables", request, prefix or "*")
        return [_described(variable) for variable in response.variables]

    async def watch_variables(
        self, names: Sequence[str] | None = None, *, include_initial: bool = False
    ) -> AsyncIterator[dict[str, Any]]:
        """Each change from now on, until the iterator is closed: `{name, value, operation}`."""
        request = messages.WatchVariablesRequest(
            session_id=self._session(), variable_names=names or (), include_initial=include_initial
        )
        call = self.stub.WatchSessionVariables(request)
        try:
            async for update in call:
                value = None if update.operation == "delete" else deserialize_value(update.value)
                yield {"name": update.name, "value": value, "operation": update.operation}
        except grpc.RpcError as error:
            raise broken("WatchSessionVariables", error) from error
        finally:
            call.cancel()

    async def _of_variable(self, method: str, request: Any, name: str) -> Any:
        return await self._ask(method, request, self._timeout_ms("default_timeout_ms"), f"{method} {name}")


def _described(variable: Any) -> dict[str, Any]:
    metadata = variable.metadata
    return {
        "name": variable.name,
        "type": variable.type,
        "created_by": metadata.created_by,
        "tags": dict(metadata.tags),
        "created_at": metadata.created_at.ToNanoseconds() / 1e9,
        "updated_at": metadata.updated_at.ToNanoseconds() / 1e9,
        "size_bytes": variable.size_bytes,
    }
