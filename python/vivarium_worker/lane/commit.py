"""Group commit: frames written while a batch is unanswered go out together with the next incoming batch."""

from __future__ import annotations

from collections.abc import Callable

from vivarium_worker.lane.link import Link, Timer
from vivarium_worker.lane.outbox import Outbox
from vivarium_worker.lane.parcel import Parcel
from vivarium_worker.lane.wire import ACK, BEAT, SHUTDOWN

_LONG_AGO = float("-inf")


class Commit:
    """Decides when the outbox goes on the wire. Belongs to the lane's thread."""

    def __init__(self, outbox: Outbox, link: Link, spoke: Callable[[], None]) -> None:
        self._outbox = outbox
        self._link = link
        self._spoke = spoke
        self._timer: Timer | None = None
        self._unanswered_since = _LONG_AGO
        self._writable = True
        self._ended = False
        self.closing = False
        """Whether the end of the stream is our own doing."""

    def turn(self) -> None:
        """The outbox may have got something, once for all that came at the same time."""
        if self._writable and (self.closing or self._outbox.bulk_ready or not self._waits()):
            self._flush()

    def answered(self) -> None:
        """A batch came in."""
        self._unanswered_since = _LONG_AGO
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def drained(self) -> None:
        """The link takes batches again."""
        self._writable = True
        self.turn()

    def close(self) -> None:
        """Write what is queued, then end."""
        self.closing = True
        self.turn()

    def _waits(self) -> bool:
        if self._timer is not None:
            return True
        if self._unanswered_since == _LONG_AGO or not self._outbox:
            return False
        wait = self._unanswered_since + self._link.commit_seconds - self._link.loop.time()
        if wait > 0:
            self._timer = self._link.loop.call_later(wait, self._waited)
        return wait > 0

    def _waited(self) -> None:
        self._timer = None
        if self._writable:
            self._flush()

    def _flush(self) -> None:
        parcel = self._outbox.next_batch()
        while parcel is not None:
            if self._link.commit_seconds and _asks_for_an_answer(parcel):
                self._unanswered_since = self._link.loop.time()
            self._spoke()
            self._writable = self._link.write(parcel)
            if not self._writable:
                return
            parcel = self._outbox.next_batch()
        if self.closing and not self._ended and not self._outbox:
            self._ended = True
            # The end of a stream looks like that of a killed process: this tells them apart.
            last = Parcel()
            last.small.frames.add(kind=SHUTDOWN)
            self._link.write(last)
            self._link.end()


def _asks_for_an_answer(parcel: Parcel) -> bool:
    """Nobody answers beats and acknowledgements."""
    return bool(parcel.pieces) or any(frame.kind not in (ACK, BEAT) for frame in parcel.small.frames)
