"""The main thread: takes calls in order, runs plain tools itself, async tools as tasks of its loop.

With a concurrency above 1, plain tools run in a thread pool instead. Plain tools run while the loop
is not running, so they may use `asyncio.run` themselves.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import cached_property, partial
from typing import TYPE_CHECKING

from vivarium_worker.adapters.toolbox import Tool, Toolbox
from vivarium_worker.calls.call import Call
from vivarium_worker.calls.cancel import Guard
from vivarium_worker.calls.crew import Crew
from vivarium_worker.calls.failure import ending
from vivarium_worker.calls.jobs import MainStream, ThreadJob
from vivarium_worker.calls.parking import LaneParking, Lender, LockParking, LoopParking, Parking
from vivarium_worker.calls.perform import Bench, Pump, perform
from vivarium_worker.lane.wire import Message
from vivarium_worker.process.fork import leave_if_forked
from vivarium_worker.schema.arguments import unknown_tool

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from vivarium_worker.calls.perform_async import AsyncJob


class Runner:
    """Works on calls, at most `concurrency` at once."""

    def __init__(
        self,
        toolbox: Toolbox,
        concurrency: int,
        guard: Guard,
        post: Callable[[Message], None],
        lender: Lender | None = None,
    ) -> None:
        self._toolbox = toolbox
        self._concurrency = concurrency
        self._threads: Executor | None = ThreadPoolExecutor(concurrency, "tool") if concurrency > 1 else None
        self._crew = Crew(concurrency) if concurrency > 1 and not toolbox.asynchronous else None
        self._guard = guard if self._threads is None else Guard()
        self._post = post
        self._bench = Bench(toolbox, self._guard, self._answer, _ending, lender.flush if lender else _nothing)
        self._inline = {name: tool for name, tool in toolbox.tools.items() if tool.metadata.inline}
        self._inline_bench = Bench(toolbox, Guard(), self._answer, _ending)
        self._async_job = async_job() if toolbox.asynchronous else None
        self._parking = self._park_with(lender)
        self._inbox: deque[Call] = deque()
        self._waiting: deque[Call] = deque()
        self._running: set[Call] = set()
        self._stopped = False
        self.claim: Callable[[Call], bool] = lambda _call: True
        """Whether a call may still be started; set once before `run`."""

    @cached_property
    def _loop(self) -> AbstractEventLoop:
        """The main thread's. Without async tools it is not made: to import asyncio is a tenth of a worker's start."""
        from asyncio import new_event_loop

        return new_event_loop()

    def _park_with(self, lender: Lender | None) -> Parking:
        if self._toolbox.asynchronous:
            return LoopParking(self._loop, self._attend_in_loop)
        # What runs in other threads would find this one reading.
        return LockParking() if lender is None or self._threads is not None else LaneParking(lender)

    def begin_soon(self, call: Call) -> None:
        """A call has come. On the lane's thread; tools that say they are quick run here and now."""
        tool = self._inline.get(call.tool) if self._inline else None
        if tool is None or call.streaming:
            self.attend_soon(call)
        elif self.claim(call):
            call.inline = True
            perform(self._inline_bench, call, tool)

    def attend_soon(self, call: Call) -> None:
        """Something about this call changed. On the lane's thread, the main thread, or one of ours."""
        if self._crew is not None and not call.streaming:
            self._crew.submit(partial(self._work_on, call))
        else:
            self._inbox.append(call)
            self._parking.heard()

    def interrupt(self, call: Call) -> bool:
        """The call was cancelled; whether its user code is being ended. Called from the lane's thread."""
        interrupted = self._guard.interrupt(call)
        self.attend_soon(call)
        return interrupted

    def stop(self) -> None:
        """Makes `run` return once the tool in hand returns. Any thread."""
        self._stopped = True
        self._parking.wake()

    def finish(self, awaitable: Awaitable[None]) -> None:
        """Runs something async to its end, while no calls are worked on."""
        self._take_loop().run_until_complete(awaitable)

    def run(self) -> None:
        """Works until stopped."""
        if "asyncio" in sys.modules:  # else nobody can ask for it
            self._take_loop()
        inbox = self._inbox
        while not self._stopped:
            if inbox:
                self._attend(inbox.popleft())
            else:
                self._parking.park(self._idle)

    def _take_loop(self) -> AbstractEventLoop:
        from asyncio import set_event_loop

        set_event_loop(self._loop)
        return self._loop

    def release(self, call: Call) -> None:
        """The call has been answered: the next may start."""
        if call in self._running:
            self._running.remove(call)
            self._admit()

    def _work_on(self, call: Call) -> None:
        """In a thread, which goes on to the next call by itself: the main thread has no part in it."""
        if self.claim(call):
            self._begin(call)

    def _attend(self, call: Call) -> None:
        if call.job is not None:
            call.job.attend()
        elif len(self._running) >= self._concurrency:
            self._waiting.append(call)
        else:
            if self.claim(call):
                self._begin(call)
            if self._waiting:
                self._admit()

    def _admit(self) -> None:
        """Lets the next waiting call try for a place, if there is one: also after a call that never took it."""
        if self._waiting and len(self._running) < self._concurrency:
            self.attend_soon(self._waiting.popleft())

    def _attend_in_loop(self) -> bool:
        """Attends to async calls up to the first plain one; whether something is left to do outside the loop."""
        inbox = self._inbox
        while inbox and not self._stopped and self._is_async(inbox[0]):
            self._attend(inbox.popleft())
        return not self._idle()

    def _is_async(self, call: Call) -> bool:
        if call.job is not None:
            return type(call.job) is self._async_job
        tool = self._toolbox.find(call.tool)
        return tool is not None and self._needs_loop(tool)

    def _needs_loop(self, tool: Tool) -> bool:
        return tool.asynchronous or self._toolbox.asynchronous_hooks

    def _begin(self, call: Call) -> None:
        tool = self._toolbox.find(call.tool)
        if tool is None:
            self._bench.post(ending(call, unknown_tool(call.tool, self._toolbox.tools), 0))
        elif self._async_job is not None and self._needs_loop(tool):
            self._running.add(call)
            call.job = self._async_job(self._bench, call, tool, self._loop, self._threads, self.release)
        elif not call.streaming and (self._threads is None or self._crew is not None):
            perform(self._bench, call, tool)
        else:
            self._begin_job(call, tool)

    def _begin_job(self, call: Call, tool: Tool) -> None:
        self._running.add(call)
        if self._threads is None:
            call.job = MainStream(call, Pump(self._bench, call, tool), self.release)
        else:
            call.job = ThreadJob(call, tool, self._bench, self._crew or self._threads, self)
        call.job.attend()

    def _answer(self, message: Message) -> None:
        leave_if_forked()
        self._post(message)

    def _idle(self) -> bool:
        return not self._inbox and not self._stopped


def async_job() -> type[AsyncJob]:
    """What runs async tools; imported by those who have some."""
    from vivarium_worker.calls.perform_async import AsyncJob

    return AsyncJob


def _nothing() -> None:
    """Nobody holds answers back."""


def _ending(call: Call, error: BaseException, micros: int) -> Message:
    leave_if_forked(error)
    return ending(call, error, micros)
