"""Heartbeats of a script that holds a stub. A worker's own beats are part of its lane and need none of this."""

from __future__ import annotations

import asyncio
import dataclasses
import inspect
import random
import re
from collections.abc import Callable, Mapping
from typing import Any


@dataclasses.dataclass(frozen=True)
class HeartbeatConfig:
    """How often, how long, and how many may be missed. Times are milliseconds."""

    enabled: bool = True
    interval_ms: int = 2000
    timeout_ms: int = 10_000
    max_missed_heartbeats: int = 3
    initial_delay_ms: int = 0
    jitter_ms: int = 0
    dependent: bool = True

    @classmethod
    def from_mapping(
        cls, options: Mapping[str, Any] | None, defaults: HeartbeatConfig | None = None
    ) -> HeartbeatConfig:
        """From a mapping with these names, or the same in camelCase; others are ignored."""
        known = {field.name for field in dataclasses.fields(cls)}
        named = {re.sub(r"(?<!^)(?=[A-Z])", "_", key).lower(): value for key, value in (options or {}).items()}
        return dataclasses.replace(defaults or cls(), **{key: named[key] for key in named if key in known})


class HeartbeatClient:
    """Pings the host from an asyncio loop; says when too many went unanswered."""

    def __init__(
        self,
        stub: Any,
        session_id: str,
        config: HeartbeatConfig | None = None,
        loop: asyncio.AbstractEventLoop | None = None,
        on_threshold_exceeded: Callable[[], Any] | None = None,
    ) -> None:
        self._stub = stub
        self._session_id = session_id
        self._config = config or HeartbeatConfig()
        self._loop = loop
        self._on_threshold_exceeded = on_threshold_exceeded
        self._task: asyncio.Task[None] | None = None
        self._missed = 0
        self._sent = 0

    def start(self) -> None:
        """Begins to ping, when enabled."""
        if self._config.enabled and self._task is None:
            self._task = (self._loop or asyncio.get_running_loop()).create_task(self._run())

    async def stop(self) -> None:
        """Ends the pings."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait((task,))

    def status(self) -> dict[str, Any]:
        """`running`, `sent`, `missed` in a row."""
        running = self._task is not None and not self._task.done()
        return {"running": running, "sent": self._sent, "missed": self._missed}

    async def ping_once(self) -> bool:
        """One ping; whether it was answered and the session is valid."""
        from snakepit_bridge_pb2 import HeartbeatRequest

        self._sent += 1
        request = HeartbeatRequest(session_id=self._session_id)
        try:
            answer = self._stub.Heartbeat(request, timeout=self._config.timeout_ms / 1000)
            if inspect.isawaitable(answer):
                answer = await answer
            alive = bool(answer.session_valid)
        except Exception:
            alive = False
        self._missed = 0 if alive else self._missed + 1
        return alive

    async def _run(self) -> None:
        await asyncio.sleep(self._config.initial_delay_ms / 1000)
        while self._missed < self._config.max_missed_heartbeats:
            await self.ping_once()
            await asyncio.sleep((self._config.interval_ms + random.uniform(0, self._config.jitter_ms)) / 1000)
        if self._on_threshold_exceeded is not None:
            self._on_threshold_exceeded()


__all__ = ["HeartbeatClient", "HeartbeatConfig"]
