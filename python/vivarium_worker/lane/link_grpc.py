"""The lane over gRPC: the stream `Attach`, on an asyncio loop of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from grpc import aio

from vivarium_worker.lane.incoming import frames_of
from vivarium_worker.lane.link import GOODBYE_SECONDS, Ear, LaneLost
from vivarium_worker.lane.parcel import Parcel
from vivarium_worker.lane.wire import METHOD

_OPTIONS = (
    ("grpc.enable_http_proxy", 0),
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
)


class GrpcLink:
    """A client of the host's Bridge."""

    commit_seconds = 0.001
    """A message costs gRPC about as much as a hundred frames do."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._outgoing: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.loop = _new_loop()

    def run(self, ear: Ear) -> None:
        """Dials and converses."""
        self.loop.run_until_complete(self._converse(ear))

    def write(self, parcel: Parcel) -> bool:
        """One batch at a time is on its way to gRPC."""
        self._outgoing.put_nowait(parcel.whole())
        return False

    def end(self) -> None:
        """Half-closes the stream after what was written."""
        self._outgoing.put_nowait(None)

    def spin(self, seconds: float) -> None:
        """gRPC sleeps in threads of its own."""

    def seize(self, work: Callable[[], None], look: bool) -> bool:
        """The loop belongs to its thread."""
        return False

    def defer(self, work: Callable[[], None]) -> bool:
        """What is posted waits for its thread anyway."""
        return False

    def lend(self, idle: Callable[[], bool]) -> bool:
        """The loop belongs to its thread."""
        return False

    async def _converse(self, ear: Ear) -> None:
        async with aio.insecure_channel(self._address, options=_OPTIONS) as channel:
            # Without serializers: bytes pass as they are.
            stream = channel.stream_stream(METHOD)()
            reading = asyncio.ensure_future(self._read(stream, ear))
            writing = asyncio.ensure_future(self._write(stream, ear))
            ear.opened()
            try:
                await asyncio.wait((reading, writing), return_when=asyncio.FIRST_COMPLETED)
                await asyncio.wait((reading,), timeout=GOODBYE_SECONDS)
                (reading if reading.done() else writing).result()
            except aio.AioRpcError as error:
                raise LaneLost(f"{error.code().name}: {error.details()}") from None
            finally:
                reading.cancel()
                writing.cancel()

    async def _read(self, stream: Any, ear: Ear) -> None:
        while True:
            batch = await stream.read()
            if batch is aio.EOF:
                if ear.closing:
                    return
                raise LaneLost("the host closed the lane")
            ear.received(frames_of(memoryview(batch)))

    async def _write(self, stream: Any, ear: Ear) -> None:
        while (batch := await self._outgoing.get()) is not None:
            await stream.write(batch)
            ear.drained()
        await stream.done_writing()


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
    return loop
