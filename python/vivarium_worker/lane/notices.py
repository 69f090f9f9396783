"""Log records and telemetry events on their way to the host: nobody waits for them, and a flood of them is cut off."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from vivarium_worker.calls.current import current
from vivarium_worker.lane.wire import BULK_BYTES, LOG, Message
from vivarium_worker.values.codec import encode

_MOST = 1024
_MOST_BYTES = 256 * 1024


class Notices:
    """A bounded queue: any thread puts, the lane's thread takes. What finds it full is dropped and counted."""

    def __init__(self, nudge: Callable[[], None]) -> None:
        self._nudge = nudge
        # Re-entrant: a signal handler that logs may come in between.
        self._lock = threading.RLock()
        self._queue: deque[Message] = deque()
        self._bytes = 0
        self._dropped = 0

    def __len__(self) -> int:
        return len(self._queue) + (self._dropped > 0)

    def put(self, kind: int, body: dict[str, Any]) -> None:
        """Queues a LOG or EVENT of the call that runs here. Raises Unsendable; what is too large is dropped."""
        call = current.get()
        message = Message(kind, 0 if call is None else call.id, encode(body)[0])
        size = len(message.body)
        with self._lock:
            if size > BULK_BYTES or len(self._queue) >= _MOST or self._bytes + size > _MOST_BYTES:
                self._dropped += 1
            else:
                self._queue.append(message)
                self._bytes += size
        self._nudge()

    def take(self) -> Message | None:
        """The next one to send; first of all, how many were dropped."""
        with self._lock:
            if self._dropped:
                dropped, self._dropped = self._dropped, 0
                return _confession(dropped)
            if not self._queue:
                return None
            message = self._queue.popleft()
            self._bytes -= len(message.body)
            return message


def _confession(dropped: int) -> Message:
    text = f"{dropped} log records or events were dropped: they came faster than the host takes them, or were too large"
    fields = {"dropped": dropped}
    body = {"level": "warning", "logger": "vivarium_worker", "message": text, "fields": fields}
    return Message(LOG, 0, encode(body)[0])
