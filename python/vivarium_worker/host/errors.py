"""What a host answers instead of a value, as exceptions. All are RuntimeErrors with `kind`, `code` and `details`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class HostCallError(RuntimeError):
    """A host tool or a session operation failed.

    `kind` says whose fault it is (`raised`, `bad_arguments`, `timeout`, `saturated`, …), `code` is the host's own
    (`VIV_…`), `details` has what else is known: `type`, `module`, `traceback`, `frames` of the host's error.
    """

    kind = "raised"

    def __init__(
        self, message: str, *, kind: str | None = None, code: str = "", details: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.kind = kind or type(self).kind
        self.code = code
        self.details: dict[str, Any] = dict(details or {})

    def __str__(self) -> str:
        # A KeyError would put its message in quotes.
        return RuntimeError.__str__(self)


class HostToolNotFound(HostCallError, ValueError):
    """There is no such host tool, or Python may not see it."""

    kind = "unknown_tool"


class HostArgumentsError(HostCallError, ValueError):
    """The arguments do not fit the host tool's schema; the message names the field."""

    kind = "bad_arguments"


class HostCallTimeout(HostCallError, TimeoutError):
    """The host did not answer in time; its tool was asked to stop."""

    kind = "timeout"


class VariableNotFound(HostCallError, KeyError):
    """The session has no variable of that name."""

    kind = "no_variable"


class SessionError(HostCallError):
    """The call belongs to no session, or its session has ended."""

    kind = "no_session"


_CLASSES: dict[str, type[HostCallError]] = {
    "unknown_tool": HostToolNotFound,
    "bad_arguments": HostArgumentsError,
    "timeout": HostCallTimeout,
    "no_variable": VariableNotFound,
    "no_session": SessionError,
    "session_expired": SessionError,
}


def host_error(failure: Mapping[str, Any]) -> HostCallError:
    """The exception for the body of a FAILURE from the host."""
    kind = str(failure.get("kind") or "raised")
    known = ("kind", "message", "code")
    return _CLASSES.get(kind, HostCallError)(
        str(failure.get("message") or kind),
        kind=kind,
        code=str(failure.get("code") or ""),
        details={key: value for key, value in failure.items() if key not in known and value not in (None, "", [])},
    )
