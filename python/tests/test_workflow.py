"""Workflows from Python, against a host made up for it; test/seeds/003-python.test.ts has a real one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from vivarium_worker import Executor, LlmConfig, Node, Workflow, WorkflowResult
from vivarium_worker.host import reach
from vivarium_worker.testing import FakeHost

CONFIG = LlmConfig.ollama()
FAILED = {"kind": "network", "code": "VIV_LLM_NETWORK", "message": "gone", "retryable": True, "fields": {}}


def run(workflow: dict[str, Any], **_: Any) -> Iterator[dict[str, Any]]:
    """Each node gives its kind; a workflow called `fail` fails, `refuse` never begins, and `break` never ends."""
    if workflow["name"] == "refuse":
        yield {"type": "error", "error": FAILED}
        return
    for node in workflow["nodes"]:
        yield {"type": "event", "event": {"type": "node.started", "node": node["id"]}}
    if workflow["name"] == "break":
        return
    failed = workflow["name"] == "fail"
    outputs = {key: node["kind"] for node in workflow["nodes"] for key in (node["id"], node["name"])}
    nodes = [{"node": node["id"], "state": "succeeded"} for node in workflow["nodes"]]
    value = {"state": "failed" if failed else "succeeded", "duration_ms": 2.5, "outputs": outputs, "nodes": nodes}
    yield {"type": "result", "value": {**value, "output": "end", "error": FAILED if failed else None}}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHost]:
    there = FakeHost({"vivarium.workflow.stream": run})
    monkeypatch.setattr(reach, "_of_worker", lambda: there)
    yield there


def workflow(name: str = "review") -> Workflow:
    made = Workflow(name)
    draft = made.add_node(Node.agent("Draft", "Write about {{input}}", "draft", tools=["ml.search", {"name": "save"}]))
    check = made.add_node(Node.condition("Long?", "length(node.draft) > 3", "long"))
    shout = made.add_node(Node.transform("Shout", "uppercase", "shout"))
    keep = made.add_node(Node.tool("Keep", "save", {"text": "{{node.draft}}"}, "keep"))
    made.connect(draft, check)
    made.connect(check, shout, when=True)
    made.connect(shout, keep)
    return made


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_workflow_goes_to_the_host_as_plain_json_and_its_result_comes_back(
    fake: FakeHost, asynchronous: bool
) -> None:
    executor = Executor.new_low_latency(CONFIG, timeout_seconds=20)
    result = (
        asyncio.run(executor.run_async(workflow(), {"a": 1}))
        if asynchronous
        else executor.execute(workflow(), {"a": 1})
    )
    assert isinstance(result, WorkflowResult)
    assert (result.is_success(), result.is_failed(), result.state()) == (True, False, "succeeded")
    assert (result.execution_time_ms(), result.output, result.error) == (2.5, "end", None)
    assert result.get_variable("draft") == result.get_variable("Draft") == "agent"
    assert result.get_variable("nothing") is None
    assert dict(result.variables()) == result.get_all_variables()
    assert fake.calls == [
        (
            "vivarium.workflow.stream",
            {
                "workflow": {
                    "name": "review",
                    "nodes": [
                        {
                            "id": "draft",
                            "name": "Draft",
                            "kind": "agent",
                            "prompt": "Write about {{input}}",
                            "tools": ["ml.search", "save"],
                        },
                        {"id": "long", "name": "Long?", "kind": "condition", "expression": "length(node.draft) > 3"},
                        {"id": "shout", "name": "Shout", "kind": "transform", "transformation": "uppercase"},
                        {
                            "id": "keep",
                            "name": "Keep",
                            "kind": "tool",
                            "tool": "save",
                            "args": {"text": "{{node.draft}}"},
                        },
                    ],
                    "edges": [
                        {"from": "draft", "to": "long"},
                        {"from": "long", "to": "shout", "when": True},
                        {"from": "shout", "to": "keep"},
                    ],
                },
                "config": {"provider": "ollama", "model": "llama3.2"},
                "preset": "lowLatency",
                "timeout": 20,
                "input": {"a": 1},
            },
        )
    ]


def test_statistics_count_what_happened_also_what_failed_and_what_never_began(fake: FakeHost) -> None:
    executor = Executor(CONFIG)
    executor.execute(workflow())
    assert asyncio.run(executor.run_async(workflow("fail"))).is_failed()
    with pytest.raises(ConnectionError):
        executor.execute(workflow("refuse"))
    stats = executor.get_stats()
    assert (stats["total_executions"], stats["successful_executions"], stats["failed_executions"]) == (3, 1, 2)
    assert stats["success_rate"] == pytest.approx(1 / 3)
    assert stats["total_duration_ms"] == pytest.approx(stats["average_duration_ms"] * 3) and stats["uptime_seconds"] > 0
    executor.configure(enable_metrics=False)
    executor.execute(workflow())
    assert executor.get_stats()["total_executions"] == 3
    executor.reset_stats()
    assert executor.get_stats()["total_executions"] == 0


@pytest.mark.parametrize("asynchronous", [False, True])
def test_each_step_is_told_as_it_happens(fake: FakeHost, asynchronous: bool) -> None:
    steps: list[dict[str, Any]] = []
    executor = Executor(CONFIG)
    if asynchronous:
        asyncio.run(executor.run_async(workflow(), on_event=steps.append))
    else:
        executor.execute(workflow(), on_event=steps.append)
    assert [step["node"] for step in steps] == ["draft", "long", "shout", "keep"]


def test_a_run_whose_host_breaks_off_never_looks_complete(fake: FakeHost) -> None:
    with pytest.raises(ConnectionError, match="before the workflow did"):
        Executor(CONFIG).execute(workflow("break"))


@pytest.mark.parametrize(
    ("executor", "mode", "seconds", "retries"),
    [
        (Executor(CONFIG), "Balanced", 300, 3),
        (Executor(CONFIG, lightweight_mode=True), "MemoryOptimized", 300, 3),
        (Executor.new_high_throughput(CONFIG), "HighThroughput", 300, 3),
        (Executor.new_low_latency(CONFIG), "LowLatency", 30, 0),
        (Executor.new_memory_optimized(CONFIG, timeout_seconds=180), "MemoryOptimized", 180, 3),
    ],
)
def test_each_mode_has_its_numbers(executor: Executor, mode: str, seconds: float, retries: int) -> None:
    stats = executor.get_stats()
    assert executor.get_execution_mode() == stats["execution_mode"] == mode
    assert (stats["timeout_seconds"], stats["max_retries"], stats["metrics_enabled"]) == (seconds, retries, True)


def test_an_executor_is_configured_within_its_limits(fake: FakeHost) -> None:
    executor = Executor(CONFIG)
    executor.configure(timeout_seconds=60, max_retries=2)
    executor.execute(workflow())
    assert (fake.calls[0][1]["timeout"], fake.calls[0][1]["retries"]) == (60, 2)
    for retries in (0, 11):
        with pytest.raises(ValueError, match=r"between 1 and 10|from 1 to"):
            executor.configure(max_retries=retries)
    with pytest.raises(ValueError, match="from 1 to 3600"):
        Executor(CONFIG, timeout_seconds=0.5)
    with pytest.raises(TypeError, match=r"Executor\(LlmConfig\.openai"):
        Executor("openai")  # type: ignore[arg-type]


def test_a_workflow_that_cannot_run_is_refused_before_it_is_sent(fake: FakeHost) -> None:
    with pytest.raises(ValueError, match="Workflow cannot be empty"):
        Executor(CONFIG).execute(Workflow("empty"))
    circle = workflow()
    circle.connect("keep", "long")
    with pytest.raises(ValueError, match="in a circle: long -> shout -> keep -> long"):
        circle.validate()
    with pytest.raises(ValueError, match="Source node a not found"):
        circle.connect("a", "draft")
    with pytest.raises(ValueError, match="Target node b not found"):
        circle.connect("draft", "b")
    with pytest.raises(ValueError, match="same id or name"):
        circle.add_node(Node.transform("draft", "trim"))
    with pytest.raises(ValueError, match="add_node takes a Node"):
        circle.add_node("draft")  # type: ignore[arg-type]
    for make in (
        lambda: Workflow(""),
        lambda: Node.agent("", "p"),
        lambda: Node.agent("n", ""),
        lambda: Node.tool("n", ""),
    ):
        with pytest.raises(ValueError, match="cannot be empty"):
            make()
    with pytest.raises(ValueError, match="list of names"):
        Node.agent("n", "p", tools="save")
    assert fake.calls == []


def test_nodes_without_ids_have_some_of_their_own() -> None:
    first, second = Node.transform("A", "trim"), Node.transform("A", "trim")
    assert first.id() != second.id() and first.id().startswith("transform_")
    assert (first.name(), first.kind()) == ("A", "transform")


def test_a_node_may_be_limited() -> None:
    node = Node.tool("Save", "save").limited(timeout=5, attempts=3)
    assert (node.wire()["timeout"], node.wire()["attempts"]) == (5, 3)
    assert "timeout" not in Node.tool("Save", "save").limited().wire()
    with pytest.raises(ValueError, match="attempts"):
        node.limited(attempts=0)
