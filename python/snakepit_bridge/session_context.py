"""`SessionContext(stub, session_id)`: the session of a script, or of a test."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from vivarium_worker.host.host import Host
from vivarium_worker.host.session import SessionContext as _SessionContext


class SessionContext(_SessionContext):
    """A session reached through `stub`: a `BridgeServiceStub`, or what answers as `Host` does.

    Over a `BridgeServiceStub`, a host that cannot be reached or refuses is a `grpc.RpcError` with `code()`, `details()`
    and `status()`.
    """

    __slots__ = ()

    def __init__(self, stub: Any, session_id: str, request_metadata: dict[str, Any] | None = None) -> None:
        super().__init__(session_id, request_metadata, host=_host_of(stub, session_id, request_metadata))

    def cleanup(self) -> None:
        """Forgets the tools that were listed. The session itself lives on in the host."""
        self._host_tools = None

    def __enter__(self) -> SessionContext:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.cleanup()


def _host_of(stub: Any, session_id: str, request_metadata: dict[str, Any] | None) -> Host:
    if not hasattr(stub, "ExecuteElixirTool"):
        host: Host = stub
        return host
    # Imports gRPC, which an adapter's own tests do without.
    from vivarium_worker.host.stub import StubHost

    return StubHost(stub, session_id, request_metadata)


__all__ = ["SessionContext"]
