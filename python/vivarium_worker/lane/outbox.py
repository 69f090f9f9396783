"""What goes into the next batch: small messages first, bulk in turns, never more of it than may be unacknowledged.

Messages of one call keep their order, so whatever follows bulk of the same call waits behind it.
"""

from __future__ import annotations

from collections import deque

from vivarium_worker.lane.notices import Notices
from vivarium_worker.lane.parcel import Parcel, Piece, open_with, pieces_of
from vivarium_worker.lane.wire import (
    BATCH_BYTES,
    BULK_BYTES,
    ENDS,
    UNACKNOWLEDGED_BYTES,
    Message,
)


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
            self._small.extend(pieces_of(message))
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

    def next_batch(self) -> Parcel | None:
        """What may be sent now, `None` when that is nothing."""
        parcel = Parcel()
        room = BATCH_BYTES
        if self._notices:
            room = self._take_notices(parcel, self._notices)
        if self._small:
            room = self._take_small(parcel, room)
        if self._bulk:
            self._take_bulk(parcel, room)
        return parcel or None

    def _take_notices(self, parcel: Parcel, notices: Notices) -> int:
        # First, so that they arrive before the end of the call they belong to.
        room = BATCH_BYTES
        while room > 0 and (message := notices.take()) is not None:
            parcel.small.frames.add(kind=message.kind, call=message.call, body=message.body)
            room -= len(message.body) + 24
        return room

    def _take_small(self, parcel: Parcel, room: int) -> int:
        small, frames = self._small, parcel.small.frames
        add = frames.add
        while small:
            item = small[0]
            room -= len(item.data if isinstance(item, Piece) else item.body) + 24
            if room < 0 and frames:
                return 0
            small.popleft()
            if isinstance(item, Piece):
                parcel.add_small(item)
            else:
                frame = add(kind=item.kind, call=item.call, body=item.body, number=item.number)
                if item.opening is not None:
                    open_with(frame, item.opening)
        return room

    def _take_bulk(self, parcel: Parcel, room: int) -> None:
        while self._bulk:
            piece = self._turn()
            size = len(piece.data)
            if (parcel and size > room) or not self._allowed(piece):
                return
            parcel.pieces.append(piece)
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
        self._rest = pieces_of(message)
        self.advance()

    def advance(self) -> None:
        self.piece = next(self._rest)
