"""Running tools: errors, timeouts, loops, and how an adapter of registered tools looks to the host."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from typing import Any

import pytest
import registered
from managed import managed

from vivarium_worker import tools
from vivarium_worker.telemetry.logs import init
from vivarium_worker.testing import AdapterRunner


def test_what_a_tool_raises_is_its_result() -> None:
    def fails() -> None:
        raise ValueError("Value must be positive")

    result = managed(fails).execute_tool("it")
    assert (result.success, result.data, type(result.error)) == (False, "Value must be positive", ValueError)


def test_debug_tells_the_traceback_of_a_tool_that_fails(caplog: pytest.LogCaptureFixture) -> None:
    manager = managed(lambda: 1 / 0)
    logger = logging.getLogger("vivarium_worker")
    try:
        init()
        manager.execute_tool("it")
        assert caplog.text == ""
        init(debug=True, log_level="debug")
        manager.execute_tool("it")
        assert "ZeroDivisionError" in caplog.text and "tool it failed" in caplog.text
        with pytest.raises(ValueError, match=r"^log_level: expected one of trace, debug, .*, got 'loud'$"):
            init(log_level="loud")
    finally:
        logger.setLevel(logging.NOTSET)


LATE = "Tool 'it' took longer than its timeout of 0.05 s and was ended"


def test_a_tool_that_takes_too_long_is_ended_in_the_middle_of_a_blocking_call() -> None:
    ended = []

    def blocks() -> None:
        try:
            time.sleep(30)
        except Exception:
            ended.append("kept")
        finally:
            ended.append("ended")

    result = managed(blocks, timeout=0.05).execute_tool("it")
    assert (result.data, ended) == (LATE, ["ended"])
    assert isinstance(result.error, TimeoutError) and 50 <= result.execution_time_ms < 5000


def test_in_a_thread_a_tool_that_takes_too_long_is_ended_when_it_runs_python_again() -> None:
    ended, results = threading.Event(), []

    def works() -> None:
        try:
            while True:
                time.sleep(0.001)
        finally:
            ended.set()

    manager = managed(works, timeout=0.05)
    thread = threading.Thread(target=lambda: results.append(manager.execute_tool("it")))
    thread.start()
    thread.join(10)
    assert results[0].data == LATE and ended.wait(10)


def test_a_tool_in_time_is_left_alone_by_its_timeout() -> None:
    manager = managed(lambda: threading.current_thread().name, timeout=30)
    assert manager.execute_tool("it").data == "MainThread"
    assert asyncio.run(manager.execute_tool_async("it")).data == "tool-it"


def test_async_tools_run_with_and_without_a_loop() -> None:
    async def nap(seconds: float) -> str:
        await asyncio.sleep(seconds)
        return "rested"

    manager = managed(nap, timeout=0.05)
    assert manager.execute_tool("it", {"seconds": 0}).data == "rested"
    assert manager.execute_tool("it", {"seconds": 30}).data == LATE

    async def inside() -> list[Any]:
        both = manager.execute_tool_async("it", {"seconds": 0}), manager.execute_tool_async("it", {"seconds": 30})
        return [result.data for result in await asyncio.gather(*both)] + [manager.execute_tool("it").data]

    assert asyncio.run(inside()) == [
        "rested",
        LATE,
        "Tool 'it' is async, and a loop is running here: await execute_tool_async('it', …)",
    ]


def test_an_adapter_of_registered_tools_tells_exactly_their_schemas() -> None:
    with AdapterRunner(registered) as adapter:
        told = {each["name"]: each for each in adapter.describe()}
    definitions = registered.manager.get_tool_definitions()
    assert [{key: told[each["name"]][key] for key in each} for each in definitions] == definitions
    assert set(told) == {"process_items", "weigh", "sleepy", "nap", "handle", "switch"}
    assert told["process_items"]["returns"] == {"type": "object"}


def test_registered_tools_are_called_by_the_host_as_by_a_model() -> None:
    with AdapterRunner(registered) as adapter:
        assert adapter.call("process_items", items=["a", "b"], count=1) == {"processed": ["a"], "verbose": False}
        assert adapter.call("weigh", a=1, b=2) == 3
        assert adapter.call("nap", seconds=0) == "rested"
        for name in ("sleepy", "nap"):
            with pytest.raises(TimeoutError, match=rf"^Tool '{name}' took longer than its timeout of 0.1 s"):
                adapter.call(name, seconds=30)
        with pytest.raises(Exception, match=r"^result\.files\[0\]\.open: object is nothing that JSON can carry"):
            adapter.call("handle")
        with pytest.raises(Exception, match="argument items: expected a list, got 'a'"):
            adapter.call("process_items", items="a")


def test_a_tool_that_is_switched_off_refuses_the_hosts_calls() -> None:
    with AdapterRunner(registered) as adapter:
        assert adapter.call("switch", name="weigh", on=False)
        with pytest.raises(tools.ToolDisabled, match="Tool 'weigh' is disabled"):
            adapter.call("weigh", a=1)
        assert adapter.call("switch", name="weigh", on=True) and adapter.call("weigh", a=1) == 1
