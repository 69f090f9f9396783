"""One instance, many calls at once: shared state under a lock, and what each thread keeps for itself."""

from __future__ import annotations

import threading
import time
from typing import Any

from vivarium_worker import tool
from vivarium_worker.thread_safe import ThreadSafeAdapter, thread_safe_method


class ThreadedShowcaseAdapter(ThreadSafeAdapter):
    """Shows what an adapter for threads can do. Its pool has a `concurrency` above 1."""

    def __init__(self) -> None:
        super().__init__()
        self.total = 0

    @tool(description="Sleeps beside others")
    @thread_safe_method
    def sleep(self, seconds: float) -> str:
        time.sleep(seconds)
        return threading.current_thread().name

    @tool(description="Adds to a sum that all calls share")
    @thread_safe_method
    def add_to_total(self, value: int) -> int:
        with self.acquire_lock():
            self.total += value
            return self.total

    @tool(description="Counts the calls of this thread")
    @thread_safe_method
    def count_in_thread(self) -> int:
        count: int = self.get_thread_local("count", 0) + 1
        self.set_thread_local("count", count)
        return count

    @tool(description="Tells how many calls there were, and how many at once")
    def stats(self) -> dict[str, Any]:
        return self.get_stats()
