"""The host's end of the lane: a real server, and a real worker process that dials it."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from carriers import CARRIERS
from worker_process import WorkerProcess

from vivarium_worker.lane import wire
from vivarium_worker.lane.assembly import Arrived, Assembly
from vivarium_worker.lane.outbox import Outbox
from vivarium_worker.lane.wire import Batch, Message
from vivarium_worker.values.codec import encode

Server = TypeVar("Server", bound="LaneServer")

ADAPTERS = Path(__file__).resolve().parent / "adapters"


class LaneServer:
    """Starts one worker for an adapter, sends messages and keeps what comes."""

    def __init__(
        self,
        adapter: str,
        *,
        lane: str | None = None,
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
        self.lane = lane or os.environ.get("VIVARIUM_LANE", "grpc")
        """What the worker dials: all tests run on either."""
        self._refuse = refuse
        self.acknowledge = acknowledge
        """Whether bulk is acknowledged as it comes."""
        self._env = env or {}
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
        self._assembly = Assembly()
        self._carrier = CARRIERS[self.lane](self._folder.name, self._heard, self._closed)
        self.process = WorkerProcess(self._carrier.address, {"VIVARIUM_LANE": self.lane, **self._env})
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.process.kill()
        self._carrier.drop()
        self._folder.cleanup()

    def _heard(self, batch: Batch) -> None:
        for frame in batch.frames:
            with self._lock:
                self.frames.append(frame)
                self._lock.notify_all()
            message = self._assembly.take(frame)
            if message is not None:
                self._take(message)
        if self._assembly.bulk_bytes and self.acknowledge:
            self.send(wire.ACK, 0, number=self._assembly.bulk_bytes)
            self._assembly.bulk_bytes = 0

    def _closed(self) -> None:
        self.closed.set()
        self._carrier.finish()

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
        self._carrier.send(Batch(frames=[frame]))

    def drop(self) -> None:
        """Cuts the lane, as when the host dies."""
        self._carrier.drop()

    def send(self, kind: int, call: int, body: Any = None, **fields: Any) -> None:
        """Sends one message, in pieces when it is large."""
        data, segments = (b"", ()) if body is None else encode(body)
        outbox = Outbox()
        outbox.put(Message(kind, call, data, segments, fields.pop("number", 0)))
        while outbox:
            parcel = outbox.next_batch()
            if parcel is None:
                outbox.acknowledge(1 << 20)
                continue
            batch = Batch.FromString(parcel.whole())
            for name, value in fields.items():
                setattr(batch.frames[0], name, value)
            self._carrier.send(batch)
