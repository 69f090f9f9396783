"""`SessionContext(stub, session_id)`: the session of a script, or of a test."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from vivarium_worker.host import Host
from vivarium_worker.session import SessionContext as _SessionContext


class SessionContext(_SessionContext):
    """A session reached through `stub`, which answers as a host does (`vivarium_worker.host.Host`)."""

    __slots__ = ()

    def __init__(self, stub: Host, session_id: str, request_metadata: dict[str, Any] | None = None) -> None:
        super().__init__(session_id, request_metadata, host=stub)

    def cleanup(self) -> None:
        """Forgets the tools that were listed. The session itself lives on in the host."""
        self._host_tools = None

    def __enter__(self) -> SessionContext:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.cleanup()


__all__ = ["SessionContext"]
