"""What an adapter's author imports: `from vivarium_worker import BaseAdapter, StreamChunk, tool`.

Nothing here pulls in gRPC, so an adapter can be imported and tested without a host.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vivarium_worker.adapter import BaseAdapter
from vivarium_worker.cancel import Cancelled
from vivarium_worker.chunk import StreamChunk
from vivarium_worker.current import current_context
from vivarium_worker.host_errors import (
    HostArgumentsError,
    HostCallError,
    HostCallTimeout,
    HostToolNotFound,
    SessionError,
    VariableNotFound,
)
from vivarium_worker.session import SessionContext
from vivarium_worker.tool import tool

if TYPE_CHECKING:
    from vivarium_worker.logs import init, version
    from vivarium_worker.tools import (
        ToolManager,
        ToolResult,
        execute_tool,
        execute_tool_async,
        get_tool_definitions,
        get_tool_manager,
        register_tool,
    )

__version__ = "0.1.0"

__all__ = [
    "BaseAdapter",
    "Cancelled",
    "HostArgumentsError",
    "HostCallError",
    "HostCallTimeout",
    "HostToolNotFound",
    "SessionContext",
    "SessionError",
    "StreamChunk",
    "ToolManager",
    "ToolResult",
    "VariableNotFound",
    "__version__",
    "current_context",
    "execute_tool",
    "execute_tool_async",
    "get_tool_definitions",
    "get_tool_manager",
    "init",
    "register_tool",
    "tool",
    "version",
]


def __getattr__(name: str) -> Any:
    """Finds the names of `vivarium_worker.tools` when they are asked for: most adapters never do."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "vivarium_worker.logs" if name in ("init", "version") else "vivarium_worker.tools"
    return getattr(import_module(home), name)
