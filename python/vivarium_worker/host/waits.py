"""How long a conversation with the host may take, and what its answers mean: for threads and tasks alike."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from vivarium_worker.calls.call import Call
from vivarium_worker.host.calls import Conversation
from vivarium_worker.host.errors import HostCallError, HostCallTimeout, host_error
from vivarium_worker.host.host import DEFAULT_SECONDS
from vivarium_worker.lane.assembly import Arrived
from vivarium_worker.lane.wire import CANCELLED, FAILURE
from vivarium_worker.values.codec import decode

WINDOW = 16
"""How many chunks of a stream may be under way."""
_GRACE_SECONDS = 0.1
"""The host ends what takes too long by itself, and says so better than we could."""


def time_limit(call: Call | None, timeout: float | None) -> float:
    """Seconds the host may take: what was asked for, at most what is left of the call. Raises HostCallTimeout."""
    if call is None or call.deadline is None:
        return DEFAULT_SECONDS if timeout is None else timeout
    left = call.deadline - time.monotonic()
    if left <= 0:
        raise HostCallTimeout("the call's own time is over: its host is not asked any more")
    return left if timeout is None else min(timeout, left)


def watch_limit(call: Call | None) -> float | None:
    """Watching has no limit but that of the call."""
    return None if call is None or call.deadline is None else time_limit(call, None)


def watched(names: Sequence[str] | None) -> dict[str, Any]:
    """The arguments of `session:watch`."""
    return {} if names is None else {"names": list(names)}


def deadline_of(limit: float | None) -> float | None:
    """Until when to wait for a host that ends its work within the limit, of `time.monotonic()`."""
    return None if limit is None else time.monotonic() + limit + _GRACE_SECONDS


def seconds_until(deadline: float | None) -> float | None:
    """What is left, never below 0; `None` without a deadline."""
    return None if deadline is None else max(0.0, deadline - time.monotonic())


def timed_out(tool: str, limit: float | None) -> HostCallTimeout:
    """The host was silent all the time."""
    return HostCallTimeout(f"host tool {tool!r} did not answer within {(limit or 0) * 1000:.0f} ms")


def value_of(talk: Conversation, arrived: Arrived) -> Any:
    """The value of a RESULT or CHUNK; raises what a FAILURE says."""
    kind = arrived.frame.kind
    if kind == CANCELLED:
        raise HostCallError(f"host tool {talk.tool!r} was cancelled by the host", kind="cancelled")
    value = decode(arrived.body, arrived.segments) if arrived.body else None
    if kind == FAILURE:
        raise host_error(value or {})
    return value
