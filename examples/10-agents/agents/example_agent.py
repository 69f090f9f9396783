"""An agent of pydantic-ai with a tool, and beside it one that is a plain function: nobody needs a model to try them."""

import asyncio
from collections.abc import AsyncIterator

from pydantic_ai import Agent

agent = Agent("test", instructions="You are a librarian. Be brief.")


@agent.tool_plain
def shelf_of(title: str) -> str:
    """Says where a book stands."""
    return f"{title}: second floor, by the window"


async def reader(prompt: str) -> AsyncIterator[str]:
    """Reads the prompt aloud, word by word."""
    for word in prompt.split():
        yield f"{word} "
        await asyncio.sleep(0.1)
