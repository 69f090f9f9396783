"""What the service asks of Python: a tool that may run twice, one that must not, one that streams, and a basket."""

import time
from collections.abc import Iterator

from vivarium_worker import current_context, tool


@tool(description="How often each word occurs in a text.", idempotent=True)
def count(text: str, pause: float = 0.0) -> dict[str, int]:
    time.sleep(pause)  # Stands for work that takes its time.
    counts: dict[str, int] = {}
    for word in text.lower().split():
        counts[word] = counts.get(word, 0) + 1
    return counts


@tool(description="Places an order; asked twice, it is placed twice.")
def order(item: str, amount: int) -> dict[str, object]:
    if amount < 1:
        raise ValueError(f"nobody orders {amount} of {item}")
    time.sleep(0.01)
    return {"item": item, "amount": amount, "placed": True}


@tool(description="Tells a story, line by line.")
def story(lines: int = 10, width: int = 60) -> Iterator[str]:
    for number in range(1, lines + 1):
        yield f"{number}. ".ljust(width, "·")


@tool(description="Puts an item into the basket of the session, and tells what is in it.")
def add(item: str) -> list[str]:
    context = current_context()
    basket = [*context.get_variable("basket", []), item]
    context.set_variable("basket", basket)
    return basket
