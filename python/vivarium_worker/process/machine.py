"""What this machine, or the container, has for the process."""

from __future__ import annotations

import os
from pathlib import Path

_MB = 1024 * 1024


def usable_cores() -> int:
    """The cores that the process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def allocator() -> str:
    """The allocator of Python's objects: `pymalloc`, or what PYTHONMALLOC says."""
    return os.environ.get("PYTHONMALLOC") or "pymalloc"


def memory_mb() -> tuple[int | None, int | None]:
    """The memory there is, and what is left of it; `None` for what the system does not tell."""
    fields = _meminfo()
    total, available = fields.get("MemTotal"), fields.get("MemAvailable")
    if total is None:
        total = _sysconf("SC_PHYS_PAGES")
    limit, used = _cgroup("memory.max"), _cgroup("memory.current")
    if limit is not None and used is not None and (total is None or limit < total):
        total, available = limit, min(limit - used, limit if available is None else available)
    return _in_mb(total), _in_mb(available)


def _meminfo() -> dict[str, int]:
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return {}
    return {name: int(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in lines)}


def _cgroup(name: str) -> int | None:
    try:
        text = Path("/sys/fs/cgroup", name).read_text().strip()
    except OSError:
        return None
    return int(text) if text.isdigit() else None


def _sysconf(name: str) -> int | None:
    try:
        return os.sysconf(name) * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None


def _in_mb(size: int | None) -> int | None:
    return None if size is None else max(0, size) // _MB
