"""The threads that plain tools run in: each takes the next piece of work as soon as it has done one.

Nobody hands it out and nobody is told of its end, since each change of threads costs more than a short tool.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

from vivarium_worker.process.leave import BROKEN, leave


class Crew:
    """Up to `size` threads, one more with each of the first pieces of work; they end with the process."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._work: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._started = 0
        self._lock = threading.Lock()

    def submit(self, work: Callable[[], object]) -> None:
        """Has a thread do this, in the order of submission. It answers for its own errors. Any thread."""
        self._work.put(work)
        if self._started < self._size:
            self._hire()

    def _hire(self) -> None:
        with self._lock:
            if self._started == self._size:
                return
            self._started += 1
            number = self._started
        threading.Thread(target=self._run, name=f"tool_{number}", daemon=True).start()

    def _run(self) -> None:
        take = self._work.get
        while True:
            work = take()
            try:
                work()
            except BaseException as error:
                # Nobody would hear of it, and the call would stay unanswered.
                leave(BROKEN, f"in a tool's thread: a fault of the worker itself ({type(error).__name__}: {error})")
