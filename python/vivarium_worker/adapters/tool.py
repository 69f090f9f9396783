"""`@tool`: marks a method (or a function of a module) as callable from the host."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar, overload

from vivarium_worker.schema.shape import Schema

Function = TypeVar("Function", bound=Callable[..., Any])

_ATTRIBUTE = "_tool_metadata"


class ToolMetadata(NamedTuple):
    """What `@tool` was told."""

    description: str = ""
    supports_streaming: bool = False
    required_variables: tuple[str, ...] = ()
    idempotent: bool = False
    parameters: Schema | None = None
    """The schema of its arguments, where its signature does not say it."""
    inline: bool = False


@overload
def tool(description: Function, /) -> Function: ...


@overload
def tool(
    description: str = "",
    supports_streaming: bool = False,
    required_variables: Sequence[str] | None = None,
    idempotent: bool = False,
    inline: bool = False,
) -> Callable[[Function], Function]: ...


def tool(
    description: Any = "",
    supports_streaming: bool = False,
    required_variables: Sequence[str] | None = None,
    idempotent: bool = False,
    inline: bool = False,
) -> Any:
    """Marks a function as a tool: `@tool` or `@tool(description="…")`.

    `description` defaults to the docstring. `supports_streaming` is implied for generators.
    `required_variables` names what must be set in the environment or in the session before it runs.
    `idempotent` allows the host to run the tool again when a worker died in the middle of it.
    `inline` runs it where its call arrives, on the lane's thread, which saves a change of threads. It must be quick:
    while it runs the worker neither beats nor hears cancels, so a slow one is taken for stuck. It runs beside the
    pool's `concurrency`, cannot be cancelled and cannot call the host. Raises TypeError for a generator or `async def`.
    """
    if callable(description):
        return mark(description, ToolMetadata())
    variables = tuple(required_variables or ())
    metadata = ToolMetadata(description, supports_streaming, variables, idempotent, inline=inline)
    return lambda function: mark(_returning(function) if inline else function, metadata)


def metadata_of(function: Any) -> ToolMetadata | None:
    """What `@tool` said about this function, `None` when it was not marked."""
    found = getattr(function, _ATTRIBUTE, None)
    return found if isinstance(found, ToolMetadata) else None


def tools_of(owner: type) -> list[tuple[str, Any]]:
    """The marked attributes of a class in the order they are written, those of its bases first."""
    names = dict.fromkeys(name for kind in reversed(owner.__mro__) for name in vars(kind))
    members = [(name, getattr(owner, name)) for name in names if not name.startswith("__")]
    return [(name, value) for name, value in members if metadata_of(value) is not None]


def mark(function: Any, metadata: ToolMetadata) -> Any:
    """Marks a function with what is to be told of it; the function itself."""
    # A staticmethod or classmethod passes attributes of its own on, so mark what it wraps.
    setattr(getattr(function, "__func__", function), _ATTRIBUTE, metadata)
    return function


def _returning(function: Any) -> Any:
    inner = inspect.unwrap(getattr(function, "__func__", function))
    if inspect.iscoroutinefunction(inner) or inspect.isgeneratorfunction(inner) or inspect.isasyncgenfunction(inner):
        name = getattr(inner, "__name__", "tool")
        raise TypeError(f"{name}: inline=True is for a plain function that returns at once, not for {_kind(inner)}")
    return function


def _kind(function: Any) -> str:
    return "an async function" if inspect.iscoroutinefunction(function) else "a generator"
