"""Tools that run where their call arrives, on the lane's thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from host import Host

from vivarium_worker import tool


def generates() -> Iterator[int]:
    yield 1


async def waits() -> int:
    return 1


async def streams() -> object:
    yield 1


@pytest.mark.parametrize(
    ("function", "what"), [(generates, "a generator"), (waits, "an async function"), (streams, "a generator")]
)
def test_what_cannot_return_at_once_is_refused_by_name(function: Callable[[], object], what: str) -> None:
    with pytest.raises(TypeError, match=f"inline=True is for a plain function that returns at once, not for {what}"):
        tool(inline=True)(function)


@pytest.mark.parametrize("lane", ["grpc", "socket"])
def test_an_inline_tool_runs_on_another_thread_than_the_others_and_overtakes_them(lane: str) -> None:
    with Host("inline", lane=lane, concurrency=2) as host:
        assert host.call("thread") != host.call("thread_inline")
        assert host.call("thread_inline") == "lane"
        slow = host.start("sleep", seconds=1)
        host.process.wait_printed("asleep")
        assert host.call("thread_inline") == "lane"
        host.cancel(slow)
        host.end(slow)


@pytest.mark.parametrize("lane", ["grpc", "socket"])
def test_what_an_inline_tool_raises_is_its_failure(lane: str) -> None:
    with Host("inline", lane=lane) as host:
        assert host.failure("raises")["type"] == "ZeroDivisionError"
