"""The loop of a lane that is a plain socket: one connection, a few timers, and a way to wake it.

Two threads may run it, one at a time: the lane's own, and one that has nothing else to do and reads for itself.
"""

from __future__ import annotations

import os
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Callable

from vivarium_worker.lane.stand_in import StandIn

_FOREVER = float("inf")
_DEFER_SECONDS = 0.001


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
    """Whoever runs it holds the lock except while it sleeps. A lane has three timers at most."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._timers: set[_Timer] = set()
        self._soon: deque[Callable[[], object]] = deque()
        self._alarm, self._bell = os.pipe()
        os.set_blocking(self._alarm, False)
        os.set_blocking(self._bell, False)
        # Two threads may sleep at the same time for a moment, and a poll object serves one.
        self._own_poll, self._lent_poll = select.poll(), select.poll()
        for poll in (self._own_poll, self._lent_poll):
            poll.register(self._alarm, select.POLLIN)
        self._stand_in = StandIn(lock)
        self._deferred: Callable[[], object] | None = None
        self._deferred_until = _FOREVER
        self._defers = self._ticks = False
        self._spin_seconds = 0.0
        self._gap = 0.0
        self._sleepers = 0
        self._stopped = False
        self._failure: BaseException | None = None

    def spin(self, seconds: float) -> None:
        """How long a borrower of the loop stays awake for what comes next, while that comes that soon."""
        self._spin_seconds = seconds

    def time(self) -> float:
        """Seconds, monotonic."""
        return time.monotonic()

    def call_later(self, delay: float, callback: Callable[..., object], /, *args: object) -> _Timer:
        """For whoever holds the lock."""
        timer = _Timer(self._timers, time.monotonic() + delay, lambda: callback(*args))
        self._timers.add(timer)
        if self._sleepers:
            self._wake()
        return timer

    def call_soon_threadsafe(self, callback: Callable[..., object], /, *args: object) -> None:
        """Any thread, also a signal handler."""
        self._soon.append(lambda: callback(*args))
        self._wake()

    def watch(self, connection: socket.socket, readable: Callable[[], None], writable: Callable[[], None]) -> None:
        """Calls `readable` whenever something has come or the other side has ended."""
        self._connection = connection.fileno()
        self._readable, self._writable = readable, writable
        self.wait_writable(False)

    def wait_writable(self, wanted: bool) -> None:
        """Whether to call `writable` as soon as it takes more."""
        for poll in (self._own_poll, self._lent_poll):
            poll.register(self._connection, select.POLLIN | (select.POLLOUT if wanted else 0))
        if wanted:
            self._wake()

    def stop(self) -> None:
        """Makes `run` return. For whoever holds the lock."""
        self._stopped = True
        self._wake()

    def run(self) -> None:
        """Until stopped. Called with the lock held, and returns so. The lane's thread."""
        stand_in = self._stand_in
        while not self._stopped:
            if stand_in.reads or (stand_in.has_just_read() and not self._soon and not self._overdue()):
                stand_in.rest()
            else:
                events = self._sleep(self._own_poll)
                # What woke this thread has woken a borrower too, who sleeps on when somebody else has taken it.
                if not stand_in.reads:
                    self._turn(events)
        if self._failure is not None:
            raise self._failure

    def lend(self, idle: Callable[[], bool]) -> bool:
        """Runs the loop on this thread while it is `idle`; False, at once, when the loop has ended."""
        with self._lock:
            if self._stopped:
                return False
            if self._sleepers:
                self._wake()  # the lane's thread steps back
            self._answer_for(lambda: self._stand(idle))
            if self._sleepers:
                self._wake()  # it has slept on, and does not know what is due by now
        return True

    def look(self) -> None:
        """Hears what has come so far, unless somebody waits for it. For whoever holds the lock, between two calls."""
        if not self._sleepers and not self._stopped:
            self._stand_in.reads_along()
            self._answer_for(lambda: self._turn(self._lent_poll.poll(0)))

    def defer(self, callback: Callable[[], object]) -> None:
        """Calls it in a millisecond, together with others of that time: it is always the same one. Any thread."""
        self._defers = True
        if self._deferred is None:
            self._deferred_until = time.monotonic() + _DEFER_SECONDS
            self._deferred = callback
            # Who has been asked just now looks in every millisecond by itself.
            if not self._sleepers:
                self._stand_in.hurry()
            elif not self._ticks:
                self._wake()

    def _stand(self, idle: Callable[[], bool]) -> None:
        with self._stand_in:
            while idle() and not self._stopped:
                self._turn(self._sleep(self._lent_poll))

    def _answer_for(self, work: Callable[[], None]) -> None:
        """Does the lane's work on another thread: what goes wrong in it, the lane's own thread tells."""
        try:
            work()
        except BaseException as error:
            self._failure = error
            self._stopped = True
        if self._stopped:
            self._stand_in.cue()

    def _sleep(self, poll: select.poll) -> list[tuple[int, int]]:
        due = min((timer.when for timer in self._timers), default=_FOREVER)
        # In this order: whoever posts looks at the number of sleepers afterwards.
        self._sleepers += 1
        if self._ticks or self._deferred is not None:
            due = min(due, self._deferred_until, time.monotonic() + _DEFER_SECONDS)
        if self._soon:
            timeout: float | None = 0
        else:
            timeout = None if due == _FOREVER else max(0.0, due - time.monotonic()) * 1000
        self._lock.release()
        try:
            if self._spin_seconds and poll is self._lent_poll:
                return self._stay_awake(poll, timeout)
            return poll.poll(timeout)
        finally:
            self._lock.acquire()
            self._sleepers -= 1

    def _stay_awake(self, poll: select.poll, timeout: float | None) -> list[tuple[int, int]]:
        # Not on the lane's own thread: there it would take the GIL from the tool that runs.
        now = began = time.monotonic()
        events = poll.poll(0)
        if self._gap < self._spin_seconds:
            while not events and now < began + self._spin_seconds:
                events = poll.poll(0)
                now = time.monotonic()
        if not events:
            events = poll.poll(timeout)
        # An average of the recent waits, in which a long one counts for little more than a spin.
        self._gap += (min(time.monotonic() - began, 4 * self._spin_seconds) - self._gap) / 8
        return events

    def _turn(self, events: list[tuple[int, int]]) -> None:
        for fd, event in events:
            if fd == self._alarm:
                self._hush()
                continue
            if event & select.POLLOUT:
                self._writable()
            if event & ~select.POLLOUT:
                self._readable()
        while self._soon:
            self._soon.popleft()()
        self._ticks, self._defers = self._defers, False
        if self._overdue():
            self._do_deferred()
        if self._timers:
            self._ring(time.monotonic())

    def _overdue(self) -> bool:
        return self._deferred is not None and self._deferred_until <= time.monotonic()

    def _do_deferred(self) -> None:
        deferred, self._deferred, self._deferred_until = self._deferred, None, _FOREVER
        if deferred is not None:
            deferred()

    def _hush(self) -> None:
        try:
            os.read(self._alarm, 4096)
        except BlockingIOError:
            pass  # it was heard on the other thread too

    def _ring(self, now: float) -> None:
        for timer in [timer for timer in self._timers if timer.when <= now]:
            timer.cancel()
            timer.callback()

    def _wake(self) -> None:
        if self._sleepers:
            try:
                os.write(self._bell, b"\0")
            except BlockingIOError:
                pass  # it is full of reasons to wake up
        elif not self._stand_in.reads:
            self._stand_in.cue()
