"""`@tool(description="…")`: registers a function for language models, in the registry of the process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from vivarium_worker.schema.shape import Schema
from vivarium_worker.tools.definition import CATEGORY, VERSION, define
from vivarium_worker.tools.registry import get_registry

__all__ = [
    "clear_tools",
    "disable_tool",
    "enable_tool",
    "get_registry",
    "get_tool_definitions",
    "list_tools",
    "tool",
]

Function = TypeVar("Function", bound=Callable[..., Any])


def tool(
    description: str | None = None,
    parameters: Schema | None = None,
    name: str | None = None,
    category: str = CATEGORY,
    version: str = VERSION,
    enabled: bool = True,
    auto_schema: bool = True,
    auto_register: bool = True,
    timeout: float | None = None,
) -> Callable[[Function], Function]:
    """Makes a function a tool. The function stays what it is: calling it in Python is a plain call.

    `description` defaults to the docstring up to its first section, `name` to the function's.
    `parameters` is a JSON Schema; without it, it is made of annotations, defaults and docstring (`auto_schema`).
    `timeout` is in seconds, without one there is no limit. `auto_register=False` only checks and marks the function.
    Raises ToolValidationError when no model could call it.

    Example::

        @tool(description="Area of a rectangle", category="math", timeout=2)
        def area(length: float, width: float) -> float:
            return length * width
    """

    def register(function: Function) -> Function:
        options: dict[str, Any] = {
            "description": description,
            "parameters": parameters,
            "name": name,
            "category": category,
            "version": version,
            "enabled": enabled,
            "auto_schema": auto_schema,
            "timeout": timeout,
        }
        defined = get_registry().register(function, **options) if auto_register else define(function, **options)
        marks = {**defined.told(), "category": category, "version": version, "enabled": enabled}
        for label, value in marks.items():
            setattr(function, f"_tool_{label}", value)
        return function

    return register


def list_tools(category: str | None = None) -> list[str]:
    """The names of the process's tools, or of those of a category."""
    return get_registry().list_tools(category)


def get_tool_definitions() -> list[dict[str, Any]]:
    """What a model is told: `name`, `description`, `parameters` of each tool of the process that is enabled."""
    return get_registry().get_tool_definitions()


def enable_tool(name: str) -> bool:
    """Lets a tool of the process be called again; False when there is none."""
    return get_registry().enable_tool(name)


def disable_tool(name: str) -> bool:
    """From now on calls of a tool of the process fail; False when there is none."""
    return get_registry().disable_tool(name)


def clear_tools() -> None:
    """Takes all tools of the process away."""
    get_registry().clear()
