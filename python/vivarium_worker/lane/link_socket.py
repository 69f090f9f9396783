"""The lane over a plain socket: the same batches, each after its length. No gRPC, no asyncio."""

from __future__ import annotations

import socket
import threading
from collections import deque
from collections.abc import Callable
from itertools import islice

from vivarium_worker.lane.deframer import Deframer
from vivarium_worker.lane.incoming import frames_of
from vivarium_worker.lane.link import GOODBYE_SECONDS, Ear, LaneLost
from vivarium_worker.lane.parcel import Bytes, Parcel
from vivarium_worker.lane.poll_loop import PollLoop

_MOST_PARTS = 256
"""Of one write: fewer than any system allows."""


class SocketLink:
    """A connection to the host's socket. Whoever holds the lock does the work of the lane's thread."""

    commit_seconds = 0.0

    def __init__(self, address: str) -> None:
        self._address = address
        self._lock = threading.Lock()
        self.loop = PollLoop(self._lock)
        self._deframer = Deframer()
        self._outgoing: deque[Bytes] = deque()
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

    def write(self, parcel: Parcel) -> bool:
        """As much as the socket takes at once; the rest when it takes more."""
        self._outgoing.extend(parcel.framed())
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

    def seize(self, work: Callable[[], None], look: bool) -> bool:
        """Saves the lane's thread a wake-up: it sleeps while nothing comes."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            if look:
                self.loop.look()
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
                sent = self._socket.sendmsg(islice(outgoing, _MOST_PARTS))
                while outgoing and sent >= len(outgoing[0]):
                    sent -= len(outgoing.popleft())
                if sent:
                    outgoing[0] = memoryview(outgoing[0])[sent:]
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
            came = self._deframer.read(self._socket)
        except BlockingIOError:
            return
        if came:
            for batch in self._deframer.batches():
                self._ear.received(frames_of(batch))
        elif self._ear.closing:
            self.loop.stop()
        else:
            raise LaneLost("the host closed the lane")


def _dial(address: str) -> socket.socket:
    if address.startswith("unix:"):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(address.removeprefix("unix:"))
        return connection
    host, _, port = address.rpartition(":")
    connection = socket.create_connection((host, int(port)))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection
