"""The host over the worker's lane, for tasks of an asyncio loop: of the worker's own or any other."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from vivarium_worker.calls.call import Call
from vivarium_worker.calls.cancel import Cancelled
from vivarium_worker.host.calls import HostCalls
from vivarium_worker.host.host import Entry
from vivarium_worker.host.waits import (
    WINDOW,
    deadline_of,
    seconds_until,
    time_limit,
    timed_out,
    value_of,
    watch_limit,
    watched,
)
from vivarium_worker.lane.assembly import Arrived
from vivarium_worker.lane.wire import CALL, END, OPEN


class AsyncLaneHost:
    """The host as one call sees it. Cancelling the task cancels the host's tool."""

    def __init__(self, calls: HostCalls, call: Call | None = None) -> None:
        self._calls = calls
        self._call = call

    async def call(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Calls a host tool, or an operation. Raises HostCallError."""
        limit = time_limit(self._call, timeout)
        inbox = _Inbox(name, limit)
        talk = self._calls.begin(CALL, name, arguments, inbox=inbox, call=self._call, timeout=limit)
        try:
            return value_of(talk, await inbox.get())
        finally:
            self._calls.end(talk)

    def stream(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> AsyncIterator[Any]:
        """Calls a host tool that answers with many values. Raises HostCallError."""
        return self._stream(name, arguments, time_limit(self._call, timeout))

    async def tools(self) -> list[Entry]:
        """The host tools that Python may see."""
        tools: list[Entry] = await self.call("session:tools", {})
        return tools

    async def get_variable(self, name: str) -> Entry:
        """`{value, metadata}`. Raises VariableNotFound."""
        variable: Entry = await self.call("session:get", {"name": name})
        return variable

    async def set_variable(self, name: str, value: Any, **facts: Any) -> Entry:
        """Sets a variable; returns its metadata."""
        metadata: Entry = await self.call("session:set", {"name": name, "value": value, **facts})
        return metadata

    async def delete_variable(self, name: str) -> bool:
        """Whether it was there."""
        return bool(await self.call("session:delete", {"name": name}))

    async def list_variables(self) -> list[Entry]:
        """The session's variables without their values."""
        variables: list[Entry] = await self.call("session:list", {})
        return variables

    def watch_variables(self, names: Sequence[str] | None = None) -> AsyncIterator[Entry]:
        """Each change from now on, until the call ends."""
        return self._stream("session:watch", watched(names), watch_limit(self._call))

    async def _stream(self, name: str, arguments: Mapping[str, Any], limit: float | None) -> AsyncIterator[Any]:
        inbox = _Inbox(name, limit)
        talk = self._calls.begin(OPEN, name, arguments, inbox=inbox, call=self._call, timeout=limit, credits=WINDOW)
        taken = 0
        try:
            while (arrived := await inbox.get()).frame.kind != END:
                value = value_of(talk, arrived)
                taken = (taken + 1) % (WINDOW // 2)
                if taken == 0:
                    self._calls.credit(talk, WINDOW // 2)
                yield value
        finally:
            self._calls.end(talk)


class _Inbox:
    """A queue of the running loop that other threads may put into."""

    def __init__(self, tool: str, limit: float | None) -> None:
        self._tool = tool
        self._limit = limit
        self._deadline = deadline_of(limit)
        self._loop = asyncio.get_running_loop()
        self._items: asyncio.Queue[Arrived | BaseException] = asyncio.Queue()

    def put(self, item: Arrived | BaseException, /) -> None:
        with contextlib.suppress(RuntimeError):  # The loop is closed: nobody waits there any more.
            self._loop.call_soon_threadsafe(self._items.put_nowait, item)

    async def get(self) -> Arrived:
        """The next answer. Raises HostCallTimeout, or what was put in to be raised."""
        try:
            item = await asyncio.wait_for(self._items.get(), seconds_until(self._deadline))
        except asyncio.TimeoutError:
            raise timed_out(self._tool, self._limit) from None
        if isinstance(item, Cancelled):
            raise asyncio.CancelledError
        if isinstance(item, BaseException):
            raise item
        return item
