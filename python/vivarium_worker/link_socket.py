"""The lane over a plain socket: the same batches, each after its length. No gRPC, no asyncio."""

from __future__ import annotations

import socket
import struct
import threading
from collections import deque
from collections.abc import Callable

from vivarium_worker.link import GOODBYE_SECONDS, Ear, LaneLost
from vivarium_worker.poll_loop import PollLoop
from vivarium_worker.wire import Batch

_PREFIX = struct.Struct("<I")
_READ_BYTES = 256 * 1024
_QUEUE_BYTES = 1 << 20
"""So much waits in the socket at most: what is in the lane's own queue can still be overtaken."""


class SocketLink:
    """A connection to the host's socket. Whoever holds the lock does the work of the lane's thread."""

    commit_seconds = 0.0

    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = threading.Lock()
        self.loop = PollLoop(self._lock)
        self._incoming = bytearray()
        self._needed = 4
        self._outgoing: deque[memoryview] = deque()
        self._ending = False

    def run(self, ear: Ear) -> None:
        """Dials and converses."""
        self._ear = ear
        with self._lock:
            try:
                self._socket = _dial(self._address)
                self._socket.setblocking(False)
                self.loop.watch(self._socket, self._readable, self._writable)
                ear.opened()
                self.loop.run()
            except OSError as error:
                raise LaneLost(f"UNAVAILABLE: {error}") from None

    def write(self, batch: Batch) -> bool:
        """As much as the socket takes at once; the rest when it takes more."""
        data = batch.SerializeToString()
        self._outgoing.append(memoryview(_PREFIX.pack(len(data)) + data))
        self._flush()
        return not self._outgoing

    def end(self) -> None:
        """Half-closes the connection after what was written."""
        self._ending = True
        self.loop.call_later(GOODBYE_SECONDS, self.loop.stop)
        self._flush()

    def spin(self, seconds: float) -> None:
        """Asks again and again, which costs less than to be woken."""
        self.loop.spin(seconds)

    def seize(self, work: Callable[[], None]) -> bool:
        """Saves the lane's thread a wake-up: it sleeps while nothing comes."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            work()
        finally:
            self._lock.release()
        return True

    def defer(self, work: Callable[[], None]) -> bool:
        """Saves a write: more is about to follow."""
        self.loop.defer(work)
        return True

    def lend(self, idle: Callable[[], bool]) -> bool:
        """Saves the reader a hand-over: what comes is heard on the thread that runs it."""
        return self.loop.lend(idle)

    def _flush(self) -> None:
        outgoing = self._outgoing
        try:
            while outgoing:
                head = outgoing[0]
                sent = self._socket.send(head)
                if sent == len(head):
                    outgoing.popleft()
                else:
                    outgoing[0] = head[sent:]
        except BlockingIOError:
            self.loop.wait_writable(True)
            return
        except OSError:
            outgoing.clear()  # the host is gone: who reads hears of it
        if self._ending:
            self._half_close()

    def _half_close(self) -> None:
        try:
            self._socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the host was first

    def _writable(self) -> None:
        self._flush()
        if not self._outgoing:
            self.loop.wait_writable(False)
            self._ear.drained()

    def _readable(self) -> None:
        try:
            data = self._socket.recv(_READ_BYTES)
        except BlockingIOError:
            return
        if not data:
            if not self._ear.closing:
                raise LaneLost("the host closed the lane")
            self.loop.stop()
            return
        self._take(data)

    def _take(self, data: bytes) -> None:
        incoming, received = self._incoming, self._ear.received
        if incoming:
            incoming += data
            if len(incoming) < self._needed:
                return
            data = bytes(incoming)
        at, end = 0, len(data)
        while end - at >= 4:
            (length,) = _PREFIX.unpack_from(data, at)
            if end - at - 4 < length:
                self._needed = 4 + length
                break
            received(Batch.FromString(data[at + 4 : at + 4 + length]))
            at += 4 + length
        else:
            self._needed = 4
        self._incoming = bytearray(data[at:])


def _dial(address: str) -> socket.socket:
    if address.startswith("unix:"):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(address.removeprefix("unix:"))
        return connection
    host, _, port = address.rpartition(":")
    connection = socket.create_connection((host, int(port)))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection
