"""What the pools of the pictures run: quick answers, slow ones, and a stream."""

import asyncio
from collections.abc import AsyncIterator

from vivarium_worker import BaseAdapter, tool


class Stage(BaseAdapter):
    """Work that takes as long as it is asked to."""

    @tool(description="Answers after a while.")
    async def classify(self, ms: float = 8) -> str:
        """Answers after `ms` milliseconds."""
        await asyncio.sleep(ms / 1000)
        return "seven"

    @tool(description="Embeds a text.")
    async def embed(self, ms: float = 20) -> list[float]:
        """Answers after `ms` milliseconds."""
        await asyncio.sleep(ms / 1000)
        return [0.1, 0.2]

    @tool(description="Writes a text, word by word.")
    async def generate(self, words: int = 24, ms: float = 40) -> AsyncIterator[str]:
        """Yields a word each `ms` milliseconds."""
        for word in range(words):
            await asyncio.sleep(ms / 1000)
            yield f"word {word}"

    @tool(description="Ends the process as a bug in native code does.")
    def fault(self) -> None:
        """Reads where there is no memory."""
        import ctypes

        ctypes.string_at(0)
