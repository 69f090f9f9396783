"""Adapters whose hooks print when they run."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

from vivarium_worker import BaseAdapter, SessionContext, StreamChunk, tool


class _Tools(BaseAdapter):
    def __init__(self) -> None:
        print("new")

    @tool
    def good(self) -> str:
        print("tool")
        return "good"

    @tool
    def bad(self) -> None:
        print("tool")
        raise ValueError("bad")

    @tool
    def slow(self) -> None:
        print("tool")
        time.sleep(60)

    @tool
    def brief(self) -> None:
        print("begins")
        time.sleep(0.5)
        print("ends")

    @tool
    def slow_numbers(self) -> Iterator[int]:
        try:
            for number in range(9):
                print("begins")
                time.sleep(0.5)
                print("ends")
                yield number
        finally:
            print("closed")

    @tool
    def numbers(self) -> Iterator[int]:
        print("tool")
        yield from range(3)

    @tool
    async def async_numbers(self) -> AsyncIterator[StreamChunk]:
        try:
            yield StreamChunk(1)
            yield StreamChunk(2, is_final=True)
            print("resumed after the final chunk")
        finally:
            await asyncio.sleep(0)
            print("closed")

    @tool
    async def async_good(self) -> str:
        print("tool")
        await asyncio.sleep(0)
        return "good"


class PlainHooks(_Tools):
    def set_session_context(self, session_context: SessionContext) -> None:
        super().set_session_context(session_context)
        print("context")

    def initialize(self) -> None:
        print("initialize")

    def cleanup(self) -> None:
        print("cleanup")


class AsyncHooks(_Tools):
    async def initialize(self) -> None:
        await asyncio.sleep(0)
        print("initialize")

    async def cleanup(self) -> None:
        await asyncio.sleep(0)
        print("cleanup")


class Context(BaseAdapter):
    @tool
    def context(self) -> dict[str, Any]:
        context = self.session_context
        assert context is not None
        return {
            "session": context.session_id,
            "metadata": context.request_metadata,
            "remaining": context.time_remaining(),
        }


class CleanupFails(BaseAdapter):
    @tool
    def good(self) -> str:
        return "good"

    def cleanup(self) -> None:
        raise OSError("cannot clean up")
