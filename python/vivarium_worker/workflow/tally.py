"""Counts how runs end and how long they take."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Tally:
    """The numbers of one executor. Safe to use from any thread; counts while it is `enabled`."""

    def __init__(self) -> None:
        self.enabled = True
        self._lock = threading.Lock()
        self.reset()

    def reset(self) -> None:
        """Forgets all that was counted."""
        with self._lock:
            self._total = self._succeeded = 0
            self._milliseconds = 0.0
            self._since = time.monotonic()

    @contextmanager
    def timed(self) -> Iterator[Callable[[bool], None]]:
        """Counts what follows as one run, which failed unless the function given is called with True."""
        began, outcome = time.perf_counter(), [False]
        try:
            yield lambda success: outcome.append(success)
        finally:
            if self.enabled:
                with self._lock:
                    self._total += 1
                    self._succeeded += outcome[-1]
                    self._milliseconds += (time.perf_counter() - began) * 1000

    def read(self) -> dict[str, Any]:
        """The numbers, by the seed's names."""
        with self._lock:
            total, succeeded, milliseconds = self._total, self._succeeded, self._milliseconds
            uptime = time.monotonic() - self._since
        return {
            "total_executions": total,
            "successful_executions": succeeded,
            "failed_executions": total - succeeded,
            "success_rate": succeeded / total if total else 0.0,
            "average_duration_ms": milliseconds / total if total else 0.0,
            "total_duration_ms": milliseconds,
            "uptime_seconds": uptime,
        }
