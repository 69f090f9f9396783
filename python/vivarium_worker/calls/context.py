"""The context of a call on the lane. What the call brought along is read when somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vivarium_worker.calls.call import Call
from vivarium_worker.host.session import SessionContext
from vivarium_worker.values.codec import decode

if TYPE_CHECKING:
    from vivarium_worker.host.calls import HostCalls
    from vivarium_worker.host.host import Host


class CallContext(SessionContext):
    """As cheap as can be: one is made for each call, and most tools never look at it."""

    __slots__ = ("_call", "_host_calls", "_pool", "_read")

    def __init__(self, call: Call, host_calls: HostCalls, pool: str) -> None:
        self._call = call
        self._host_calls = host_calls
        self._pool = pool
        self._read = False
        self._host = self._host_tools = None
        self.deadline = call.deadline

    @property
    def session_id(self) -> str | None:
        """The caller's session."""
        self._read_meta()
        return self._session_id

    @property
    def request_metadata(self) -> dict[str, Any]:
        """What the caller attached; its `correlation_id` is the caller's, else the pool and the call's number."""
        self._read_meta()
        return self._metadata

    @property
    def host(self) -> Host:
        """The host over the lane, on behalf of this call."""
        if self._host is None:
            from vivarium_worker.host.lane import LaneHost

            self._host = LaneHost(self._host_calls, self._call)
        return self._host

    def _read_meta(self) -> None:
        if self._read:
            return
        meta = decode(self._call.meta) if self._call.meta else {}
        self._session_id = meta.get("session")
        self._metadata = {**(meta.get("metadata") or {})}
        self._metadata.setdefault("correlation_id", f"{self._pool}/{self._call.id}")
        self._read = True
