"""Runs async tools as tasks of the main thread's loop, and plain tools whose adapter has async hooks."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable
from concurrent.futures import Executor
from contextvars import copy_context
from functools import partial
from time import perf_counter_ns
from typing import Any

from vivarium_worker.adapters.chunk import unwrap
from vivarium_worker.adapters.required import require_async
from vivarium_worker.adapters.toolbox import Tool
from vivarium_worker.calls.call import Call
from vivarium_worker.calls.cancel import Cancelled
from vivarium_worker.calls.current import current
from vivarium_worker.calls.perform import Bench, items_of, micros_since
from vivarium_worker.lane.wire import CHUNK, END, RESULT, Message
from vivarium_worker.schema.arguments import misfit, stream_only
from vivarium_worker.telemetry.tracing import trace
from vivarium_worker.values.codec import decode, encode

_DONE: Any = object()


class AsyncJob:
    """One call or stream as a task."""

    def __init__(
        self,
        bench: Bench,
        call: Call,
        tool: Tool,
        loop: asyncio.AbstractEventLoop,
        threads: Executor | None,
        ended: Callable[[Call], None],
    ) -> None:
        self._bench = bench
        self._call = call
        self._tool = tool
        self._loop = loop
        self._threads = threads
        self._ended = ended
        self._credit = asyncio.Event()
        self._began = 0
        # From the first step, since a task that has not begun would never answer, to the cleanup.
        self._can_cancel = False
        self._task = loop.create_task(self._run())

    def attend(self) -> None:
        self._credit.set()
        if self._call.cancelled and self._can_cancel:
            self._can_cancel = False
            self._task.cancel()

    async def _run(self) -> None:
        self._began = perf_counter_ns()
        current.set(self._call)
        traced = trace(self._call)
        if traced is not None:
            traced.enter()
        failed: BaseException | None = None
        self._can_cancel = True
        try:
            answer = await self._answer()
        except BaseException as error:
            failed = error
            answer = self._bench.ending(self._call, error, micros_since(self._began))
        if traced is not None:
            traced.leave()
            traced.end(failed)
        self._bench.post(answer)
        self._ended(self._call)

    async def _answer(self) -> Message:
        call = self._call
        try:
            value = await self._start()
            if call.streaming:
                await self._stream(value)
        finally:
            self._can_cancel = False
            await self._clean_up()
        if call.streaming:
            return Message(END, call.id, number=micros_since(self._began))
        body, segments = encode(value, self._bench.toolbox.strict)
        return Message(RESULT, call.id, body, segments, micros_since(self._began))

    async def _start(self) -> Any:
        call, tool, toolbox = self._call, self._tool, self._bench.toolbox
        if tool.generator and not call.streaming:
            raise stream_only(tool.name)
        arguments = decode(call.body, call.segments)
        holder = await self._plain(toolbox.create, call)
        if tool.metadata.required_variables and call.context is not None:
            await require_async(tool.name, tool.metadata.required_variables, call.context)
        if toolbox.initialize is not None:
            await self._either(holder.initialize)
        if tool.convert is not None:
            arguments = tool.convert(arguments)
        if tool.routed:
            return await self._invoke(partial(holder.execute_tool, tool.name, arguments, call.context))
        try:
            return await self._invoke(partial(getattr(holder, tool.name), **arguments))
        except TypeError as error:
            refusal = misfit(tool.name, toolbox.method(tool.name), arguments)
            if refusal is None:
                raise
            raise refusal from error

    async def _invoke(self, work: partial[Any]) -> Any:
        """What the tool returns; the generator itself when that is what it is."""
        function = inspect.unwrap(getattr(work.func, "__func__", work.func))
        here = (inspect.iscoroutinefunction, inspect.isasyncgenfunction, inspect.isgeneratorfunction)
        value = work() if any(kind(function) for kind in here) else await self._plain(work)
        if inspect.isawaitable(value):
            value = await value
        if not self._call.streaming and (inspect.isgenerator(value) or inspect.isasyncgen(value)):
            raise stream_only(self._tool.name)
        return value

    async def _stream(self, value: Any) -> None:
        call = self._call
        items = value if inspect.isasyncgen(value) else items_of(value, self._tool)
        try:
            while True:
                while call.sent >= call.granted:
                    self._bench.flush()
                    self._credit.clear()
                    await self._credit.wait()
                item = await self._next(items)
                if item is _DONE:
                    return
                data, final = unwrap(item)
                body, segments = encode(data, self._bench.toolbox.strict)
                self._bench.post(Message(CHUNK, call.id, body, segments))
                call.sent += 1
                if final:
                    return
        finally:
            if inspect.isasyncgen(items):
                await items.aclose()
            elif inspect.isgenerator(items):
                items.close()

    async def _next(self, items: Any) -> Any:
        if inspect.isasyncgen(items):
            return await anext(items, _DONE)
        return await self._plain(next, items, _DONE)

    async def _clean_up(self) -> None:
        instance, self._call.instance = self._call.instance, None
        try:
            if instance is not None and self._bench.toolbox.cleanup is not None:
                outcome = instance.cleanup()
                if inspect.isawaitable(outcome):
                    await outcome
        finally:
            self._call.put_away()

    async def _either(self, function: Callable[[], Any]) -> None:
        outcome = await self._plain(function) if not inspect.iscoroutinefunction(function) else function()
        if inspect.isawaitable(outcome):
            await outcome

    async def _plain(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Calls plain user code: here, where a signal can end it, or in a thread when there are threads."""
        if self._call.cancelled:
            raise Cancelled
        if self._threads is not None:
            work = partial(copy_context().run, function, *args, **kwargs)
            return await _to_its_end(self._loop.run_in_executor(self._threads, work))
        try:
            self._bench.guard.enter(self._call)
            return function(*args, **kwargs)
        finally:
            self._bench.guard.leave()


async def _to_its_end(future: asyncio.Future[Any]) -> Any:
    """Waits for a thread also when cancelled: it cannot be stopped, and what follows must not run beside it."""
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        await asyncio.wait((future,))
        raise
