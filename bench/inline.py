"""The same functions on the lane's own thread: they have declared themselves quick."""

from __future__ import annotations

import functions
from vivarium_worker import tool


@tool(inline=True)
def add(a: float, b: float) -> float:
    """Adds two numbers."""
    return functions.add(a, b)


@tool(inline=True)
def echo(value: dict) -> dict:
    """Gives back what it was given."""
    return functions.echo(value)
