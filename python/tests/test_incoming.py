"""Batches as a socket brings them: cut anywhere, with small and large frames, whoever has written them."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from vivarium_worker.lane.deframer import Deframer
from vivarium_worker.lane.incoming import frames_of
from vivarium_worker.lane.parcel import Parcel, pieces_of
from vivarium_worker.lane.wire import CALL, RESULT, Batch, Frame, Message, Opening, ProtocolError

KB = 1024
SEGMENT = bytes(range(256)) * 600


def plain(frame: Any) -> Frame:
    """A frame of either kind, as protobuf has it."""
    fields = ("kind", "call", "segment", "more", "number", "tool", "timeout_ms", "meta")
    copy = Frame(**{name: getattr(frame, name) for name in fields})
    copy.body, copy.sizes[:] = bytes(frame.body), list(frame.sizes)
    return copy


def parcel() -> Parcel:
    """A small frame, and a call with its arguments in three pieces."""
    parcel = Parcel()
    parcel.small.frames.add(kind=RESULT, call=7, body=b"small", number=3)
    message = Message(CALL, 1 << 31, b"body", [memoryview(SEGMENT)], 0, Opening("add", 50, b"meta"))
    parcel.pieces.extend(pieces_of(message))
    return parcel


def by_protobuf() -> Batch:
    """The same, as protobuf has it."""
    batch = Batch()
    batch.frames.add(kind=RESULT, call=7, body=b"small", number=3)
    piece = {"kind": CALL, "call": 1 << 31}
    sizes = (4, len(SEGMENT))
    batch.frames.add(**piece, body=b"body", more=True, sizes=sizes, tool="add", timeout_ms=50, meta=b"meta")
    batch.frames.add(**piece, body=SEGMENT[: 128 * KB], segment=1, more=True)
    batch.frames.add(**piece, body=SEGMENT[128 * KB :], segment=1)
    return batch


def test_what_is_written_in_parts_is_the_batch_that_protobuf_would_have_written() -> None:
    length, *parts = parcel().framed()
    data = b"".join(parts)
    assert int.from_bytes(length, "little") == len(data)
    assert Batch.FromString(data) == by_protobuf()


def test_what_is_written_as_one_is_that_batch_too() -> None:
    assert Batch.FromString(parcel().whole()) == by_protobuf()


def test_pieces_are_written_from_where_they_lie() -> None:
    segment = memoryview(bytearray(64 * KB))
    ours = Parcel()
    ours.pieces.extend(pieces_of(Message(RESULT, 1, b"", [segment])))
    assert any(isinstance(part, memoryview) and part.obj is segment.obj for part in ours.framed())


def test_large_frames_are_read_whatever_the_order_of_their_fields() -> None:
    whole = by_protobuf()
    ours = memoryview(b"".join(parcel().framed()[1:]))
    for data in (ours, memoryview(whole.SerializeToString())):
        assert [plain(frame) for frame in frames_of(data)] == list(whole.frames)


def test_the_body_of_a_large_frame_is_not_copied() -> None:
    data = memoryview(b"".join(parcel().framed()[1:]))
    assert [getattr(frame.body, "obj", None) is data.obj for frame in frames_of(data)] == [False, True, True, True]


@pytest.mark.parametrize("data", [b"\x0a", b"\x12\x00", b"\x0a\x85", b"\x0a\x05ab"])
def test_bytes_that_are_no_batch_are_refused(data: bytes) -> None:
    with pytest.raises(ProtocolError, match="bytes"):
        list(frames_of(memoryview(bytes(40 * KB).replace(b"\0", b"\x0a\x00")[: 40 * KB] + data)))


@pytest.mark.parametrize("cut", [1, 3, 5, 1000, 70_000])
def test_batches_come_out_as_they_went_in_wherever_the_stream_is_cut(cut: int) -> None:
    batches = [b"", b"x", b"y" * 100, b"z" * 500 * KB, b"", b"w" * 70_000] if cut > 5 else [b"", b"x", b"yy" * 9]
    stream = b"".join(len(batch).to_bytes(4, "little") + batch for batch in batches)
    ours, theirs = socket.socketpair()
    deframer, heard = Deframer(), []
    with ours, theirs:
        for at in range(0, len(stream), cut):
            theirs.sendall(stream[at : at + cut])
            ours.setblocking(False)
            while True:
                try:
                    deframer.read(ours)
                except BlockingIOError:
                    break
                heard += [bytes(batch) for batch in deframer.batches()]
    assert heard == batches
