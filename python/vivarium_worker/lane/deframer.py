"""What a socket brings, cut into batches: each comes after its length, in memory that is used again for the next."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator

_PREFIX = struct.Struct("<I")
_READ_BYTES = 320 * 1024
"""A full batch and more."""


class Deframer:
    """Reads from a socket that does not block."""

    def __init__(self) -> None:
        self._memory = memoryview(bytearray(_READ_BYTES))
        self._filled = 0
        self._needed = 0
        """Bytes up to the end of the batch that has begun; 0 when that is not known."""

    def read(self, connection: socket.socket) -> int:
        """Takes what has come; how many bytes, 0 at the end of the stream. Raises BlockingIOError."""
        # No further than the end of a batch that has come in part: what follows would have to be moved.
        count = connection.recv_into(self._memory[self._filled : self._needed or None])
        self._filled += count
        return count

    def batches(self) -> Iterator[memoryview]:
        """Those that are complete. Each is good until the next is asked for."""
        if self._filled < self._needed:
            return
        at = 0
        while (rest := self._filled - at) >= _PREFIX.size:
            end = at + _PREFIX.size + _PREFIX.unpack_from(self._memory, at)[0]
            if end > self._filled:
                break
            yield self._memory[at + _PREFIX.size : end]
            at = end
        else:
            end = at
        self._move(at, rest, end - at)

    def _move(self, at: int, rest: int, needed: int) -> None:
        memory = self._memory
        if needed > len(memory):
            self._memory = memoryview(bytearray(needed))
        if rest > 0:
            self._memory[:rest] = memory[at : at + rest]
        self._filled, self._needed = rest, needed
