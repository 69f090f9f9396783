"""`from snakepit_bridge.base_adapter import BaseAdapter, tool`."""

from vivarium_worker import BaseAdapter, StreamChunk, tool
from vivarium_worker.adapters.registration import ParameterSpec, ToolRegistration
from vivarium_worker.adapters.tool import ToolMetadata

__all__ = ["BaseAdapter", "ParameterSpec", "StreamChunk", "ToolMetadata", "ToolRegistration", "tool"]
