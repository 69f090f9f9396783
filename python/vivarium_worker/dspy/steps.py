"""What an agent does while it runs, step by step: each thought, each tool it calls, and what it observed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

from vivarium_worker.dspy.tools import dspy_module

FINISH = "finish"
"""The tool by which DSPy's agents end."""


def step_callback(tell: Callable[[dict[str, Any]], None]) -> Any:
    """A callback for `dspy.context(callbacks=[…])`.

    It tells `{"type": "thought", "text"}`, `{"type": "tool", "tool", "args"}`,
    `{"type": "observation", "tool", "value"}` and `{"type": "error", "tool", "message"}`.
    """

    class StepCallback(dspy_module().utils.callback.BaseCallback):  # type: ignore[misc]
        def __init__(self) -> None:
            self._tools: dict[str, str] = {}
            self._told: Any = None

        def on_tool_start(self, call_id: str, instance: Any, inputs: dict[str, Any]) -> None:
            if instance.name != FINISH:
                self._tools[call_id] = instance.name
                tell({"type": "tool", "tool": instance.name, "args": inputs.get("kwargs", inputs)})

        def on_tool_end(self, call_id: str, outputs: Any, exception: Exception | None = None) -> None:
            tool = self._tools.pop(call_id, None)
            if tool is None:
                return
            if exception is None:
                tell({"type": "observation", "tool": tool, "value": outputs})
            else:
                tell({"type": "error", "tool": tool, "message": str(exception)})

        def on_module_end(self, call_id: str, outputs: Any, exception: Exception | None = None) -> None:
            thought = getattr(outputs, "next_thought", None)
            # A module ends within another that passes its outputs on: a thought belongs to the innermost.
            if thought is not None and outputs is not self._told:
                self._told = outputs
                tell({"type": "thought", "text": thought})

    return StepCallback()


def steps_of(trajectory: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A trajectory of DSPy as a list of `{thought, tool, args, observation}`, without the last that only ends it."""
    steps: list[dict[str, Any]] = []
    for index in itertools.count():
        tool = trajectory.get(f"tool_name_{index}")
        if tool is None:
            return steps
        if tool != FINISH:
            fields = {"thought": "thought", "tool": "tool_name", "args": "tool_args", "observation": "observation"}
            steps.append({name: trajectory.get(f"{key}_{index}") for name, key in fields.items()})
    raise AssertionError("a trajectory has an end")
