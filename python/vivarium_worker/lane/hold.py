"""Answers that others are about to follow wait for them, so that many share one write."""

from __future__ import annotations

from time import monotonic

from vivarium_worker.lane.wire import Message

HOLD_SECONDS = 0.001
HOLD_BYTES = 64 * 1024


class Hold:
    """How long, and how many. Whoever answers after a pause does not wait: the first of many leaves alone."""

    __slots__ = ("_bytes", "_left_at")

    def __init__(self) -> None:
        self._bytes = 0
        self._left_at = float("-inf")

    def takes(self, message: Message) -> bool:
        """Whether it may wait. Any thread."""
        # Two threads may count at once, and one be forgotten: then a few more share the write.
        self._bytes += message.size() if message.segments else len(message.body)
        return self._bytes < HOLD_BYTES and monotonic() < self._left_at + HOLD_SECONDS

    def left(self) -> None:
        """All that waited is on its way."""
        self._bytes = 0
        self._left_at = monotonic()
