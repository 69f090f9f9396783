"""Calls sent ahead wait for a place, and each has its turn whatever kind of tool ran before it."""

from __future__ import annotations

import time

from host import Host, value

from vivarium_worker.lane import wire


def test_plain_calls_behind_an_async_one_are_all_answered() -> None:
    with Host("kinds") as host:
        first = host.start("nap", seconds=0.2)
        host.process.wait_printed("nap")
        behind = [host.start("add", a=number) for number in range(5)]
        host.settle()
        assert value(host.end(first)) == "rested"
        assert [value(host.end(call)) for call in behind] == [1, 2, 3, 4, 5]


def test_a_call_of_an_unknown_tool_does_not_hold_up_those_behind_it() -> None:
    with Host("kinds") as host:
        first = host.start("nap", seconds=0.2)
        host.process.wait_printed("nap")
        unknown, last = host.start("nowhere"), host.start("add", a=1)
        host.end(first)
        assert value(host.end(unknown))["kind"] == "unknown_tool"
        assert host.end(last).frame.kind == wire.RESULT


def test_a_call_after_a_longer_one_begins_when_it_comes() -> None:
    # Beats are seldom, so that none of them wakes whoever should have heard the call.
    with Host("functions", lane="socket", beat_ms=5000) as host:
        began = time.monotonic()
        for number in range(5):
            host.call("nap", seconds=0.03)
            assert host.call("echo", value=number) == number
        assert time.monotonic() - began < 4
