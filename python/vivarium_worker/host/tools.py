"""A host tool as Python sees it: its description, and a function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vivarium_worker.host.host import Entry
    from vivarium_worker.host.session import SessionContext


class HostTool(dict[str, Any]):
    """`tool["parameters"]` reads what the host said of it; `tool(data=…)` or `tool({"data": …})` calls it."""

    def __init__(self, entry: Entry, context: SessionContext) -> None:
        super().__init__(entry)
        self._context = context
        self.__name__ = str(entry["name"])
        self.__doc__ = str(entry.get("description") or "")

    def __call__(
        self,
        mapping: Mapping[str, Any] | None = None,
        /,
        *,
        options: Mapping[str, Any] | None = None,
        **arguments: Any,
    ) -> Any:
        """As `call_host_tool` with this tool's name."""
        return self._context.call_host_tool(self.__name__, mapping, options=options, **arguments)

    def stream(
        self,
        mapping: Mapping[str, Any] | None = None,
        /,
        *,
        options: Mapping[str, Any] | None = None,
        **arguments: Any,
    ) -> Iterator[Any]:
        """As `stream_host_tool` with this tool's name."""
        return self._context.stream_host_tool(self.__name__, mapping, options=options, **arguments)
