"""The refusal of a value that cannot travel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Unsendable(Exception):
    """A value that cannot travel. `root` and `path` are where it is: `result`, `.rows[3].when`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.root = "result"
        self.path = ""

    def __str__(self) -> str:
        path = self.path if len(self.path) <= 200 else f"{self.path[:150]}…{self.path[-50:]}"
        return f"{self.root}{path}: {self.reason}"


def step(key: Any) -> str:
    """One key of a path: `.rows`, `['a b']`."""
    return f".{key}" if str(key).isidentifier() else f"[{key!r}]"


def located(path: str, write: Callable[[Any, int], Any], value: Any, depth: int) -> Any:
    """`write(value, depth)`; a refusal of it learns that it happened at `path`."""
    try:
        return write(value, depth)
    except Unsendable as refusal:
        refusal.path = path + refusal.path
        raise


def name_of(value: Any) -> str:
    """The type of a value, with its module unless it is built in."""
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
