"""What a request brings along besides its arguments: session, metadata and deadline."""

from __future__ import annotations

import time
from typing import Any


class SessionContext:
    """Given to `set_session_context` of each new adapter instance.

    `session_id` is `None` for a call outside a session; `request_metadata` is what the caller
    attached; `deadline` is an instant of `time.monotonic()`, `None` when there is none.
    """

    __slots__ = ("deadline", "request_metadata", "session_id")

    def __init__(
        self,
        session_id: str | None = None,
        request_metadata: dict[str, Any] | None = None,
        deadline: float | None = None,
    ) -> None:
        self.session_id = session_id
        self.request_metadata: dict[str, Any] = {} if request_metadata is None else request_metadata
        self.deadline = deadline

    def time_remaining(self) -> float | None:
        """Seconds until the caller stops waiting, never below 0; `None` without a deadline."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())

    def __repr__(self) -> str:
        return f"SessionContext({self.session_id!r})"
