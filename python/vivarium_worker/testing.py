"""Runs an adapter's tools in this process, without Node: for an adapter's own tests.

Example::

    with AdapterRunner(MyAdapter, host_tools={"validate": lambda data: {"valid": True}}) as adapter:
        assert adapter.call("process", data={"a": 1}) == {"success": True}
        assert list(adapter.stream("count", to=3)) == [0, 1, 2]
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType, TracebackType
from typing import Any

from vivarium_worker.adapters.load import load, toolbox_of
from vivarium_worker.adapters.toolbox import Tool
from vivarium_worker.calls.call import Call
from vivarium_worker.calls.cancel import Guard
from vivarium_worker.calls.failure import ending
from vivarium_worker.calls.perform import Bench, Pump, perform
from vivarium_worker.calls.perform_async import AsyncJob
from vivarium_worker.host.fake import FakeHost
from vivarium_worker.host.session import SessionContext
from vivarium_worker.lane.wire import CHUNK, Message
from vivarium_worker.schema.arguments import unknown_tool
from vivarium_worker.values.codec import decode, encode

__all__ = ["AdapterRunner", "FakeHost"]


class AdapterRunner:
    """An adapter as a worker runs it: its lifecycle, its hooks, and values that travel as on the lane.

    `adapter` is a class, a module, or a name as a pool takes it (`./file.py`, `pkg.module.Class`). What the tools ask
    of their host goes to `host`, a FakeHost of `host_tools` and `variables`. Errors are raised as they are.
    """

    def __init__(
        self,
        adapter: type | ModuleType | str,
        *,
        host_tools: Mapping[str, Callable[..., Any]] | None = None,
        variables: Mapping[str, Any] | None = None,
        session_id: str | None = "test-session",
        metadata: Mapping[str, Any] | None = None,
        config: Mapping[str, Any] | None = None,
    ) -> None:
        self.host = FakeHost(host_tools, variables)
        self.session_id = session_id
        self.metadata = dict(metadata or {})
        self._config = config or {}
        self._toolbox = load(adapter) if isinstance(adapter, str) else toolbox_of(adapter)
        self._toolbox.context_of = self._context_of
        self._numbers = itertools.count(1)
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> AdapterRunner:
        self._toolbox.open(self._config, self._loop.run_until_complete)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._toolbox.close(self._loop.run_until_complete)
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def describe(self) -> list[dict[str, Any]]:
        """The tools, as the host is told them."""
        return self._toolbox.describe()

    def call(self, tool: str, /, *, timeout: float | None = None, **arguments: Any) -> Any:
        """Calls a tool and returns its value. `timeout`, in seconds, is what `time_remaining()` tells it."""
        run = self._start(tool, arguments, timeout, streaming=False)
        run.advance()
        return run.value()

    def stream(self, tool: str, /, *, timeout: float | None = None, **arguments: Any) -> Iterator[Any]:
        """What a tool yields. It is resumed as items are asked for; leaving the loop cancels it."""
        run = self._start(tool, arguments, timeout, streaming=True)
        try:
            while run.advance():
                yield run.value()
            run.value()
        finally:
            run.cancel()

    def _start(self, name: str, arguments: dict[str, Any], timeout: float | None, streaming: bool) -> _Run:
        tool = self._toolbox.find(name)
        if tool is None:
            raise unknown_tool(name, self._toolbox.tools)
        body, segments = encode(arguments, strict=True)
        writable = tuple(memoryview(bytearray(segment)) for segment in segments)
        deadline = None if timeout is None else time.monotonic() + timeout
        call = Call(next(self._numbers), name, body, writable, deadline=deadline, streaming=streaming)
        asynchronous = tool.asynchronous or self._toolbox.asynchronous_hooks
        return _Run(call, tool, self._toolbox, self._loop if asynchronous else None)

    def _context_of(self, call: Call) -> SessionContext:
        metadata = {"correlation_id": f"test/{call.id}", **self.metadata}
        return SessionContext(self.session_id, metadata, call.deadline, self.host)


class _Run:
    """One call under way; `loop` is there for those that need one."""

    def __init__(self, call: Call, tool: Tool, toolbox: Any, loop: asyncio.AbstractEventLoop | None) -> None:
        self._call = call
        self._tool = tool
        self._loop = loop
        self._posted: deque[Message] = deque()
        self._error: BaseException | None = None
        self._ended = False
        self._bench = Bench(toolbox, Guard(), self._post, self._ending)
        self._pump = Pump(self._bench, call, tool) if call.streaming and loop is None else None
        self._job = None if loop is None else AsyncJob(self._bench, call, tool, loop, None, lambda _: loop.stop())

    def advance(self) -> bool:
        """Runs to the next message; whether that is a chunk."""
        self._call.granted += 1
        self._turn()
        return bool(self._posted) and self._posted[0].kind == CHUNK

    def value(self) -> Any:
        """The value of that message. Raises what the tool raised."""
        message = self._posted.popleft()
        if self._error is not None and message.kind != CHUNK:
            raise self._error
        return (
            decode(message.body, tuple(memoryview(bytearray(part)) for part in message.segments))
            if message.body
            else None
        )

    def cancel(self) -> None:
        """Ends it, if it has not ended."""
        if not self._ended:
            self._call.cancelled = True
            self._turn()

    def _turn(self) -> None:
        if self._job is not None and self._loop is not None:
            self._job.attend()
            self._loop.run_forever()
        elif self._pump is not None:
            self._pump.turn()
        else:
            perform(self._bench, self._call, self._tool)

    def _post(self, message: Message) -> None:
        self._posted.append(message)
        self._ended = message.kind != CHUNK
        if self._loop is not None:
            self._loop.stop()

    def _ending(self, call: Call, error: BaseException, micros: int) -> Message:
        self._error = error
        return ending(call, error, micros)
