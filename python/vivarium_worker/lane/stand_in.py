"""A thread that reads for the lane's own while it is idle: what it hears it begins without a hand-over.

The lane's thread rests meanwhile. It looks in now and then, so that it reads soon when the other is at work for long.
"""

from __future__ import annotations

import contextlib
import threading

_READING_SECONDS = 0.008
"""Until the next look at a stand-in that reads: each takes the GIL from it, which costs as much as a short call."""
_WORKING_SECONDS = 0.004
"""Until the next look at one that was just at work."""
_HURRY_SECONDS = 0.001
"""Until the next look when answers wait to leave."""
_PATIENCE = 8
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
        self._hurries = False
        self.reads = False

    def __enter__(self) -> None:
        self.reads = True
        self._changes += 1

    def __exit__(self, *_: object) -> None:
        self.reads = False
        self._changes += 1
        if self._trusted:
            self.cue()

    def reads_along(self) -> None:
        """It reads between two pieces of its work."""
        self._changes += 1

    def has_just_read(self) -> bool:
        """Whether it came, went or read along since this was last asked: if so it may be back at once."""
        before, self._seen = self._seen, self._changes
        return before != self._changes

    def hurry(self) -> None:
        """Has the lane's thread look in within a millisecond. Any thread."""
        if not self._hurries:
            self._hurries = True
            self.cue()

    def cue(self) -> None:
        """Wakes the lane's thread if it rests. Any thread."""
        # Two at once: the second finds it released.
        with contextlib.suppress(RuntimeError):
            self._bell.release()

    def rest(self) -> None:
        """The lane's thread: until a cue, or the next look."""
        self._quiet = 0 if self.has_just_read() else self._quiet + 1
        self._trusted = self.reads and self._quiet > _PATIENCE
        pause = _HURRY_SECONDS if self._hurries else _READING_SECONDS if self.reads else _WORKING_SECONDS
        self._hurries = False
        self._lock.release()
        try:
            self._bell.acquire(timeout=-1 if self._trusted else pause)
        finally:
            self._lock.acquire()
            self._trusted = False
