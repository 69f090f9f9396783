"""The lane's end is told once, with what went wrong."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import pytest

from vivarium_worker.commit import Commit
from vivarium_worker.lane import Lane
from vivarium_worker.values import encode
from vivarium_worker.wire import HELLO, WELCOME, Batch, Frame, Message

WELCOME_BODY = encode({"beat_ms": 60_000, "idle_beat_ms": 60_000})[0]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Of a host that says WELCOME, and nothing more until the test is over."""
    over: queue.SimpleQueue[None] = queue.SimpleQueue()

    def attach(_incoming: Iterator[Batch], _context: grpc.ServicerContext) -> Iterator[Batch]:
        yield Batch(frames=[Frame(kind=WELCOME, body=WELCOME_BODY)])
        over.get()

    server = grpc.server(ThreadPoolExecutor(1))
    handler = grpc.stream_stream_rpc_method_handler(attach, Batch.FromString, Batch.SerializeToString)
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("vivarium.v1.Bridge", {"Attach": handler}),))
    server.add_insecure_port(f"unix:{tmp_path}/lane")
    server.start()
    yield f"unix:{tmp_path}/lane"
    over.put(None)
    server.stop(0).wait()


def ends_of(address: str) -> tuple[Lane, list[BaseException | None]]:
    ends: list[BaseException | None] = []
    lane = Lane(address, ends.append)
    lane.attach(Message(HELLO, 0))
    return lane, ends


def test_a_lane_that_cannot_be_written_to_has_not_ended_in_order(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vivarium_worker.lane._GOODBYE_SECONDS", 0.05)
    run = Commit.run

    async def breaks(self: Any, stream: Any) -> None:
        await run(self, stream)
        raise OSError("the wire is cut")

    monkeypatch.setattr(Commit, "run", breaks)
    lane, ends = ends_of(address)
    lane.finish(10)
    assert [str(end) for end in ends] == ["the wire is cut"]


def test_a_host_that_does_not_close_its_side_is_not_waited_for(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vivarium_worker.lane._GOODBYE_SECONDS", 0.05)
    lane, ends = ends_of(address)
    lane.finish(10)
    assert ends == [None]
