"""What an adapter's author imports: `from vivarium_worker import BaseAdapter, StreamChunk, tool`.

Nothing here pulls in gRPC, so an adapter can be imported and tested without a host.
"""

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
    "VariableNotFound",
    "__version__",
    "current_context",
    "tool",
]
