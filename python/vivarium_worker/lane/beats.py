"""Tells the host that the worker is alive when nothing else was said lately."""

from __future__ import annotations

from collections.abc import Callable

from vivarium_worker.lane.link import Loop

_IDLE_SECONDS = 1.0


class Beats:
    """A timer of the lane's loop. It is quick while calls are in flight, slow otherwise."""

    def __init__(self, loop: Loop, send: Callable[[], None]) -> None:
        self._loop = loop
        self._send = send
        self._quick = self._slow = _IDLE_SECONDS
        self._is_quick = False
        self._busy = False
        self._spoken = loop.time()
        self._timer = loop.call_later(self._slow, self._due)

    def set_pace(self, beat_ms: int, idle_beat_ms: int) -> None:
        """What WELCOME asks for."""
        self._quick, self._slow = beat_ms / 1000, idle_beat_ms / 1000
        self._restart()

    def spoke(self) -> None:
        """Something was sent, which is as good as a beat."""
        self._spoken = self._loop.time()

    def busy(self, busy: bool) -> None:
        """Whether calls are in flight. A quick timer is left to run out, so that short calls cost nothing."""
        self._busy = busy
        if busy and not self._is_quick:
            self._restart()

    def _restart(self) -> None:
        self._timer.cancel()
        self._is_quick = self._busy
        self._timer = self._loop.call_later(self._quick if self._busy else self._slow, self._due)

    def _due(self) -> None:
        silence = self._loop.time() - self._spoken
        interval = self._quick if self._busy else self._slow
        if silence >= interval * 0.9:
            self._send()
            self._restart()
        else:
            self._is_quick = self._busy
            self._timer = self._loop.call_later(interval - silence, self._due)
