"""A thread that reads for the lane's own while it is idle: what it hears it begins without a hand-over.

The lane's thread rests meanwhile. It looks in every millisecond, so that it reads soon when the other is at work.
"""

from __future__ import annotations

import contextlib
import threading

_LOOK_IN_SECONDS = 0.001
_PATIENCE = 50
"""After so many looks at a stand-in that only waits, it is trusted to say when it leaves."""


class StandIn:
    """Whether somebody else reads. For whoever holds the lock of the loop, but for `cue`."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._bell = threading.Lock()
        self._bell.acquire()
        self._changes = 0
        self._seen = 0
        self._quiet = 0
        self._trusted = False
        self.reads = False

    def __enter__(self) -> None:
        self.reads = True
        self._changes += 1

    def __exit__(self, *_: object) -> None:
        self.reads = False
        self._changes += 1
        if self._trusted:
            self.cue()

    def has_just_read(self) -> bool:
        """Whether it came or went since this was last asked: if so it may be back at once."""
        before, self._seen = self._seen, self._changes
        return before != self._changes

    def cue(self) -> None:
        """Wakes the lane's thread if it rests. Any thread."""
        # Two at once: the second finds it released.
        with contextlib.suppress(RuntimeError):
            self._bell.release()

    def rest(self) -> None:
        """The lane's thread: until a cue, or the next look."""
        self._quiet = 0 if self.has_just_read() else self._quiet + 1
        self._trusted = self.reads and self._quiet > _PATIENCE
        self._lock.release()
        try:
            self._bell.acquire(timeout=-1 if self._trusted else _LOOK_IN_SECONDS)
        finally:
            self._lock.acquire()
            self._trusted = False
