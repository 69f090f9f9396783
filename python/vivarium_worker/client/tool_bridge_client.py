"""The way in for a Python program of its own: a channel, a session, and the session's tools."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType

import grpc

import dspex_bridge_pb2 as messages
from dspex_bridge_pb2_grpc import SnakepitBridgeStub
from vivarium_worker.client.config import create_grpc_channel
from vivarium_worker.client.deadline import seconds
from vivarium_worker.client.errors import SessionError, failed
from vivarium_worker.client.session_context import SessionContext
from vivarium_worker.client.tool_calls import ToolCalls


class ToolBridgeClient(ToolCalls):
    """A client of one host. It belongs to the loop that runs when it is made.

    Example::

        async with ToolBridgeClient("127.0.0.1:50051", token=token) as client:
            await client.initialize_session("user-42")
            total = await client.execute_tool("add", 2, b=3)
    """

    def __init__(self, server_address: str, *, token: str | None = None, timeout_ms: float | None = None) -> None:
        self.channel = create_grpc_channel(server_address, token)
        self.stub = SnakepitBridgeStub(self.channel)
        self.session_id: str | None = None
        self.timeout_ms = timeout_ms

    async def initialize_session(self, session_id: str, metadata: Mapping[str, str] | None = None) -> bool:
        """Makes a session, or takes up one that is there. Raises SessionError, or ConnectionError without a host."""
        request = messages.InitializeSessionRequest(session_id=session_id, metadata=dict(metadata or {}))
        try:
            timeout = seconds(self._timeout_ms("default_timeout_ms"))
            response = await self.stub.InitializeSession(request, timeout=timeout)
        except grpc.RpcError as error:
            raise ConnectionError(f"gRPC error: {error.code()}: {error.details()}") from error
        if not response.success:
            reason = failed("initialize_session", response.error)
            raise SessionError(f"Session init failed: {response.error.message}") from reason
        self.session_id = session_id
        return True

    @property
    def session_context(self) -> SessionContext:
        """The variables of the session. Raises SessionError before there is one."""
        return SessionContext(self.stub, self._session(), timeout_ms=self.timeout_ms)

    async def cleanup_session(self, force: bool = False) -> bool:
        """Ends the session; `force` does not wait for calls in flight. False when there was none."""
        if self.session_id is None:
            return False
        request = messages.CleanupSessionRequest(session_id=self.session_id, force=force)
        response = await self._ask("CleanupSession", request, self._timeout_ms("default_timeout_ms"))
        self.session_id = None
        return bool(response.success)

    async def close(self) -> None:
        """Closes the channel: calls in flight end. The session lives on in the host."""
        await self.channel.close()

    async def __aenter__(self) -> ToolBridgeClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self.close()
