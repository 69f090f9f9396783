"""What this process may take, kept by the kernel: memory, processor time, open files."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping

VARIABLE = "VIVARIUM_AGENT_LIMITS"
_CPU_GRACE_SECONDS = 5


def take_limits() -> None:
    """Sets the limits of `VIVARIUM_AGENT_LIMITS`: `{"memory_bytes": …, "cpu_seconds": …, "open_files": …}`.

    Memory is address space: beyond it Python raises MemoryError. Processor time ends the process by SIGXCPU.
    Raises ValueError for a limit that is none.
    """
    text = os.environ.pop(VARIABLE, "")
    if text and sys.platform != "win32":
        set_limits(json.loads(text))


def set_limits(limits: Mapping[str, int]) -> None:
    """Raises ValueError for a limit that is none."""
    import resource

    kinds = {
        "memory_bytes": (resource.RLIMIT_AS, 0),
        "cpu_seconds": (resource.RLIMIT_CPU, _CPU_GRACE_SECONDS),
        "open_files": (resource.RLIMIT_NOFILE, 0),
    }
    for name, value in limits.items():
        if name not in kinds:
            raise ValueError(f"{VARIABLE}: there is no limit {name!r}, only {', '.join(kinds)}")
        kind, grace = kinds[name]
        _, most = resource.getrlimit(kind)
        hard = value + grace if most == resource.RLIM_INFINITY else min(value + grace, most)
        resource.setrlimit(kind, (min(value, hard), hard))
