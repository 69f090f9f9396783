"""What a program says of itself and its machine, and what it may set: the seed's functions that act on the process."""

from __future__ import annotations

import sys
import sysconfig
import threading
import time
from typing import Any

from vivarium_worker.host.reach import in_worker, script_address
from vivarium_worker.process.machine import allocator, memory_mb, usable_cores
from vivarium_worker.providers.checks import refused
from vivarium_worker.telemetry import logs

_HEALTHY_MB = 100
_began = time.monotonic()


def get_system_info() -> dict[str, Any]:
    """The versions, the machine, and this process: `runtime_worker_threads` counts the threads that run now."""
    from vivarium_worker import __version__

    return {
        "version": __version__,
        "python_binding_version": __version__,
        "python_version": sys.version.split()[0],
        "runtime_initialized": logs.initialized() or in_worker(),
        "runtime_uptime_seconds": time.monotonic() - _began,
        "runtime_worker_threads": threading.active_count(),
        "runtime_max_blocking_threads": min(32, usable_cores() + 4),
        "in_worker": in_worker(),
        "cpu_count": usable_cores(),
        "memory_allocator": allocator(),
        "build_target": sysconfig.get_platform(),
        "build_profile": "debug" if hasattr(sys, "gettotalrefcount") else "release",
    }


def health_check() -> dict[str, Any]:
    """`overall_healthy` is that there are more than 100 MB left and that the host, if there is one, can be reached.

    `host_reachable` is `None` where there is no host. A number of the memory is `None` where the system does not tell.
    """
    total, available = memory_mb()
    memory_healthy = available is None or available > _HEALTHY_MB
    reachable = _host_reachable()
    runtime_healthy = reachable is not False
    return {
        "runtime_healthy": runtime_healthy,
        "runtime_uptime_ok": True,
        "worker_threads_ok": threading.active_count() > 0,
        "host_reachable": reachable,
        "total_memory_mb": total,
        "available_memory_mb": available,
        "memory_healthy": memory_healthy,
        "overall_healthy": runtime_healthy and memory_healthy,
        "timestamp": int(time.time()),
    }


def configure_runtime(
    worker_threads: int | None = None,
    max_blocking_threads: int | None = None,
    thread_stack_size_mb: float | None = None,
    *,
    enable_blocking_pool: bool | None = None,
    thread_keep_alive: float | None = None,
    thread_name_prefix: str | None = None,
) -> dict[str, str]:
    """Sets what can be set, and says of each field that was given what became of it.

    Only `thread_stack_size_mb` has a meaning here: threads that are started from now on have it. The others belong to
    a runtime in the process, which there is none of: the pool's options are their place. Raises ValidationError.
    """
    _positive("worker_threads", worker_threads, (int,))
    _positive("max_blocking_threads", max_blocking_threads, (int,))
    _positive("thread_stack_size_mb", thread_stack_size_mb)
    _positive("thread_keep_alive", thread_keep_alive)
    if enable_blocking_pool not in (None, True, False):
        raise refused("enable_blocking_pool", enable_blocking_pool, "enable_blocking_pool is True or False")
    if thread_name_prefix is not None and not isinstance(thread_name_prefix, str):
        raise refused("thread_name_prefix", thread_name_prefix, "thread_name_prefix is a str")
    given = {
        "worker_threads": (worker_threads, "not applicable: a pool's `size` and `concurrency` say how many calls run"),
        "max_blocking_threads": (max_blocking_threads, "not applicable: asyncio's own limit holds"),
        "enable_blocking_pool": (enable_blocking_pool, "not applicable: sync tools of async adapters always have one"),
        "thread_keep_alive": (thread_keep_alive, "not applicable: threads stay until the process ends"),
        "thread_name_prefix": (thread_name_prefix, "not applicable: threads have the names of what they are for"),
    }
    report = {name: became for name, (value, became) in given.items() if value is not None}
    if thread_stack_size_mb is not None:
        threading.stack_size(_stack_bytes(thread_stack_size_mb))
        report["thread_stack_size_mb"] = "applied: threads that are started from now on have it"
    return report


def shutdown() -> None:
    """Ends the connection to the host of a program of its own; the next request opens another. Safe to call again.

    In a worker it does nothing: the host ends it.
    """
    script_host = sys.modules.get("vivarium_worker.host.script")
    if script_host is not None:
        script_host.disconnect()


def _host_reachable() -> bool | None:
    if in_worker():
        return True  # A worker ends with its lane.
    address = script_address()
    if address is None:
        return None
    from vivarium_worker.host.script import is_reachable

    return is_reachable(address)


def _positive(field: str, value: Any, kinds: tuple[type, ...] = (int, float)) -> None:
    if value is None:
        return
    number: float = value
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise refused(field, value, f"{field} must be a number, got {type(value).__name__}")
    if number <= 0:
        raise refused(field, value, f"{field} must be positive, got: {value}")


def _stack_bytes(megabytes: float) -> int:
    # A multiple of the page's size, and what threads need at least.
    return max(32 * 1024, round(megabytes * 1024 * 1024) // 4096 * 4096)
