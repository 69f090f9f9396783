"""Runs plain tools on the thread that calls it: the instance's life around one call or one stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter_ns
from types import GeneratorType
from typing import Any

from vivarium_worker.adapters.chunk import unwrap
from vivarium_worker.adapters.required import require
from vivarium_worker.adapters.toolbox import Tool, Toolbox
from vivarium_worker.calls import failure
from vivarium_worker.calls.call import Call
from vivarium_worker.calls.cancel import Guard
from vivarium_worker.calls.current import current
from vivarium_worker.lane.wire import CHUNK, END, RESULT, Message
from vivarium_worker.schema.arguments import misfit, stream_only
from vivarium_worker.telemetry.tracing import Traced, trace
from vivarium_worker.values.codec import decode, encode

_DONE: Any = object()

Ending = Callable[[Call, BaseException, int], Message]
"""Call, error, microseconds → the message that ends the call."""


class Bench:
    """What running a tool takes: the adapter, the guard of the thread, where answers go, and what errors become.

    `flush` says that no answer follows for now: those that wait for another leave.
    """

    __slots__ = ("ending", "flush", "guard", "post", "toolbox")

    def __init__(
        self,
        toolbox: Toolbox,
        guard: Guard,
        post: Callable[[Message], None],
        ending: Ending = failure.ending,
        flush: Callable[[], None] = lambda: None,
    ) -> None:
        self.toolbox = toolbox
        self.guard = guard
        self.post = post
        self.flush = flush
        self.ending = ending


def perform(bench: Bench, call: Call, tool: Tool) -> None:
    """Runs a CALL and answers it."""
    began = perf_counter_ns()
    current.set(call)
    traced = trace(call) if call.meta else None
    if traced is not None:
        traced.enter()
    failed: BaseException | None = None
    try:
        try:
            value = start(bench, call, tool)
        finally:
            clean_up(bench, call)
        body, segments = encode(value, bench.toolbox.strict)
        answer = Message(RESULT, call.id, body, segments, micros_since(began))
    except BaseException as error:
        failed = error
        answer = bench.ending(call, error, micros_since(began))
    if traced is not None:
        traced.leave()
        traced.end(failed)
    current.set(None)
    bench.post(answer)


def start(bench: Bench, call: Call, tool: Tool) -> Any:
    """A new instance and what the tool returns: a value, or a generator when the call is a stream."""
    if tool.generator and not call.streaming:
        raise stream_only(tool.name)
    arguments = decode(call.body, call.segments)
    guard, toolbox = bench.guard, bench.toolbox
    try:
        guard.enter(call)
        holder = toolbox.create(call)
        if tool.metadata.required_variables and call.context is not None:
            require(tool.name, tool.metadata.required_variables, call.context)
        if toolbox.initialize is not None:
            holder.initialize()
        if tool.convert is not None:
            arguments = tool.convert(arguments)
        if tool.routed:
            value = holder.execute_tool(tool.name, arguments, call.context)
        else:
            value = getattr(holder, tool.name)(**arguments)
    except TypeError as error:
        refusal = None if tool.routed else misfit(tool.name, toolbox.method(tool.name), arguments)
        if refusal is None:
            raise
        raise refusal from error
    finally:
        guard.leave()
    if type(value) is GeneratorType and not call.streaming:
        value.close()
        raise stream_only(tool.name)
    return value


def clean_up(bench: Bench, call: Call) -> None:
    """Ends the instance's life, if it began. Not interrupted: the guard is off."""
    instance, call.instance = call.instance, None
    try:
        if instance is not None and bench.toolbox.cleanup is not None:
            instance.cleanup()
    finally:
        call.put_away()


class Pump:
    """Sends a stream's chunks while there are credits, one turn at a time."""

    def __init__(self, bench: Bench, call: Call, tool: Tool) -> None:
        self._bench = bench
        self._call = call
        self._tool = tool
        self._items: Iterator[Any] | None = None
        self._micros = 0
        self._traced: Traced | None = None
        self.ended = False

    @property
    def ready(self) -> bool:
        """Whether a turn would get anywhere."""
        return not self.ended and (self._call.cancelled or self._call.sent < self._call.granted)

    def turn(self) -> None:
        """Sends chunks until the credits are used up or the stream ends."""
        current.set(self._call)
        traced = self._traced = self._traced or trace(self._call)
        if traced is not None:
            traced.enter()
        try:
            failed = self._turn()
        finally:
            if traced is not None:
                traced.leave()
            current.set(None)
        if traced is not None and self.ended:
            traced.end(failed)

    def _turn(self) -> BaseException | None:
        """What the stream has failed with."""
        failed: BaseException | None = None
        began = perf_counter_ns()
        try:
            if self._items is None:
                self._items = items_of(start(self._bench, self._call, self._tool), self._tool)
            if not self._send():
                self._bench.flush()
                self._micros += micros_since(began)
                return None
            self._close()
            answer = Message(END, self._call.id, number=self._micros + micros_since(began))
        except BaseException as error:
            failed = self._close_after(error)
            answer = self._bench.ending(self._call, failed, self._micros + micros_since(began))
        self.ended = True
        self._bench.post(answer)
        return failed

    def _send(self) -> bool:
        """Whether the generator has come to its end."""
        call, guard, post, strict = self._call, self._bench.guard, self._bench.post, self._bench.toolbox.strict
        items = self._items or iter(())
        while call.sent < call.granted or call.cancelled:
            try:
                guard.enter(call)
                item = next(items, _DONE)
            finally:
                guard.leave()
            if item is _DONE:
                return True
            data, final = unwrap(item)
            body, segments = encode(data, strict)
            post(Message(CHUNK, call.id, body, segments))
            call.sent += 1
            if final:
                return True
        return False

    def _close(self) -> None:
        try:
            close = getattr(self._items, "close", None)
            if close is not None:
                close()
        finally:
            clean_up(self._bench, self._call)

    def _close_after(self, error: BaseException) -> BaseException:
        try:
            self._close()
        except BaseException as second:
            second.__context__ = error
            return error if self._call.cancelled else second
        return error


def items_of(value: Any, tool: Tool) -> Iterator[Any]:
    """What a stream sends: what the generator yields, or the one value of a tool that returns."""
    if type(value) is GeneratorType or (tool.streaming and hasattr(value, "__next__")):
        items: Iterator[Any] = value
        return items
    return iter((value,))


def micros_since(began: int) -> int:
    """Microseconds since an instant of `perf_counter_ns`."""
    return (perf_counter_ns() - began) // 1000
