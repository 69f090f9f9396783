"""The agent: what it is told to be, and its tools. Whoever starts it names its model: `test:model` needs no key."""

from pydantic_ai import Agent

agent = Agent("test", instructions="You are my_agent, a careful reader. Be brief.")


@agent.tool_plain
def count_words(text: str) -> int:
    """Counts the words of a text."""
    return len(text.split())
