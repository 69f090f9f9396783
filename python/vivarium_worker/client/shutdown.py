"""Ending a program in good order: what runs may end, what is new is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from vivarium_worker.client.errors import ToolBridgeError

T = TypeVar("T")


class GracefulShutdownMixin:
    """Counts the calls of a class that runs them through `execute_with_tracking`."""

    def __init__(self) -> None:
        self._shutdown_event = asyncio.Event()
        self._active_calls: set[asyncio.Task[Any]] = set()

    async def execute_with_tracking(self, coro: Coroutine[Any, Any, T]) -> T:
        """Runs a call that a shutdown waits for. Raises ToolBridgeError once a shutdown has begun."""
        if self._shutdown_event.is_set():
            coro.close()
            raise ToolBridgeError("shutting down: no new calls are taken")
        task = asyncio.ensure_future(coro)
        self._active_calls.add(task)
        try:
            return await task
        finally:
            self._active_calls.discard(task)

    async def shutdown(self, timeout: float = 30.0) -> None:
        """Refuses new calls, waits `timeout` seconds for those that run, then cancels them and waits for that."""
        self._shutdown_event.set()
        if not self._active_calls:
            return
        _, late = await asyncio.wait(set(self._active_calls), timeout=timeout)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
