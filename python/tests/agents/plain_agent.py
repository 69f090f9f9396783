"""Agents that need no library: functions and objects."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any


def run(prompt: str) -> str:
    """What is called when nothing else is named."""
    return prompt.upper()


async def waits(prompt: str) -> str:
    await asyncio.sleep(30)
    return prompt


def words(prompt: str) -> Iterator[str]:
    for word in prompt.split():
        time.sleep(0.001)
        yield f"{word} "


async def counts(prompt: str, message_history: list[dict[str, Any]], model: str | None) -> dict[str, Any]:
    result = {"told": len(message_history), "model": model}
    return {"result": result, "usage": {"total_tokens": 7}}


async def breaks(prompt: str) -> AsyncIterator[str]:
    yield "one"
    raise LookupError("no more")


def unsendable(prompt: str) -> object:
    return {"a": [object()]}


class Writer:
    """An object with `run` and `run_stream`."""

    async def run(self, prompt: str) -> str:
        return f"whole {prompt}"

    async def run_stream(self, prompt: str) -> AsyncIterator[str]:
        for part in ("part ", prompt):
            yield part


writer = Writer()


def busy(prompt: str) -> str:
    while True:
        pass
