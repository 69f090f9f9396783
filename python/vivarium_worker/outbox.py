"""What goes into the next batch: small messages first, bulk in turns, never more of it than may be unacknowledged.

Messages of one call keep their order, so whatever follows bulk of the same call waits behind it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from vivarium_worker.wire import (
    BATCH_BYTES,
    BULK_BYTES,
    PIECE_BYTES,
    UNACKNOWLEDGED_BYTES,
    Batch,
    Message,
)


class Piece(NamedTuple):
    """One frame of a message."""

    message: Message
    data: bytes
    segment: int
    more: bool
    sizes: tuple[int, ...]
    bulk: bool


class Outbox:
    """The frames waiting to be sent. Belongs to the lane's thread."""

    def __init__(self) -> None:
        self._small: deque[Message | Piece] = deque()
        # The calls with bulk under way, in the order of their turns.
        self._bulk: dict[int, deque[Iterator[Piece]]] = {}
        self._next: Piece | None = None
        self._unacknowledged = 0

    def __bool__(self) -> bool:
        return bool(self._small or self._bulk)

    def put(self, message: Message) -> None:
        """Queues a message behind what its call has queued already."""
        behind = self._bulk.get(message.call) if self._bulk else None
        if behind is not None:
            behind.append(_pieces(message))
        elif not message.segments and len(message.body) <= BULK_BYTES:
            self._small.append(message)
        elif message.size() <= BULK_BYTES:
            self._small.extend(_pieces(message))
        else:
            self._bulk[message.call] = deque([_pieces(message)])

    def acknowledge(self, size: int) -> None:
        """The host has taken so many bytes of bulk off the wire."""
        self._unacknowledged = max(0, self._unacknowledged - size)

    def next_batch(self) -> Batch | None:
        """What may be sent now, `None` when that is nothing."""
        batch = Batch()
        room = self._take_small(batch)
        if self._bulk:
            self._take_bulk(batch, room)
        return batch if batch.frames else None

    def _take_small(self, batch: Batch) -> int:
        room = BATCH_BYTES
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
                add(kind=item.kind, call=item.call, body=item.body, number=item.number)
        return room

    def _take_bulk(self, batch: Batch, room: int) -> None:
        while self._bulk:
            piece = self._next = self._next or self._turn()
            size = len(piece.data)
            if batch.frames and size > room:
                return
            if piece.bulk and self._unacknowledged + size > UNACKNOWLEDGED_BYTES:
                return
            self._next = None
            _add_piece(batch, piece)
            room -= size
            if piece.bulk:
                self._unacknowledged += size
            self._pass_turn(piece)

    def _turn(self) -> Piece:
        return next(next(iter(self._bulk.values()))[0])

    def _pass_turn(self, piece: Piece) -> None:
        call = piece.message.call
        queue = self._bulk.pop(call)
        if not piece.more:
            queue.popleft()
        if queue:
            self._bulk[call] = queue


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
        yield Piece(message, data, segment, index < len(cuts) - 1, sizes if several and not index else (), bulk)


def _add_piece(batch: Batch, piece: Piece) -> None:
    message = piece.message
    batch.frames.add(
        kind=message.kind,
        call=message.call,
        body=piece.data,
        segment=piece.segment,
        more=piece.more,
        sizes=piece.sizes,
        number=message.number,
    )
