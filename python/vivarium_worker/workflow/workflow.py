"""Nodes, and the edges that say which of them come before others."""

from __future__ import annotations

from typing import Any

from vivarium_worker.providers.checks import filled, refused
from vivarium_worker.workflow.node import Node


class Workflow:
    """A workflow as one writes it down: `add_node` and `connect`. It is checked before it runs, or by `validate`."""

    def __init__(self, name: str) -> None:
        self._name = filled("name", name)
        self._nodes: dict[str, Node] = {}
        self._edges: list[dict[str, Any]] = []

    def name(self) -> str:
        """Its name."""
        return self._name

    def add_node(self, node: Node) -> str:
        """Adds a node; gives its id. Raises ValidationError when its id or its name is taken."""
        if not isinstance(node, Node):
            raise refused("node", node, f"add_node takes a Node, got {type(node).__name__}")
        for other in self._nodes.values():
            if {node.id(), node.name()} & {other.id(), other.name()}:
                raise refused("node", node, f"{other!r} has the same id or name")
        self._nodes[node.id()] = node
        return node.id()

    def connect(self, source: str, target: str, when: str | float | bool | None = None) -> None:
        """`target` begins when `source` has succeeded; behind a condition, `when` says for which choice.

        Raises ValidationError when there is no such node.
        """
        for end, id in (("Source", source), ("Target", target)):
            if id not in self._nodes:
                raise refused(end.lower(), id, f"{end} node {id} not found: add_node gives the ids")
        self._edges.append({"from": source, "to": target, **({} if when is None else {"when": when})})

    def validate(self) -> None:
        """Raises ValidationError when it is empty, or when its edges lead in a circle, which is named."""
        if not self._nodes:
            raise refused("workflow", self._name, "Workflow cannot be empty: add_node a node")
        circle = self._circle()
        if circle is not None:
            raise refused("workflow", self._name, f"its edges lead in a circle: {' -> '.join(circle)}")

    def wire(self) -> dict[str, Any]:
        """As the host takes it."""
        return {
            "name": self._name,
            "nodes": [node.wire() for node in self._nodes.values()],
            "edges": list(self._edges),
        }

    def _circle(self) -> list[str] | None:
        waiting = {id: {edge["from"] for edge in self._edges if edge["to"] == id} for id in self._nodes}
        while ready := [id for id, before in waiting.items() if not before & waiting.keys()]:
            for id in ready:
                del waiting[id]
        if not waiting:
            return None
        path = [next(iter(waiting))]
        while path[-1] not in path[:-1]:
            path.append(next(id for id in waiting if id in waiting[path[-1]]))
        return path[path.index(path[-1]) :][::-1]

    def __repr__(self) -> str:
        return f"Workflow({self._name!r}, {len(self._nodes)} nodes, {len(self._edges)} edges)"
