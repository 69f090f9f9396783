"""Ends a plain tool in the middle of its work: a signal to the main thread raises `Cancelled` there.

The signal is SIGURG: by default it does nothing, and user code hardly ever has a use for it.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Any

from vivarium_worker.calls.call import Call

_AGAIN_SECONDS = 0.05

Later = Callable[..., object]
"""Has the lane's thread do something: seconds, what, and with which arguments."""


class Cancelled(BaseException):
    """Raised inside a tool whose call the host has cancelled. Clean up in `finally`; do not swallow it."""


class Guard:
    """Marks when a thread runs user code. This one cannot interrupt it; it only refuses to start."""

    def enter(self, call: Call) -> None:
        """User code of this call runs from here on. Raises Cancelled when it should not start at all."""
        if call.cancelled:
            raise Cancelled

    def leave(self) -> None:
        """Our own code runs again."""

    def interrupt(self, call: Call) -> bool:
        """Ends the call's user code if it is running; whether it does. Called from the lane's thread."""
        return False


class SignalGuard(Guard):
    """The main thread's guard: interrupts exactly the call that is running user code, at most once."""

    def __init__(self, later: Later) -> None:
        self._later = later
        self._running: Call | None = None
        self._thread = threading.main_thread().ident or 0
        signal.signal(signal.SIGURG, self._raise)

    def enter(self, call: Call) -> None:
        # In this order: whoever cancels sets the flag first and looks at `_running` second.
        self._running = call
        if call.cancelled:
            self._running = None
            raise Cancelled

    def leave(self) -> None:
        self._running = None

    def interrupt(self, call: Call) -> bool:
        running = self._running is call
        if running:
            signal.pthread_kill(self._thread, signal.SIGURG)
            # One that comes just before the tool waits in a system call does not end the wait.
            self._later(_AGAIN_SECONDS, self.interrupt, call)
        return running

    def _raise(self, _signal: int, _frame: Any) -> None:
        # The signal may arrive late: only a cancelled call that still runs user code is interrupted.
        call = self._running
        if call is not None and call.cancelled:
            self._running = None
            raise Cancelled


def main_thread_guard(later: Later) -> Guard:
    """The strongest guard the platform has."""
    return SignalGuard(later) if hasattr(signal, "SIGURG") else Guard()
