"""`StreamChunk`, and a function as a tool."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vivarium_worker import StreamChunk


class Tool:
    """A function that can be called by its name."""

    def __init__(self, func: Callable[..., Any]) -> None:
        self.func = func
        self.name = func.__name__
        self.description = func.__doc__ or ""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.func(*args, **kwargs)


__all__ = ["StreamChunk", "Tool"]
