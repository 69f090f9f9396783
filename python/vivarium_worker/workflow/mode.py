"""The four ways to run a workflow. What they mean is the host's to say: it has the cores."""

from __future__ import annotations

from typing import NamedTuple


class Mode(NamedTuple):
    """`preset` is the host's word for it; `seconds` and `retries` are its defaults."""

    title: str
    preset: str
    seconds: float
    retries: int


HIGH_THROUGHPUT = Mode("HighThroughput", "highThroughput", 300, 3)
LOW_LATENCY = Mode("LowLatency", "lowLatency", 30, 0)
MEMORY_OPTIMIZED = Mode("MemoryOptimized", "memoryOptimized", 300, 3)
BALANCED = Mode("Balanced", "balanced", 300, 3)
