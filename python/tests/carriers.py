"""What the worker under test dials: a gRPC server or a plain socket, with batches passed on as they are."""

from __future__ import annotations

import queue
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import grpc
from worker_process import DEADLINE

from vivarium_worker.lane.wire import METHOD, Batch

Heard = Callable[[Batch], None]


class Carrier(Protocol):
    """Serves one worker. `heard` and `closed` are called on a thread of its own."""

    address: str

    def send(self, batch: Batch) -> None:
        """To the worker; kept until it has dialled."""

    def finish(self) -> None:
        """Ends the host's side after what was sent."""

    def drop(self) -> None:
        """Cuts the lane, as when the host dies."""


class GrpcCarrier:
    """The Bridge service."""

    def __init__(self, folder: str, heard: Heard, closed: Callable[[], None]) -> None:
        self.address = f"unix:{folder}/lane"
        self._heard = heard
        self._closed = closed
        self._outgoing: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()
        self._server = grpc.server(ThreadPoolExecutor(2))
        handler = grpc.stream_stream_rpc_method_handler(self._attach, Batch.FromString, Batch.SerializeToString)
        service, _, method = METHOD.removeprefix("/").partition("/")
        self._server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, {method: handler}),))
        self._server.add_insecure_port(self.address)
        self._server.start()

    def send(self, batch: Batch) -> None:
        self._outgoing.put(batch)

    def finish(self) -> None:
        self._outgoing.put(None)

    def drop(self) -> None:
        self._outgoing.put(None)
        self._server.stop(0).wait(DEADLINE)

    def _attach(self, incoming: Iterator[Batch], context: grpc.ServicerContext) -> Iterator[Batch]:
        threading.Thread(target=self._read, args=(incoming,), daemon=True).start()
        while (batch := self._outgoing.get()) is not None:
            yield batch

    def _read(self, incoming: Iterator[Batch]) -> None:
        try:
            for batch in incoming:
                self._heard(batch)
        except grpc.RpcError:
            pass
        self._closed()


class SocketCarrier:
    """A listening socket, and a length before each batch."""

    def __init__(self, folder: str, heard: Heard, closed: Callable[[], None]) -> None:
        self.address = f"unix:{folder}/lane"
        self._heard = heard
        self._closed = closed
        self._outgoing: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(f"{folder}/lane")
        self._listener.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def send(self, batch: Batch) -> None:
        self._outgoing.put(batch)

    def finish(self) -> None:
        self._outgoing.put(None)

    def drop(self) -> None:
        self._outgoing.put(None)
        for each in (self._listener, getattr(self, "_connection", self._listener)):
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # nobody is at the other end
            each.close()

    def _serve(self) -> None:
        try:
            self._connection, _ = self._listener.accept()
        except OSError:
            return  # nobody has dialled
        threading.Thread(target=self._write, daemon=True).start()
        try:
            with self._connection.makefile("rb") as stream:
                while len(prefix := stream.read(4)) == 4:
                    self._heard(Batch.FromString(stream.read(*struct.unpack("<I", prefix))))
        except OSError:
            pass
        self._closed()

    def _write(self) -> None:
        try:
            while (batch := self._outgoing.get()) is not None:
                data = batch.SerializeToString()
                self._connection.sendall(struct.pack("<I", len(data)) + data)
            self._connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the worker has left


CARRIERS: dict[str, Callable[[str, Heard, Callable[[], None]], Carrier]] = {
    "grpc": GrpcCarrier,
    "socket": SocketCarrier,
}
