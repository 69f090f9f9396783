"""An adapter to begin from: copy it, and mark your own methods with `@tool`."""

from __future__ import annotations

from typing import Any

from vivarium_worker import BaseAdapter, SessionContext


class TemplateAdapter(BaseAdapter):
    """Takes calls of any name, and has no tool yet."""

    def execute_tool(self, tool_name: str, arguments: dict[str, Any], context: SessionContext) -> Any:
        """Runs a tool by its name."""
        raise NotImplementedError(f"{type(self).__name__} has no tool {tool_name!r} yet: write it")


__all__ = ["TemplateAdapter"]
