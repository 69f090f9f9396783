"""Group commit: frames written while a batch is unanswered go out together with the next incoming batch.

A message costs gRPC about as much as a hundred frames do, so this is what makes many small calls fast.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from vivarium_worker.outbox import Outbox
from vivarium_worker.wire import ACK, BEAT, SHUTDOWN, Batch, Frame

_WAIT_SECONDS = 0.001
_LONG_AGO = float("-inf")


class Commit:
    """Decides when the outbox goes on the wire, and writes it. Belongs to the lane's thread."""

    def __init__(self, outbox: Outbox, spoke: Callable[[], None]) -> None:
        self._outbox = outbox
        self._spoke = spoke
        self._loop = asyncio.get_running_loop()
        self._due = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._unanswered_since = _LONG_AGO
        self.closing = False
        """Whether the end of the stream is our own doing."""

    def queued(self) -> None:
        """The outbox has got something."""
        if self.closing or self._outbox.bulk_ready:
            self._due.set()
        elif self._timer is None:
            wait = self._unanswered_since + _WAIT_SECONDS - time.monotonic()
            if wait > 0:
                self._timer = self._loop.call_later(wait, self._flush)
            else:
                self._due.set()

    def answered(self) -> None:
        """A batch came in."""
        self._unanswered_since = _LONG_AGO
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._outbox:
            self._due.set()

    def close(self) -> None:
        """Write what is queued, then end."""
        self.closing = True
        self._due.set()

    async def run(self, stream: Any) -> None:
        """Writes until closed, says that this was all, then half-closes the stream."""
        while self._outbox or not self.closing:
            await self._due.wait()
            self._due.clear()
            batch = self._outbox.next_batch()
            if batch is not None:
                self._unanswered_since = time.monotonic() if _asks_for_an_answer(batch) else _LONG_AGO
                self._spoke()
                await stream.write(batch)
                if self._outbox:
                    self.queued()
        # The end of a stream looks like that of a killed process: this tells them apart.
        await stream.write(Batch(frames=[Frame(kind=SHUTDOWN)]))
        await stream.done_writing()

    def _flush(self) -> None:
        self._timer = None
        self._due.set()


def _asks_for_an_answer(batch: Batch) -> bool:
    """Nobody answers beats and acknowledgements."""
    return any(frame.kind not in (ACK, BEAT) for frame in batch.frames)
