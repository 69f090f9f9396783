"""An adapter that runs ReAct agents over the tools of their session's host, `vivarium_worker.dspy_agent`.

The pool's `config` names the language model: `{"lm": "openai/gpt-4o-mini", …}`, the rest being arguments of `dspy.LM`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from vivarium_worker.adapters.adapter import BaseAdapter
from vivarium_worker.adapters.tool import tool
from vivarium_worker.calls.current import current_context
from vivarium_worker.dspy.agents import Agents, describe, new_agent_id
from vivarium_worker.dspy.steps import step_callback, steps_of
from vivarium_worker.dspy.tools import dspy_module, dspy_tool

# Loading it takes a second: at the worker's start, not in the first call.
dspy = dspy_module()
_agents = Agents()


class ReactAgents(BaseAdapter):
    """`language_model` may be overridden by a class of your own, which is then the pool's adapter."""

    def language_model(self) -> Any:
        """What the agents think with. Raises ValueError when the config names none."""
        settings = dict(self.config)
        name = settings.pop("lm", None)
        if not isinstance(name, str):
            raise ValueError('the pool needs config: { lm: "provider/model" }, or a class with language_model()')
        return dspy.LM(name, **settings)

    @tool(description="Makes an agent and keeps its description in the session variable `agent_{id}`.")
    async def create_react_agent(self, signature: str, tools: list[str] | None = None, max_iters: int = 5) -> str:
        """Returns the agent's id. Raises ValueError for a signature or tools that are none."""
        context = current_context()
        agent_id = new_agent_id(context.session_id)
        descriptor = describe(signature, tools, max_iters)
        await _build(agent_id, descriptor)
        tags = {"type": "react_agent", "signature": signature}
        await context.aio.set_variable(f"agent_{agent_id}", descriptor, type="react_agent", tags=tags)
        return agent_id

    @tool(description="Runs an agent to its end.")
    async def run_agent(self, agent: str, inputs: dict[str, Any]) -> dict[str, Any]:
        """Returns `{outputs, steps}`."""
        react = await _agent(agent)
        with dspy.context(lm=self.language_model()):
            return _result(await react.acall(**inputs))

    @tool(description="Runs an agent and tells each of its steps.")
    async def stream_agent(self, agent: str, inputs: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        """Yields the steps of `step_callback`, and in the end `{"type": "result", "outputs", "steps"}`."""
        react = await _agent(agent)
        # No more than a few steps for each of the agent's iterations, which are limited.
        told: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        with dspy.context(lm=self.language_model(), callbacks=[step_callback(told.put_nowait)]):
            run = asyncio.ensure_future(react.acall(**inputs))
        run.add_done_callback(lambda _: told.put_nowait(None))
        try:
            while (step := await told.get()) is not None:
                yield step
            yield {"type": "result", **_result(run.result())}
        finally:
            run.cancel()
            await asyncio.wait([run])


async def _agent(agent_id: str) -> Any:
    """The session's agent of an id; one that was made by another worker, or in an earlier life, is built anew.

    Raises KeyError when the session has none: an agent that this worker knows may be another session's.
    """
    descriptor = await current_context().aio.get_variable(f"agent_{agent_id}")
    return _agents.get(agent_id) or await _build(agent_id, descriptor)


async def _build(agent_id: str, descriptor: Mapping[str, Any]) -> Any:
    entries = await current_context().aio.host_tools()
    names = list(entries) if descriptor["tools"] is None else descriptor["tools"]
    unknown = [name for name in names if name not in entries]
    if unknown:
        raise ValueError(f"there is no host tool {unknown[0]!r}. Available tools: {sorted(entries)}")
    tools = [
        dspy_tool(_caller(name, bool(entries[name]["streaming"])), name, entries[name]["description"], parameters)
        for name in names
        for parameters in [entries[name]["parameters"]]
    ]
    return _agents.build(agent_id, descriptor, tools)


def _caller(name: str, streaming: bool) -> Callable[..., Any]:
    """Calls a host tool for whatever call the agent runs in: agents outlive calls."""

    async def call(**arguments: Any) -> Any:
        host = current_context().aio
        if streaming:
            return [item async for item in host.stream_host_tool(name, arguments)]
        return await host.call_host_tool(name, arguments)

    call.__name__ = name
    return call


def _result(prediction: Any) -> dict[str, Any]:
    fields = prediction.toDict()
    return {"steps": steps_of(fields.pop("trajectory", {})), "outputs": fields}
