"""The class that adapters extend: its methods marked with `@tool` are what the host may call."""

from __future__ import annotations

from vivarium_worker.session import SessionContext


class BaseAdapter:
    """A set of tools. Each request gets a new instance, so keep costly things at module level.

    Two hooks are looked for, plain or `async`: `initialize()` runs before the tool, `cleanup()`
    after it, whether the tool returned, raised or was cancelled.

    Example::

        class Sums(BaseAdapter):
            @tool
            def add(self, a: float, b: float) -> float:
                return a + b
    """

    session_context: SessionContext | None = None

    def set_session_context(self, session_context: SessionContext) -> None:
        """Receives what this request came with, before `initialize()`."""
        self.session_context = session_context

    @property
    def session_id(self) -> str | None:
        """The session this request belongs to, `None` outside a session."""
        return None if self.session_context is None else self.session_context.session_id
