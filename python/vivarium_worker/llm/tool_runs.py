"""Carries out the tool calls of a model: by a ToolManager, which checks, limits and counts them as any other."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from vivarium_worker.providers.checks import refused
from vivarium_worker.tools.manager import ToolManager, ToolResult, get_tool_manager

Tools = Sequence[Mapping[str, Any]] | ToolManager
"""What `get_tool_definitions()` gives, of the process's tools; or a manager, for those of its own."""

Call = dict[str, Any]


class Toolset(NamedTuple):
    """Tools that a model may call."""

    definitions: list[dict[str, Any]]
    manager: ToolManager

    def run(self, calls: Sequence[Call]) -> list[Call]:
        """The calls with their `result` or `error`, one after the other."""
        return [_done(call, self.manager.execute_tool(call["name"], call["args"])) for call in calls]

    async def run_async(self, calls: Sequence[Call]) -> list[Call]:
        """The calls with their `result` or `error`, all at once."""
        runs = [self.manager.execute_tool_async(call["name"], call["args"]) for call in calls]
        return [_done(call, result) for call, result in zip(calls, await asyncio.gather(*runs), strict=True)]


def toolset(tools: Tools | None) -> Toolset:
    """Raises ValidationError for what are no tools."""
    if isinstance(tools, ToolManager):
        return Toolset(tools.get_tool_definitions(), tools)
    given = () if tools is None else tools
    if isinstance(given, (str, Mapping)) or not isinstance(given, Sequence):
        raise refused("tools", tools, "tools is what get_tool_definitions() gives, or a ToolManager")
    for index, tool in enumerate(given):
        if not isinstance(tool, Mapping) or "name" not in tool:
            raise refused(f"tools[{index}]", tool, "a tool is a dict with name, description and parameters")
    told = [{key: tool[key] for key in ("name", "description", "parameters") if key in tool} for tool in given]
    return Toolset(told, get_tool_manager())


def message_of(done: Sequence[Call]) -> dict[str, Any]:
    """What the model is told of its calls."""
    return {
        "role": "tool",
        "content": [
            {"type": "tool-result", "toolCallId": call["id"], "toolName": call["name"], "output": _output(call)}
            for call in done
        ],
    }


def _done(call: Call, result: ToolResult) -> Call:
    outcome = {"result": result.data} if result.success else {"error": result.data}
    return {**call, **outcome, "duration_ms": result.execution_time_ms}


def _output(call: Call) -> dict[str, Any]:
    if "error" in call:
        return {"type": "error-text", "value": call["error"]}
    return {"type": "json", "value": call["result"]}
