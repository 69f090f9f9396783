"""Adapters in the ways that adapters are written."""

from __future__ import annotations

import asyncio
import dataclasses
import enum
import threading
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

from vivarium_worker import BaseAdapter, SessionContext, tool
from vivarium_worker.thread_safe import ThreadSafeAdapter, thread_safe_method


class Color(enum.Enum):
    RED = "red"


@dataclasses.dataclass
class Point:
    x: float
    color: Color = Color.RED


class Typed(BaseAdapter):
    @tool
    def describe(self, point: Point, sizes: set[int], other: Point | None = None) -> str:
        return f"{point} {sorted(sizes)} {other}"

    @tool
    async def describe_async(self, point: Point) -> str:
        return str(point)

    @tool
    def types(self) -> dict[str, Any]:
        found = {registration.name: registration for registration in self.get_tools()}
        return {"names": list(found), "describe": [list(spec) for spec in found["describe"].parameters]}


class Unfit(BaseAdapter):
    @tool
    def gather(self, *numbers: int) -> int:
        return sum(numbers)


class ExecuteOnly:
    """No base class, no decorator: one door for all names."""

    def execute_tool(self, tool_name: str, arguments: dict[str, Any], context: SessionContext) -> Any:
        if tool_name == "numbers":
            return (number for number in range(arguments["to"]))
        return {"tool": tool_name, "arguments": arguments, "session": context.session_id}


class AsyncExecuteOnly(BaseAdapter):
    async def execute_tool(self, tool_name: str, arguments: dict[str, Any], context: SessionContext) -> Any:
        await asyncio.sleep(0)
        return {"tool": tool_name, "arguments": arguments, "session": context.session_id}


class Routed(BaseAdapter):
    """Marked methods behind a door of its own."""

    def execute_tool(self, tool_name: str, arguments: dict[str, Any], context: SessionContext) -> Any:
        if tool_name not in ("double", "double_async", "count", "count_async"):
            return f"no {tool_name} here"
        return self.call_tool(tool_name, **arguments)

    @tool
    def double(self, x: int) -> int:
        return x * 2

    @tool
    async def double_async(self, x: int) -> int:
        await asyncio.sleep(0)
        return x * 2

    @tool
    def count(self, to: int) -> Iterator[int]:
        yield from range(to)

    @tool
    async def count_async(self, to: int) -> AsyncIterator[int]:
        for number in range(to):
            yield number


class Configured(BaseAdapter):
    @tool
    def model(self) -> Any:
        return self.config["model_name"]

    @tool
    def change(self) -> None:
        self.config["model_name"] = "another"  # type: ignore[index]


class OwnConfig(BaseAdapter):
    config = {"model_name": "its own"}  # noqa: RUF012

    @tool
    def model(self) -> Any:
        return self.config["model_name"]


class Needy(BaseAdapter):
    @tool(required_variables=["HOME_OF_THE_KEY", "api_key"])
    def search(self, query: str) -> str:
        print("searching")
        return query

    @tool(required_variables=["HOME_OF_THE_KEY", "api_key"])
    async def search_async(self, query: str) -> str:
        print("searching")
        return query


class Concurrent(ThreadSafeAdapter):
    def __init__(self) -> None:
        super().__init__()
        self.session_context = None
        self.log: list[str] = []
        print("new")

    async def initialize(self) -> None:
        await asyncio.sleep(0)
        print("initialize")

    def cleanup(self) -> None:
        print("cleanup")

    @thread_safe_method
    @tool(description="Sleeps")
    def nap(self, seconds: float) -> str | None:
        cached: list[int] = self.get_thread_local("naps", [])
        time.sleep(seconds)
        self.set_thread_local("naps", [*cached, 1])
        with self.acquire_lock():
            self.log.append(str(self.session_id))
        return self.session_id

    @tool
    @thread_safe_method
    async def nap_async(self, seconds: float) -> str | None:
        await asyncio.sleep(seconds)
        return self.session_id

    @tool
    def seen(self) -> dict[str, Any]:
        stats = self.get_stats()
        return {
            "log": sorted(self.log),
            "total": stats["total_requests"],
            "most": stats["max_active_requests"],
            "failed": stats["failed_requests"],
            "threads": threading.active_count(),
        }

    @tool
    def remembers(self) -> list[int]:
        kept: list[int] = self.get_thread_local("kept", [])
        self.set_thread_local("kept", [*kept, 1])
        if len(kept) == 2:
            self.clear_thread_local("kept")
        return kept

    @thread_safe_method
    @tool
    def fails(self) -> None:
        raise ValueError("no")


class Lenient(BaseAdapter):
    @tool
    def odd(self) -> Any:
        return {"at": [1j]}

    @tool
    async def odd_numbers(self) -> AsyncIterator[Any]:
        yield 1
        yield 1j


class Strict(Lenient):
    strict = True


@dataclasses.dataclass
class OwnChunk:
    data: Any
    is_final: bool = False


class Chunks(BaseAdapter):
    @tool(supports_streaming=True)
    def own(self) -> Iterator[OwnChunk]:
        yield OwnChunk({"at": 1})
        yield OwnChunk({"at": 2}, is_final=True)
        raise AssertionError("resumed after the final chunk")

    @tool(supports_streaming=True)
    def value(self, query: str) -> dict[str, str]:
        return {"query": query}
