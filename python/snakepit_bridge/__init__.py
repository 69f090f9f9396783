"""The names that adapters and scripts written for Snakepit import. Each is an alias of vivarium's own."""

from snakepit_bridge import telemetry
from snakepit_bridge.heartbeat import HeartbeatClient, HeartbeatConfig
from snakepit_bridge.logging_config import configure_logging, get_logger
from snakepit_bridge.session_context import SessionContext
from snakepit_bridge.zero_copy import ZeroCopyRef
from vivarium_worker import BaseAdapter, StreamChunk, __version__, tool
from vivarium_worker.thread_safe import ThreadSafeAdapter, thread_safe_method

__all__ = [
    "BaseAdapter",
    "HeartbeatClient",
    "HeartbeatConfig",
    "SessionContext",
    "StreamChunk",
    "ThreadSafeAdapter",
    "ZeroCopyRef",
    "__version__",
    "configure_logging",
    "get_logger",
    "telemetry",
    "thread_safe_method",
    "tool",
]
