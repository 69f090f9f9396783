"""Functions as tools for language models: registered with a schema, run with their arguments checked, and counted.

Needs no host. A module of registered tools is an adapter, too: its tools are called from Node as any other's.
"""

from vivarium_worker.tools.decorators import (
    clear_tools,
    disable_tool,
    enable_tool,
    get_registry,
    get_tool_definitions,
    list_tools,
    tool,
)
from vivarium_worker.tools.errors import ToolDisabled, ToolNotFound, ToolTimeout, ToolValidationError
from vivarium_worker.tools.manager import (
    ToolManager,
    ToolResult,
    execute_tool,
    execute_tool_async,
    get_tool_manager,
    register_tool,
)
from vivarium_worker.tools.metrics import ToolMetrics, get_tool_metrics
from vivarium_worker.tools.registry import ToolRegistry
from vivarium_worker.tools.schemas import generate_schema

__all__ = [
    "ToolDisabled",
    "ToolManager",
    "ToolMetrics",
    "ToolNotFound",
    "ToolRegistry",
    "ToolResult",
    "ToolTimeout",
    "ToolValidationError",
    "clear_tools",
    "disable_tool",
    "enable_tool",
    "execute_tool",
    "execute_tool_async",
    "generate_schema",
    "get_registry",
    "get_tool_definitions",
    "get_tool_manager",
    "get_tool_metrics",
    "list_tools",
    "register_tool",
    "tool",
]
