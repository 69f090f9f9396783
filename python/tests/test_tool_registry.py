"""Registering tools: what is refused, what is listed, switching them on and off, counting."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from managed import managed

from vivarium_worker import tools
from vivarium_worker.tools import ToolManager, ToolMetrics, ToolValidationError
from vivarium_worker.tools.decorators import tool
from vivarium_worker.tools.utils import validate_tool_function, validate_tool_parameters


@pytest.fixture(autouse=True)
def a_process_of_its_own() -> Iterator[None]:
    yield
    tools.clear_tools()
    tools.get_tool_metrics().reset()


def test_a_decorated_function_stays_a_function_and_is_a_tool_of_the_process() -> None:
    @tool(description="Doubles", category="math", version="2.0.0", timeout=1)
    def double(n: int) -> int:
        return 2 * n

    assert double(4) == 8
    result = tools.execute_tool("double", {"n": 4})
    assert (result.success, result.data, result.tool_name, result.error) == (True, 8, "double", None)
    parameters = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    assert tools.get_tool_definitions() == [{"name": "double", "description": "Doubles", "parameters": parameters}]
    about = tools.get_registry().get_tool("double") or {}
    assert about["source_file"] == __file__ and about["signature"] == "double(n: 'int') -> 'int'"
    assert (about["category"], about["version"], about["enabled"], about["timeout"]) == ("math", "2.0.0", True, 1)


def test_without_a_description_the_docstring_says_it_up_to_its_first_section() -> None:
    @tool()
    def double(n: int) -> int:
        """Doubles a number.

        Args:
            n: The number
        """
        return 2 * n

    assert tools.get_tool_definitions()[0]["description"] == "Doubles a number."


def test_tools_are_listed_by_category_and_taken_away() -> None:
    for name, category in (("a", "x"), ("b", "y"), ("c", "x")):
        tools.register_tool(name, "Does it", None, lambda: 0, category=category)
    registry = tools.get_registry()
    assert (tools.list_tools(), tools.list_tools("x")) == (["a", "b", "c"], ["a", "c"])
    assert registry.list_categories() == ["x", "y"]
    assert [each["name"] for each in registry.get_tools_by_category("y")] == ["b"]
    assert (registry.unregister("a"), registry.unregister("a"), tools.list_tools()) == (True, False, ["b", "c"])


def test_auto_register_false_only_marks_the_function() -> None:
    @tool(description="Does it", auto_register=False)
    def aside() -> None: ...

    assert tools.list_tools() == [] and aside._tool_name == "aside"  # type: ignore[attr-defined]


def test_a_disabled_tool_fails_and_is_not_told_of_until_it_is_enabled() -> None:
    manager = managed(lambda: 1)
    assert manager.disable_tool("it") and not manager.disable_tool("other")
    result = manager.execute_tool("it")
    assert (result.success, result.data) == (False, "Tool 'it' is disabled: enable_tool('it') lets it be called")
    assert manager.get_tool_definitions() == [] and manager.list_tools() == ["it"]
    assert manager.enable_tool("it") and manager.execute_tool("it").data == 1


def test_managers_do_not_know_each_others_tools() -> None:
    manager = managed(lambda: 1)
    result = tools.execute_tool("it")
    assert (result.success, result.data) == (False, "Tool 'it' not found. Registered: none")
    assert manager.execute_tool("it").success


def generator() -> Iterator[int]:
    yield 1


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda *numbers: 0, r"^Tools cannot use \*args parameters: .* has \*numbers, .* numbers: list$"),
        (lambda **options: 0, r"^Tools cannot use \*\*kwargs parameters: .* has \*\*options, .* options: dict$"),
        (generator, r"^Tools cannot be generators: generator has yield in it; return a list$"),
        (5, r"^A tool is a function, got int: pass the function itself$"),
    ],
)
def test_functions_that_no_model_could_call_are_refused(function: Any, message: str) -> None:
    with pytest.raises(ToolValidationError, match=message):
        validate_tool_function(function)
    with pytest.raises(ToolValidationError, match=message):
        managed(function)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ([], r'^parameters: expected a JSON Schema with "type": "object", got list$'),
        ({"type": "string"}, r"^parameters: .* got 'string'$"),
        (
            {"type": "object", "properties": []},
            r"^parameters.properties: expected a dict of schemas by name, got list$",
        ),
        ({"type": "object", "properties": {"a": 1}}, r"^parameters.properties\['a'\]: expected a schema .* got int$"),
        ({"type": "object", "required": "a"}, r"^parameters.required: expected a list of names, got str$"),
        ({"type": "object", "required": ["a"]}, r"^parameters.required: 'a' is not among the properties"),
        ({"type": "object", "x": object()}, r"^parameters: a schema is JSON, and this is not"),
    ],
)
def test_schemas_of_parameters_are_refused_with_the_field_that_is_wrong(parameters: Any, message: str) -> None:
    with pytest.raises(ToolValidationError, match=message):
        validate_tool_parameters(parameters)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "two words"}, r"^name: expected letters, digits, _ and -, .* got 'two words'"),
        ({"description": " "}, r"^description of it: expected a text that tells when to use the tool, got ' '"),
        ({"category": 5}, r"^category of it: expected a text, got 5$"),
        ({"timeout": 0}, r"^timeout of it: expected a number of seconds above 0, or None for no limit, got 0$"),
        ({"timeout": True}, r"^timeout of it: .* got True$"),
        (
            {"parameters": {"type": "object", "properties": {"b": {}}}},
            r"^parameters.properties: it has no parameter 'b', it takes \(a\)",
        ),
    ],
)
def test_options_of_a_tool_are_refused_with_the_remedy(options: dict[str, Any], message: str) -> None:
    def it(a: int) -> None: ...

    with pytest.raises(ToolValidationError, match=message):
        tool(**{"name": "it", "description": "Does it", **options})(it)


def test_each_call_is_counted_for_its_tool_in_milliseconds() -> None:
    metrics = ToolMetrics()
    manager = ToolManager(metrics=metrics)
    manager.register_tool("sleeps", "Sleeps", None, lambda: time.sleep(0.02))
    manager.register_tool("fails", "Fails", None, lambda: 1 / 0)
    for name in ("sleeps", "sleeps", "fails", "nobody", "stranger"):
        manager.execute_tool(name)
    stats = metrics.get_stats()
    assert [stats[key] for key in ("total_tools", "total_calls", "total_successes", "total_failures")] == [2, 5, 2, 3]
    assert set(stats["tools"]) == {"sleeps", "fails", "(not registered)"}
    sleeps = metrics.get_stats("sleeps")
    assert (sleeps["total_calls"], sleeps["successes"], sleeps["failures"], sleeps["success_rate"]) == (2, 2, 0, 1)
    assert 20 <= sleeps["min_execution_time"] <= sleeps["avg_execution_time"] <= sleeps["max_execution_time"] < 2000
    assert metrics.get_stats("never")["avg_execution_time"] == 0
    metrics.reset()
    assert metrics.get_stats()["total_calls"] == 0


def test_calls_of_managers_without_metrics_of_their_own_are_counted_for_the_process() -> None:
    manager = ToolManager()
    manager.register_tool("mine", "Does it", None, lambda: 1)
    manager.execute_tool("mine")
    assert tools.get_tool_metrics().get_stats("mine")["total_calls"] == 1
