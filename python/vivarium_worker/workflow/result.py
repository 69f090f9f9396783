"""How a run of a workflow ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vivarium_worker.providers.errors import LlmError, llm_error


class WorkflowResult:
    """What the nodes gave that succeeded, by their ids and their names, and why the others did not.

    `output` is what came out at the end: of the last node, or a dict by id when several have nothing behind them.
    `nodes` tells of each: `{node, name, kind, state, output, error, attempts, duration_ms}`.
    """

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._state: str = told["state"]
        self._duration_ms: float = told["duration_ms"]
        self._outputs: dict[str, Any] = dict(told["outputs"])
        self.output: Any = told.get("output")
        self.nodes: list[dict[str, Any]] = list(told["nodes"])
        self.error: LlmError | None = None if told.get("error") is None else llm_error(told["error"])

    def is_success(self) -> bool:
        """Whether every node that was to run has succeeded."""
        return self._state == "succeeded"

    def is_failed(self) -> bool:
        """Whether it did not succeed: `error` says why."""
        return not self.is_success()

    def state(self) -> str:
        """`succeeded`, `failed`, `cancelled` or `expired`."""
        return self._state

    def execution_time_ms(self) -> float:
        """From its beginning to its end."""
        return self._duration_ms

    def get_variable(self, name: str) -> Any:
        """What the node of that id or name gave, `None` when it gave nothing."""
        return self._outputs.get(name)

    def get_all_variables(self) -> dict[str, Any]:
        """What each node gave, under its id and under its name."""
        return dict(self._outputs)

    def variables(self) -> list[tuple[str, Any]]:
        """The same as pairs."""
        return list(self._outputs.items())

    def __repr__(self) -> str:
        return f"WorkflowResult({self._state!r}, {self._duration_ms:.0f} ms)"
