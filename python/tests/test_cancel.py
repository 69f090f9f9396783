"""Ending a tool in the middle of its work, and only that tool."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from host import Host

from vivarium_worker.lane import wire


@pytest.fixture
def functions() -> Iterator[Host]:
    with Host("functions") as host:
        host.ready()
        yield host


@pytest.mark.parametrize("tool", ["nap", "spin"])
def test_a_plain_tool_ends_at_once_whether_it_sleeps_or_computes(functions: Host, tool: str) -> None:
    call = functions.start(tool, seconds=60)
    functions.process.wait_printed("begins")
    began = time.monotonic()
    functions.cancel(call)
    assert functions.end(call).frame.kind == wire.CANCELLED
    assert time.monotonic() - began < 1
    assert functions.call("echo", value=1) == 1


def test_an_async_tool_ends_at_once_and_its_finally_runs() -> None:
    with Host("kinds") as host:
        call = host.start("nap", seconds=60)
        host.process.wait_printed("nap")
        host.cancel(call)
        assert host.end(call).frame.kind == wire.CANCELLED
        assert host.shut_down() == ["nap", "woke"]


def test_a_call_that_waits_behind_another_is_answered_without_running(functions: Host) -> None:
    first = functions.start("nap", seconds=60)
    second = functions.start("nap", seconds=60)
    functions.process.wait_printed("begins")
    functions.cancel(second)
    assert functions.end(second).frame.kind == wire.CANCELLED
    assert functions.messages(first) == []
    functions.cancel(first)
    assert functions.end(first).frame.kind == wire.CANCELLED
    assert functions.shut_down() == ["nap begins"]


def test_an_async_call_that_waits_behind_another_is_answered_without_running() -> None:
    with Host("kinds") as host:
        first, second, third = (host.start("nap", seconds=60) for _ in range(3))
        host.process.wait_printed("nap")
        host.cancel(second)
        assert host.end(second).frame.kind == wire.CANCELLED
        host.cancel(first)
        assert host.end(first).frame.kind == wire.CANCELLED
        host.cancel(third)
        assert host.end(third).frame.kind == wire.CANCELLED


def test_a_tool_that_swallows_the_cancel_is_answered_when_it_returns(functions: Host) -> None:
    call = functions.start("stubborn", seconds=0.5)
    functions.process.wait_printed("sleeps")
    functions.cancel(call)
    assert functions.end(call).frame.kind == wire.RESULT
    assert "refused to stop" in functions.shut_down()


def test_a_cancel_of_an_answered_or_unknown_call_is_ignored(functions: Host) -> None:
    call = functions.start("echo", value=1)
    functions.end(call)
    functions.cancel(call)
    functions.cancel(999)
    assert functions.call("echo", value=2) == 2
    assert len(functions.messages(call)) == 1 and functions.messages(999) == []


def test_cancels_that_race_with_returns_never_hit_the_next_call(functions: Host) -> None:
    for _ in range(300):
        call = functions.start("echo", value=1)
        functions.cancel(call)
        assert functions.call("echo", value=2) == 2
        assert functions.end(call).frame.kind in (wire.RESULT, wire.CANCELLED)


def test_a_tool_in_a_thread_cannot_be_interrupted_and_is_answered_when_it_returns() -> None:
    with Host("functions", concurrency=2) as host:
        call = host.start("nap", seconds=0.3)
        host.process.wait_printed("begins")
        host.cancel(call)
        assert host.call("echo", value=1) == 1
        assert host.end(call).frame.kind == wire.RESULT


def test_a_tool_in_a_thread_is_answered_and_cleaned_up_after_its_end_also_with_async_hooks() -> None:
    with Host("hooks.AsyncHooks", concurrency=2) as host:
        call = host.start("brief")
        host.process.wait_printed("begins")
        host.cancel(call)
        assert host.end(call).frame.kind == wire.CANCELLED
        assert host.shut_down()[-3:] == ["begins", "ends", "cleanup"]


def test_a_stream_in_a_thread_is_closed_after_the_value_it_works_on_also_with_async_hooks() -> None:
    with Host("hooks.AsyncHooks", concurrency=2) as host:
        stream = host.open("slow_numbers", 9)
        host.process.wait_printed("begins")
        host.cancel(stream)
        assert host.end(stream).frame.kind == wire.CANCELLED
        assert host.shut_down()[-4:] == ["begins", "ends", "closed", "cleanup"]


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize("tool", ["count", "acount"])
def test_a_cancelled_stream_closes_its_generator(tool: str, concurrency: int) -> None:
    with Host("kinds", concurrency=concurrency) as host:
        stream = host.open(tool, 2, to=100)
        host.wait_for(stream, wire.CHUNK, count=2)
        host.cancel(stream)
        assert host.end(stream).frame.kind == wire.CANCELLED
        assert host.chunks(stream) == [0, 1]
        assert host.shut_down()[-1] in ("closed", "aclosed")


def test_a_stream_is_cancelled_in_the_middle_of_a_value(functions: Host) -> None:
    stream = functions.open("count", 9, to=100, pause=60)
    functions.wait_for(stream, wire.CHUNK)
    functions.cancel(stream)
    assert functions.end(stream).frame.kind == wire.CANCELLED
    assert functions.shut_down() == ["yield 0", "closed"]


def test_a_large_answer_is_dropped_by_a_cancel() -> None:
    with Host("functions", acknowledge=False) as host:
        call = host.start("blob", size=8 << 20)
        host.wait_frame(call)
        host.cancel(call)
        assert host.end(call).frame.kind == wire.CANCELLED
        assert host.call("echo", value=1) == 1
