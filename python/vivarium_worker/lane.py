"""The lane's thread: the gRPC stream to the host, from HELLO to the end. It never runs user code."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from grpc import aio

from vivarium_worker.assembly import Arrived, Assembly
from vivarium_worker.beats import Beats
from vivarium_worker.calls import Calls
from vivarium_worker.commit import Commit
from vivarium_worker.host_calls import HostCalls
from vivarium_worker.leave import OK, leave
from vivarium_worker.notices import Notices
from vivarium_worker.outbox import Outbox
from vivarium_worker.values import decode
from vivarium_worker.wire import (
    ACK,
    BEAT,
    CANCEL,
    CANCELLED,
    ENDS,
    FIRST_OWN_CALL,
    METHOD,
    REFUSED,
    SHUTDOWN,
    WELCOME,
    Batch,
    Message,
)

_OPTIONS = (
    ("grpc.enable_http_proxy", 0),
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
)
_ATTACH_SECONDS = 10.0
_GOODBYE_SECONDS = 1.0


class Refusal(Exception):
    """The host does not let this worker attach."""


class LaneLost(Exception):
    """The stream ended although nobody asked for it."""


class Lane:
    """The worker's end of its one stream.

    `on_end` is called once, on the lane's thread, with what went wrong, or `None` after an end in
    order. `post`, `shut_down` and `finish` may be called from any thread.
    """

    def __init__(self, address: str, on_end: Callable[[BaseException | None], None]) -> None:
        self._address = address
        self._on_end = on_end
        self._welcome: Future[dict[str, Any]] = Future()
        self._calls: Calls | None = None
        self.host_calls = HostCalls(self.post)
        """The conversations that the worker opens."""
        self._posted: deque[Message] = deque()
        self._collecting = True
        self.notices = Notices(self._wake)
        """What is sent to the host without an answer: log records, telemetry."""
        self._outbox = Outbox(self.notices)
        self._assembly = Assembly()
        self._loop = _new_loop()
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
            self._loop.run_until_complete(self._converse())
        except BaseException as error:
            ended = error
        if not self._welcome.done():
            self._welcome.set_exception(ended or LaneLost("the host closed the lane before its WELCOME"))
        else:
            self.host_calls.lose(LaneLost(f"the lane to the host has ended ({ended or 'in order'})"))
            self._on_end(ended)

    async def _converse(self) -> None:
        self._beats = Beats(self._loop, lambda: self._send(Message(BEAT, 0)))
        self._commit = Commit(self._outbox, self._beats.spoke)
        async with aio.insecure_channel(self._address, options=_OPTIONS) as channel:
            attach = channel.stream_stream(
                METHOD, request_serializer=Batch.SerializeToString, response_deserializer=Batch.FromString
            )
            stream = attach()
            reading = asyncio.ensure_future(self._read(stream))
            writing = asyncio.ensure_future(self._commit.run(stream))
            self._collect()
            try:
                await asyncio.wait((reading, writing), return_when=asyncio.FIRST_COMPLETED)
                # Once all is written the host closes its side; if it does not, that is no reason to stay.
                await asyncio.wait((reading,), timeout=_GOODBYE_SECONDS)
                (reading if reading.done() else writing).result()
            except aio.AioRpcError as error:
                raise LaneLost(f"{error.code().name}: {error.details()}") from None
            finally:
                reading.cancel()
                writing.cancel()

    async def _read(self, stream: Any) -> None:
        while True:
            batch = await stream.read()
            if batch is aio.EOF:
                if self._commit.closing:
                    return
                raise LaneLost("the host closed the lane")
            now = time.monotonic()
            for frame in batch.frames:
                arrived = self._assembly.take(frame)
                if arrived is not None:
                    self._take(arrived, now)
            if self._assembly.bulk_bytes:
                self._outbox.overtake(Message(ACK, 0, number=self._assembly.bulk_bytes))
                self._assembly.bulk_bytes = 0
            self._commit.answered()

    def _take(self, arrived: Arrived, now: float) -> None:
        kind = arrived.frame.kind
        if arrived.frame.call >= FIRST_OWN_CALL:
            if kind == CANCELLED:
                self._assembly.drop(arrived.frame.call)
            self.host_calls.take(arrived)
        elif kind == ACK:
            self._outbox.acknowledge(arrived.frame.number)
        elif kind == WELCOME:
            welcome = decode(arrived.body)
            self._beats.set_pace(welcome["beat_ms"], welcome["idle_beat_ms"])
            self._welcome.set_result(welcome)
        elif kind == REFUSED:
            refusal = decode(arrived.body)
            raise Refusal(f"{refusal['code']}: {refusal['message']}")
        elif kind == SHUTDOWN:
            self._shut_down(arrived.frame.number)
        elif self._calls is not None:
            if kind == CANCEL and self._abandon(arrived.frame.call):
                self._send(Message(CANCELLED, arrived.frame.call))
            self._calls.take(arrived, now)
            self._beats.busy(len(self._calls) > 0)

    def _abandon(self, call: int) -> bool:
        """Drops a call that has come in part only, or whose answer has not quite left."""
        return self._assembly.drop(call) or self._outbox.drop_ended(call)

    def _collect(self) -> None:
        # The flag goes first: whatever is posted from here on calls for another round.
        self._collecting = False
        posted, put, calls = self._posted, self._outbox.put, self._calls
        while posted:
            message = posted.popleft()
            kind = message.kind
            if kind in ENDS and calls is not None:
                calls.ended(message.call)
            elif kind == CANCEL and self._outbox.withdraw(message.call):
                self.host_calls.forget(message.call)
                continue
            put(message)
        self._commit.queued()
        if calls is not None and not calls:
            self._beats.busy(False)
            if calls.closing:
                self._commit.close()

    def _send(self, message: Message) -> None:
        self._outbox.put(message)
        self._commit.queued()

    def _shut_down(self, milliseconds: int) -> None:
        if self._calls is None or not self._calls:
            self._commit.close()
        if self._calls is not None:
            self._calls.closing = True
        self._loop.call_later(milliseconds / 1000, leave, OK)

    def _finish(self) -> None:
        self._collect()
        self._commit.close()


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
    return loop
