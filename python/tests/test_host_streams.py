"""Streams and variables of the host: credits, leaving early, what is watched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from host import Host, value

from vivarium_worker.lane import wire

FAILURE = {"kind": "raised", "type": "TypeError", "message": "x is undefined", "code": "VIV_HOST_TOOL_FAILED"}


@pytest.fixture
def host() -> Iterator[Host]:
    with Host("asking") as host:
        yield host


@pytest.mark.parametrize("tool", ["total", "total_async"])
def test_a_stream_of_the_host_has_credits(host: Host, tool: str) -> None:
    call = host.start(tool, name="numbers")
    asked = host.asked("numbers")
    assert asked.frame.kind == wire.OPEN and asked.frame.number == 16
    sent = granted = 0
    while sent < 100:
        if sent == asked.frame.number + 8 * granted:
            granted += 1
            host.wait_for(asked.frame.call, wire.CREDIT, count=granted)
        host.send(wire.CHUNK, asked.frame.call, sent)
        sent += 1
    host.send(wire.END, asked.frame.call)
    assert value(host.end(call)) == {"total": sum(range(100)), "taken": 100}


@pytest.mark.parametrize("tool", ["total", "total_async"])
def test_leaving_the_loop_cancels_the_stream_in_the_host(host: Host, tool: str) -> None:
    call = host.start(tool, name="numbers", most=2)
    asked = host.asked("numbers")
    for number in range(2):
        host.send(wire.CHUNK, asked.frame.call, number)
    assert value(host.end(call)) == {"total": 1, "taken": 2}
    assert host.wait_for(asked.frame.call, wire.CANCEL)


@pytest.mark.parametrize("tool", ["relay", "relay_async"])
def test_a_stream_passes_through_python_and_fails_after_its_chunks(host: Host, tool: str) -> None:
    stream = host.open(tool, 9, name="numbers")
    asked = host.asked("numbers")
    for number in range(3):
        host.send(wire.CHUNK, asked.frame.call, number)
    host.send(wire.FAILURE, asked.frame.call, FAILURE)
    assert value(host.end(stream))["type"] == "HostCallError"
    assert host.chunks(stream) == [0, 1, 2]


@pytest.mark.parametrize("tool", ["variables", "variables_async"])
def test_session_variables_are_operations_of_the_lane(host: Host, tool: str) -> None:
    call = host.start(tool)
    assert host.answer("session:get", {"value": 7, "metadata": {"version": 1}}) == {"name": "there"}
    missing = host.asked("session:get", 2)
    host.send(wire.FAILURE, missing.frame.call, {"kind": "no_variable", "message": "there is no variable 'missing'"})
    expected = {"name": "new", "value": [1, 2], "type": "list", "tags": {"a": "b"}}
    assert host.answer("session:set", {"version": 2}) == expected
    assert host.answer("session:delete", True) == {"name": "there"}
    host.answer("session:list", [{"name": "new", "version": 2}])
    watch = host.asked("session:watch")
    assert watch.frame.kind == wire.OPEN and value(watch) == {"names": ["there"]} and watch.frame.timeout_ms == 0
    host.send(wire.CHUNK, watch.frame.call, {"name": "there", "value": 8, "metadata": {}, "deleted": False})
    host.send(wire.END, watch.frame.call)
    assert value(host.end(call)) == [
        7,
        "a default",
        {"version": 2},
        True,
        [{"name": "new", "version": 2}],
        ["there"],
    ]
