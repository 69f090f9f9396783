"""The loop of a lane that is a plain socket: one connection, a few timers, and a way to wake it."""

from __future__ import annotations

import os
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Callable

_FOREVER = float("inf")


class _Timer:
    """Something that is to happen at an instant."""

    __slots__ = ("_timers", "callback", "when")

    def __init__(self, timers: set[_Timer], when: float, callback: Callable[[], object]) -> None:
        self._timers = timers
        self.when = when
        self.callback = callback

    def cancel(self) -> None:
        self._timers.discard(self)


class PollLoop:
    """Runs on one thread, which holds the lock except while it sleeps. A lane has three timers at most."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._timers: set[_Timer] = set()
        self._soon: deque[Callable[[], object]] = deque()
        self._alarm, self._bell = os.pipe()
        os.set_blocking(self._alarm, False)
        os.set_blocking(self._bell, False)
        self._poll = select.poll()
        self._poll.register(self._alarm, select.POLLIN)
        self._sleeping_until = -_FOREVER
        self._stopped = False

    def time(self) -> float:
        """Seconds, monotonic."""
        return time.monotonic()

    def call_later(self, delay: float, callback: Callable[..., object], /, *args: object) -> _Timer:
        """For whoever holds the lock."""
        timer = _Timer(self._timers, time.monotonic() + delay, lambda: callback(*args))
        self._timers.add(timer)
        if timer.when < self._sleeping_until:
            self._wake()
        return timer

    def call_soon_threadsafe(self, callback: Callable[..., object], /, *args: object) -> None:
        """Any thread, also a signal handler."""
        self._soon.append(lambda: callback(*args))
        if self._sleeping_until > -_FOREVER:
            self._wake()

    def watch(self, connection: socket.socket, readable: Callable[[], None], writable: Callable[[], None]) -> None:
        """Calls `readable` whenever something has come or the other side has ended."""
        self._connection = connection.fileno()
        self._readable, self._writable = readable, writable
        self.wait_writable(False)

    def wait_writable(self, wanted: bool) -> None:
        """Whether to call `writable` as soon as it takes more."""
        self._poll.register(self._connection, select.POLLIN | (select.POLLOUT if wanted else 0))
        if wanted and self._sleeping_until > -_FOREVER:
            self._wake()

    def stop(self) -> None:
        """Makes `run` return. For whoever holds the lock."""
        self._stopped = True
        if self._sleeping_until > -_FOREVER:
            self._wake()

    def run(self) -> None:
        """Until stopped. Called with the lock held, and returns so."""
        while not self._stopped:
            self._turn(self._sleep())

    def _sleep(self) -> list[tuple[int, int]]:
        due = min((timer.when for timer in self._timers), default=_FOREVER)
        # In this order: whoever posts looks at the instant afterwards.
        self._sleeping_until = due
        if self._soon:
            timeout: float | None = 0
        else:
            timeout = None if due == _FOREVER else max(0.0, due - time.monotonic()) * 1000
        self._lock.release()
        try:
            return self._poll.poll(timeout)
        finally:
            self._lock.acquire()
            self._sleeping_until = -_FOREVER

    def _turn(self, events: list[tuple[int, int]]) -> None:
        for fd, event in events:
            if fd == self._alarm:
                os.read(self._alarm, 4096)
                continue
            if event & select.POLLOUT:
                self._writable()
            if event & ~select.POLLOUT:
                self._readable()
        while self._soon:
            self._soon.popleft()()
        if self._timers:
            self._ring(time.monotonic())

    def _ring(self, now: float) -> None:
        for timer in [timer for timer in self._timers if timer.when <= now]:
            timer.cancel()
            timer.callback()

    def _wake(self) -> None:
        try:
            os.write(self._bell, b"\0")
        except BlockingIOError:
            pass  # it is full of reasons to wake up
