"""When a call is tried again, and after how long."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import grpc

from vivarium_worker.client.errors import ToolBridgeError, ToolCommunicationError, ToolExecutionError

_TRANSIENT = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)


def retry_delay(error: ToolBridgeError, attempt: int) -> float | None:
    """Seconds to wait after the attempt of this number (from 0); `None` when another would not help."""
    if isinstance(error, ToolCommunicationError) and error.code in _TRANSIENT:
        return float(2**attempt)
    if isinstance(error, ToolExecutionError) and error.error_type == "RateLimitExceeded":
        return 10.0 * (attempt + 1)
    return None


async def with_retry(call: Callable[[], Awaitable[Any]], max_retries: int) -> Any:
    """The value of the first call that works; raises the last error. Nothing is waited for after the last call."""
    if max_retries < 1:
        raise ValueError(f"max_retries is how often to try, at least 1, got {max_retries!r}")
    for attempt in range(max_retries):
        try:
            return await call()
        except ToolBridgeError as error:
            delay = retry_delay(error, attempt)
            if delay is None or attempt == max_retries - 1:
                raise
            await asyncio.sleep(delay)
    raise AssertionError("the last attempt returns or raises")
