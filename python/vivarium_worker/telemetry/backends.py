"""Where telemetry may go besides the host: to stderr, or into a buffer that somebody reads."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from typing import Any

from vivarium_worker.telemetry.events import event_body


class StderrBackend:
    """To stderr, a line `TELEMETRY:{json}` each."""

    def emit(
        self, event: str, measurements: Mapping[str, Any], metadata: Mapping[str, Any], correlation_id: str | None
    ) -> None:
        """Writes an event."""
        body = event_body(event, measurements, metadata, correlation_id)
        sys.stderr.write(f"TELEMETRY:{json.dumps(body, default=str)}\n")


class TelemetryStream:
    """A bounded buffer of events: the oldest are dropped when nobody reads. It is a backend too."""

    def __init__(self, max_buffer: int = 1024) -> None:
        self._events: deque[dict[str, Any]] = deque(maxlen=max_buffer)
        self._arrival = asyncio.Event()
        self._closed = False
        self.dropped_count = 0
        self.enabled = True
        self.sampling_rate = 1.0
        """The share of events that is kept, 0 to 1."""

    def emit(
        self,
        event: str,
        measurements: Mapping[str, Any] | None = None,
        metadata: Mapping[str, Any] | None = None,
        correlation_id: str | None = None,
    ) -> None:
        """Keeps an event, on the loop's thread."""
        if not self.enabled or self._closed or random.random() >= self.sampling_rate:
            return
        if len(self._events) == self._events.maxlen:
            self.dropped_count += 1
        self._events.append(
            {**event_body(event, measurements or {}, metadata or {}, correlation_id), "at": time.time_ns()}
        )
        self._arrival.set()

    async def stream(self) -> AsyncIterator[dict[str, Any]]:
        """The events as they come, until `close()`."""
        while True:
            while self._events:
                yield self._events.popleft()
            if self._closed:
                return
            self._arrival.clear()
            await self._arrival.wait()

    def close(self) -> None:
        """Ends `stream()` after what is buffered."""
        self._closed = True
        self._arrival.set()
