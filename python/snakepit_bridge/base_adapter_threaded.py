"""`from snakepit_bridge.base_adapter_threaded import ThreadSafeAdapter, thread_safe_method`."""

from vivarium_worker import tool
from vivarium_worker.adapters.tool import ToolMetadata
from vivarium_worker.adapters.tracking import RequestTracker, ThreadLocalStorage
from vivarium_worker.thread_safe import (
    ThreadSafeAdapter,
    require_thread_safe,
    thread_safe_method,
    validate_thread_safety,
)

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
