"""The host that has started this agent: its tools, when it gave the agent any."""

from __future__ import annotations

import os
from typing import Any

from vivarium_worker.host.host import Host


def host() -> Host | None:
    """The host's tools and nothing else of it; `None` when the agent was started by hand, or without tools."""
    address = os.environ.get("VIVARIUM_ADDRESS")
    if not address:
        return None
    import grpc

    from snakepit_bridge_pb2_grpc import BridgeServiceStub
    from vivarium_worker.host.stub import StubHost

    session = os.environ.get("VIVARIUM_SESSION_ID", "agent")
    return StubHost(BridgeServiceStub(grpc.insecure_channel(address)), session)


def host_tools() -> list[Any]:
    """The host's tools for a pydantic-ai Agent, which calls them as it calls its own."""
    there = host()
    if there is None:
        return []
    from pydantic_ai import Tool

    return [
        Tool.from_schema(_caller(there, entry["name"]), entry["name"], entry["description"], entry["parameters"])
        for entry in there.tools()
        if not entry["streaming"]
    ]


def _caller(host: Host, name: str) -> Any:
    def call(**arguments: Any) -> Any:
        return host.call(name, arguments)

    call.__name__ = name
    return call
