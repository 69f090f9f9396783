"""A scripted host: it speaks the lane over a real unix socket to a real worker process."""

from __future__ import annotations

import queue
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any

import grpc
from worker_process import DEADLINE, WorkerProcess

from vivarium_worker import wire
from vivarium_worker.assembly import Arrived, Assembly
from vivarium_worker.outbox import Outbox
from vivarium_worker.values import decode, encode
from vivarium_worker.wire import Batch, Message

ADAPTERS = Path(__file__).resolve().parent / "adapters"


class Host:
    """Starts one worker for an adapter and talks to it. Use as a context manager."""

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
        self._calls = 0
        self.extra: dict[str, Any] = {}
        """Further fields of each CALL: `meta`, `timeout_ms`."""
        self.times: list[float] = []
        """When each message came."""
        self.frames: list[wire.Frame] = []
        """Each frame as it came, pieces too."""
        self.closed = threading.Event()
        """Set when the worker has closed its end of the lane."""

    def __enter__(self) -> Host:
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

    def settle(self) -> None:
        """Returns when the worker has acted on all it was sent: three beats have come since."""
        self.wait_for(0, wire.BEAT, count=len(self.beats()) + 3)

    def beats(self) -> list[float]:
        """When each BEAT came."""
        with self._lock:
            pairs = zip(self._arrived, self.times, strict=True)
            return [time for message, time in pairs if message.frame.kind == wire.BEAT]

    def wait_frame(self, call: int) -> None:
        """Waits for the first piece of a call's answer."""
        self.wait_for_frame(lambda frame: frame.call == call)

    def wait_for_frame(self, wanted: Callable[[wire.Frame], bool]) -> None:
        """Waits for a frame, which may be a piece of a message."""
        with self._lock:
            assert self._lock.wait_for(lambda: any(map(wanted, self.frames)), DEADLINE)

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

    def start(self, tool: str, /, **arguments: Any) -> int:
        """Sends a CALL, once the worker is ready; its number."""
        self.ready()
        self._calls += 1
        self.send(wire.CALL, self._calls, arguments, tool=tool, **self.extra)
        return self._calls

    def open(self, tool: str, credits: int, /, **arguments: Any) -> int:
        """Sends an OPEN, once the worker is ready; its number."""
        self.ready()
        self._calls += 1
        self.send(wire.OPEN, self._calls, arguments, tool=tool, number=credits, **self.extra)
        return self._calls

    def cancel(self, call: int) -> None:
        """Sends a CANCEL."""
        self.send(wire.CANCEL, call)

    def credit(self, call: int, number: int) -> None:
        """Sends further credits."""
        self.send(wire.CREDIT, call, number=number)

    def messages(self, call: int) -> list[Arrived]:
        """What has come for a call so far."""
        with self._lock:
            return [message for message in self._arrived if message.frame.call == call]

    def wait_for(self, call: int, *kinds: int, count: int = 1) -> Arrived:
        """The count-th message of these kinds for a call; fails when it does not come in time."""

        def found() -> list[Arrived]:
            return [m for m in self._arrived if m.frame.call == call and m.frame.kind in kinds]

        with self._lock:
            if not self._lock.wait_for(lambda: len(found()) >= count, DEADLINE):
                raise AssertionError(f"no {kinds} for call {call}; there came {self._arrived[-5:]}")
            return found()[count - 1]

    def end(self, call: int) -> Arrived:
        """The message that ends a call."""
        return self.wait_for(call, *wire.ENDS)

    def shut_down(self) -> list[str]:
        """Sends SHUTDOWN and waits for the worker's end; the lines it printed in its life."""
        self.send(wire.SHUTDOWN, 0, number=5000)
        assert self.process.exit_code() == 0
        return self.process.output()[0].splitlines()

    def asked(self, tool: str, count: int = 1) -> Arrived:
        """The count-th CALL or OPEN of a host tool by the worker; fails when it does not come in time."""

        def found() -> list[Arrived]:
            kinds = (wire.CALL, wire.OPEN)
            return [m for m in self._arrived if m.frame.kind in kinds and m.frame.tool == tool]

        with self._lock:
            if not self._lock.wait_for(lambda: len(found()) >= count, DEADLINE):
                raise AssertionError(f"{tool} was not asked for; there came {self._arrived[-5:]}")
            return found()[count - 1]

    def answer(self, tool: str, body: Any, count: int = 1) -> dict[str, Any]:
        """Waits for a call of a host tool and answers it; its arguments."""
        asked = self.asked(tool, count)
        self.send(wire.RESULT, asked.frame.call, body)
        arguments: dict[str, Any] = value(asked)
        return arguments

    def ready(self) -> list[dict[str, Any]]:
        """The tools of READY."""
        tools: list[dict[str, Any]] = value(self.wait_for(0, wire.READY))["tools"]
        return tools

    def call(self, tool: str, /, **arguments: Any) -> Any:
        """Calls a tool and returns its value; fails when it fails."""
        answer = self.end(self.start(tool, **arguments))
        assert answer.frame.kind == wire.RESULT, value(answer)
        return value(answer)

    def failure(self, tool: str, /, **arguments: Any) -> dict[str, Any]:
        """Calls a tool that fails; the FAILURE's body."""
        answer = self.end(self.start(tool, **arguments))
        assert answer.frame.kind == wire.FAILURE, wire.Kind.Name(answer.frame.kind)
        body: dict[str, Any] = value(answer)
        return body

    def chunks(self, call: int) -> list[Any]:
        """The chunks of a stream so far."""
        return [value(message) for message in self.messages(call) if message.frame.kind == wire.CHUNK]


def value(message: Arrived) -> Any:
    """The value a message carries."""
    return decode(message.body, message.segments)
