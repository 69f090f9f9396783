"""Agents that need no library, and what is asked of them: functions and objects behind one face."""

from __future__ import annotations

import asyncio
import json
import random
from typing import Any

import pytest
from agents import plain_agent

from vivarium_worker.agent.kinds import runner_for
from vivarium_worker.agent.load import AgentNotFound
from vivarium_worker.agent.request import MOST_DEPTH, Refused, read_turn
from vivarium_worker.agent.runner import Answer, Turn
from vivarium_worker.values.unsendable import Unsendable


def _run(agent: Any, prompt: str = "one two", history: list[dict[str, Any]] | None = None) -> Answer:
    return asyncio.run(runner_for(agent, "m").run(Turn(prompt, history or [])))


def _stream(agent: Any, prompt: str = "one two") -> list[Any]:
    async def collect() -> list[Any]:
        return [item async for item in runner_for(agent, "m").stream(Turn(prompt))]

    return asyncio.run(collect())


def test_a_function_answers_and_the_messages_tell_what_was_said() -> None:
    answer = _run(plain_agent.run, "hi", [{"kind": "request", "parts": []}])
    assert answer.result == "HI"
    assert [message["kind"] for message in answer.messages] == ["request", "request", "response"]
    assert answer.usage["total_tokens"] == 0


def test_what_a_generator_yields_is_put_together() -> None:
    assert _run(plain_agent.words).result == "one two "
    *chunks, answer = _stream(plain_agent.words)
    assert [chunk.data for chunk in chunks] == ["one ", "two "]
    assert answer.result == "one two "


def test_a_function_is_given_what_it_names_and_may_tell_the_whole_answer() -> None:
    answer = _run(plain_agent.counts, history=[{"kind": "request", "parts": []}])
    assert answer.result == {"told": 1, "model": "m"}
    assert answer.usage == {"requests": 1, "input_tokens": 0, "output_tokens": 0, "total_tokens": 7}


def test_a_stream_of_what_does_not_stream_is_one_part() -> None:
    chunk, answer = _stream(plain_agent.run, "hi")
    assert (chunk.data, answer.result) == ("HI", "HI")


def test_an_object_may_stream_in_its_own_way() -> None:
    assert _run(plain_agent.writer, "x").result == "whole x"
    assert [item.data for item in _stream(plain_agent.writer, "x")[:-1]] == ["part ", "x"]


def test_an_error_comes_after_the_parts_before_it() -> None:
    with pytest.raises(LookupError, match="no more"):
        _stream(plain_agent.breaks)


def test_a_result_that_json_cannot_carry_is_refused_with_its_path() -> None:
    with pytest.raises(Unsendable, match=r"result\.a\[0\]: object"):
        _run(plain_agent.unsendable)


def test_what_is_no_agent_is_refused() -> None:
    with pytest.raises(AgentNotFound, match="this is int: make one of it"):
        runner_for(5, None)


def _random_json(choose: random.Random, depth: int) -> Any:
    kind = choose.randrange(7 if depth > 0 else 5)
    if kind == 5:
        return [_random_json(choose, depth - 1) for _ in range(choose.randrange(4))]
    if kind == 6:
        return {choose.choice("abc"): _random_json(choose, depth - 1) for _ in range(choose.randrange(4))}
    return (None, True, choose.random(), choose.choice(["", "x", "é\u2028"]), choose.randrange(-9, 9))[kind]


@pytest.mark.parametrize("seed", range(300))
def test_whatever_is_sent_is_a_turn_or_refused_by_field(seed: int) -> None:
    choose = random.Random(seed)
    fields = {
        name: _random_json(choose, choose.randrange(6))
        for name in ("prompt", "message_history", "model_settings", "usage_limits", "other")
        if choose.random() < 0.6
    }
    try:
        turn = read_turn(json.dumps(fields).encode())
    except Refused as refused:
        named = {problem["path"].partition("[")[0].partition(".")[0] for problem in refused.problems}
        assert named <= {*fields, "prompt"} and named
    else:
        assert turn.prompt == fields["prompt"] and turn.history == fields.get("message_history", [])
        assert all(isinstance(message, dict) for message in turn.history)


@pytest.mark.parametrize(("extra", "taken"), [(0, True), (1, False)])
def test_depth_has_a_limit(extra: int, taken: bool) -> None:
    nested = "[" * (MOST_DEPTH - 3 + extra) + "]" * (MOST_DEPTH - 3 + extra)
    body = f'{{"prompt": "x", "message_history": [{{"a": {nested}}}]}}'.encode()
    if taken:
        assert read_turn(body).prompt == "x"
    else:
        with pytest.raises(Refused, match="nested deeper"):
            read_turn(body)
