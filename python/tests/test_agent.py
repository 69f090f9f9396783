"""A pydantic-ai agent in a process of its own, asked over HTTP."""

from __future__ import annotations

import json
import signal
import socket
from collections.abc import Iterator

import pytest
from agent_process import AgentProcess, popen, started

EXAMPLE = "agents.example_agent"


@pytest.fixture(scope="module")
def agent() -> Iterator[AgentProcess]:
    with started(EXAMPLE, "--model", "test:model", "--name", "test_agent") as process:
        yield process


def test_a_prompt_is_answered_with_result_messages_and_usage(agent: AgentProcess) -> None:
    status, answer = agent.ask({"prompt": "Hello, agent!", "message_history": []})
    assert status == 200
    assert answer["result"] == '{"nap":"rested"}'
    assert [message["kind"] for message in answer["messages"]] == ["request", "response", "request", "response"]
    usage = answer["usage"]
    assert usage["total_tokens"] == usage["input_tokens"] + usage["output_tokens"] > 0


def test_the_messages_of_an_answer_are_the_history_of_the_next_question(agent: AgentProcess) -> None:
    first = agent.ask({"prompt": "one"}).body["messages"]
    second = agent.ask({"prompt": "two", "message_history": first}).body["messages"]
    assert second[: len(first)] == first
    assert "two" in json.dumps(second[len(first) :])


def test_a_stream_ends_with_the_whole_answer(agent: AgentProcess) -> None:
    *chunks, complete, done = agent.events({"prompt": "Hello"})
    assert "".join(chunk["data"] for chunk in chunks) == complete["result"]
    assert {chunk["status"] for chunk in chunks} == {"chunk"}
    assert complete["status"] == "complete" and complete["usage"]["total_tokens"] > 0
    assert done == "[DONE]"


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({}, ["prompt"]),
        ({"prompt": ""}, ["prompt"]),
        ({"prompt": 5}, ["prompt"]),
        ({"prompt": "x", "promt": "x"}, ["promt"]),
        ({"prompt": "x", "message_history": {}}, ["message_history"]),
        ({"prompt": "x", "message_history": [1, {}, 2]}, ["message_history[0]", "message_history[2]"]),
        ({"prompt": "x", "message_history": [{"kind": "request"}]}, ["message_history[0].request.parts"]),
        ({"prompt": "x", "usage_limits": {"tokens": 1}}, ["usage_limits.tokens"]),
        ({"prompt": "x", "usage_limits": {"request_limit": "many"}}, ["usage_limits.request_limit"]),
        (b"{", [""]),
        (b"[" * 100_000, [""]),
        (b'{"prompt": "x", "message_history": [{"a": ' + b"[" * 80 + b"]" * 80 + b"}]}", [""]),
    ],
)
def test_a_body_that_is_none_is_refused_field_by_field(agent: AgentProcess, body: object, paths: list[str]) -> None:
    status, refusal = agent.ask(body)
    assert (status, refusal["status"], refusal["error_type"]) == (400, "error", "ValidationError")
    assert [problem["path"] for problem in refusal["errors"]] == paths


def test_a_body_without_end_is_refused(agent: AgentProcess) -> None:
    assert agent.ask(b'{"prompt": "' + b"x" * 5_000_000).status == 413


def test_another_agent_is_not_here(agent: AgentProcess) -> None:
    status, refusal = agent.ask({"prompt": "x"}, "/agents/other/run_sync")
    assert (status, refusal["error_type"]) == (404, "AgentNotFound")


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"origin": "https://evil.example"}, 403), ({"host": "evil.example"}, 403), ({"content-type": "text/plain"}, 415)],
)
def test_a_page_in_a_browser_is_refused(agent: AgentProcess, headers: dict[str, str], status: int) -> None:
    assert agent.ask({"prompt": "x"}, headers=headers).status == status


def test_a_limit_that_is_reached_is_an_error_with_its_type_and_traceback(agent: AgentProcess) -> None:
    body = {"prompt": "x", "usage_limits": {"request_limit": 1}}
    status, error = agent.ask(body)
    assert (status, error["error_type"]) == (500, "UsageLimitExceeded")
    assert "check_before_request" in error["traceback"]
    assert agent.events(body)[-2]["error_type"] == "UsageLimitExceeded"


def test_what_a_tool_raises_is_told_with_its_own_frames() -> None:
    with started(f"{EXAMPLE}:create_failing", "--name", "failing") as agent:
        status, error = agent.ask({"prompt": "x"})
        assert (status, error["error_type"], error["message"]) == (500, "ZeroDivisionError", "nothing to divide by")
        assert "in fail\n" in error["traceback"]
        assert agent.health()["errors"] == 1


@pytest.mark.parametrize("path", ["run_sync", "run_stream"])
def test_a_turn_is_given_up_when_the_client_goes_away(path: str) -> None:
    with started(f"{EXAMPLE}:create_sleeper") as agent:
        connection = agent.open({"prompt": "x"}, path)
        assert agent.process.stdout is not None
        assert agent.process.stdout.readline() == "asleep\n"
        connection.close()
        assert agent.process.stdout.readline() == "interrupted 1\n"
        while agent.health()["in_flight"] > 0:
            pass


def test_a_token_is_asked_for_everywhere_but_at_health() -> None:
    with started(EXAMPLE, VIVARIUM_AGENT_TOKEN="secret") as agent:
        assert agent.ask({"prompt": "x"}).status == 401
        assert agent.ask({"prompt": "x"}, headers={"authorization": "Bearer wrong"}).status == 401
        assert agent.ask({"prompt": "x"}, headers={"authorization": "Bearer secret"}).status == 200
        assert agent.health()["status"] == "ok"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(number: signal.Signals) -> None:
    with started(EXAMPLE) as agent:
        agent.process.send_signal(number)
        assert agent.process.wait(timeout=15) == 0


def test_a_port_that_is_taken_is_told_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = popen(EXAMPLE, "--port", str(taken.getsockname()[1]))
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 69
    assert "choose another --port" in errors


@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("agents.nobody", "there is no module 'agents.nobody'"),
        (f"{EXAMPLE}:nobody", "has no 'nobody'"),
        ("agents", "defines none of agent, create_agent, run"),
        ("./nobody.py", "there is no such file"),
    ],
)
def test_an_agent_that_is_not_there_is_named(module: str, message: str) -> None:
    process = popen(module)
    _, errors = process.communicate(timeout=30)
    record = json.loads(errors)
    assert (process.returncode, record["level"]) == (78, "critical")
    assert message in record["traceback"]
    places = record["traceback"].rpartition("looked in ")[2].rstrip(")\n").split(", ")
    assert len(places) == len(set(places))


def test_memory_has_a_limit_that_the_kernel_keeps() -> None:
    process = popen(EXAMPLE, VIVARIUM_AGENT_LIMITS='{"memory_bytes": 60000000}')
    process.communicate(timeout=30)
    assert process.returncode not in (0, None)


def test_processor_time_has_a_limit() -> None:
    with started("agents.plain_agent:busy", VIVARIUM_AGENT_LIMITS='{"cpu_seconds": 3}') as agent:
        agent.open({"prompt": "x"}, "run_sync")
        assert agent.process.wait(timeout=60) == -signal.SIGXCPU
