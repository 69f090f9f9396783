"""One step of a workflow."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from vivarium_worker.providers.checks import filled, number, optional, refused, whole


class Node:
    """Made by `agent`, `transform`, `condition` or `tool`. Its output is found by its id and by its name.

    Texts may have holes: `{{node.NAME}}` is the output of another node, `{{input}}` that of the whole workflow.
    """

    __slots__ = ("_facts", "_id", "_kind", "_name")

    def __init__(self, kind: str, name: str, id: str | None, facts: Mapping[str, Any]) -> None:
        self._kind = kind
        self._name = filled("name", name)
        self._id = optional("id", id) or f"{kind}_{uuid.uuid4().hex[:8]}"
        self._facts = {key: value for key, value in facts.items() if value is not None}

    @staticmethod
    def agent(
        name: str,
        prompt: str,
        agent_id: str | None = None,
        tools: Sequence[str | Mapping[str, Any]] | None = None,
        *,
        system: str | None = None,
        max_tokens: int | None = None,
        temperature: float | None = None,
    ) -> Node:
        """Asks the executor's model; the output is its text.

        `tools` are names, or definitions that have one: host tools, and tools of the host's pools (`pool.tool`, or
        `tool` when one pool alone has it), since it is the host that calls them.
        """
        facts = {
            "prompt": filled("prompt", prompt),
            "tools": _tool_names(tools),
            "system": optional("system", system),
            "max_tokens": whole("max_tokens", max_tokens),
            "temperature": number("temperature", temperature, 0, 2),
        }
        return Node("agent", name, agent_id, facts)

    @staticmethod
    def transform(name: str, transformation: str, node_id: str | None = None) -> Node:
        """Changes what comes in: by name (`uppercase`, `trim`, `parse_json`, …), or a text with holes."""
        return Node("transform", name, node_id, {"transformation": filled("transformation", transformation)})

    @staticmethod
    def condition(name: str, expression: str, node_id: str | None = None) -> Node:
        """Chooses which of the edges behind it are taken: `node.score >= 0.8`. The output is what it chose."""
        return Node("condition", name, node_id, {"expression": filled("expression", expression)})

    @staticmethod
    def tool(name: str, tool: str, args: Mapping[str, Any] | None = None, node_id: str | None = None) -> Node:
        """Calls a host tool, or a tool of one of the host's pools; texts in `args` may have holes."""
        return Node("tool", name, node_id, {"tool": filled("tool", tool), "args": None if args is None else dict(args)})

    def limited(self, timeout: float | None = None, attempts: int | None = None) -> Node:
        """The same node, which may try so often, for so many seconds each time. Gives itself.

        Without `attempts` a node is tried once, a tool that was never begun or is idempotent as often as the executor
        says: to give a number is to say that running twice does no harm.
        """
        limits = {"timeout": number("timeout", timeout, 0.001), "attempts": whole("attempts", attempts)}
        self._facts.update({name: value for name, value in limits.items() if value is not None})
        return self

    def id(self) -> str:
        """What edges name it by."""
        return self._id

    def name(self) -> str:
        """Its name."""
        return self._name

    def kind(self) -> str:
        """`agent`, `transform`, `condition` or `tool`."""
        return self._kind

    def wire(self) -> dict[str, Any]:
        """As the host takes it."""
        return {"id": self._id, "name": self._name, "kind": self._kind, **self._facts}

    def __repr__(self) -> str:
        return f"Node.{self._kind}({self._name!r}, id={self._id!r})"


def _tool_names(tools: Sequence[str | Mapping[str, Any]] | None) -> list[str] | None:
    if tools is None:
        return None
    if isinstance(tools, (str, Mapping)):
        raise refused("tools", tools, "tools is a list of names, or of definitions")
    named = [tool.get("name") if isinstance(tool, Mapping) else tool for tool in tools]
    return [filled(f"tools[{index}]", name) for index, name in enumerate(named)]
