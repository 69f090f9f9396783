"""The host of a program that no pool runs: one connection to its session plane, made when first needed."""

from __future__ import annotations

import os
import threading
import uuid
from typing import Any

import grpc

from snakepit_bridge_pb2_grpc import BridgeServiceStub
from vivarium_worker.host.stub import StubHost

_PATIENCE_SECONDS = 2.0

_lock = threading.Lock()
_open: dict[str, tuple[StubHost, Any]] = {}
"""By address, with the channel."""


def script_host(address: str) -> StubHost:
    """The host at an address. `VIVARIUM_TOKEN` is what one on TCP asks for, `VIVARIUM_SESSION_ID` names the session."""
    return _connection(address)[0]


def is_reachable(address: str) -> bool:
    """Whether the host there takes connections; waits for 2 s at most."""
    try:
        grpc.channel_ready_future(_connection(address)[1]).result(_PATIENCE_SECONDS)
    except grpc.FutureTimeoutError:
        return False
    return True


def _connection(address: str) -> tuple[StubHost, Any]:
    with _lock:
        if address not in _open:
            channel = grpc.insecure_channel(address, options=[("grpc.max_receive_message_length", -1)])
            token = os.environ.get("VIVARIUM_TOKEN")
            taken = grpc.intercept_channel(channel, _Bearer(token)) if token else channel
            session = os.environ.get("VIVARIUM_SESSION_ID") or f"script-{uuid.uuid4()}"
            _open[address] = (StubHost(BridgeServiceStub(taken), session), channel)
        return _open[address]


def disconnect() -> None:
    """Closes what is open; requests under way end. The next request connects again."""
    with _lock:
        connections = list(_open.values())
        _open.clear()
    for _, channel in connections:
        channel.close()


class _Bearer(grpc.UnaryUnaryClientInterceptor, grpc.UnaryStreamClientInterceptor):  # type: ignore[misc]
    """Adds the token to each request."""

    def __init__(self, token: str) -> None:
        self._header = ("authorization", f"Bearer {token}")

    def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
        return continuation(self._with_token(details), request)

    def intercept_unary_stream(self, continuation: Any, details: Any, request: Any) -> Any:
        return continuation(self._with_token(details), request)

    def _with_token(self, details: Any) -> Any:
        return _Details(details, (*(details.metadata or ()), self._header))


class _Details(grpc.ClientCallDetails):  # type: ignore[misc]
    """What a request is sent with, and the token."""

    def __init__(self, details: Any, metadata: tuple[tuple[str, str], ...]) -> None:
        self.method = details.method
        self.timeout = details.timeout
        self.credentials = details.credentials
        self.wait_for_ready = details.wait_for_ready
        self.compression = details.compression
        self.metadata = metadata
