"""What an adapter's author imports: `from vivarium_worker import BaseAdapter, StreamChunk, tool`.

Nothing here pulls in gRPC, so an adapter can be imported and tested without a host.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from vivarium_worker.adapters.adapter import BaseAdapter
from vivarium_worker.adapters.chunk import StreamChunk
from vivarium_worker.adapters.tool import tool
from vivarium_worker.calls.cancel import Cancelled
from vivarium_worker.calls.current import current_context
from vivarium_worker.host.errors import (
    HostArgumentsError,
    HostCallError,
    HostCallTimeout,
    HostToolNotFound,
    SessionError,
    VariableNotFound,
)
from vivarium_worker.host.session import SessionContext

if TYPE_CHECKING:
    from vivarium_worker.embeddings import EmbeddingClient, EmbeddingConfig
    from vivarium_worker.lifecycle import configure_runtime, get_system_info, health_check, shutdown
    from vivarium_worker.llm import Completion, CompletionStream, LlmClient, LlmConfig
    from vivarium_worker.providers.errors import (
        AuthenticationError,
        CircuitOpen,
        ConfigurationError,
        CoreError,
        LlmError,
        LlmTimeout,
        NetworkError,
        RateLimitError,
        ResourceExhausted,
        RuntimeFailure,
        ValidationError,
    )
    from vivarium_worker.telemetry.logs import init, version
    from vivarium_worker.tools import (
        ToolManager,
        ToolResult,
        execute_tool,
        execute_tool_async,
        get_tool_definitions,
        get_tool_manager,
        register_tool,
    )
    from vivarium_worker.workflow import Executor, Node, Workflow, WorkflowResult

__version__ = "0.1.0"

__all__ = [
    "AuthenticationError",
    "BaseAdapter",
    "Cancelled",
    "CircuitOpen",
    "Completion",
    "CompletionStream",
    "ConfigurationError",
    "CoreError",
    "EmbeddingClient",
    "EmbeddingConfig",
    "Executor",
    "HostArgumentsError",
    "HostCallError",
    "HostCallTimeout",
    "HostToolNotFound",
    "LlmClient",
    "LlmConfig",
    "LlmError",
    "LlmTimeout",
    "NetworkError",
    "Node",
    "RateLimitError",
    "ResourceExhausted",
    "RuntimeFailure",
    "SessionContext",
    "SessionError",
    "StreamChunk",
    "ToolManager",
    "ToolResult",
    "ValidationError",
    "VariableNotFound",
    "Workflow",
    "WorkflowResult",
    "__version__",
    "configure_runtime",
    "current_context",
    "execute_tool",
    "execute_tool_async",
    "get_system_info",
    "get_tool_definitions",
    "get_tool_manager",
    "health_check",
    "init",
    "register_tool",
    "shutdown",
    "tool",
    "version",
]


_HOMES = {
    "embeddings": ("EmbeddingClient", "EmbeddingConfig"),
    "lifecycle": ("configure_runtime", "get_system_info", "health_check", "shutdown"),
    "llm": ("Completion", "CompletionStream", "LlmClient", "LlmConfig"),
    "providers.errors": (
        "AuthenticationError",
        "CircuitOpen",
        "ConfigurationError",
        "CoreError",
        "LlmError",
        "LlmTimeout",
        "NetworkError",
        "RateLimitError",
        "ResourceExhausted",
        "RuntimeFailure",
        "ValidationError",
    ),
    "telemetry.logs": ("init", "version"),
    "tools": (
        "ToolManager",
        "ToolResult",
        "execute_tool",
        "execute_tool_async",
        "get_tool_definitions",
        "get_tool_manager",
        "register_tool",
    ),
    "workflow": ("Executor", "Node", "Workflow", "WorkflowResult"),
}
"""Where the names are that most adapters never ask for: they are imported when somebody does."""


def __getattr__(name: str) -> Any:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
