"""A tool of each kind: plain values, numbers, a stream, the session, a host tool."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from vivarium_worker import BaseAdapter, StreamChunk, tool
from vivarium_worker.telemetry import events as telemetry


class ShowcaseAdapter(BaseAdapter):
    """Shows what an adapter can do."""

    @tool(description="Says that it is there", idempotent=True)
    def ping(self, message: str = "pong") -> dict[str, Any]:
        return {"message": message, "at": time.time()}

    @tool(description="Gives a value back", idempotent=True)
    def echo(self, value: Any) -> Any:
        return value

    @tool(description="Adds two numbers", idempotent=True)
    def add(self, a: float, b: float) -> float:
        with telemetry.span("showcase.add"):
            return a + b

    @tool(description="Counts up, with a pause in between", supports_streaming=True)
    def stream_progress(self, steps: int = 10, pause: float = 0.0) -> Iterator[StreamChunk]:
        for step in range(1, steps + 1):
            time.sleep(pause)
            yield StreamChunk({"step": step, "total": steps, "progress": step / steps * 100}, is_final=step == steps)

    @tool(description="Tells which session this is")
    def session_info(self) -> dict[str, Any]:
        context = self.session_context
        metadata = {} if context is None else context.request_metadata
        return {"session_id": self.session_id, "metadata": metadata}

    @tool(description="Calls a host tool and gives its answer")
    def ask_host(self, name: str, arguments: dict[str, Any]) -> Any:
        if self.session_context is None:
            raise RuntimeError("there is no host to ask")
        return self.session_context.call_host_tool(name, arguments)
