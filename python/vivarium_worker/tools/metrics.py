"""How often each tool was called, how that went and how long it took."""

from __future__ import annotations

import threading
from typing import Any

NOT_REGISTERED = "(not registered)"
"""The name under which calls of names that no tool has are counted, so that strangers' names fill no table."""


class _Tally:
    """The numbers of one tool."""

    def __init__(self) -> None:
        self.calls = self.successes = 0
        self.total = self.most = 0.0
        self.least = float("inf")

    def add(self, success: bool, milliseconds: float) -> None:
        self.calls += 1
        self.successes += success
        self.total += milliseconds
        self.least = min(self.least, milliseconds)
        self.most = max(self.most, milliseconds)

    def stats(self, name: str) -> dict[str, Any]:
        return {
            "tool_name": name,
            "total_calls": self.calls,
            "successes": self.successes,
            "failures": self.calls - self.successes,
            "success_rate": self.successes / self.calls if self.calls else 0.0,
            "avg_execution_time": self.total / self.calls if self.calls else 0.0,
            "min_execution_time": self.least if self.calls else 0.0,
            "max_execution_time": self.most,
        }


class ToolMetrics:
    """Counts calls by the tools' names. Safe to use from any thread. All times are in milliseconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tallies: dict[str, _Tally] = {}

    def record_call(self, tool_name: str, success: bool, execution_time: float) -> None:
        """Counts one call that took `execution_time` milliseconds."""
        with self._lock:
            self._tallies.setdefault(tool_name, _Tally()).add(success, execution_time)

    def get_stats(self, tool_name: str | None = None) -> dict[str, Any]:
        """The numbers of one tool (zeros when it was never called), else the sums, and each tool's under `tools`.

        `success_rate` is between 0 and 1.
        """
        with self._lock:
            if tool_name is not None:
                return self._tallies.get(tool_name, _Tally()).stats(tool_name)
            tools = {name: tally.stats(name) for name, tally in self._tallies.items()}
        return {
            "total_tools": len(tools.keys() - {NOT_REGISTERED}),
            "total_calls": sum(each["total_calls"] for each in tools.values()),
            "total_successes": sum(each["successes"] for each in tools.values()),
            "total_failures": sum(each["failures"] for each in tools.values()),
            "tools": tools,
        }

    def reset(self) -> None:
        """Forgets all that was counted."""
        with self._lock:
            self._tallies.clear()


_process = ToolMetrics()


def get_tool_metrics() -> ToolMetrics:
    """What was counted in this process, by all managers that were given no metrics of their own."""
    return _process
