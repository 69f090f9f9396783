"""A manager with one tool, whose calls are counted apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vivarium_worker.tools import ToolManager, ToolMetrics


def managed(function: Callable[..., Any], **options: Any) -> ToolManager:
    """A manager whose one tool is `it`."""
    manager = ToolManager(metrics=ToolMetrics())
    given = {"description": "Does it", "parameters": None, **options}
    manager.register_tool(name="it", function=function, **given)
    return manager


def returns(value: Any) -> ToolManager:
    return managed(lambda: value)
