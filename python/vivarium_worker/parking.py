"""Where the main thread waits for something to do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable


class LoopParking:
    """Waits by running the asyncio loop, so that async tools get on.

    `attend` does what can be done while the loop runs; when it leaves something, the loop stops.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, attend: Callable[[], bool]) -> None:
        self._loop = loop
        self._attend = attend
        self._parked = False
        self._waking = False

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

    def _unpark(self) -> None:
        self._waking = False
        if self._parked and self._attend():
            self._loop.stop()


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
        if idle():
            self._lock.acquire()
        elif not self._take():
            self._lock.acquire()  # somebody has just ended the waiting: the lock is theirs to release

    def wake(self) -> None:
        """Ends the waiting. Any thread."""
        if self._parked and self._take():
            self._lock.release()

    def _take(self) -> bool:
        try:
            self._parked.pop()
        except IndexError:
            return False
        return True
