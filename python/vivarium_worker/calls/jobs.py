"""Plain tools that need more than one turn, or another thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from vivarium_worker.adapters.toolbox import Tool
from vivarium_worker.calls.call import Call
from vivarium_worker.calls.perform import Bench, Pump, perform
from vivarium_worker.process.leave import BROKEN, leave


class Runner(Protocol):
    """What a job needs of the runner."""

    def attend_soon(self, call: Call) -> None:
        """Have the main thread attend to the call."""

    def release(self, call: Call) -> None:
        """The call has been answered."""


class Threads(Protocol):
    """Where plain tools run: a crew, or the executor that async tools use as well."""

    def submit(self, work: Callable[[], None], /) -> object:
        """Has a thread do this."""


class MainStream:
    """A plain generator on the main thread: it takes a turn whenever there are credits."""

    def __init__(self, call: Call, pump: Pump, release: Callable[[Call], None]) -> None:
        self._call = call
        self._pump = pump
        self._release = release

    def attend(self) -> None:
        if self._pump.ready:
            self._pump.turn()
        if self._pump.ended:
            self._release(self._call)


class ThreadJob:
    """A plain tool or generator in a thread pool. A turn at a time, so no two threads run one generator."""

    def __init__(self, call: Call, tool: Tool, bench: Bench, threads: Threads, runner: Runner) -> None:
        self._call = call
        self._tool = tool
        self._bench = bench
        self._threads = threads
        self._runner = runner
        self._pump = Pump(bench, call, tool) if call.streaming else None
        self._busy = False
        self._ended = False

    def attend(self) -> None:
        if self._ended:
            self._runner.release(self._call)
        elif not self._busy and self._ready():
            self._busy = True
            self._threads.submit(self._turn)

    def _ready(self) -> bool:
        return self._pump is None or self._pump.ready

    def _turn(self) -> None:
        try:
            self._work()
        except BaseException as error:
            # Nobody looks at the executor's future, and the call would stay unanswered.
            leave(BROKEN, f"call {self._call.id}: a fault of the worker itself ({type(error).__name__}: {error})")

    def _work(self) -> None:
        if self._pump is None:
            perform(self._bench, self._call, self._tool)
            self._ended = True
        else:
            self._pump.turn()
            self._ended = self._pump.ended
        self._busy = False
        # Whatever came during the turn found it busy, so look again.
        if self._ended or self._ready():
            self._runner.attend_soon(self._call)
