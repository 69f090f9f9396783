"""The floor of the socket lane: the same frames with a length before each batch, and a loop that knows two functions.

The second socket gives back whatever bytes it is sent, a length before them: what arrays cost at least.
"""

from __future__ import annotations

import socket
import struct
import sys
import threading

import functions
import msgpack

from vivarium_worker.proto import bridge_pb2 as pb

LENGTH = struct.Struct("<I")


def read(connection: socket.socket, size: int) -> memoryview | None:
    """Exactly so many bytes; None when the other side has left."""
    data = memoryview(bytearray(size))
    done = 0
    while done < size:
        count = connection.recv_into(data[done:])
        if count == 0:
            return None
        done += count
    return data


def messages(connection: socket.socket):
    """The messages as they come."""
    while (head := read(connection, LENGTH.size)) is not None:
        body = read(connection, LENGTH.unpack(head)[0])
        if body is None:
            return
        yield body


def frames(connection: socket.socket) -> None:
    """Answers batches of calls with batches of results."""
    for message in messages(connection):
        replies = pb.Batch()
        for frame in pb.Batch.FromString(message).frames:
            value = getattr(functions, frame.tool)(**msgpack.unpackb(frame.body))
            replies.frames.add(kind=pb.RESULT, call=frame.call, body=msgpack.packb(value), number=1)
        body = replies.SerializeToString()
        connection.sendall(LENGTH.pack(len(body)) + body)


def bytes_back(connection: socket.socket) -> None:
    """Gives back what it is sent."""
    for message in messages(connection):
        connection.sendall(LENGTH.pack(len(message)))
        connection.sendall(message)


def dial(address: str) -> socket.socket:
    """A connection to the benchmark."""
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(address)
    return connection


threading.Thread(target=bytes_back, args=(dial(sys.argv[2]),), daemon=True).start()
frames(dial(sys.argv[1]))
