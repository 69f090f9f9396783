"""Work that is given up when the client goes away: nobody would read the answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any, TypeVar

from starlette.requests import Request

T = TypeVar("T")


class ClientGone(Exception):
    """The connection was closed before the answer."""


async def unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """The result of the work, which is cancelled and awaited when the client goes. Raises ClientGone."""
    task = asyncio.create_task(work)
    gone = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientGone
        return task.result()
    finally:
        await _end(task, gone)


async def items_unless_gone(request: Request, items: AsyncIterator[T]) -> AsyncIterator[T]:
    """The items, made in a task of their own and at most one ahead; ends early, the task with it, when the client goes.

    Raises what making them raised.
    """
    queue: asyncio.Queue[T | _End] = asyncio.Queue(1)
    making = asyncio.create_task(_make(items, queue))
    gone = asyncio.create_task(_disconnected(request))
    try:
        while True:
            taking = asyncio.create_task(queue.get())
            await asyncio.wait((taking, gone), return_when=asyncio.FIRST_COMPLETED)
            if not taking.done():
                await _end(taking)
                return
            item = taking.result()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
    finally:
        await _end(making, gone)


class _End:
    """No more items; the error if that is why."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error


async def _make(items: AsyncIterator[T], queue: asyncio.Queue[T | _End]) -> None:
    """In one task from the first item to the last: cancel scopes inside must be left where they were entered."""
    try:
        async for item in items:
            await queue.put(item)
    except Exception as error:
        await queue.put(_End(error))
    else:
        await queue.put(_End())


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _end(*tasks: asyncio.Task[Any]) -> None:
    """A task that has ended is left alone: to await its error once more would cut the traceback short."""
    running = [task for task in tasks if task.cancel()]
    await asyncio.gather(*running, return_exceptions=True)
