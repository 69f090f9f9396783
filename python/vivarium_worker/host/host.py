"""What Python may ask of its host: tools and session variables. `SessionContext` is written against this alone.

A host is reached over the lane (`LaneHost`), over a gRPC stub, or made up for a test (`vivarium_worker.testing`).
Timeouts are seconds here; `None` means what is left of the call's own time, else 30 s.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Protocol

DEFAULT_SECONDS = 30.0

Entry = dict[str, Any]
"""A tool: `name`, `description`, `parameters`, `streaming`, `idempotent`. Or a variable's metadata, with its `name`."""


class Host(Protocol):
    """The host as plain functions, which wait."""

    def tools(self) -> list[Entry]:
        """The host tools that Python may see."""

    def call(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Calls a host tool. Raises HostCallError."""

    def stream(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Iterator[Any]:
        """Calls a host tool that answers with many values. Raises HostCallError."""

    def get_variable(self, name: str) -> Entry:
        """`{value, metadata}`. Raises VariableNotFound."""

    def set_variable(self, name: str, value: Any, **facts: Any) -> Entry:
        """Sets a variable; `facts` are `type`, `tags` and `created_by`. Returns its metadata."""

    def delete_variable(self, name: str) -> bool:
        """Whether it was there."""

    def list_variables(self) -> list[Entry]:
        """The session's variables without their values."""

    def watch_variables(self, names: Sequence[str] | None = None) -> Iterator[Entry]:
        """Each change from now on: `{name, value, metadata, deleted}`."""

    @property
    def aio(self) -> AsyncHost:
        """The same for async code."""


class AsyncHost(Protocol):
    """The host as functions to be awaited."""

    async def tools(self) -> list[Entry]:
        """The host tools that Python may see."""

    async def call(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> Any:
        """Calls a host tool. Raises HostCallError."""

    def stream(self, name: str, arguments: Mapping[str, Any], timeout: float | None = None) -> AsyncIterator[Any]:
        """Calls a host tool that answers with many values. Raises HostCallError."""

    async def get_variable(self, name: str) -> Entry:
        """`{value, metadata}`. Raises VariableNotFound."""

    async def set_variable(self, name: str, value: Any, **facts: Any) -> Entry:
        """Sets a variable; `facts` are `type`, `tags` and `created_by`. Returns its metadata."""

    async def delete_variable(self, name: str) -> bool:
        """Whether it was there."""

    async def list_variables(self) -> list[Entry]:
        """The session's variables without their values."""

    def watch_variables(self, names: Sequence[str] | None = None) -> AsyncIterator[Entry]:
        """Each change from now on: `{name, value, metadata, deleted}`."""
