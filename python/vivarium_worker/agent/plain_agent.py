"""An agent made of plain Python: a function, plain or async, that returns an answer or yields its parts."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable
from typing import Any

from vivarium_worker.agent.runner import Answer, Chunk, Turn
from vivarium_worker.tools.plain import as_json

_OFFERED = ("message_history", "model", "model_settings", "usage_limits")
_END = object()


class PlainRunner:
    """Calls the function with the prompt and with what it names among `message_history`, `model`, `model_settings`.

    A plain function runs in a thread, and is not interrupted when its turn is given up.
    What it returns is the result, or the whole answer as a dict with `result`.
    """

    def __init__(self, run: Callable[..., Any], stream: Callable[..., Any] | None, model: str | None) -> None:
        self._run = run
        self._stream = stream or run
        self.model = model

    async def run(self, turn: Turn) -> Answer:
        """The whole answer; the parts of a generator are put together."""
        parts: list[Any] = []
        async for part in self._parts(self._run, turn):
            if isinstance(part, Answer):
                return part
            parts.append(part.data)
        return _answer(turn, _joined(parts))

    async def stream(self, turn: Turn) -> AsyncIterator[Chunk | Answer]:
        """Its parts as they come, then the whole of it."""
        parts: list[Any] = []
        async for part in self._parts(self._stream, turn):
            if isinstance(part, Answer):
                if not parts:
                    yield Chunk(part.result)
                yield part
                return
            parts.append(part.data)
            yield part
        yield _answer(turn, _joined(parts))

    async def _parts(self, function: Callable[..., Any], turn: Turn) -> AsyncIterator[Chunk | Answer]:
        arguments = self._arguments(function, turn)
        if inspect.isasyncgenfunction(function):
            async for part in function(turn.prompt, **arguments):
                yield Chunk(as_json(part))
            return
        made = (
            await function(turn.prompt, **arguments)
            if inspect.iscoroutinefunction(function)
            else await asyncio.to_thread(function, turn.prompt, **arguments)
        )
        if inspect.isgenerator(made):
            while (part := await asyncio.to_thread(next, made, _END)) is not _END:
                yield Chunk(as_json(part))
        else:
            yield _whole(turn, as_json(made))

    def _arguments(self, function: Callable[..., Any], turn: Turn) -> dict[str, Any]:
        given = {
            "message_history": turn.history,
            "model": self.model,
            "model_settings": turn.model_settings,
            "usage_limits": turn.usage_limits,
        }
        named = inspect.signature(function).parameters
        return {name: given[name] for name in _OFFERED if name in named}


def _whole(turn: Turn, value: Any) -> Answer:
    if not (isinstance(value, dict) and "result" in value and value.keys() <= {"result", "messages", "usage"}):
        return _answer(turn, value)
    told = _answer(turn, value["result"])
    return Answer(told.result, value.get("messages", told.messages), {**told.usage, **value.get("usage", {})})


def _answer(turn: Turn, result: Any) -> Answer:
    """Messages in the form that pydantic-ai gives them, so that a history may go from one agent to another."""
    question = {"kind": "request", "parts": [{"part_kind": "user-prompt", "content": turn.prompt}]}
    text = result if isinstance(result, str) else repr(result)
    answer = {"kind": "response", "parts": [{"part_kind": "text", "content": text}]}
    usage = {"requests": 1, "input_tokens": 0, "output_tokens": 0, "total_tokens": 0}
    return Answer(result, [*turn.history, question, answer], usage)


def _joined(parts: list[Any]) -> Any:
    return "".join(parts) if parts and all(isinstance(part, str) for part in parts) else parts
