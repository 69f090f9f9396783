"""The lane's end is told once, with what went wrong."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from carriers import CARRIERS, Carrier

from vivarium_worker.lane import link_grpc, link_socket
from vivarium_worker.lane.dial import link_to
from vivarium_worker.lane.lane import Lane
from vivarium_worker.lane.link import Ear, LaneLost
from vivarium_worker.lane.wire import HELLO, WELCOME, Batch, Frame, Message
from vivarium_worker.values.codec import encode

WELCOME_BODY = encode({"beat_ms": 60_000, "idle_beat_ms": 60_000})[0]


@pytest.fixture(params=["grpc", "socket"])
def lane_kind(request: pytest.FixtureRequest) -> str:
    kind: str = request.param
    return kind


@pytest.fixture
def host(lane_kind: str, tmp_path: Path) -> Iterator[Carrier]:
    """Says WELCOME, and nothing more until the test is over."""
    carrier = CARRIERS[lane_kind](str(tmp_path), lambda _batch: None, lambda: None)
    carrier.send(Batch(frames=[Frame(kind=WELCOME, body=WELCOME_BODY)]))
    yield carrier
    carrier.drop()


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    for link in (link_grpc, link_socket):
        monkeypatch.setattr(link, "GOODBYE_SECONDS", 0.05)


def ends_of(host: Carrier, lane_kind: str) -> tuple[Lane, queue.SimpleQueue[BaseException | None]]:
    ends: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()
    lane = Lane(link_to(host.address, lane_kind), ends.put)
    lane.attach(Message(HELLO, 0))
    return lane, ends


def test_a_host_that_does_not_close_its_side_is_not_waited_for(host: Carrier, lane_kind: str) -> None:
    lane, ends = ends_of(host, lane_kind)
    lane.finish(10)
    assert ends.get(timeout=10) is None
    assert ends.empty()


def test_a_host_that_ends_the_lane_is_told_apart_from_an_end_in_order(host: Carrier, lane_kind: str) -> None:
    _lane, ends = ends_of(host, lane_kind)
    host.drop()
    assert isinstance(ends.get(timeout=10), LaneLost)


@pytest.mark.parametrize("lane_kind", ["grpc"], indirect=True)
def test_a_lane_that_cannot_be_written_to_has_not_ended_in_order(
    host: Carrier, lane_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = link_grpc.GrpcLink._write

    async def breaks(self: link_grpc.GrpcLink, stream: Any, ear: Ear) -> None:
        await write(self, stream, ear)
        raise OSError("the wire is cut")

    monkeypatch.setattr(link_grpc.GrpcLink, "_write", breaks)
    lane, ends = ends_of(host, lane_kind)
    lane.finish(10)
    assert str(ends.get(timeout=10)) == "the wire is cut"
