"""Adapters in the ways that adapters are written, in a real worker."""

from __future__ import annotations

import time

import pytest
from host import Host, value

from vivarium_worker.lane import wire
from vivarium_worker.values.codec import encode


def test_arguments_become_what_the_annotations_say() -> None:
    with Host("surface.Typed") as host:
        point = "Point(x=1.5, color=<Color.RED: 'red'>)"
        arguments = {"point": {"x": 1.5, "color": "red"}, "sizes": [2, 1, 2]}
        assert host.call("describe", **arguments) == f"{point} [1, 2] None"
        assert host.call("describe", **arguments, other=None) == f"{point} [1, 2] None"
        assert host.call("describe_async", point={"x": 1.5}) == point
        failure = host.failure("describe_async", point={"x": 1.5, "color": "green"})
        assert failure["kind"] == "bad_arguments"
        assert failure["message"] == "describe_async: argument point.color: expected one of 'red', got 'green'"


def test_get_tools_tells_names_types_and_defaults() -> None:
    with Host("surface.Typed") as host:
        told = host.call("types")
        assert told["names"] == ["describe", "describe_async", "types"]
        assert told["describe"] == [
            ["point", "map", True, "", ""],
            ["sizes", "list", True, "", ""],
            ["other", "map", False, '{"default": null}', ""],
        ]


def test_a_signature_that_no_host_can_call_is_refused_when_the_adapter_is_loaded() -> None:
    with Host("surface.Unfit") as host:
        failure = value(host.wait_for(0, wire.LOAD_FAILED))
        assert failure["type"] == "BadSignature"
        assert failure["message"].startswith("tool 'gather', parameter '*numbers'")


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize("adapter", ["surface.ExecuteOnly", "surface.AsyncExecuteOnly"])
def test_b6_an_adapter_with_execute_tool_alone_takes_calls_of_any_name(adapter: str, concurrency: int) -> None:
    with Host(adapter, concurrency=concurrency) as host:
        assert [tool["name"] for tool in host.ready()] == ["*"]
        host.extra = {"meta": encode({"session": "user-1"})[0]}
        assert host.call("whatever", a=1) == {"tool": "whatever", "arguments": {"a": 1}, "session": "user-1"}


def test_b6_execute_tool_may_answer_with_a_stream() -> None:
    with Host("surface.ExecuteOnly") as host:
        stream = host.open("numbers", 9, to=3)
        assert host.end(stream).frame.kind == wire.END
        assert host.chunks(stream) == [0, 1, 2]
        assert host.failure("numbers", to=3)["kind"] == "stream_only"


@pytest.mark.parametrize("concurrency", [1, 2])
def test_with_both_execute_tool_and_marked_methods_the_first_has_the_say(concurrency: int) -> None:
    with Host("surface.Routed", concurrency=concurrency) as host:
        assert {tool["name"] for tool in host.ready()} == {"double", "double_async", "count", "count_async", "*"}
        assert host.call("double", x=2) == 4
        assert host.call("double_async", x=2) == 4
        assert host.call("other") == "no other here"
        for tool in ("count", "count_async"):
            stream = host.open(tool, 9, to=3)
            assert host.end(stream).frame.kind == wire.END
            assert host.chunks(stream) == [0, 1, 2]
            assert host.failure(tool, to=3)["kind"] == "stream_only"


def test_the_config_of_the_pool_is_there_to_be_read() -> None:
    with Host("surface.Configured", config={"model_name": "large"}) as host:
        assert host.call("model") == "large"
        assert host.failure("change")["type"] == "TypeError"
        assert host.call("model") == "large"
    with Host("surface.OwnConfig", config={"model_name": "large"}) as host:
        assert host.call("model") == "its own"


@pytest.mark.parametrize("tool", ["search", "search_async"])
def test_missing_variables_are_listed_before_the_tool_runs(tool: str) -> None:
    with Host("surface.Needy") as host:
        failure = host.failure(tool, query="x")
        assert (failure["kind"], failure["type"]) == ("missing_variables", "MissingVariables")
        assert failure["message"] == (
            f"{tool} needs HOME_OF_THE_KEY, api_key, which are not set: set them in the worker's environment"
        )
        assert host.shut_down() == []


@pytest.mark.parametrize("tool", ["search", "search_async"])
def test_a_variable_of_the_environment_or_of_the_session_will_do(tool: str) -> None:
    with Host("surface.Needy", env={"HOME_OF_THE_KEY": "x"}) as host:
        host.extra = {"meta": encode({"session": "user-1"})[0]}
        call = host.start(tool, query="x")
        host.answer("session:list", [{"name": "api_key"}])
        assert value(host.end(call)) == "x"
        call = host.start(tool, query="x")
        host.send(wire.RESULT, host.asked("session:list", 2).frame.call, [{"name": "another"}])
        failure = value(host.end(call))
        assert failure["message"].startswith(f"{tool} needs api_key, which is not set")
        assert "session 'user-1'" in failure["message"]


def test_what_is_in_the_environment_is_not_asked_for() -> None:
    with Host("surface.Needy", env={"HOME_OF_THE_KEY": "x", "api_key": "y"}) as host:
        host.extra = {"meta": encode({"session": "user-1"})[0]}
        assert host.call("search", query="x") == "x"
        assert not any(frame.tool == "session:list" for frame in host.frames)


@pytest.mark.parametrize("tool", ["nap", "nap_async"])
def test_b8_four_calls_of_half_a_second_on_a_worker_of_four_threads_take_about_one(tool: str) -> None:
    with Host("surface.Concurrent", concurrency=4) as host:
        host.call("seen")
        began = time.monotonic()
        calls = []
        for number in range(4):
            host.extra = {"meta": encode({"session": f"user-{number}"})[0]}
            calls.append(host.start(tool, seconds=0.5))
        assert [value(host.end(call)) for call in calls] == [f"user-{number}" for number in range(4)]
        assert time.monotonic() - began < 1
        assert host.call("seen")["most"] == 4


def test_a_thread_safe_adapter_has_one_instance_that_lives_as_long_as_the_worker() -> None:
    with Host("surface.Concurrent", concurrency=4) as host:
        for _ in range(3):
            host.call("nap", seconds=0)
        assert host.failure("fails")["type"] == "ValueError"
        seen = host.call("seen")
        assert (seen["log"], seen["total"], seen["failed"]) == (["None"] * 3, 4, 1)
        assert host.shut_down() == ["new", "initialize", "cleanup"]


def test_a_thread_keeps_what_it_stores_for_itself() -> None:
    with Host("surface.Concurrent") as host:
        assert [host.call("remembers") for _ in range(4)] == [[], [1], [1, 1], []]


def test_what_cannot_be_sent_is_a_marker_unless_the_adapter_or_the_pool_is_strict() -> None:
    odd = {"__ffi_unserializable__": True, "__type__": "complex"}
    with Host("surface.Lenient") as host:
        assert host.call("odd") == {"at": [odd]}
        stream = host.open("odd_numbers", 9)
        host.end(stream)
        assert host.chunks(stream) == [1, odd]
    for adapter, config in (("surface.Strict", {}), ("surface.Lenient", {"strict": True})):
        with Host(adapter, config=config) as host:
            failure = host.failure("odd")
            assert failure["kind"] == "unsendable"
            assert failure["message"].startswith("result.at[0]: complex cannot travel")
            stream = host.open("odd_numbers", 9)
            assert value(host.end(stream))["kind"] == "unsendable"
            assert host.chunks(stream) == [1]


def test_chunks_of_a_class_of_the_adapters_own_are_unwrapped_and_the_final_one_ends_the_stream() -> None:
    with Host("surface.Chunks") as host:
        stream = host.open("own", 9)
        assert host.end(stream).frame.kind == wire.END
        assert host.chunks(stream) == [{"at": 1}, {"at": 2}]


def test_a_streaming_tool_that_returns_a_value_works_by_call_and_as_one_chunk_by_stream() -> None:
    with Host("surface.Chunks") as host:
        assert host.call("value", query="x") == {"query": "x"}
        stream = host.open("value", 9, query="x")
        assert host.end(stream).frame.kind == wire.END
        assert host.chunks(stream) == [{"query": "x"}]
