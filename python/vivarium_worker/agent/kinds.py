"""Whatever a module calls its agent → a Runner."""

from __future__ import annotations

import sys
from typing import Any

from vivarium_worker.agent.load import AgentNotFound
from vivarium_worker.agent.plain_agent import PlainRunner
from vivarium_worker.agent.runner import Runner


def runner_for(agent: Any, model: str | None, host_tools: list[Any] | None = None) -> Runner:
    """A pydantic-ai Agent, an object with `run`, or a function. Raises AgentNotFound for anything else.

    `host_tools` are given to a pydantic-ai Agent; others ask for them by `vivarium_worker.agent.host.host_tools()`.
    """
    if _is_pydantic_agent(agent):
        from vivarium_worker.agent.pydantic_agent import PydanticRunner

        return PydanticRunner(agent, model, host_tools or [])
    if callable(getattr(agent, "run", None)):
        return PlainRunner(agent.run, getattr(agent, "run_stream", None) or getattr(agent, "stream", None), model)
    if callable(agent) and not isinstance(agent, type):
        return PlainRunner(agent, None, model)
    raise AgentNotFound(
        f"an agent is a pydantic-ai Agent, an object with a method run(prompt), or a function of a prompt;"
        f" this is {type(agent).__name__}: make one of it, or name create_agent(model)"
    )


def _is_pydantic_agent(agent: Any) -> bool:
    """Without importing pydantic-ai, which the module has done if it has such an agent."""
    library = sys.modules.get("pydantic_ai")
    return library is not None and isinstance(agent, library.Agent)
