"""The functions that every row runs, whoever calls them.

They do nothing, so that the way to them is what is measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

BLOCK = bytes(range(256)) * 256


def add(a: float, b: float) -> float:
    """Adds two numbers."""
    return a + b


def echo(value: dict[str, Any]) -> dict[str, Any]:
    """Gives back what it was given."""
    return value


def array(values: Any) -> Any:
    """Gives back the array that it was given."""
    return values


def dicts(count: int) -> Iterator[dict[str, Any]]:
    """So many small dicts, numbered from 0."""
    for n in range(count):
        yield {"n": n, "text": "a small chunk", "last": False}


def blocks(count: int) -> Iterator[bytes]:
    """So many blocks of 64 KB."""
    for _ in range(count):
        yield BLOCK
