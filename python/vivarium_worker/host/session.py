"""What a request brings along besides its arguments: session, metadata, deadline, and its host."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vivarium_worker.host.options import arguments_of, timeout_of

if TYPE_CHECKING:
    from vivarium_worker.host.host import Entry, Host
    from vivarium_worker.host.session_aio import AsyncSessionContext
    from vivarium_worker.host.tools import HostTool

_MISSING: Any = object()


class SessionContext:
    """Given to `set_session_context` of each new adapter instance.

    `session_id` is `None` for a call outside a session; `request_metadata` is what the caller attached;
    `deadline` is an instant of `time.monotonic()`, `None` when there is none. What needs the host waits for it:
    by `options={"timeout": milliseconds}`, at most what is left of the deadline, 30 s without either.
    It raises HostCallError. `aio` has the same names for async tools.
    """

    __slots__ = ("_host", "_host_tools", "_metadata", "_session_id", "deadline")

    def __init__(
        self,
        session_id: str | None = None,
        request_metadata: dict[str, Any] | None = None,
        deadline: float | None = None,
        host: Host | None = None,
    ) -> None:
        self._session_id = session_id
        self._metadata: dict[str, Any] = {} if request_metadata is None else request_metadata
        self._host = host
        self._host_tools: dict[str, HostTool] | None = None
        self.deadline = deadline

    @property
    def session_id(self) -> str | None:
        """The session of this request."""
        return self._session_id

    @property
    def request_metadata(self) -> dict[str, Any]:
        """What the caller attached, with a `correlation_id`."""
        return self._metadata

    @property
    def host(self) -> Host:
        """The host itself. Raises RuntimeError when there is none."""
        if self._host is None:
            raise RuntimeError("there is no host here: this context was made by hand; give it one (host=…)")
        return self._host

    @property
    def host_tools(self) -> dict[str, HostTool]:
        """The host's tools by name, asked for once. `host_tools["validate"]` can be called and read."""
        if self._host_tools is None:
            from vivarium_worker.host.tools import HostTool

            self._host_tools = {entry["name"]: HostTool(entry, self) for entry in self.host.tools()}
        return self._host_tools

    def call_host_tool(
        self,
        name: str,
        mapping: Mapping[str, Any] | None = None,
        /,
        *,
        options: Mapping[str, Any] | None = None,
        **arguments: Any,
    ) -> Any:
        """Calls a host tool with its arguments by name, or in one mapping, and returns its value.

        Raises HostToolNotFound (a ValueError), HostCallTimeout or another HostCallError.
        """
        return self.host.call(name, arguments_of(mapping, arguments), timeout_of(options))

    def stream_host_tool(
        self,
        name: str,
        mapping: Mapping[str, Any] | None = None,
        /,
        *,
        options: Mapping[str, Any] | None = None,
        **arguments: Any,
    ) -> Iterator[Any]:
        """Calls a host tool that answers with many values; leaving the loop ends it in the host."""
        return self.host.stream(name, arguments_of(mapping, arguments), timeout_of(options))

    def get_variable(self, name: str, default: Any = _MISSING) -> Any:
        """A session variable's value. Raises VariableNotFound when there is neither it nor a default."""
        try:
            return self.host.get_variable(name)["value"]
        except KeyError:
            if default is _MISSING:
                raise
            return default

    def set_variable(
        self, name: str, value: Any, *, type: str | None = None, tags: Mapping[str, str] | None = None
    ) -> Entry:
        """Sets a session variable; returns its metadata."""
        return self.host.set_variable(name, value, **variable_facts(type, tags))

    def delete_variable(self, name: str) -> bool:
        """Removes a session variable; whether it was there."""
        return self.host.delete_variable(name)

    def list_variables(self) -> list[Entry]:
        """The session's variables with their metadata, without their values."""
        return self.host.list_variables()

    def watch_variables(self, names: Sequence[str] | None = None) -> Iterator[Entry]:
        """Each change of a variable from now on: `{name, value, metadata, deleted}`."""
        return self.host.watch_variables(names)

    @property
    def aio(self) -> AsyncSessionContext:
        """The same for async tools: `await context.aio.call_host_tool(…)`."""
        from vivarium_worker.host.session_aio import AsyncSessionContext

        return AsyncSessionContext(self.host.aio)

    def time_remaining(self) -> float | None:
        """Seconds until the caller stops waiting, never below 0; `None` without a deadline."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())

    call_elixir_tool = call_host_tool
    elixir_tools = host_tools

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.session_id!r})"


def variable_facts(type: str | None, tags: Mapping[str, str] | None) -> dict[str, Any]:
    """What `set_variable` says beside the value."""
    return {**({} if type is None else {"type": type}), **({} if tags is None else {"tags": dict(tags)})}
