"""Calling tools of a real worker: kinds, hooks, failures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy
import pytest
from host import Host, value

from vivarium_worker.lane import wire
from vivarium_worker.values.codec import encode


@pytest.fixture(scope="module")
def kinds() -> Iterator[Host]:
    with Host("./kinds.py") as host:
        yield host


@pytest.fixture(scope="module")
def functions() -> Iterator[Host]:
    with Host("functions") as host:
        yield host


def test_ready_tells_the_tools_with_their_schemas(kinds: Host) -> None:
    tools = {tool["name"]: tool for tool in kinds.ready()}
    assert tools["add"] == {
        "name": "add",
        "description": "Adds two numbers.",
        "returns": {"type": "number"},
        "parameters": {
            "type": "object",
            "properties": {
                "a": {"type": "number", "x-type": "float"},
                "b": {"type": "number", "x-type": "float", "default": 1},
            },
            "required": ["a"],
            "additionalProperties": False,
        },
        "streaming": False,
        "idempotent": False,
        "required_variables": [],
    }
    assert tools["nap"]["description"] == "Sleeps in a loop's turn"
    assert tools["nap"]["idempotent"] and tools["nap"]["required_variables"] == ["PATH"]
    assert {name for name, tool in tools.items() if tool["streaming"]} == {"count", "acount", "shapes"}


def test_plain_and_async_tools_return_their_values(kinds: Host) -> None:
    assert kinds.call("add", a=2, b=3) == 5
    assert kinds.call("add", a=2) == 3
    assert kinds.call("nap", seconds=0.01) == "rested"


def test_a_result_says_how_long_the_tool_ran(kinds: Host) -> None:
    answer = kinds.end(kinds.start("block", seconds=0.05))
    assert 50_000 <= answer.frame.number < 5_000_000


def test_public_functions_of_a_module_are_tools(functions: Host) -> None:
    names = [tool["name"] for tool in functions.ready()]
    assert "greet" in names and "_private" not in names
    assert functions.call("greet", name="ann") == "HELLO ANN!"


@pytest.mark.parametrize(
    ("sent", "kind"),
    [(1, "int"), (1.0, "float"), (2**80, "int"), (None, "NoneType"), (b"\xff", "bytes"), (b"x" * 9999, "bytes")],
)
def test_values_reach_the_tool_and_come_back(functions: Host, sent: Any, kind: str) -> None:
    assert functions.call("type_of", value=sent) == kind
    assert functions.call("echo", value=sent) == sent


def test_numpy_is_not_loaded_until_an_array_comes() -> None:
    with Host("functions") as host:
        assert host.call("numpy_is_loaded") is False
        assert host.call("type_of", value=numpy.zeros(3)) == "ndarray"
        assert host.call("numpy_is_loaded") is True


def test_arrays_arrive_writable_and_aligned(functions: Host) -> None:
    numpy.testing.assert_array_equal(functions.call("writable", array=numpy.arange(5.0)), numpy.arange(5.0) + 1)
    for size in (1, 7, 100_000):
        assert functions.call("aligned", array=numpy.zeros(size, "uint8")) is True


def test_a_result_that_cannot_travel_names_its_path(functions: Host) -> None:
    stream = functions.open("opaque", 8)
    failure = value(functions.end(stream))
    assert functions.chunks(stream) == [1]
    assert failure["kind"] == "unsendable"
    assert failure["message"].startswith("result.deep[0]: a str with a lone surrogate")


def test_a_tool_that_raises_gives_type_message_and_frames_of_the_users_code_only(functions: Host) -> None:
    failure = functions.failure("nested")
    assert (failure["kind"], failure["type"], failure["module"]) == ("raised", "RuntimeError", "builtins")
    assert failure["message"] == "the outer one"
    assert [(frame["function"], frame["code"]) for frame in failure["frames"]] == [
        ("nested", 'raise RuntimeError("the outer one") from error')
    ]
    assert failure["frames"][0]["file"].endswith("functions.py")
    assert "KeyError: 'the inner one'" in failure["traceback"]
    assert "direct cause" in failure["traceback"]
    assert "vivarium_worker" not in failure["traceback"]


def test_endless_recursion_fails_the_call_only(functions: Host) -> None:
    failure = functions.failure("recurse")
    assert (failure["kind"], failure["type"]) == ("raised", "RecursionError")
    assert len(failure["frames"]) == 50
    assert functions.call("greet", name="x") == "HELLO X!"


def test_sys_exit_in_a_tool_fails_the_call_only(functions: Host) -> None:
    failure = functions.failure("leave", code=3)
    assert (failure["kind"], failure["message"]) == ("exit", "sys.exit(3) was called")
    assert functions.call("greet", name="x") == "HELLO X!"


def test_an_unknown_tool_is_answered_with_the_nearest_name(kinds: Host) -> None:
    failure = kinds.failure("ad", a=1)
    assert failure["kind"] == "unknown_tool"
    assert failure["message"].startswith("there is no tool 'ad': did you mean 'add'?")


def test_arguments_that_do_not_fit_are_named(kinds: Host) -> None:
    failure = kinds.failure("add", b=1, c=2)
    assert failure["kind"] == "bad_arguments"
    assert failure["message"] == "add: missing argument 'a', unexpected argument 'c'; it takes (a, b=1)"
    assert kinds.failure("nap")["kind"] == "bad_arguments"


def test_a_type_error_inside_the_tool_is_the_tools(kinds: Host) -> None:
    failure = kinds.failure("add", a="x", b=1)
    assert (failure["kind"], failure["type"]) == ("raised", "TypeError")


def test_calling_a_generator_names_stream(kinds: Host, functions: Host) -> None:
    for host, tool, arguments in (
        (kinds, "count", {"to": 1}),
        (kinds, "acount", {"to": 1}),
        (functions, "hidden_generator", {}),
    ):
        failure = host.failure(tool, **arguments)
        assert failure["kind"] == "stream_only" and "use stream" in failure["message"]


def test_a_plain_tool_may_run_a_loop_of_its_own(functions: Host) -> None:
    assert functions.call("runs_its_own_loop") == "done"


def test_a_tool_may_start_a_process_of_its_own(functions: Host) -> None:
    assert functions.call("child_says") == "from a child\n"


@pytest.mark.parametrize("tool", ["good", "async_good", "bad"])
@pytest.mark.parametrize(
    ("adapter", "life"),
    [
        ("hooks.PlainHooks", ["new", "context", "initialize", "tool", "cleanup"]),
        ("hooks.AsyncHooks", ["new", "initialize", "tool", "cleanup"]),
    ],
)
@pytest.mark.parametrize("concurrency", [1, 2])
def test_each_request_has_an_instance_that_is_cleaned_up_also_after_an_error(
    adapter: str, life: list[str], tool: str, concurrency: int
) -> None:
    with Host(adapter, concurrency=concurrency) as host:
        for _ in range(2):
            host.end(host.start(tool))
        assert host.shut_down() == life * 2


@pytest.mark.parametrize("adapter", ["hooks.PlainHooks", "hooks.AsyncHooks"])
def test_cleanup_runs_after_a_cancel_and_after_a_stream(adapter: str) -> None:
    with Host(adapter) as host:
        slow = host.start("slow")
        host.process.wait_printed("tool")
        host.cancel(slow)
        assert host.end(slow).frame.kind == wire.CANCELLED
        numbers = host.open("numbers", 8)
        assert host.end(numbers).frame.kind == wire.END
        assert host.chunks(numbers) == [0, 1, 2]
        assert host.shut_down().count("cleanup") == 2


def test_a_cleanup_that_fails_fails_the_call() -> None:
    with Host("hooks.CleanupFails") as host:
        assert host.failure("good")["message"] == "cannot clean up"


def test_the_session_the_metadata_and_the_deadline_reach_the_adapter() -> None:
    with Host("hooks.Context") as host:
        meta = {"session": "user-42", "metadata": {"trace": "abc"}}
        host.extra = {"meta": encode(meta)[0], "timeout_ms": 5000}
        context = host.call("context")
        assert 4 < context.pop("remaining") <= 5
        assert context == {"session": "user-42", "metadata": {"trace": "abc", "correlation_id": "test/1"}}
        host.extra = {}
        assert host.call("context") == {
            "session": None,
            "metadata": {"correlation_id": "test/2"},
            "remaining": None,
        }


def test_a_correlation_id_of_the_callers_is_kept() -> None:
    with Host("hooks.Context") as host:
        host.extra = {"meta": encode({"metadata": {"correlation_id": "mine"}})[0]}
        assert host.call("context")["metadata"] == {"correlation_id": "mine"}
