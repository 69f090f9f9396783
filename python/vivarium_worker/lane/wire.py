"""The words of the lane: kinds, the limits of `docs/reference/lane.md`, and a message on its way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vivarium_worker.proto.bridge_pb2 import (
    ACK,
    BEAT,
    CALL,
    CANCEL,
    CANCELLED,
    CHUNK,
    CREDIT,
    END,
    EVENT,
    FAILURE,
    HELLO,
    LOAD_FAILED,
    LOG,
    OPEN,
    READY,
    REFUSED,
    RESULT,
    SHUTDOWN,
    WELCOME,
    Batch,
    Frame,
    Kind,
)

PROTOCOL = 1
METHOD = "/vivarium.v1.Bridge/Attach"

BULK_BYTES = 32 * 1024
"""A message larger than this travels in pieces, and is acknowledged."""
PIECE_BYTES = 128 * 1024
UNACKNOWLEDGED_BYTES = 1024 * 1024
ACKNOWLEDGED_BYTES = UNACKNOWLEDGED_BYTES // 2
"""Bulk is acknowledged when it has come to this: seldom, and early enough that its sender need not stop."""
BATCH_BYTES = 256 * 1024
MESSAGE_BYTES = 1 << 30
"""The largest message either side accepts."""
SEGMENTS = 65536
"""The most binary segments in a message."""
FIRST_OWN_CALL = 1 << 31
"""The number of the first conversation that the worker opens; the host's are below."""

BEGINS = frozenset((CALL, OPEN))
"""The kinds that begin a call."""
ENDS = frozenset((RESULT, FAILURE, END, CANCELLED))
"""The kinds that end a call."""


class Opening(NamedTuple):
    """What a CALL or OPEN says besides its body: `meta` is MessagePack, a `timeout_ms` of 0 is none."""

    tool: str
    timeout_ms: int = 0
    meta: bytes = b""


class Message:
    """What a worker says: `body` is MessagePack, `segments` are the binary parts it refers to.

    One is made for each answer, in a quarter of the time that a named tuple takes.
    """

    __slots__ = ("body", "call", "kind", "number", "opening", "segments")

    def __init__(
        self,
        kind: int,
        call: int,
        body: bytes = b"",
        segments: Sequence[memoryview] = (),
        number: int = 0,
        opening: Opening | None = None,
    ) -> None:
        self.kind = kind
        self.call = call
        self.body = body
        self.segments = segments
        self.number = number
        self.opening = opening

    def size(self) -> int:
        """Bytes of the body and all segments."""
        return len(self.body) + sum(segment.nbytes for segment in self.segments)


class ProtocolError(Exception):
    """The host sent what the lane does not allow."""


__all__ = [
    "ACK",
    "ACKNOWLEDGED_BYTES",
    "BATCH_BYTES",
    "BEAT",
    "BEGINS",
    "BULK_BYTES",
    "CALL",
    "CANCEL",
    "CANCELLED",
    "CHUNK",
    "CREDIT",
    "END",
    "ENDS",
    "EVENT",
    "FAILURE",
    "FIRST_OWN_CALL",
    "HELLO",
    "LOAD_FAILED",
    "LOG",
    "MESSAGE_BYTES",
    "METHOD",
    "OPEN",
    "PIECE_BYTES",
    "PROTOCOL",
    "READY",
    "REFUSED",
    "RESULT",
    "SEGMENTS",
    "SHUTDOWN",
    "UNACKNOWLEDGED_BYTES",
    "WELCOME",
    "Batch",
    "Frame",
    "Kind",
    "Message",
    "Opening",
    "ProtocolError",
]
