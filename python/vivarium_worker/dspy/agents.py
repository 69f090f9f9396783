"""ReAct agents of DSPy by their ids. An agent is an object of one process; its description can travel and be kept."""

from __future__ import annotations

import re
import uuid
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from vivarium_worker.dspy.tools import dspy_module


def new_agent_id(session_id: str | None) -> str:
    """`react_{session}_{8 hex digits}`, the session's name as far as `agent_{id}` can be the name of a variable."""
    session = re.sub(r"[^A-Za-z0-9_.-]", "_", str(session_id))[:40]
    return f"react_{session}_{uuid.uuid4().hex[:8]}"


def describe(signature: str, tools: list[str] | None, max_iters: int) -> dict[str, Any]:
    """What an agent can be built of again, anywhere. `tools` are names; `None` is all that there are."""
    if isinstance(max_iters, bool) or not isinstance(max_iters, int) or max_iters < 1:
        raise ValueError(f"max_iters is a whole number from 1, got {max_iters!r}")
    return {"type": "react_agent", "signature": signature, "tools": tools, "max_iters": max_iters}


class Agents:
    """The agents that were built in this process, at most 100: the one used longest ago goes first."""

    def __init__(self, most: int = 100) -> None:
        self._most = most
        self._agents: OrderedDict[str, Any] = OrderedDict()

    def get(self, agent_id: str) -> Any:
        """A `dspy.ReAct`, or `None`."""
        if agent_id in self._agents:
            self._agents.move_to_end(agent_id)
        return self._agents.get(agent_id)

    def build(self, agent_id: str, descriptor: Mapping[str, Any], tools: Sequence[Any]) -> Any:
        """Makes a `dspy.ReAct` of a description. Raises ValueError for a signature that is none."""
        react = dspy_module().ReAct(descriptor["signature"], tools=list(tools), max_iters=descriptor["max_iters"])
        self._agents[agent_id] = react
        if len(self._agents) > self._most:
            self._agents.popitem(last=False)
        return react
