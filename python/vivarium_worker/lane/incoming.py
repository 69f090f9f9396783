"""Bytes of a batch → its frames. What is large is not copied: protobuf reads what stands before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from vivarium_worker.lane import wire
from vivarium_worker.lane.wire import BULK_BYTES, Batch, ProtocolError

# As protobuf has them: the number of a field, and how its length is known.
_FRAMES = 0x0A
_BODY = 0x1A
_VARINT, _BYTES = 0, 2


class Frame(Protocol):
    """What a lane reads of a frame."""

    @property
    def kind(self) -> int:
        """What it means."""

    @property
    def call(self) -> int:
        """The conversation."""

    @property
    def body(self) -> bytes | memoryview:
        """A view is good until the next batch comes."""

    @property
    def segment(self) -> int:
        """What the body is a piece of."""

    @property
    def more(self) -> bool:
        """Further pieces follow."""

    @property
    def sizes(self) -> Sequence[int]:
        """Of the segments, on the first of several pieces."""

    @property
    def number(self) -> int:
        """Depends on the kind."""

    @property
    def tool(self) -> str:
        """Of a CALL or OPEN."""

    @property
    def timeout_ms(self) -> int:
        """Of a CALL or OPEN."""

    @property
    def meta(self) -> bytes:
        """Of a CALL or OPEN."""


class _Large:
    """A frame whose body is a view."""

    __slots__ = ("body", "call", "kind", "meta", "more", "number", "segment", "sizes", "timeout_ms", "tool")

    def __init__(self, head: wire.Frame, body: memoryview) -> None:
        self.kind, self.call, self.body = head.kind, head.call, body
        self.segment, self.more, self.sizes = head.segment, head.more, head.sizes
        self.number, self.tool, self.timeout_ms, self.meta = head.number, head.tool, head.timeout_ms, head.meta


def frames_of(batch: memoryview) -> Iterable[Frame]:
    """The frames of a batch, whose bodies may be views of it. Raises when it is none."""
    if len(batch) <= BULK_BYTES:
        frames: Iterable[Frame] = Batch.FromString(batch).frames
        return frames
    return _frames(batch)


def _frames(batch: memoryview) -> Iterator[Frame]:
    at = 0
    while at < len(batch):
        tag = batch[at]
        size, start = _varint(batch, at + 1)
        at = start + size
        if tag != _FRAMES or at > len(batch):
            raise ProtocolError(f"{len(batch)} bytes are no batch of frames")
        yield _frame(batch[start:at])


def _frame(bytes_: memoryview) -> Frame:
    at = 0
    while at < len(bytes_) and bytes_[at] < 0x80:
        tag = bytes_[at]
        value, end = _varint(bytes_, at + 1)
        if tag & 7 == _BYTES:
            if tag == _BODY and end + value == len(bytes_):
                return _Large(wire.Frame.FromString(bytes_[:at]), bytes_[end:])
            end += value
        elif tag & 7 != _VARINT:
            break
        at = end
    frame: Frame = wire.Frame.FromString(bytes_)
    return frame


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """A number and where it ends."""
    value = shift = 0
    while at < len(data):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    raise ProtocolError(f"{len(data)} bytes end in the middle of a number")
