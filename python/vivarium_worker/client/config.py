"""The defaults of the tool bridge's clients, and the channels that are made with them."""

from __future__ import annotations

from typing import Any

import grpc
import grpc.aio

GRPC_CONFIG: dict[str, int] = {
    "max_message_length": 10 * 1024 * 1024,
    "keepalive_time_ms": 30_000,
    "keepalive_timeout_ms": 10_000,
    "max_concurrent_rpcs": 100,
}
"""Read when a channel is made. The limit of concurrent RPCs is the host's to keep: more wait in the channel."""

TOOL_BRIDGE_CONFIG: dict[str, Any] = {
    "default_timeout_ms": 30_000,
    "stream_timeout_ms": 300_000,
    "batch_timeout_ms": 600_000,
    "stream_chunk_size": 65_536,
    "enable_telemetry": True,
    "enable_caching": True,
    "cache_ttl_seconds": 300,
}
"""Read when a client is made."""


def create_grpc_channel(address: str, token: str | None = None) -> grpc.aio.Channel:
    """A channel to a host, for the loop that runs now. `token`: what a host on TCP asks for, `runtime.grpc.token`."""
    options: list[tuple[str, Any]] = [
        ("grpc.max_receive_message_length", GRPC_CONFIG["max_message_length"]),
        ("grpc.max_send_message_length", GRPC_CONFIG["max_message_length"]),
        ("grpc.keepalive_time_ms", GRPC_CONFIG["keepalive_time_ms"]),
        ("grpc.keepalive_timeout_ms", GRPC_CONFIG["keepalive_timeout_ms"]),
    ]
    interceptors = None if token is None else _bearers(token)
    return grpc.aio.insecure_channel(address, options=options, interceptors=interceptors)


def _bearers(token: str) -> list[Any]:
    return [_UnaryBearer(token), _StreamBearer(token)]


class _Bearer:
    """Adds the token. gRPC asks for one object per kind of RPC: an object of two kinds counts as the first alone."""

    def __init__(self, token: str) -> None:
        self._header = ("authorization", f"Bearer {token}")

    async def _forward(self, continuation: Any, details: Any, request: Any) -> Any:
        metadata = details.metadata or grpc.aio.Metadata()
        metadata.add(*self._header)
        return await continuation(details._replace(metadata=metadata), request)


class _UnaryBearer(_Bearer, grpc.aio.UnaryUnaryClientInterceptor):  # type: ignore[misc]
    async def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
        return await self._forward(continuation, details, request)


class _StreamBearer(_Bearer, grpc.aio.UnaryStreamClientInterceptor):  # type: ignore[misc]
    async def intercept_unary_stream(self, continuation: Any, details: Any, request: Any) -> Any:
        return await self._forward(continuation, details, request)
