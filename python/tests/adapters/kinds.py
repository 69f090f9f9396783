"""One tool of each kind, and the hooks around them."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

from vivarium_worker import BaseAdapter, StreamChunk, tool


class Kinds(BaseAdapter):
    @tool
    def add(self, a: float, b: float = 1) -> float:
        """Adds two numbers."""
        return a + b

    @tool
    def echo(self, value: Any) -> Any:
        return value

    @tool(description="Sleeps in a loop's turn", idempotent=True, required_variables=["PATH"])
    async def nap(self, seconds: float) -> str:
        print("nap")
        try:
            await asyncio.sleep(seconds)
        finally:
            print("woke")
        return "rested"

    @tool
    async def exit_in_task(self) -> None:
        async def leave() -> None:
            sys.exit(3)

        await asyncio.gather(leave())

    @tool
    def block(self, seconds: float) -> str:
        print("block")
        try:
            time.sleep(seconds)
        finally:
            print("unblocked")
        return "done"

    @tool
    def spin(self, seconds: float) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pass
        return "done"

    @tool
    def count(self, to: int) -> Iterator[int]:
        try:
            for number in range(to):
                print(f"yield {number}")
                yield number
        finally:
            print("closed")

    @tool
    async def acount(self, to: int) -> AsyncIterator[int]:
        try:
            for number in range(to):
                await asyncio.sleep(0)
                yield number
        finally:
            await asyncio.sleep(0)
            print("aclosed")

    @tool(supports_streaming=True)
    def shapes(self) -> Iterator[Any]:
        yield StreamChunk({"at": 1})
        yield {"data": {"at": 2}, "is_final": False, "metadata": {"seen": True}}
        yield {"data": 3, "other": True}
        yield {"data": {"at": 4}, "is_final": True}
        raise AssertionError("resumed after the final chunk")
