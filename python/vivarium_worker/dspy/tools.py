"""Async functions as tools of DSPy, which is asked for here alone: `pip install "vivarium-worker[dspy]"`."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Mapping
from typing import Any


def dspy_module() -> Any:
    """DSPy. Raises ImportError saying how to get it."""
    try:
        import dspy
    except ImportError as error:
        raise ImportError(f"agents need DSPy ({error}): pip install 'vivarium-worker[dspy]'") from error
    return dspy


def dspy_tool(
    function: Callable[..., Any],
    name: str,
    description: str,
    schema: Mapping[str, Any],
    loop: asyncio.AbstractEventLoop | None = None,
) -> Any:
    """A `dspy.Tool` with the arguments of a JSON Schema. With a `loop` it waits, in another thread, for the loop."""
    called = function if loop is None else _waiting(function, loop)
    properties = schema.get("properties")
    args = dict(properties) if isinstance(properties, Mapping) else {}
    # DSPy would convert arguments by these types; the host's own schema is the one that counts.
    types = dict.fromkeys(args, Any)
    return dspy_module().Tool(called, name=name, desc=description, args=args, arg_types=types)


def _waiting(function: Callable[..., Any], loop: asyncio.AbstractEventLoop) -> Callable[..., Any]:
    @functools.wraps(function)
    def wait(*args: Any, **kwargs: Any) -> Any:
        if _running() is loop:
            raise RuntimeError(f"{function.__name__} would wait for the loop that runs it: use asyncio.to_thread")
        return asyncio.run_coroutine_threadsafe(function(*args, **kwargs), loop).result()

    return wait


def _running() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
