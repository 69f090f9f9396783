"""Runs a tool for as long as its timeout allows, then ends it.

On the main thread by an alarm, which ends a blocking call as well. On any other thread the tool gets a thread of its
own, which is ended when it next runs Python code; what it does till then concerns nobody any more.
"""

from __future__ import annotations

import asyncio
import ctypes
import signal
import threading
from collections.abc import Callable, Coroutine
from contextvars import copy_context
from typing import Any

from vivarium_worker.calls.cancel import Cancelled
from vivarium_worker.tools.errors import ToolTimeout

Work = Callable[[], Any]


def run_within(tool: str, seconds: float | None, work: Work) -> Any:
    """What the work returns. Raises ToolTimeout, and what it raises."""
    if seconds is None:
        return work()
    try:
        return _by_alarm(seconds, work) if _alarm_is_free() else _in_thread(tool, seconds, work)
    except _TimeIsUp:
        raise _too_long(tool, seconds) from None


async def await_within(tool: str, seconds: float | None, coroutine: Coroutine[Any, Any, Any]) -> Any:
    """As `run_within`, for a task of the running loop."""
    if seconds is None:
        return await coroutine
    task = asyncio.ensure_future(coroutine)
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        task.cancel()
        raise
    if done:
        return task.result()
    task.cancel()
    raise _too_long(tool, seconds)


class _TimeIsUp(Cancelled):
    """Raised inside the tool; no `except Exception` keeps it."""


def _too_long(tool: str, seconds: float) -> ToolTimeout:
    return ToolTimeout(f"Tool '{tool}' took longer than its timeout of {seconds:g} s and was ended")


def _alarm_is_free() -> bool:
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return False
    return signal.getitimer(signal.ITIMER_REAL)[0] == 0


def _by_alarm(seconds: float, work: Work) -> Any:
    def ring(_signal: int, _frame: Any) -> None:
        # First of all, since what is raised here may leave out the lines that put it back otherwise.
        signal.signal(signal.SIGALRM, before)
        raise _TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        return work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _in_thread(tool: str, seconds: float, work: Work) -> Any:
    attempt = _Attempt(tool, work)
    attempt.start()
    try:
        ended = attempt.ended.wait(seconds)
    except BaseException:
        attempt.interrupt()
        raise
    if not ended:
        attempt.interrupt()
        raise _TimeIsUp
    if attempt.error is not None:
        raise attempt.error
    return attempt.value


class _Attempt(threading.Thread):
    """One run of a tool, with the context variables of whoever asked for it."""

    def __init__(self, tool: str, work: Work) -> None:
        super().__init__(name=f"tool-{tool}", daemon=True)
        self._work = work
        self._context = copy_context()
        self._lock = threading.Lock()
        self._over = False
        self.ended = threading.Event()
        self.value: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            try:
                self.value = self._context.run(self._work)
            except BaseException as error:
                self.error = error
            with self._lock:
                self._over = True
        except _TimeIsUp:
            pass  # It came a moment after the tool had returned.
        self.ended.set()

    def interrupt(self) -> None:
        with self._lock:
            if not self._over and self.ident is not None:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.ident), ctypes.py_object(_TimeIsUp))
