"""`from snakepit_bridge.base_adapter_threaded import ThreadSafeAdapter, thread_safe_method`."""

from vivarium_worker import tool
from vivarium_worker.thread_safe import (
    ThreadSafeAdapter,
    require_thread_safe,
    thread_safe_method,
    validate_thread_safety,
)
from vivarium_worker.tool import ToolMetadata
from vivarium_worker.tracking import RequestTracker, ThreadLocalStorage

__all__ = [
    "RequestTracker",
    "ThreadLocalStorage",
    "ThreadSafeAdapter",
    "ToolMetadata",
    "require_thread_safe",
    "thread_safe_method",
    "tool",
    "validate_thread_safety",
]
