"""Variables for async code, over a host that has them at hand: nothing is waited for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from vivarium_worker.host.host import Entry, Host


class AwaitedVariables:
    """The variables of a host, to be awaited."""

    def __init__(self, host: Host) -> None:
        self._variables = host

    async def get_variable(self, name: str) -> Entry:
        """`{value, metadata}`. Raises VariableNotFound."""
        return self._variables.get_variable(name)

    async def set_variable(self, name: str, value: Any, **facts: Any) -> Entry:
        """Sets a variable; returns its metadata."""
        return self._variables.set_variable(name, value, **facts)

    async def delete_variable(self, name: str) -> bool:
        """Whether it was there."""
        return self._variables.delete_variable(name)

    async def list_variables(self) -> list[Entry]:
        """The variables without their values."""
        return self._variables.list_variables()

    async def watch_variables(self, names: Sequence[str] | None = None) -> AsyncIterator[Entry]:
        """The changes of those names."""
        for change in self._variables.watch_variables(names):
            yield change
