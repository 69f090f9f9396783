"""An agent of pydantic-ai: its messages, its usage, its errors, as the wire has them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_ai import Agent, UsageLimits
from pydantic_ai.messages import ModelMessage, ModelMessagesTypeAdapter
from pydantic_ai.models.test import TestModel
from pydantic_ai.toolsets import FunctionToolset
from pydantic_core import to_jsonable_python

from vivarium_worker.agent.request import problems_of
from vivarium_worker.agent.runner import Answer, BadTurn, Chunk, Turn

_LIMITS = TypeAdapter(UsageLimits)


class PydanticRunner:
    """Runs turns on one Agent, which may be shared: a run keeps nothing in it."""

    def __init__(self, agent: Agent[Any, Any], model: str | None, host_tools: list[Any]) -> None:
        self._agent = agent
        self._model = _model(model)
        self._toolsets = [FunctionToolset(host_tools)] if host_tools else []
        self.model = model

    async def run(self, turn: Turn) -> Answer:
        """The whole answer."""
        return _answer(await self._agent.run(turn.prompt, **self._options(turn)))

    async def stream(self, turn: Turn) -> AsyncIterator[Chunk | Answer]:
        """Text as the model says it, structured output as it grows, then the whole answer."""
        async with self._agent.run_stream(turn.prompt, **self._options(turn)) as run:
            if self._agent.output_type is str:
                async for text in run.stream_text(delta=True):
                    yield Chunk(text)
            else:
                async for output in run.stream_output():
                    yield Chunk(to_jsonable_python(output))
            yield _wire(await run.get_output(), run)

    def _options(self, turn: Turn) -> dict[str, Any]:
        return {
            "model": self._model,
            "message_history": _history(turn.history),
            "model_settings": turn.model_settings,
            "usage_limits": _limits(turn.usage_limits),
            "toolsets": self._toolsets,
        }


def _model(name: str | None) -> Any:
    """`test` and `test:NAME` answer without any provider; other names are those of pydantic-ai."""
    if name is None or not (name == "test" or name.startswith("test:")):
        return name
    return TestModel(model_name=name.partition(":")[2] or "test")


def _history(messages: list[dict[str, Any]]) -> list[ModelMessage] | None:
    if not messages:
        return None
    try:
        return ModelMessagesTypeAdapter.validate_python(messages)
    except ValidationError as error:
        path, message = problems_of(error, "message_history")[0]
        raise BadTurn(path, message) from None


def _limits(limits: dict[str, Any] | None) -> UsageLimits | None:
    if limits is None:
        return None
    known = [name for name in UsageLimits.__dataclass_fields__ if not name.startswith("_")]
    for name in limits:
        if name not in known:
            raise BadTurn(f"usage_limits.{name}", f"there is no such limit; there are {', '.join(known)}")
    try:
        return _LIMITS.validate_python(limits)
    except ValidationError as error:
        path, message = problems_of(error, "usage_limits")[0]
        raise BadTurn(path, message) from None


def _answer(run: Any) -> Answer:
    return _wire(run.output, run)


def _wire(output: Any, run: Any) -> Answer:
    usage = run.usage
    counted = {**to_jsonable_python(usage), "total_tokens": usage.total_tokens}
    messages: list[dict[str, Any]] = ModelMessagesTypeAdapter.dump_python(run.all_messages(), mode="json")
    return Answer(to_jsonable_python(output), messages, counted)
