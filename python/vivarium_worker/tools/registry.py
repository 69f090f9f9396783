"""Tools by name: those of the process that `@tool` fills, or a set of one's own."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from vivarium_worker.tools.definition import Definition, define
from vivarium_worker.tools.errors import ToolDisabled, ToolNotFound


class ToolRegistry:
    """Tools by name, in the order they were registered. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tools: dict[str, Definition] = {}

    def register(self, function: Callable[..., Any], **options: Any) -> Definition:
        """Adds a tool, in the place of one of the same name; `options` are those of `@tool`.

        Raises ToolValidationError.
        """
        tool = define(function, **options)
        with self._lock:
            self._tools[tool.name] = tool
        return tool

    def unregister(self, name: str) -> bool:
        """Takes a tool away; whether there was one."""
        with self._lock:
            return self._tools.pop(name, None) is not None

    def clear(self) -> None:
        """Takes all tools away."""
        with self._lock:
            self._tools.clear()

    def get_tool(self, name: str) -> dict[str, Any] | None:
        """All that is known of a tool, `None` when there is none."""
        tool = self._tools.get(name)
        return None if tool is None else _about(tool)

    def list_tools(self, category: str | None = None) -> list[str]:
        """The names of all tools, or of those of a category; disabled ones, too."""
        return [tool.name for tool in self._all() if category is None or tool.category == category]

    def list_categories(self) -> list[str]:
        """The categories there are tools of."""
        return list(dict.fromkeys(tool.category for tool in self._all()))

    def get_tools_by_category(self, category: str) -> list[dict[str, Any]]:
        """All that is known of each tool of a category."""
        return [_about(tool) for tool in self._all() if tool.category == category]

    def enable_tool(self, name: str) -> bool:
        """Lets a tool be called again; False when there is none."""
        return self._switch(name, True)

    def disable_tool(self, name: str) -> bool:
        """From now on calls of the tool fail, and models are not told of it; False when there is none."""
        return self._switch(name, False)

    def get_tool_definitions(self) -> list[dict[str, Any]]:
        """What a model is told: `name`, `description`, `parameters` of each tool that is enabled."""
        return [tool.told() for tool in self.enabled()]

    def enabled(self) -> list[Definition]:
        """The tools that are enabled."""
        return [tool for tool in self._all() if tool.enabled]

    def find(self, name: str) -> Definition:
        """The tool to be run. Raises ToolNotFound, ToolDisabled."""
        tool = self._tools.get(name)
        if tool is None:
            raise ToolNotFound(f"Tool '{name}' not found. Registered: {', '.join(self.list_tools()) or 'none'}")
        if not tool.enabled:
            raise ToolDisabled(f"Tool '{name}' is disabled: enable_tool('{name}') lets it be called")
        return tool

    def _all(self) -> list[Definition]:
        with self._lock:
            return list(self._tools.values())

    def _switch(self, name: str, enabled: bool) -> bool:
        with self._lock:
            tool = self._tools.get(name)
            if tool is not None:
                self._tools[name] = replace(tool, enabled=enabled)
        return tool is not None


def _about(tool: Definition) -> dict[str, Any]:
    code = getattr(inspect.unwrap(tool.function), "__code__", None)
    return {
        **tool.told(),
        "function": tool.function,
        "category": tool.category,
        "version": tool.version,
        "enabled": tool.enabled,
        "timeout": tool.timeout,
        "signature": f"{tool.name}{_signature(tool.function)}",
        "source_file": getattr(code, "co_filename", None),
        "source_line": getattr(code, "co_firstlineno", None),
    }


def _signature(function: Callable[..., Any]) -> str:
    try:
        return str(inspect.signature(function))
    except ValueError:
        return "(…)"


_process = ToolRegistry()


def get_registry() -> ToolRegistry:
    """The registry of this process, which `@tool` fills."""
    return _process
