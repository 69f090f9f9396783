"""Streams: credits, the last chunk, and what a plain tool does as a stream."""

from __future__ import annotations

import pytest
from host import Host, value

from vivarium_worker.lane import wire


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize("tool", ["count", "acount"])
def test_a_stream_sends_no_more_than_it_has_credits(tool: str, concurrency: int) -> None:
    with Host("kinds", concurrency=concurrency) as host:
        stream = host.open(tool, 2, to=7)
        host.wait_for(stream, wire.CHUNK, count=2)
        host.settle()
        assert host.chunks(stream) == [0, 1]
        host.credit(stream, 3)
        host.wait_for(stream, wire.CHUNK, count=5)
        host.settle()
        assert host.chunks(stream) == [0, 1, 2, 3, 4]
        host.credit(stream, 100)
        assert host.end(stream).frame.kind == wire.END
        assert host.chunks(stream) == list(range(7))


def test_with_no_credits_the_generator_is_not_resumed() -> None:
    with Host("kinds") as host:
        stream = host.open("count", 2, to=7)
        host.wait_for(stream, wire.CHUNK, count=2)
        host.settle()
        host.cancel(stream)
        host.end(stream)
        assert host.shut_down() == ["yield 0", "yield 1", "closed"]


def test_chunks_are_unwrapped_and_the_final_one_ends_the_stream() -> None:
    with Host("kinds") as host:
        stream = host.open("shapes", 16)
        assert host.end(stream).frame.kind == wire.END
        assert host.chunks(stream) == [{"at": 1}, {"at": 2}, {"data": 3, "other": True}, {"at": 4}]


@pytest.mark.parametrize("adapter", ["hooks.PlainHooks", "hooks.AsyncHooks"])
def test_after_the_final_chunk_the_generator_is_closed_and_then_the_instance_cleaned_up(adapter: str) -> None:
    with Host(adapter) as host:
        stream = host.open("async_numbers", 9)
        assert host.end(stream).frame.kind == wire.END
        assert host.chunks(stream) == [1, 2]
        lines = host.shut_down()
        assert lines[-2:] == ["closed", "cleanup"]
        assert "resumed after the final chunk" not in lines


@pytest.mark.parametrize(("tool", "arguments"), [("add", {"a": 1}), ("nap", {"seconds": 0})])
def test_a_plain_value_is_a_stream_of_one(tool: str, arguments: dict[str, float]) -> None:
    with Host("kinds") as host:
        stream = host.open(tool, 4, **arguments)
        assert host.end(stream).frame.kind == wire.END
        assert len(host.chunks(stream)) == 1


def test_a_generator_that_raises_fails_the_stream_after_its_chunks() -> None:
    with Host("functions") as host:
        stream = host.open("fails_midway", 4)
        failure = value(host.end(stream))
        assert host.chunks(stream) == [1]
        assert (failure["type"], failure["message"]) == ("ValueError", "midway")


def test_a_stream_holds_its_place_until_it_ends() -> None:
    with Host("functions") as host:
        stream = host.open("count", 1, to=2)
        host.wait_for(stream, wire.CHUNK)
        call = host.start("echo", value=1)
        host.settle()
        assert host.messages(call) == []
        host.credit(stream, 9)
        assert host.end(stream).frame.kind == wire.END
        assert value(host.end(call)) == 1


def test_ten_thousand_chunks_arrive_in_order() -> None:
    with Host("functions") as host:
        stream = host.open("count", 10_000, to=9_999)
        host.end(stream)
        assert host.chunks(stream) == list(range(9_999))


@pytest.mark.parametrize("size", [1000, 300_000])
def test_a_generator_may_use_its_memory_again_for_the_next_chunk(size: int) -> None:
    with Host("functions") as host:
        stream = host.open("refills", 20, size=size, number=12)
        assert host.end(stream).frame.kind == wire.END
        assert host.chunks(stream) == [bytes([index]) * size for index in range(12)]


def test_with_a_concurrency_of_two_a_call_runs_beside_a_stream() -> None:
    with Host("functions", concurrency=2) as host:
        stream = host.open("count", 1, to=2)
        host.wait_for(stream, wire.CHUNK)
        assert host.call("echo", value=1) == 1
        third = host.start("nap", seconds=0)
        assert value(host.end(third)) == "rested"
        host.cancel(stream)
        assert host.end(stream).frame.kind == wire.CANCELLED
