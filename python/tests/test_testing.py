"""Adapters tested in their own process, as their authors do it."""

from __future__ import annotations

import functions
import pytest
from asking import Asking
from hooks import AsyncHooks, PlainHooks
from kinds import Kinds
from surface import Concurrent, Configured, ExecuteOnly, Needy, Typed

from vivarium_worker import HostArgumentsError, HostCallError, HostToolNotFound
from vivarium_worker.calls.failure import Refused
from vivarium_worker.testing import AdapterRunner


def test_tools_of_every_kind_are_called_and_streamed() -> None:
    with AdapterRunner(Kinds) as adapter:
        assert adapter.call("add", a=1, b=2) == 3
        assert adapter.call("nap", seconds=0) == "rested"
        assert list(adapter.stream("count", to=3)) == [0, 1, 2]
        assert list(adapter.stream("acount", to=3)) == [0, 1, 2]
        assert list(adapter.stream("add", a=1)) == [2]
        assert list(adapter.stream("shapes"))[-1] == {"at": 4}


def test_modules_and_names_of_adapters_do_as_well() -> None:
    for adapter in (functions, "functions"):
        with AdapterRunner(adapter) as runner:
            assert runner.call("greet", name="ann") == "HELLO ANN!"


def test_a_generator_is_resumed_as_items_are_asked_for_and_closed_when_the_loop_is_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with AdapterRunner(Kinds) as adapter:
        for tool, closed in (("count", "yield 0\nclosed\n"), ("acount", "aclosed\n")):
            for item in adapter.stream(tool, to=9):
                assert item == 0
                break
            assert capsys.readouterr().out == closed


def test_errors_are_raised_as_they_are() -> None:
    with AdapterRunner(functions) as adapter:
        with pytest.raises(RuntimeError, match="the outer one"):
            adapter.call("nested")
        with pytest.raises(Refused, match="use stream, not call"):
            adapter.call("count", to=1)
        with pytest.raises(Refused, match="there is no tool 'gret': did you mean 'greet'"):
            adapter.call("gret")
        with pytest.raises(Refused, match="missing argument 'name'"):
            adapter.call("greet")
        stream = adapter.stream("fails_midway")
        assert next(stream) == 1
        with pytest.raises(ValueError, match="midway"):
            next(stream)


def test_each_call_has_its_lifecycle(capsys: pytest.CaptureFixture[str]) -> None:
    with AdapterRunner(PlainHooks) as adapter:
        adapter.call("good")
        assert capsys.readouterr().out.split() == ["new", "context", "initialize", "tool", "cleanup"]
    with AdapterRunner(AsyncHooks) as adapter:
        with pytest.raises(ValueError, match="bad"):
            adapter.call("bad")
        assert capsys.readouterr().out.split() == ["new", "initialize", "tool", "cleanup"]
    with AdapterRunner(Concurrent) as adapter:
        assert adapter.call("nap", seconds=0) == "test-session"
        assert adapter.call("nap_async", seconds=0) == "test-session"
    assert capsys.readouterr().out.split() == ["new", "initialize", "cleanup"]


@pytest.mark.parametrize("tool", ["ask", "ask_async"])
def test_host_tools_are_functions_of_the_test(tool: str) -> None:
    def echo(x: object) -> object:
        return x

    def fails() -> None:
        raise KeyError("no")

    with AdapterRunner(Asking, host_tools={"echo": echo, "fails": fails}) as adapter:
        assert adapter.call(tool, name="echo", arguments={"x": [1, (2,)]}) == [1, [2]]
        assert adapter.host.calls == [("echo", {"x": [1, [2]]})]
        with pytest.raises(
            HostToolNotFound, match=r"there is no host tool 'nope'. Available tools: \['echo', 'fails'\]"
        ):
            adapter.call(tool, name="nope", arguments={})
        with pytest.raises(HostArgumentsError, match="missing a required argument: 'x'"):
            adapter.call(tool, name="echo", arguments={})
        with pytest.raises(HostCallError, match="no"):
            adapter.call(tool, name="fails", arguments={})


def test_host_tools_may_be_async_and_may_stream() -> None:
    async def slow() -> str:
        return "slow"

    def numbers(to: int):  # type: ignore[no-untyped-def]
        """Counts."""
        yield from range(min(to, 5))

    with AdapterRunner(Asking, host_tools={"slow": slow, "numbers": numbers, "validate": lambda data: data}) as adapter:
        assert adapter.call("together", names=["slow", "slow"]) == ["slow", "slow"]
        assert adapter.call("total", name="numbers") == {"total": 10, "taken": 5}
        assert adapter.call("total_async", name="numbers", most=2) == {"total": 1, "taken": 2}
        assert adapter.call("ask_by_proxy")[3:] == [1, 2, True]
        assert [entry["streaming"] for entry in adapter.host.tools()] == [False, True, False]


@pytest.mark.parametrize("tool", ["variables", "variables_async"])
def test_variables_are_those_of_the_test(tool: str) -> None:
    with AdapterRunner(Asking, variables={"there": 7}) as adapter:
        adapter.host.changes = [{"name": "there"}, {"name": "other"}]
        there, default, metadata, deleted, listed, watched = adapter.call(tool)
        assert (there, default, deleted, watched) == (7, "a default", True, ["there"])
        assert (metadata["type"], metadata["tags"], metadata["version"]) == ("list", {"a": "b"}, 1)
        assert [variable["name"] for variable in listed] == ["new"]
        assert adapter.host.get_variable("new")["value"] == [1, 2]


def test_session_metadata_config_and_required_variables_are_as_in_a_pool() -> None:
    with AdapterRunner(Configured, config={"model_name": "large"}) as adapter:
        assert adapter.call("model") == "large"
    with AdapterRunner(ExecuteOnly, session_id="user-1") as adapter:
        assert adapter.call("any", a=1) == {"tool": "any", "arguments": {"a": 1}, "session": "user-1"}
    with AdapterRunner(Typed) as adapter:
        assert adapter.call("describe_async", point={"x": 1.0}).startswith("Point(x=1.0")
    with AdapterRunner(Needy) as adapter, pytest.raises(Refused, match="search needs HOME_OF_THE_KEY, api_key"):
        adapter.call("search", query="x")
    with AdapterRunner(Needy, variables={"HOME_OF_THE_KEY": 1, "api_key": 2}) as adapter:
        assert adapter.call("search", query="x") == "x"
