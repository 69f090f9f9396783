"""Calls into the host: a real worker, and a host that answers by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy
import pytest
from host import Host, value

from vivarium_worker.lane import wire
from vivarium_worker.values.codec import decode, encode

ASKS = ["ask", "ask_async"]
FAILURE = {"kind": "raised", "type": "TypeError", "message": "x is undefined", "code": "VIV_HOST_TOOL_FAILED"}


@pytest.fixture
def host() -> Iterator[Host]:
    with Host("asking") as host:
        yield host


@pytest.mark.parametrize("tool", ASKS)
@pytest.mark.parametrize("sent", ["text", [1, "two", None], {"deep": {"er": 1.5}}, None, 2**62 + 1, b"\x00\xff", True])
def test_b5_values_of_every_kind_reach_a_host_tool_and_come_back_intact(host: Host, tool: str, sent: Any) -> None:
    call = host.start(tool, name="echo", arguments={"x": sent})
    assert host.answer("echo", sent) == {"x": sent}
    answer = value(host.end(call))
    assert answer == sent and type(answer) is type(sent)


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize("tool", ["ask", "ask_async", "ask_on_the_loop", "ask_in_a_thread"])
def test_a_host_tool_can_be_called_from_every_kind_of_tool_and_thread(tool: str, concurrency: int) -> None:
    with Host("asking", concurrency=concurrency) as host:
        arguments: dict[str, Any] = {"arguments": {}} if tool in ASKS else {}
        call = host.start(tool, name="plain", **arguments)
        asked = host.asked("plain")
        assert asked.frame.call >= wire.FIRST_OWN_CALL
        assert decode(asked.frame.meta) == {"call": call}
        assert 0 < asked.frame.timeout_ms <= 30_000
        host.send(wire.RESULT, asked.frame.call, 42)
        assert value(host.end(call)) == 42


@pytest.mark.parametrize("tool", ASKS)
def test_large_values_travel_both_ways(host: Host, tool: str) -> None:
    data = numpy.arange(300_000.0)
    call = host.start(tool, name="scale", arguments={"data": data, "text": "x" * 100_000})
    arguments = host.answer("scale", {"data": data * 2, "blob": b"y" * 100_000})
    numpy.testing.assert_array_equal(arguments["data"], data)
    assert arguments["text"] == "x" * 100_000
    answer = value(host.end(call))
    numpy.testing.assert_array_equal(answer["data"], data * 2)
    assert answer["blob"] == b"y" * 100_000


def test_a_host_tool_is_called_by_keywords_with_options_apart(host: Host) -> None:
    call = host.start("ask_by_name")
    asked = host.asked("validate")
    assert value(asked) == {"input": {"a": 1}} and asked.frame.timeout_ms == 5000
    host.send(wire.RESULT, asked.frame.call, "fine")
    assert value(host.end(call)) == "fine"


def test_host_tools_are_listed_once_and_their_entries_can_be_read_and_called(host: Host) -> None:
    call = host.start("ask_by_proxy")
    entry = {"name": "validate", "description": "Says whether.", "parameters": {"type": "object"}}
    host.answer("session:tools", [entry, {"name": "other"}])
    assert host.answer("validate", "first") == {"data": 1}
    assert host.answer("validate", "second", count=2) == {"data": 2}
    assert value(host.end(call)) == [
        ["other", "validate"],
        {"type": "object"},
        "Says whether.",
        "first",
        "second",
        True,
    ]
    host.settle()
    assert sum(frame.tool == "session:tools" for frame in host.frames) == 1


@pytest.mark.parametrize(
    ("failure", "kinds", "rest"),
    [
        (FAILURE, ["HostCallError", "RuntimeError"], {"details": {"type": "TypeError"}}),
        ({"kind": "unknown_tool", "message": "there is no host tool 'x'"}, ["HostToolNotFound", "ValueError"], {}),
        ({"kind": "bad_arguments", "message": "a: expected a string"}, ["HostArgumentsError", "ValueError"], {}),
        ({"kind": "timeout", "message": "too slow"}, ["HostCallTimeout", "TimeoutError"], {}),
        ({"kind": "no_session", "message": "no session"}, ["SessionError", "RuntimeError"], {}),
        ({"kind": "a_new_one", "message": "?", "code": "VIV_NEW"}, ["HostCallError"], {"code": "VIV_NEW"}),
    ],
)
def test_a_failure_of_the_host_is_an_exception_that_says_what_kind(
    host: Host, failure: dict[str, Any], kinds: list[str], rest: dict[str, Any]
) -> None:
    call = host.start("outcome", name="failing")
    host.send(wire.FAILURE, host.asked("failing").frame.call, failure)
    outcome = value(host.end(call))
    assert set(kinds) < set(outcome.pop("kinds"))
    assert outcome == {
        "kind": failure["kind"],
        "message": failure["message"],
        "code": failure.get("code", ""),
        "details": {},
        **rest,
    }


def test_a_host_error_that_nobody_catches_is_the_tools_error(host: Host) -> None:
    call = host.start("ask", name="failing", arguments={})
    host.send(wire.FAILURE, host.asked("failing").frame.call, FAILURE)
    failure = value(host.end(call))
    assert (failure["kind"], failure["type"], failure["message"]) == ("raised", "HostCallError", "x is undefined")
    assert failure["frames"][-1]["function"] == "ask"


def test_an_argument_that_cannot_travel_is_refused_before_anything_is_sent(host: Host) -> None:
    outcome = host.call("ask_with_a_surrogate")
    assert outcome.startswith("unsendable: host tool 'never': arguments.rows[1]: a str with a lone surrogate")
    assert not any(frame.tool == "never" for frame in host.frames)


@pytest.mark.parametrize("tool", ASKS)
def test_a_host_that_does_not_answer_in_time_is_a_timeout_and_is_told_to_stop(host: Host, tool: str) -> None:
    call = host.start(tool, name="silent", arguments={}, timeout=200)
    asked = host.asked("silent")
    assert asked.frame.timeout_ms == 200
    failure = value(host.end(call))
    assert failure["type"] == "HostCallTimeout"
    assert failure["message"] == "host tool 'silent' did not answer within 200 ms"
    assert host.wait_for(asked.frame.call, wire.CANCEL)


def test_the_deadline_of_the_call_is_the_limit_of_what_it_asks_for(host: Host) -> None:
    host.extra = {"timeout_ms": 5000}
    call = host.start("ask", name="plain", arguments={}, timeout=60_000)
    assert 4000 < host.asked("plain").frame.timeout_ms <= 5000
    host.answer("plain", 1)
    assert value(host.end(call)) == 1


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize("tool", ["ask", "ask_async", "ask_on_the_loop"])
def test_a_cancelled_tool_that_waits_for_its_host_ends_at_once_and_cancels_there_too(
    tool: str, concurrency: int
) -> None:
    with Host("asking", concurrency=concurrency) as host:
        call = host.start(tool, name="slow", **({"arguments": {}} if tool in ASKS else {}))
        asked = host.asked("slow")
        host.cancel(call)
        assert host.end(call).frame.kind == wire.CANCELLED
        assert host.wait_for(asked.frame.call, wire.CANCEL)
        host.send(wire.CANCELLED, asked.frame.call)
        again = host.start("ask", name="quick", arguments={})
        host.answer("quick", "served on")
        assert value(host.end(again)) == "served on"


def test_large_arguments_that_have_not_left_are_dropped_by_a_cancel() -> None:
    with Host("asking", acknowledge=False) as host:
        call = host.start("ask", name="large", arguments={"data": b"x" * (4 << 20)})
        host.wait_for_frame(lambda frame: frame.tool == "large")
        host.cancel(call)
        assert host.end(call).frame.kind == wire.CANCELLED
        number = next(frame.call for frame in host.frames if frame.tool == "large")
        assert host.wait_for(number, wire.CANCEL)
        host.send(wire.ACK, 0, number=4 << 20)
        host.settle()
        assert sum(len(frame.body) for frame in host.frames if frame.call == number) <= wire.UNACKNOWLEDGED_BYTES
        again = host.start("ask", name="quick", arguments={})
        host.answer("quick", 1)
        assert value(host.end(again)) == 1


def test_what_a_tool_leaves_waiting_is_cancelled_when_it_is_answered(host: Host) -> None:
    call = host.start("leaves_a_thread", name="slow")
    asked = host.asked("slow")
    host.answer("go", None)
    host.end(call)
    assert host.wait_for(asked.frame.call, wire.CANCEL)
    host.process.wait_printed("let go")


def test_nothing_can_be_asked_for_on_behalf_of_a_call_that_is_over(host: Host) -> None:
    host.call("leaves_its_context")
    assert host.call("asks_with_the_context_it_was_left") == "Cancelled"


def test_host_calls_of_one_tool_overlap(host: Host) -> None:
    call = host.start("together", names=["a", "b", "c"])
    asked = [host.asked(name) for name in "abc"]
    assert len({message.frame.call for message in asked}) == 3
    for message in reversed(asked):
        host.send(wire.RESULT, message.frame.call, message.frame.tool.upper())
    assert value(host.end(call)) == ["A", "B", "C"]


def test_there_is_a_bound_to_the_calls_that_are_open_at_once(host: Host) -> None:
    call = host.start("many", number=1025)
    for count in range(1, 1025):
        host.send(wire.CHUNK, host.asked("endless", count).frame.call, 0)
    assert value(host.end(call)).startswith("saturated: host tool 'endless': 1024 calls")


def test_a_function_finds_its_context_without_an_instance(host: Host) -> None:
    host.extra = {"meta": encode({"session": "user-1"})[0]}
    assert host.call("through_current_context") == ["user-1", True]
