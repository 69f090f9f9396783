"""The host's end of the lane: a real unix socket, and a real worker process that dials it."""

from __future__ import annotations

import queue
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import grpc
from worker_process import DEADLINE, WorkerProcess

from vivarium_worker import wire
from vivarium_worker.assembly import Arrived, Assembly
from vivarium_worker.outbox import Outbox
from vivarium_worker.values import encode
from vivarium_worker.wire import Batch, Message

Server = TypeVar("Server", bound="LaneServer")

ADAPTERS = Path(__file__).resolve().parent / "adapters"


class LaneServer:
    """Starts one worker for an adapter, sends messages and keeps what comes."""

    def __init__(
        self,
        adapter: str,
        *,
        concurrency: int = 1,
        beat_ms: int = 50,
        idle_beat_ms: int = 1000,
        memory: int = 0,
        refuse: dict[str, str] | None = None,
        acknowledge: bool = True,
        env: dict[str, str] | None = None,
        paths: list[str] | None = None,
        config: dict[str, Any] | None = None,
    ) -> None:
        self._welcome = {
            "adapter": adapter,
            "paths": [str(ADAPTERS)] if paths is None else paths,
            "config": config or {},
            "concurrency": concurrency,
            "beat_ms": beat_ms,
            "idle_beat_ms": idle_beat_ms,
            "memory": memory,
        }
        self._refuse = refuse
        self.acknowledge = acknowledge
        """Whether bulk is acknowledged as it comes."""
        self._env = env or {}
        self._outgoing: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()
        self._lock = threading.Condition()
        self._arrived: list[Arrived] = []
        self.times: list[float] = []
        """When each message came."""
        self.frames: list[wire.Frame] = []
        """Each frame as it came, pieces too."""
        self.closed = threading.Event()
        """Set when the worker has closed its end of the lane."""

    def __enter__(self: Server) -> Server:
        self._folder = tempfile.TemporaryDirectory()
        address = f"unix:{self._folder.name}/lane"
        self._server = grpc.server(ThreadPoolExecutor(2))
        handler = grpc.stream_stream_rpc_method_handler(self._attach, Batch.FromString, Batch.SerializeToString)
        self._server.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler("vivarium.v1.Bridge", {"Attach": handler}),)
        )
        self._server.add_insecure_port(address)
        self._server.start()
        self.process = WorkerProcess(address, self._env)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.process.kill()
        self._outgoing.put(None)
        self._server.stop(0).wait(DEADLINE)
        self._folder.cleanup()

    def _attach(self, incoming: Iterator[Batch], context: grpc.ServicerContext) -> Iterator[Batch]:
        threading.Thread(target=self._read, args=(incoming,), daemon=True).start()
        while (batch := self._outgoing.get()) is not None:
            yield batch

    def _read(self, incoming: Iterator[Batch]) -> None:
        assembly = Assembly()
        try:
            for batch in incoming:
                for frame in batch.frames:
                    with self._lock:
                        self.frames.append(frame)
                        self._lock.notify_all()
                    message = assembly.take(frame)
                    if message is not None:
                        self._take(message)
                if assembly.bulk_bytes and self.acknowledge:
                    self.send(wire.ACK, 0, number=assembly.bulk_bytes)
                    assembly.bulk_bytes = 0
        except grpc.RpcError:
            pass
        self.closed.set()
        self._outgoing.put(None)

    def _take(self, message: Arrived) -> None:
        if message.frame.kind == wire.HELLO:
            if self._refuse is None:
                self.send(wire.WELCOME, 0, self._welcome)
            else:
                self.send(wire.REFUSED, 0, self._refuse)
        with self._lock:
            self._arrived.append(message)
            self.times.append(time.monotonic())
            self._lock.notify_all()

    def send_frame(self, frame: wire.Frame) -> None:
        """Sends a frame as it is."""
        self._outgoing.put(Batch(frames=[frame]))

    def drop(self) -> None:
        """Cuts the lane, as when the host dies."""
        self._server.stop(0)

    def send(self, kind: int, call: int, body: Any = None, **fields: Any) -> None:
        """Sends one message, in pieces when it is large."""
        data, segments = (b"", ()) if body is None else encode(body)
        outbox = Outbox()
        outbox.put(Message(kind, call, data, segments, fields.pop("number", 0)))
        while outbox:
            batch = outbox.next_batch()
            if batch is None:
                outbox.acknowledge(1 << 20)
                continue
            for name, value in fields.items():
                setattr(batch.frames[0], name, value)
            self._outgoing.put(batch)
