"""The lane's thread: the conversation with the host, from HELLO to the end. It never runs user code."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import Any

from vivarium_worker.calls.table import Calls
from vivarium_worker.host.calls import HostCalls
from vivarium_worker.lane.assembly import Arrived, Assembly
from vivarium_worker.lane.beats import Beats
from vivarium_worker.lane.commit import Commit
from vivarium_worker.lane.hold import Hold
from vivarium_worker.lane.incoming import Frame
from vivarium_worker.lane.link import LaneLost, Link
from vivarium_worker.lane.notices import Notices
from vivarium_worker.lane.outbox import Outbox
from vivarium_worker.lane.wire import (
    ACK,
    ACKNOWLEDGED_BYTES,
    BEAT,
    BEGINS,
    CANCEL,
    CANCELLED,
    CHUNK,
    ENDS,
    FIRST_OWN_CALL,
    REFUSED,
    SHUTDOWN,
    WELCOME,
    Message,
)
from vivarium_worker.process.leave import OK, leave
from vivarium_worker.values.codec import decode

_ATTACH_SECONDS = 10.0


class Refusal(Exception):
    """The host does not let this worker attach."""


class Lane:
    """The worker's end of its one connection; the link carries its batches.

    `on_end` is called once, on the lane's thread, with what went wrong, or `None` after an end in
    order. `post`, `shut_down` and `finish` may be called from any thread.
    """

    def __init__(self, link: Link, on_end: Callable[[BaseException | None], None]) -> None:
        self._link = link
        self._loop = link.loop
        self._on_end = on_end
        self._welcome: Future[dict[str, Any]] = Future()
        self._calls: Calls | None = None
        self.host_calls = HostCalls(self.post)
        """The conversations that the worker opens."""
        self._posted: deque[Message] = deque()
        self._collecting = True
        self._hold = Hold()
        self._deferred = False
        self.notices = Notices(self._wake)
        """What is sent to the host without an answer: log records, telemetry."""
        self._outbox = Outbox(self.notices)
        self._assembly = Assembly()
        self._beats = Beats(self._loop, self._beat)
        self._commit = Commit(self._outbox, link, self._beats.spoke)
        self._thread = threading.Thread(target=self._run, name="lane", daemon=True)

    def attach(self, hello: Message) -> dict[str, Any]:
        """Dials the host, says HELLO and returns the WELCOME. Raises Refusal, or TimeoutError after 10 s."""
        self._posted.append(hello)
        self._thread.start()
        return self._welcome.result(_ATTACH_SECONDS)

    def serve(self, calls: Calls, ready: Message) -> None:
        """Says READY; calls are taken from now on."""
        self._calls = calls
        self.post(ready)

    def post(self, message: Message) -> None:
        """Sends a message with the next batch."""
        self._posted.append(message)
        self._wake()

    def answer(self, message: Message) -> None:
        """As `post`, for a thread that no cancel interrupts now: it may do the lane's work itself."""
        self._posted.append(message)
        chunk, calls = message.kind == CHUNK, self._calls
        others_follow = chunk or (calls is not None and bool(calls.unstarted))
        if others_follow and self._hold.takes(message) and (self._deferred or self._defer()):
            return
        # In the middle of a stream another call would run in its place.
        self._depart(look=others_follow and not chunk)

    def flush(self) -> None:
        """No answer follows for now: sends those that wait for one. As `answer`."""
        if self._posted:
            self._depart(look=False)

    def lend(self, idle: Callable[[], bool]) -> bool:
        """Hears for itself what comes, on a thread that is `idle`; False when the lane cannot be lent, or has ended."""
        return self._link.lend(idle)

    def nudge(self) -> None:
        """Has whoever borrows the lane look again whether it is idle. Any thread."""
        self._loop.call_soon_threadsafe(_nothing)

    def _defer(self) -> bool:
        # In this order: whoever collects, perhaps at once, takes the flag back.
        self._deferred = True
        if not self._link.defer(self._collect):
            self._deferred = False
        return self._deferred

    def _depart(self, look: bool) -> None:
        if not self._link.seize(self._collect, look):
            self._wake()

    def _wake(self) -> None:
        if not self._collecting:
            self._collecting = True
            self._loop.call_soon_threadsafe(self._collect)

    def shut_down(self, milliseconds: int) -> None:
        """Cancels further calls and ends with the last open one, after so many milliseconds at the latest."""
        self._loop.call_soon_threadsafe(self._shut_down, milliseconds)

    def finish(self, seconds: float) -> None:
        """Sends what is queued and ends the stream; waits for that so long."""
        self._loop.call_soon_threadsafe(self._finish)
        self._thread.join(seconds)

    def _run(self) -> None:
        ended: BaseException | None = None
        try:
            self._link.run(self)
        except BaseException as error:
            ended = error
        if not self._welcome.done():
            self._welcome.set_exception(ended or LaneLost("the host closed the lane before its WELCOME"))
        else:
            self.host_calls.lose(LaneLost(f"the lane to the host has ended ({ended or 'in order'})"))
            self._on_end(ended)

    @property
    def closing(self) -> bool:
        """Whether the end of the lane is our own doing."""
        return self._commit.closing

    def opened(self) -> None:
        """The link takes batches."""
        self._collect()

    def drained(self) -> None:
        """The link takes batches again."""
        self._commit.drained()

    def received(self, frames: Iterable[Frame]) -> None:
        """A batch came."""
        self._collecting = True
        now = time.monotonic()
        for frame in frames:
            arrived = self._assembly.take(frame)
            if arrived is not None:
                self._take(arrived, now)
        if self._assembly.bulk_bytes >= ACKNOWLEDGED_BYTES:
            self._outbox.overtake(Message(ACK, 0, number=self._assembly.bulk_bytes))
            self._assembly.bulk_bytes = 0
        self._commit.answered()
        self._collect()

    def _take(self, arrived: Arrived, now: float) -> None:
        kind, call = arrived.frame.kind, arrived.frame.call
        if call >= FIRST_OWN_CALL:
            if kind == CANCELLED:
                self._assembly.drop(call)
            self.host_calls.take(arrived)
        elif kind in BEGINS and self._calls is not None:
            self._calls.begin(arrived, now)
        elif kind == ACK:
            self._outbox.acknowledge(arrived.frame.number)
        elif kind == WELCOME:
            welcome = decode(arrived.body)
            self._link.spin(welcome.get("spin_us", 0) / 1_000_000)
            self._beats.set_pace(welcome["beat_ms"], welcome["idle_beat_ms"])
            self._welcome.set_result(welcome)
        elif kind == REFUSED:
            refusal = decode(arrived.body)
            raise Refusal(f"{refusal['code']}: {refusal['message']}")
        elif kind == SHUTDOWN:
            self._shut_down(arrived.frame.number)
        elif self._calls is not None:
            if kind == CANCEL and self._abandon(call):
                self._outbox.put(Message(CANCELLED, call))
            self._calls.take(arrived)

    def _abandon(self, call: int) -> bool:
        """Drops a call that has come in part only, or whose answer has not quite left."""
        return self._assembly.drop(call) or self._outbox.drop_ended(call)

    def _collect(self) -> None:
        # The flags go first: whatever is posted from here on calls for another round.
        self._collecting = self._deferred = False
        posted, put, calls = self._posted, self._outbox.put, self._calls
        if posted:
            self._hold.left()
        while posted:
            message = posted.popleft()
            kind = message.kind
            if kind in ENDS and calls is not None:
                calls.ended(message.call)
            elif kind == CANCEL and self._outbox.withdraw(message.call):
                self.host_calls.forget(message.call)
                continue
            put(message)
        self._commit.turn()
        if calls is not None:
            self._beats.busy(bool(calls.open))
            if calls.closing and not calls.open:
                self._commit.close()

    def _beat(self) -> None:
        self._outbox.put(Message(BEAT, 0))
        self._commit.turn()

    def _shut_down(self, milliseconds: int) -> None:
        if self._calls is None or not self._calls.open:
            self._commit.close()
        if self._calls is not None:
            self._calls.closing = True
        self._loop.call_later(milliseconds / 1000, leave, OK)

    def _finish(self) -> None:
        self._collect()
        self._commit.close()


def _nothing() -> None:
    """Waking up is all that is wanted."""
