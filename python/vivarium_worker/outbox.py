"""What goes into the next batch: small messages first, bulk in turns, never more of it than may be unacknowledged.

Messages of one call keep their order, so whatever follows bulk of the same call waits behind it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from vivarium_worker.notices import Notices
from vivarium_worker.wire import (
    BATCH_BYTES,
    BULK_BYTES,
    ENDS,
    PIECE_BYTES,
    UNACKNOWLEDGED_BYTES,
    Batch,
    Frame,
    Message,
    Opening,
)


class Piece(NamedTuple):
    """One frame of a message."""

    message: Message
    data: bytes
    segment: int
    more: bool
    sizes: tuple[int, ...]
    bulk: bool
    first: bool


class Outbox:
    """The frames waiting to be sent. Belongs to the lane's thread."""

    def __init__(self, notices: Notices | None = None) -> None:
        self._notices = notices
        self._small: deque[Message | Piece] = deque()
        # The calls with bulk under way, in the order of their turns.
        self._bulk: dict[int, deque[_Cursor]] = {}
        self._unacknowledged = 0

    def __bool__(self) -> bool:
        return bool(self._small or self._bulk or self._notices)

    def put(self, message: Message) -> None:
        """Queues a message behind what its call has queued already."""
        behind = self._bulk.get(message.call) if self._bulk else None
        if behind is not None:
            behind.append(_Cursor(message))
        elif not message.segments and len(message.body) <= BULK_BYTES:
            self._small.append(message)
        elif message.size() <= BULK_BYTES:
            self._small.extend(_pieces(message))
        else:
            self._bulk[message.call] = deque([_Cursor(message)])

    def overtake(self, message: Message) -> None:
        """Queues a small message ahead of everything."""
        self._small.appendleft(message)

    def drop_ended(self, call: int) -> bool:
        """Forgets what waits of a call whose end is among it; whether that was so."""
        queue = self._bulk.get(call)
        if queue is None or queue[-1].message.kind not in ENDS:
            return False
        del self._bulk[call]
        return True

    def withdraw(self, call: int) -> bool:
        """Forgets what waits of a call's arguments; whether nothing of them has left."""
        queue = self._bulk.pop(call, None)
        return queue is not None and queue[0].message.opening is not None and queue[0].piece.first

    def acknowledge(self, size: int) -> None:
        """The host has taken so many bytes of bulk off the wire."""
        self._unacknowledged = max(0, self._unacknowledged - size)

    @property
    def bulk_ready(self) -> bool:
        """Whether bulk may be sent now, so that waiting for company would gain nothing."""
        return bool(self._bulk) and self._allowed(self._turn())

    def next_batch(self) -> Batch | None:
        """What may be sent now, `None` when that is nothing."""
        batch = Batch()
        room = BATCH_BYTES
        if self._notices:
            room = self._take_notices(batch, self._notices)
        if self._small:
            room = self._take_small(batch, room)
        if self._bulk:
            self._take_bulk(batch, room)
        return batch if batch.frames else None

    def _take_notices(self, batch: Batch, notices: Notices) -> int:
        # First, so that they arrive before the end of the call they belong to.
        room = BATCH_BYTES
        while room > 0 and (message := notices.take()) is not None:
            batch.frames.add(kind=message.kind, call=message.call, body=message.body)
            room -= len(message.body) + 24
        return room

    def _take_small(self, batch: Batch, room: int) -> int:
        small, add = self._small, batch.frames.add
        while small:
            item = small[0]
            room -= len(item.data if isinstance(item, Piece) else item.body) + 24
            if room < 0 and batch.frames:
                return 0
            small.popleft()
            if isinstance(item, Piece):
                _add_piece(batch, item)
            else:
                frame = add(kind=item.kind, call=item.call, body=item.body, number=item.number)
                if item.opening is not None:
                    _open(frame, item.opening)
        return room

    def _take_bulk(self, batch: Batch, room: int) -> None:
        while self._bulk:
            piece = self._turn()
            size = len(piece.data)
            if (batch.frames and size > room) or not self._allowed(piece):
                return
            _add_piece(batch, piece)
            room -= size
            if piece.bulk:
                self._unacknowledged += size
            self._pass_turn(piece)

    def _turn(self) -> Piece:
        return next(iter(self._bulk.values()))[0].piece

    def _allowed(self, piece: Piece) -> bool:
        return not piece.bulk or self._unacknowledged + len(piece.data) <= UNACKNOWLEDGED_BYTES

    def _pass_turn(self, piece: Piece) -> None:
        call = piece.message.call
        queue = self._bulk.pop(call)
        if piece.more:
            queue[0].advance()
        else:
            queue.popleft()
        if queue:
            self._bulk[call] = queue


class _Cursor:
    """A message on its way: the piece to send next."""

    __slots__ = ("_rest", "message", "piece")

    def __init__(self, message: Message) -> None:
        self.message = message
        self._rest = _pieces(message)
        self.advance()

    def advance(self) -> None:
        self.piece = next(self._rest)


def _pieces(message: Message) -> Iterator[Piece]:
    """The frames of a message: one when it is small and has no segments, else pieces in order of segment."""
    parts = [memoryview(message.body), *message.segments]
    sizes = tuple(part.nbytes for part in parts)
    bulk = sum(sizes) > BULK_BYTES
    cuts = [
        (segment, start)
        for segment, size in enumerate(sizes)
        for start in range(0, max(size, 1) if segment == 0 else size, PIECE_BYTES)
    ]
    several = len(parts) > 1 or len(cuts) > 1
    for index, (segment, start) in enumerate(cuts):
        data = bytes(parts[segment][start : start + PIECE_BYTES])
        more, first = index < len(cuts) - 1, index == 0
        yield Piece(message, data, segment, more, sizes if several and first else (), bulk, first)


def _add_piece(batch: Batch, piece: Piece) -> None:
    message = piece.message
    frame = batch.frames.add(
        kind=message.kind,
        call=message.call,
        body=piece.data,
        segment=piece.segment,
        more=piece.more,
        sizes=piece.sizes,
        number=message.number,
    )
    if piece.first and message.opening is not None:
        _open(frame, message.opening)


def _open(frame: Frame, opening: Opening) -> None:
    frame.tool, frame.timeout_ms, frame.meta = opening
