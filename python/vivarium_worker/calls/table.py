"""The table of open calls: what each incoming message means for them. Belongs to the lane's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from vivarium_worker.calls.call import Call
from vivarium_worker.host.calls import HostCalls
from vivarium_worker.lane.assembly import Arrived
from vivarium_worker.lane.wire import CANCEL, CANCELLED, CREDIT, OPEN, Message


class Desk(Protocol):
    """Where calls are worked on: the runner, seen from the lane."""

    def begin_soon(self, call: Call) -> None:
        """A call has come."""

    def attend_soon(self, call: Call) -> None:
        """Something about this call changed."""

    def interrupt(self, call: Call) -> bool:
        """The call was cancelled: end its user code now if it can be ended; whether it can."""


class Calls:
    """The calls that have not been answered yet."""

    def __init__(self, desk: Desk, post: Callable[[Message], None], host_calls: HostCalls) -> None:
        self._desk = desk
        self._host_calls = host_calls
        self._post = post
        self.open: dict[int, Call] = {}
        """By their numbers. Only to be looked at."""
        self.unstarted: dict[Call, None] = {}
        """Those that wait to be run. Taking one out is the right to run it, or to answer it without."""
        self.closing = False
        """Set by SHUTDOWN or SIGTERM: further calls are answered with CANCELLED, unstarted."""

    def begin(self, arrived: Arrived, now: float) -> None:
        """A CALL or OPEN has come; `now` is `time.monotonic()`."""
        frame = arrived.frame
        number, timeout = frame.call, frame.timeout_ms
        if self.closing:
            self._post(Message(CANCELLED, number))
            return
        deadline = now + timeout / 1000 if timeout else None
        streaming = frame.kind == OPEN
        call = Call(number, frame.tool, arrived.body, arrived.segments, frame.meta, deadline, streaming, frame.number)
        self.open[number] = call
        self.unstarted[call] = None
        self._desk.begin_soon(call)

    def take(self, arrived: Arrived) -> None:
        """Acts on what else the host says of a call."""
        kind = arrived.frame.kind
        call = self.open.get(arrived.frame.call)
        if call is None:
            return  # It ended before the host knew.
        if kind == CREDIT:
            call.granted += arrived.frame.number
            self._desk.attend_soon(call)
        elif kind == CANCEL:
            self._cancel(call)

    def claim(self, call: Call) -> bool:
        """Whether the caller may run this call: once, and not when it was cancelled before. Any thread."""
        return self.unstarted.pop(call, self) is None

    def ended(self, call: int) -> None:
        """The call's last message is on its way."""
        ended = self.open.pop(call, None)
        if ended is not None:
            ended.over = True
            if self._host_calls.open:
                self._host_calls.end_of(ended)

    def _cancel(self, call: Call) -> None:
        call.cancelled = True
        if self.claim(call):
            self._post(Message(CANCELLED, call.id))
        elif not self._desk.interrupt(call):
            # A tool in a thread, or one that blocks the loop: its wait for the host can be ended.
            self._host_calls.end_of(call)
