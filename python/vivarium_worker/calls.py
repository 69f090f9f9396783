"""The table of open calls: what each incoming message means for them. Belongs to the lane's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from vivarium_worker.assembly import Arrived
from vivarium_worker.call import Call
from vivarium_worker.host_calls import HostCalls
from vivarium_worker.wire import CALL, CANCEL, CANCELLED, CREDIT, OPEN, Message


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
        self._open: dict[int, Call] = {}
        # Taking a call out of here is the right to answer it without having run it, or to run it.
        self._unstarted: dict[Call, None] = {}
        self.closing = False
        """Set by SHUTDOWN or SIGTERM: further calls are answered with CANCELLED, unstarted."""

    def __len__(self) -> int:
        return len(self._open)

    @property
    def unstarted(self) -> bool:
        """Whether a call waits to be run."""
        return bool(self._unstarted)

    def take(self, arrived: Arrived, now: float) -> None:
        """Acts on one message from the host; `now` is `time.monotonic()`."""
        kind = arrived.frame.kind
        if kind in (CALL, OPEN):
            if self.closing:
                self._post(Message(CANCELLED, arrived.frame.call))
            else:
                self._begin(arrived, now, kind == OPEN)
            return
        call = self._open.get(arrived.frame.call)
        if call is None:
            return  # It ended before the host knew.
        if kind == CREDIT:
            call.granted += arrived.frame.number
            self._desk.attend_soon(call)
        elif kind == CANCEL:
            self._cancel(call)

    def claim(self, call: Call) -> bool:
        """Whether the caller may run this call: once, and not when it was cancelled before. Any thread."""
        return self._unstarted.pop(call, self) is None

    def ended(self, call: int) -> None:
        """The call's last message is on its way."""
        ended = self._open.pop(call, None)
        if ended is not None:
            ended.over = True
            if self._host_calls:
                self._host_calls.end_of(ended)

    def _begin(self, arrived: Arrived, now: float, streaming: bool) -> None:
        frame = arrived.frame
        timeout = frame.timeout_ms
        call = Call(
            frame.call,
            frame.tool,
            arrived.body,
            arrived.segments,
            frame.meta,
            now + timeout / 1000 if timeout else None,
            streaming,
            frame.number,
        )
        self._open[call.id] = call
        self._unstarted[call] = None
        self._desk.begin_soon(call)

    def _cancel(self, call: Call) -> None:
        call.cancelled = True
        if self.claim(call):
            self._post(Message(CANCELLED, call.id))
        elif not self._desk.interrupt(call):
            # A tool in a thread, or one that blocks the loop: its wait for the host can be ended.
            self._host_calls.end_of(call)
