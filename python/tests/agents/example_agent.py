"""A pydantic-ai agent with a tool that waits, one that fails, and one that says how often it was interrupted."""

import asyncio

from pydantic_ai import Agent

agent = Agent("test", instructions="Be brief.")
interrupted = 0


@agent.tool_plain
async def nap(seconds: float) -> str:
    """Sleeps; TestModel gives 0."""
    await asyncio.sleep(seconds)
    return "rested"


def create_sleeper(model: str | None) -> Agent:
    """An agent whose tool sleeps for long, as TestModel can't be told to."""
    sleeper = Agent("test")

    @sleeper.tool_plain
    async def sleep() -> str:
        global interrupted
        print("asleep", flush=True)
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            interrupted += 1
            print(f"interrupted {interrupted}", flush=True)
            raise
        return "awake"

    return sleeper


def create_failing(model: str | None) -> Agent:
    """An agent whose tool raises."""
    failing = Agent("test")

    @failing.tool_plain
    def fail() -> str:
        raise ZeroDivisionError("nothing to divide by")

    return failing
