"""A module of registered tools as an adapter: what Node calls is what a model calls, with the same schemas."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from vivarium_worker.adapters.tool import ToolMetadata, mark
from vivarium_worker.schema.shape import hints_of
from vivarium_worker.tools.definition import Definition
from vivarium_worker.tools.manager import ToolManager, get_tool_manager
from vivarium_worker.tools.registry import ToolRegistry, get_registry


def registered_in(module: ModuleType) -> ModuleType | None:
    """The tools a module stands for: those of the manager or the registry it holds, else, when it holds a function
    that `@tool` registered, those of the process. `None` when it holds none of these.
    """
    manager = _manager_of(module)
    if manager is None:
        return None
    owner = ModuleType(module.__name__)
    for tool in manager.registry.enabled():
        setattr(owner, tool.name, _entry(manager, tool))
    return owner


def _manager_of(module: ModuleType) -> ToolManager | None:
    held = list(vars(module).values())
    for value in held:
        if isinstance(value, ToolManager):
            return value
        if isinstance(value, ToolRegistry):
            return get_tool_manager() if value is get_registry() else ToolManager(value)
    return get_tool_manager() if any(hasattr(value, "_tool_parameters") for value in held) else None


def _entry(manager: ToolManager, tool: Definition) -> Any:
    """The function behind a name: looked up with each call, so that switching a tool off reaches it."""

    def run(**arguments: Any) -> Any:
        return manager.invoke(tool.name, arguments)

    async def run_async(**arguments: Any) -> Any:
        return await manager.invoke_async(tool.name, arguments)

    entry = run_async if tool.asynchronous else run
    entry.__annotations__["return"] = hints_of(tool.function).get("return", Any)
    return mark(entry, ToolMetadata(tool.description, parameters=tool.parameters))
