"""Whether a host takes calls."""

from __future__ import annotations

import grpc

import dspex_bridge_pb2 as messages
from dspex_bridge_pb2_grpc import SnakepitBridgeStub


async def health_check(channel: grpc.aio.Channel, service: str = "tool_bridge", timeout: float = 5.0) -> bool:
    """True when the host says SERVING within `timeout` seconds; False when it does not, or cannot be reached.

    `service` may also be a gRPC service's name, or `pool:NAME`.
    """
    try:
        request = messages.HealthCheckRequest(service=service)
        response = await SnakepitBridgeStub(channel).HealthCheck(request, timeout=timeout)
    except grpc.RpcError:
        return False
    return bool(response.status == messages.HealthCheckResponse.SERVING)
