"""Where the main thread waits for something to do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import asyncio

_LOOK_SECONDS = 1.0
"""The system gives a signal to any thread; only the main thread acts on it, neither lock nor loop wakes it for that."""


class Parking(Protocol):
    """Where a thread waits."""

    def park(self, idle: Callable[[], bool]) -> None:
        """Returns after a `wake`, at once when there is something to do."""

    def wake(self) -> None:
        """Ends the waiting. Any thread."""

    def heard(self) -> None:
        """As `wake`, from whoever reads the lane, for what came there; or from the thread that parks."""


class LoopParking:
    """Waits by running the asyncio loop, so that async tools get on.

    `attend` does what can be done while the loop runs; when it leaves something, the loop stops.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, attend: Callable[[], bool]) -> None:
        self._loop = loop
        self._attend = attend
        self._parked = False
        self._waking = False
        loop.call_soon(self._look)

    def park(self, idle: Callable[[], bool]) -> None:
        """Returns after a `wake`, at once when there is something to do."""
        # In this order: whoever makes work looks at `_parked` afterwards.
        self._parked = True
        if idle():
            self._loop.run_forever()
        self._parked = False

    def wake(self) -> None:
        """Ends the waiting. Any thread, also a signal handler."""
        if self._parked and not self._waking:
            self._waking = True
            self._loop.call_soon_threadsafe(self._unpark)

    heard = wake

    def _look(self) -> None:
        self._loop.call_later(_LOOK_SECONDS, self._look)

    def _unpark(self) -> None:
        self._waking = False
        if self._parked and self._attend():
            self._loop.stop()


class Lender(Protocol):
    """The lane, which is read by whoever has nothing else to do."""

    def lend(self, idle: Callable[[], bool]) -> bool:
        """Reads on this thread while it is `idle`; False when it cannot be lent, or has ended."""

    def nudge(self) -> None:
        """Has whoever borrows it look again whether it is idle. Any thread."""

    def flush(self) -> None:
        """Sends the answers that wait for others."""


class LaneParking:
    """Waits by reading from the lane, which is lent while this thread is idle; on a lock when it cannot be."""

    def __init__(self, lender: Lender) -> None:
        self._lender = lender
        self._lock = LockParking()
        self._borrows = False

    def park(self, idle: Callable[[], bool]) -> None:
        """Returns after a `wake`, at once when there is something to do."""
        self._borrows = True
        borrowed = self._lender.lend(idle)
        self._borrows = False
        if not borrowed:
            self._lock.park(idle)

    def wake(self) -> None:
        """Ends the waiting. Any thread, also a signal handler."""
        if self._borrows:
            self._lender.nudge()
        self._lock.wake()

    def heard(self) -> None:
        """A borrower asks before it sleeps again, so it needs no nudge."""
        self._lock.wake()


class LockParking:
    """Waits on a lock, which wakes in a fraction of the time: enough when no tool is async."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lock.acquire()
        self._parked: list[None] = []
        """Has one item while the thread waits: who takes it ends the waiting, and of a burst that is the first."""

    def park(self, idle: Callable[[], bool]) -> None:
        """Returns after a `wake`, at once when there is something to do."""
        self._parked.append(None)
        # If not idle, and yet not to be taken back: somebody has just ended the waiting, and will release the lock.
        if idle() or not self._take():
            while not self._lock.acquire(timeout=_LOOK_SECONDS):
                pass  # what a signal is to do that another thread was given is done by now

    def wake(self) -> None:
        """Ends the waiting. Any thread."""
        if self._parked and self._take():
            self._lock.release()

    heard = wake

    def _take(self) -> bool:
        try:
            self._parked.pop()
        except IndexError:
            return False
        return True
