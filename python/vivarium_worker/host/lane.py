"""The host over the worker's lane, for code that waits in a thread. `lane_aio` is the same for tasks."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vivarium_worker.calls.call import Call
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

if TYPE_CHECKING:
    from vivarium_worker.host.lane_aio import AsyncLaneHost


class LaneHost:
    """The host as one call sees it. A wait on the main thread is ended by the cancel of the call."""

    def __init__(self, calls: HostCalls, call: Call | None = None) -> None:
        self._calls = calls
        self._call = call

    def call(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Calls a host tool, or an operation. Raises HostCallError."""
        limit = time_limit(self._call, timeout)
        inbox = _Inbox(name, limit)
        talk = self._calls.begin(CALL, name, arguments, inbox=inbox, call=self._call, timeout=limit)
        try:
            return value_of(talk, inbox.get())
        finally:
            self._calls.end(talk)

    def stream(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Iterator[Any]:
        """Calls a host tool that answers with many values. Raises HostCallError."""
        return self._stream(name, arguments, time_limit(self._call, timeout))

    def tools(self) -> list[Entry]:
        """The host tools that Python may see."""
        tools: list[Entry] = self.call("session:tools", {})
        return tools

    def get_variable(self, name: str) -> Entry:
        """`{value, metadata}`. Raises VariableNotFound."""
        variable: Entry = self.call("session:get", {"name": name})
        return variable

    def set_variable(self, name: str, value: Any, **facts: Any) -> Entry:
        """Sets a variable; returns its metadata."""
        metadata: Entry = self.call("session:set", {"name": name, "value": value, **facts})
        return metadata

    def delete_variable(self, name: str) -> bool:
        """Whether it was there."""
        return bool(self.call("session:delete", {"name": name}))

    def list_variables(self) -> list[Entry]:
        """The session's variables without their values."""
        variables: list[Entry] = self.call("session:list", {})
        return variables

    def watch_variables(self, names: Sequence[str] | None = None) -> Iterator[Entry]:
        """Each change from now on, until the call ends."""
        return self._stream("session:watch", watched(names), watch_limit(self._call))

    @property
    def aio(self) -> AsyncLaneHost:
        """The same for async code."""
        from vivarium_worker.host.lane_aio import AsyncLaneHost

        return AsyncLaneHost(self._calls, self._call)

    def _stream(self, name: str, arguments: Mapping[str, Any], limit: float | None) -> Iterator[Any]:
        inbox = _Inbox(name, limit)
        talk = self._calls.begin(OPEN, name, arguments, inbox=inbox, call=self._call, timeout=limit, credits=WINDOW)
        taken = 0
        try:
            while (arrived := inbox.get()).frame.kind != END:
                value = value_of(talk, arrived)
                taken = (taken + 1) % (WINDOW // 2)
                if taken == 0:
                    self._calls.credit(talk, WINDOW // 2)
                yield value
        finally:
            self._calls.end(talk)


class _Inbox:
    """Waits with a deadline. The wait ends when a signal handler raises, which is how a tool is cancelled."""

    def __init__(self, tool: str, limit: float | None) -> None:
        self._tool = tool
        self._limit = limit
        self._deadline = deadline_of(limit)
        self._items: queue.SimpleQueue[Arrived | BaseException] = queue.SimpleQueue()
        self.put = self._items.put

    def get(self) -> Arrived:
        """The next answer. Raises HostCallTimeout, or what was put in to be raised."""
        try:
            item = self._items.get(timeout=seconds_until(self._deadline))
        except queue.Empty:
            raise timed_out(self._tool, self._limit) from None
        if isinstance(item, BaseException):
            raise item
        return item
