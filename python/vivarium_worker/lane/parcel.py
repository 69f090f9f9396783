"""What leaves in one batch: small frames, made by protobuf, and behind them pieces of bulk, not copied."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import NamedTuple

from vivarium_worker.lane.wire import BULK_BYTES, PIECE_BYTES, Batch, Frame, Message, Opening

Bytes = bytes | memoryview

_PREFIX = struct.Struct("<I")
# As protobuf has it: the number of a field, and that bytes of a known length follow.
_FRAMES = b"\x0a"
_BODY = b"\x1a"


class Piece(NamedTuple):
    """One frame of a message."""

    message: Message
    data: memoryview
    segment: int
    more: bool
    sizes: tuple[int, ...]
    bulk: bool
    first: bool


class Parcel:
    """The frames of a batch, in their order."""

    __slots__ = ("pieces", "small")

    def __init__(self) -> None:
        self.small = Batch()
        self.pieces: list[Piece] = []
        """Of bulk."""

    def __bool__(self) -> bool:
        return bool(self.pieces or self.small.frames)

    def add_small(self, piece: Piece) -> None:
        """A piece that is copied."""
        _head(self.small.frames.add, piece).body = bytes(piece.data)

    def whole(self) -> bytes:
        """The bytes of a `Batch`, with a copy of the pieces."""
        return b"".join(self._parts())

    def framed(self) -> list[Bytes]:
        """As it goes on a socket: its length in four bytes and then a `Batch`, the pieces where they lie."""
        first, *others = self._parts()
        if not others:
            return [_PREFIX.pack(len(first)) + first]
        return [_PREFIX.pack(len(first) + sum(map(len, others))), first, *others]

    def _parts(self) -> list[Bytes]:
        parts: list[Bytes] = [self.small.SerializeToString()]
        for piece in self.pieces:
            # The body is the last field of its frame.
            head = _head(Frame, piece).SerializeToString() + _BODY + _varint(len(piece.data))
            parts += (_FRAMES + _varint(len(head) + len(piece.data)) + head, piece.data)
        return parts


def pieces_of(message: Message) -> Iterator[Piece]:
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
        data = parts[segment][start : start + PIECE_BYTES]
        more, first = index < len(cuts) - 1, index == 0
        yield Piece(message, data, segment, more, sizes if several and first else (), bulk, first)


def open_with(frame: Frame, opening: Opening) -> None:
    """Adds what a CALL or OPEN says beside its arguments."""
    frame.tool, frame.timeout_ms, frame.meta = opening


def _head(make: Callable[..., Frame], piece: Piece) -> Frame:
    message = piece.message
    frame = make(
        kind=message.kind,
        call=message.call,
        segment=piece.segment,
        more=piece.more,
        sizes=piece.sizes,
        number=message.number,
    )
    if piece.first and message.opening is not None:
        open_with(frame, message.opening)
    return frame


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
