"""What a thread-safe adapter keeps: a store per thread, and counts of its requests."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class ThreadLocalStorage:
    """Values by key, of the thread that asks."""

    def __init__(self) -> None:
        self._local = threading.local()

    def get(self, key: str, default: Any = None) -> Any:
        """What this thread has under a key."""
        return self._local.__dict__.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Keeps something for this thread."""
        self._local.__dict__[key] = value

    def clear(self, key: str | None = None) -> None:
        """Forgets one key of this thread, or all."""
        if key is None:
            self._local.__dict__.clear()
        else:
            self._local.__dict__.pop(key, None)


class RequestTracker:
    """Counts requests that overlap. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._active: dict[str, float] = {}
        self._total = self._failed = self._most = 0

    @contextmanager
    def track(self, request_id: str | None = None) -> Iterator[str]:
        """Counts what runs inside; an exception makes it a failed one."""
        name = request_id or f"request-{next(self._numbers)}"
        with self._lock:
            self._total += 1
            self._active[name] = time.monotonic()
            self._most = max(self._most, len(self._active))
        try:
            yield name
        except BaseException:
            with self._lock:
                self._failed += 1
            raise
        finally:
            with self._lock:
                self._active.pop(name, None)

    def stats(self) -> dict[str, Any]:
        """The counts so far, and for each request under way its seconds."""
        now = time.monotonic()
        with self._lock:
            return {
                "total_requests": self._total,
                "failed_requests": self._failed,
                "active_requests": len(self._active),
                "max_active_requests": self._most,
                "active": {name: now - began for name, began in self._active.items()},
            }
