"""The tool bridge's clients: a Python program of its own calls a host's tools and shares its sessions.

`docs/reference/python-client.md` is the page; `grpc_tool_bridge` has the same names.
"""

from vivarium_worker.client.cache import CachedSessionContext, TTLCache
from vivarium_worker.client.channel_pool import ChannelPool
from vivarium_worker.client.config import GRPC_CONFIG, TOOL_BRIDGE_CONFIG, create_grpc_channel
from vivarium_worker.client.errors import (
    SessionError,
    ToolBridgeError,
    ToolCommunicationError,
    ToolExecutionError,
)
from vivarium_worker.client.grpc_tool_bridge import GRPCToolBridge
from vivarium_worker.client.health import health_check
from vivarium_worker.client.proxies import AsyncGRPCProxyTool, StreamingGRPCProxyTool, VariableAwareProxyTool
from vivarium_worker.client.session_context import SessionContext
from vivarium_worker.client.shutdown import GracefulShutdownMixin
from vivarium_worker.client.sync_client import SyncToolBridgeClient
from vivarium_worker.client.tool_bridge_client import ToolBridgeClient
from vivarium_worker.client.values import deserialize_value, serialize_value

__all__ = [
    "GRPC_CONFIG",
    "TOOL_BRIDGE_CONFIG",
    "AsyncGRPCProxyTool",
    "CachedSessionContext",
    "ChannelPool",
    "GRPCToolBridge",
    "GracefulShutdownMixin",
    "SessionContext",
    "SessionError",
    "StreamingGRPCProxyTool",
    "SyncToolBridgeClient",
    "TTLCache",
    "ToolBridgeClient",
    "ToolBridgeError",
    "ToolCommunicationError",
    "ToolExecutionError",
    "VariableAwareProxyTool",
    "create_grpc_channel",
    "deserialize_value",
    "health_check",
    "serialize_value",
]
