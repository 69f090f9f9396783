"""`ToolBridgeClient` for code that waits, from any thread."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any

from vivarium_worker.client.loop_thread import LoopThread
from vivarium_worker.client.tool_bridge_client import ToolBridgeClient


class SyncToolBridgeClient:
    """The names of ToolBridgeClient and of its SessionContext, without `await`. Threads may share it.

    Example::

        with SyncToolBridgeClient("127.0.0.1:50051", token=token) as client:
            client.initialize_session("user-42")
            client.execute_tool("add", 2, b=3)
    """

    def __init__(self, server_address: str, *, token: str | None = None, timeout_ms: float | None = None) -> None:
        self._thread = LoopThread()
        self._client = self._thread.run(_connect(server_address, token, timeout_ms))

    @property
    def session_id(self) -> str | None:
        """The session, once it is initialized."""
        return self._client.session_id

    def within(self, timeout_ms: float) -> SyncToolBridgeClient:
        """The same with another deadline: `client.within(500).execute_tool(…)`; they share their channel."""
        other = copy.copy(self)
        other._client = self._client.within(timeout_ms)
        return other

    def initialize_session(self, session_id: str, metadata: Mapping[str, str] | None = None) -> bool:
        """Makes a session, or takes up one that is there."""
        return self._thread.run(self._client.initialize_session(session_id, metadata))

    def cleanup_session(self, force: bool = False) -> bool:
        """Ends the session."""
        return self._thread.run(self._client.cleanup_session(force))

    def execute_tool(self, tool_id: str, *args: Any, **kwargs: Any) -> Any:
        """Calls a tool and returns its value."""
        return self._thread.run(self._client.execute_tool(tool_id, *args, **kwargs))

    def execute_with_retry(self, tool_id: str, *args: Any, max_retries: int = 3, **kwargs: Any) -> Any:
        """As `execute_tool`, again after a passing failure."""
        return self._thread.run(self._client.execute_with_retry(tool_id, *args, max_retries=max_retries, **kwargs))

    def execute_batch(self, batch_requests: Sequence[Mapping[str, Any]], **options: Any) -> list[Any]:
        """Calls many tools: values and exceptions, in their order."""
        return self._thread.run(self._client.execute_batch(batch_requests, **options))

    def stream_tool(self, tool_id: str, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """What a tool yields, as it comes. Leaving the loop ends the tool."""
        return self._thread.iterate(self._client.stream_tool(tool_id, *args, **kwargs))

    def tool_specs(self) -> list[Any]:
        """The session's tools, each a `ToolSpec`."""
        return self._thread.run(self._client.tool_specs())

    def get_variable(self, name: str) -> Any:
        """A variable's value. Raises KeyError."""
        return self._thread.run(self._client.session_context.get_variable(name))

    def set_variable(self, name: str, value: Any, metadata: Mapping[str, str] | None = None) -> None:
        """Sets a variable; `metadata` are its tags."""
        self._thread.run(self._client.session_context.set_variable(name, value, metadata))

    def list_variables(self, prefix: str = "") -> list[dict[str, Any]]:
        """The variables without their values."""
        return self._thread.run(self._client.session_context.list_variables(prefix))

    def watch_variables(
        self, names: Sequence[str] | None = None, *, include_initial: bool = False
    ) -> Iterator[dict[str, Any]]:
        """Each change from now on, until the loop is left: `{name, value, operation}`."""
        watch = self._client.session_context.watch_variables(names, include_initial=include_initial)
        return self._thread.iterate(watch)

    def close(self) -> None:
        """Closes the channel and ends the thread."""
        try:
            self._thread.run(self._client.close())
        finally:
            self._thread.stop()

    def __enter__(self) -> SyncToolBridgeClient:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()


async def _connect(address: str, token: str | None, timeout_ms: float | None) -> ToolBridgeClient:
    """In the loop that will use the channel."""
    return ToolBridgeClient(address, token=token, timeout_ms=timeout_ms)
