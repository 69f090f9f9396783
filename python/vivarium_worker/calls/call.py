"""One conversation the host opened. The lane's thread and the main thread share it without locks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from vivarium_worker.host.session import SessionContext


class Job(Protocol):
    """A call under way that may need attention again."""

    def attend(self) -> None:
        """Credits came, or a cancel, or a turn on another thread ended. Runs on the main thread."""


class Call:
    """A CALL, or an OPEN when `streaming`. Each field has one writer.

    The lane's thread writes `granted` (credits so far), `cancelled` and `over`; the thread that runs the
    tool writes `sent` (chunks so far), `job`, `instance` and `context_of`.
    """

    __slots__ = (
        "_context",
        "body",
        "cancelled",
        "context_of",
        "deadline",
        "granted",
        "id",
        "inline",
        "instance",
        "job",
        "meta",
        "over",
        "segments",
        "sent",
        "streaming",
        "tool",
    )

    def __init__(
        self,
        id: int,
        tool: str,
        body: bytes,
        segments: tuple[memoryview, ...] = (),
        meta: bytes = b"",
        deadline: float | None = None,
        streaming: bool = False,
        granted: int = 0,
    ) -> None:
        self.id = id
        self.tool = tool
        self.body = body
        self.segments = segments
        self.meta = meta
        self.deadline = deadline
        self.streaming = streaming
        self.granted = granted
        self.inline = False
        self.cancelled = False
        self.over = False
        self.sent = 0
        self.job: Job | None = None
        self.instance: Any = None
        self.context_of: Callable[[Call], SessionContext] | None = None
        """Makes what the call came with: there while its user code runs."""
        self._context: SessionContext | None = None

    @property
    def context(self) -> SessionContext | None:
        """What the call came with, made when somebody first asks; `None` where no user code of it runs."""
        if self._context is None and self.context_of is not None:
            self._context = self.context_of(self)
        return self._context

    def put_away(self) -> None:
        """Its user code has ended."""
        self.context_of = self._context = None
