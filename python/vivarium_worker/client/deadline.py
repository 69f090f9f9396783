"""How long an RPC may take: the host is told the time, and the client waits a little longer for its answer."""

from __future__ import annotations

from typing import Any

_GRACE_SECONDS = 1.0


def seconds(timeout_ms: float) -> float:
    """What to give a stub: so much later than the host's own deadline that the host can say which it was."""
    return timeout_ms / 1000 + _GRACE_SECONDS


def checked(timeout_ms: Any) -> float:
    """Raises ValueError unless these are milliseconds above 0 that fit into a message."""
    if isinstance(timeout_ms, bool) or not isinstance(timeout_ms, (int, float)) or not 1 <= timeout_ms < 1 << 31:
        raise ValueError(f"timeout_ms is a number of milliseconds from 1 to {(1 << 31) - 1}, got {timeout_ms!r}")
    return timeout_ms
