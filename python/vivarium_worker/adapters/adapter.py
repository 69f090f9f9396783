"""The class that adapters extend: its methods marked with `@tool` are what the host may call."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from vivarium_worker.adapters.tool import tools_of
from vivarium_worker.host.session import SessionContext

if TYPE_CHECKING:
    from vivarium_worker.adapters.registration import ToolRegistration


class BaseAdapter:
    """A set of tools. Each request gets a new instance, so keep costly things at module level.

    Hooks, plain or `async`: `initialize()` runs before the tool, `cleanup()` after it, whether the tool returned,
    raised or was cancelled. An adapter that defines `execute_tool(tool_name, arguments, context)` gets every call
    there instead, of whatever name; `self.call_tool(tool_name, **arguments)` runs a marked method from it.

    Example::

        class Sums(BaseAdapter):
            @tool
            def add(self, a: float, b: float) -> float:
                return a + b
    """

    session_context: SessionContext | None = None

    strict = False
    """Whether a result that has no plain form fails the call, instead of going as a marker that says what it was."""

    config: Mapping[str, Any] = MappingProxyType({})
    """What the pool's `config` says. Read only; a class may have a `config` of its own instead."""

    def set_session_context(self, session_context: SessionContext) -> None:
        """Receives what this request came with, before `initialize()`."""
        self.session_context = session_context

    @property
    def session_id(self) -> str | None:
        """The session this request belongs to, `None` outside a session."""
        return None if self.session_context is None else self.session_context.session_id

    def get_tools(self) -> list[ToolRegistration]:
        """The marked methods with their parameters, as the host is told them."""
        from vivarium_worker.adapters.registration import registrations

        names = [name for name, _ in tools_of(type(self))]
        return registrations(type(self), names, {name: getattr(self, name) for name in names})

    def call_tool(self, name: str, **arguments: Any) -> Any:
        """Calls a method by its name. Raises AttributeError when there is none, TypeError when it cannot be called."""
        function = getattr(self, name, None)
        if function is None:
            raise AttributeError(f"{type(self).__name__} has no tool {name!r}")
        if not callable(function):
            raise TypeError(f"{type(self).__name__}.{name} is no tool: it cannot be called")
        return function(**arguments)
